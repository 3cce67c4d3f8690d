/**
 * What the server and the browser say to each other, as JSON. Times are milliseconds since 1970, UTC.
 * An answer of 400 or above is always a `Refusal`.
 */
import type { Occurrence, Problem } from "../model/model.ts";

/** Why something was not done. Messages are for people; `remedy` says what to do about it. */
export type Refusal = {
  readonly problem: {
    readonly message: string;
    readonly remedy: string;
    /** 422: what stands wrong in a text. */
    readonly problems?: readonly Problem[];
    /** 409: the text that holds by now. */
    readonly current?: OrganizationDetail;
    /** 400: which fields of the question were not understood. */
    readonly fields?: readonly { readonly field: string; readonly message: string }[];
  };
};

/** GET /api/organizations → OrganizationListed[], by name, the examples last. */
export type OrganizationListed = {
  readonly id: string;
  readonly name: string;
  readonly example: boolean;
  /** Number of the revision that holds. */
  readonly revision: number;
  /** How many occurrences its record has. */
  readonly occurrences: number;
};

/** POST /api/organizations → OrganizationDetail (201; 422 where the text has errors). */
export type NewOrganizationRequest = {
  readonly text: string;
  readonly author: string;
  readonly comment?: string;
};

/** GET /api/organizations/:id */
export type OrganizationDetail = {
  readonly id: string;
  readonly name: string;
  readonly example: boolean;
  readonly text: string;
  readonly revision: RevisionListed;
  /** Rises with every change of the record. */
  readonly recordVersion: number;
};

/** GET /api/organizations/:id/revisions → RevisionListed[], newest first. */
export type RevisionListed = {
  readonly number: number;
  readonly author: string;
  readonly time: number;
  readonly comment: string;
};

/** GET /api/organizations/:id/revisions/:number */
export type RevisionDetail = RevisionListed & {
  readonly text: string;
  /** Against the revision before, as a unified diff; empty for the first, null where the two differ too much to compare. */
  readonly diff: string | null;
};

/** PUT /api/organizations/:id/text → OrganizationDetail (409 where `base` is not the revision that holds; 422 on errors). */
export type SaveTextRequest = {
  readonly text: string;
  /** Number of the revision that the text was made from. */
  readonly base: number;
  readonly author: string;
  readonly comment?: string;
};

/**
 * GET /api/organizations/:id/occurrences?failure=&function=&source=&kind=&text=&from=&to=&nearMiss=&unassigned=&import=&page=
 * `from` and `to`: a date or milliseconds; `to` is exclusive. `unassigned=true`: those without a failure of the text.
 * `text` looks in title, note, kind and key. Pages count from 1.
 */
export type OccurrencePage = {
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  /** Newest first. */
  readonly rows: readonly OccurrenceListed[];
};

export type OccurrenceListed = Occurrence & {
  /** When it came into the record, and by which import; null: by hand. */
  readonly addedAt: number;
  readonly importId: number | null;
};

/** POST /api/organizations/:id/occurrences → OccurrenceListed (201). Its source is `by hand`; the server gives it a key. */
export type NewOccurrenceRequest = Pick<Occurrence, "title"> &
  Partial<Omit<Occurrence, "title" | "key" | "source">>;

/** PATCH /api/organizations/:id/occurrences/:key → OccurrenceListed. What is left out stays. */
export type ChangeOccurrenceRequest = Partial<Omit<Occurrence, "key" | "source">>;

/** POST /api/organizations/:id/occurrences/assign: every occurrence of a source's kind, past ones only, to a failure. */
export type AssignKindRequest = {
  readonly kind: string;
  readonly source?: string;
  readonly failureId: string | null;
};
export type AssignKindAnswer = { readonly changed: number };

/** GET /api/organizations/:id/record-kinds → RecordKind[], most frequent first: what the sources call things, and what they are assigned to. */
export type RecordKind = {
  readonly kind: string;
  readonly source: string;
  readonly failureId: string | null;
  readonly count: number;
  readonly lastSeen: number | null;
};

/** GET /api/organizations/:id/record-river?buckets=120&from=&to= : counts by time, a lane a function. */
export type RecordRiver = {
  /** The span that the buckets divide; both null where nothing has a date. */
  readonly from: number | null;
  readonly to: number | null;
  readonly bucketMs: number;
  readonly lanes: readonly RiverLane[];
  /** Occurrences without any date. */
  readonly undated: number;
};

export type RiverLane = {
  /** null: those that no function is known of. */
  readonly functionId: string | null;
  /** A count a bucket, near misses not among them. */
  readonly counts: readonly number[];
  readonly nearMisses: readonly number[];
};

/** GET /api/organizations/:id/imports → ImportListed[], newest first. */
export type ImportListed = {
  readonly id: number;
  readonly format: string;
  readonly fileName: string;
  readonly time: number;
  readonly read: number;
  readonly added: number;
  readonly known: number;
  /** Those of the known ones that the file knew more about, such as their end. */
  readonly completed: number;
  readonly unreadable: number;
};

/**
 * POST /api/organizations/:id/import?fileName=&format=&mapping=&skipUnreadable=true : the file is the body, plain or gzip.
 * Answers lines of JSON (application/x-ndjson): ImportProgress now and then, one ImportAnswer at the end. All or nothing is kept.
 */
export type ImportProgress = { readonly done: false } & ImportCounts;

export type ImportAnswer =
  | ({ readonly done: true; readonly stored: true; readonly importId: number } & ImportCounts)
  /** Nothing was kept: `problem` says why. */
  | ({ readonly done: true; readonly stored: false } & ImportCounts & Refusal);

export type ImportCounts = {
  readonly read: number;
  readonly added: number;
  /** Already in the record. */
  readonly known: number;
  /** Those of the known ones that the file knew more about, such as their end. */
  readonly completed: number;
  readonly unreadable: number;
  /** The first of them, with their places; only in the last line. */
  readonly unreadableRows: readonly UnreadableRow[];
};

export type UnreadableRow = {
  readonly row: number;
  /** null: the row as a whole. */
  readonly column: string | null;
  readonly found: string;
  readonly expected: string;
};
