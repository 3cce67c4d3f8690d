import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { OccurrencePage, RecordKind, RecordRiver } from "../../server/api.ts";
import { ask, organizationPath } from "../api.ts";
import { filterQuery, type RecordFilter } from "./address.ts";

/** Everything that is asked about the record begins with this key, so that one change makes all of it be asked anew. */
export const recordKey = (id: string) => ["organizations", id] as const;

export const occurrencesQuery = (id: string, filter: RecordFilter, page: number) =>
  queryOptions({
    queryKey: [...recordKey(id), "occurrences", filter, page],
    queryFn: ({ signal }) => {
      const query = filterQuery(filter);
      query.set("page", String(page));
      return ask<OccurrencePage>(`${organizationPath(id)}/occurrences?${query}`, { signal });
    },
    placeholderData: keepPreviousData,
  });

export const riverQuery = (
  id: string,
  span: { readonly from?: string; readonly to?: string },
  buckets: number,
) =>
  queryOptions({
    queryKey: [...recordKey(id), "record-river", span, buckets],
    queryFn: ({ signal }) => {
      const query = filterQuery(span);
      query.set("buckets", String(buckets));
      return ask<RecordRiver>(`${organizationPath(id)}/record-river?${query}`, { signal });
    },
    placeholderData: keepPreviousData,
  });

export const kindsQuery = (id: string) =>
  queryOptions({
    queryKey: [...recordKey(id), "record-kinds"],
    queryFn: ({ signal }) => ask<readonly RecordKind[]>(`${organizationPath(id)}/record-kinds`, { signal }),
  });

/** What the server takes as words to look for. */
const longestText = 200;

/** One occurrence by its key; null where the record has none. The list's search looks in keys too. */
export const occurrenceQuery = (id: string, key: string) =>
  queryOptions({
    queryKey: [...recordKey(id), "occurrence", key],
    queryFn: async ({ signal }) => {
      const query = filterQuery({ text: key.slice(0, longestText) });
      const { rows } = await ask<OccurrencePage>(`${organizationPath(id)}/occurrences?${query}`, { signal });
      return rows.find((row) => row.key === key) ?? null;
    },
    placeholderData: keepPreviousData,
  });
