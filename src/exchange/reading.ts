import type { Occurrence } from "../model/model.ts";

/** Whose way of writing down what happened. */
export type Format = "google-cloud" | "statuspage" | "pagerduty" | "alertmanager" | "csv" | "json-lines";

/** Something in a file that could not be read: where it stands, what is there, and what would be right. */
export type Unreadable = {
  /** Row of a table as a spreadsheet counts it (the header is row 1); line of the file for everything else. */
  readonly row: number;
  /** Name of a table's column, or path in a JSON document such as `incidents[3].created_at`; null: the row as a whole. */
  readonly column: string | null;
  readonly found: string;
  readonly expected: string;
};

/** One answer of a reader, in the order of the file; occurrences that several messages tell of come when the file ends. */
export type ReadRow =
  | { readonly occurrence: Occurrence; readonly row: number }
  | { readonly unreadable: Unreadable };

/**
 * Reads one format piece by piece. `push` takes text as it comes, cut anywhere; `end` says that no more comes. Both give
 * what can be told so far and never throw, whatever the text holds.
 */
export type Reader = {
  push(text: string): Iterable<ReadRow>;
  end(): Iterable<ReadRow>;
};

/** No row and no JSON document is longer, in UTF-16 units: what is longer is named and passed over. */
export const rowLimit = 1 << 20;
export const documentLimit = 1 << 25;

/** A short look at what was found, for people: one line, quoted, cut where it is long. */
export function quoted(text: string): string {
  const line = text.slice(0, 200).replace(/[\s\u0000-\u001f\u007f]+/g, " ");
  return line.length > 60 ? `“${line.slice(0, 57).trimEnd()}…”` : `“${line}”`;
}

/** Remembers the first thing in a row that could not be read; the rest of the row is then of no use. */
export type Refusals = {
  first: { readonly column: string | null; readonly found: string; readonly expected: string } | null;
  /** Returns null, so that a reading can end with it. */
  refuse(column: string | null, found: string, expected: string): null;
};

export function noRefusals(): Refusals {
  return {
    first: null,
    refuse(column, found, expected) {
      this.first ??= { column, found, expected };
      return null;
    },
  };
}
