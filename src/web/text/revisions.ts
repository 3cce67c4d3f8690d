import { queryOptions } from "@tanstack/react-query";
import type { RevisionDetail, RevisionListed } from "../../server/api.ts";
import { ask, organizationPath } from "../api.ts";

export const revisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["organizations", id, "revisions"],
    queryFn: ({ signal }) => ask<readonly RevisionListed[]>(`${organizationPath(id)}/revisions`, { signal }),
  });

/** A revision never changes once it is there. */
export const revisionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ["organizations", id, "revisions", number],
    queryFn: ({ signal }) => ask<RevisionDetail>(`${organizationPath(id)}/revisions/${number}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
