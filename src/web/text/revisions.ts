import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { RevisionDetail, RevisionListed } from "../../server/api.ts";
import { ask, organizationPath } from "../api.ts";
import { type Engine, workbenchSeed } from "../engine/engine.tsx";
import type { TwoTexts } from "../engine/messages.ts";

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

/** Two revisions of one text, the one before and the one after. */
export type Pair = { readonly id: string; readonly before: number; readonly after: number };

/** What one revision says otherwise than another, in a sentence; empty where nothing, null where one can't be understood. */
export const changesQuery = ({ id, before, after }: Pair, engine: Engine, client: QueryClient) =>
  queryOptions({
    queryKey: ["organizations", id, "changes", before, after],
    queryFn: async () => engine.ask("changes", await textsOf({ id, before, after }, client)),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What the change from one revision to another does; null where one can't be understood. */
export const diffQuery = ({ id, before, after }: Pair, engine: Engine, client: QueryClient) =>
  queryOptions({
    queryKey: ["organizations", id, "diff", before, after],
    queryFn: async () =>
      engine.ask("diff", { ...(await textsOf({ id, before, after }, client)), seed: workbenchSeed }),
    staleTime: Number.POSITIVE_INFINITY,
  });

async function textsOf({ id, before, after }: Pair, client: QueryClient): Promise<TwoTexts> {
  const [first, second] = await Promise.all(
    [before, after].map((number) => client.ensureQueryData(revisionQuery(id, number))),
  );
  return { before: first!.text, after: second!.text };
}
