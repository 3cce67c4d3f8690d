import { sql } from "kysely";
import type { Occurrence } from "../model/model.ts";
import { type OccurrenceRow, occurrenceColumns, toRow } from "./occurrence-row.ts";
import { markChanged } from "./occurrences.ts";
import type { Database } from "./tables.ts";

/** A row of a file that could not be understood: counted from 1, with the column's name. */
export type Unreadable = {
  readonly row: number;
  readonly column: string;
  readonly found: string;
  readonly expected: string;
};

/** What reading a file yields, row by row. */
export type ReadRow = { readonly occurrence: Occurrence } | { readonly unreadable: Unreadable };

export type ImportCounts = {
  readonly read: number;
  readonly added: number;
  /** Already in the record, or twice in the file. */
  readonly known: number;
  readonly unreadable: number;
};

/** What became of an import. Where it was not stored, nothing was, and `added` and `known` say what would have been before the end. */
export type ImportReport = ImportCounts & {
  readonly stored: boolean;
  /** null where nothing was stored. */
  readonly importId: number | null;
  /** The first unreadable rows, at most 100. */
  readonly unreadableRows: readonly Unreadable[];
};

export type ImportOptions = {
  readonly format: string;
  readonly fileName: string;
  /** Go on with the rest where a row can't be read; otherwise nothing is stored. */
  readonly skipUnreadable?: boolean;
  /** The function that a failure belongs to, for occurrences that name only the failure. */
  readonly functionOf?: (failureId: string) => string | null;
  /** Told after every batch. */
  readonly onProgress?: (counts: ImportCounts) => void;
  /** When it is aborted before the end, nothing is stored and its reason is thrown. */
  readonly signal?: AbortSignal;
};

const batchRows = 2_000;
const listedUnreadable = 100;

/** Ends the transaction of an import that is not to be kept. */
class NotStored extends Error {}

/**
 * Adds what a file yields to a record: in one transaction, so that all of it is kept or nothing, whatever happens; in batches, so
 * that memory stays constant; and what the record has already (same source, same key) is left as it is.
 *
 * Where rows are unreadable and not to be skipped, reading goes on until 100 of them are known, and nothing is stored.
 */
export async function importRecord(
  database: Database,
  organizationId: string,
  rows: AsyncIterable<ReadRow>,
  options: ImportOptions,
): Promise<ImportReport> {
  const progress = { read: 0, added: 0, known: 0, unreadable: 0 };
  const unreadableRows: Unreadable[] = [];
  try {
    const importId = await database.transaction().execute(async (transaction) => {
      await takeTurn(transaction, organizationId);
      const id = await beginImport(transaction, organizationId, options);
      for await (const batch of batches(rows, options, progress, unreadableRows)) {
        const added = await insertBatch(transaction, organizationId, id, batch);
        progress.added += added;
        progress.known += batch.length - added;
        options.onProgress?.({ ...progress });
        options.signal?.throwIfAborted();
      }
      if (progress.unreadable > 0 && !options.skipUnreadable) throw new NotStored();
      await endImport(transaction, id, progress);
      if (progress.added > 0) await markChanged(transaction, organizationId);
      options.signal?.throwIfAborted();
      return id;
    });
    return { ...progress, stored: true, importId, unreadableRows };
  } catch (error) {
    if (error instanceof NotStored) return { ...progress, stored: false, importId: null, unreadableRows };
    throw error;
  }
}

/** Imports of one record go one after the other: two that add the same keys at once could wait for each other for ever. */
async function takeTurn(transaction: Database, organizationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 0))`.execute(transaction);
}

async function beginImport(
  transaction: Database,
  organizationId: string,
  options: ImportOptions,
): Promise<number> {
  const { format, fileName } = options;
  const made = await transaction
    .insertInto("imports")
    .values({
      organization_id: organizationId,
      format,
      file_name: fileName,
      read: 0,
      added: 0,
      known: 0,
      unreadable: 0,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return made.id;
}

async function endImport(transaction: Database, id: number, counts: ImportCounts): Promise<void> {
  await transaction
    .updateTable("imports")
    .set({ ...counts })
    .where("id", "=", id)
    .execute();
}

/** Gathers rows; counts what can't be read. Without leave to skip, nothing more is yielded after the first of those. */
async function* batches(
  rows: AsyncIterable<ReadRow>,
  options: ImportOptions,
  progress: { read: number; unreadable: number },
  unreadableRows: Unreadable[],
): AsyncGenerator<OccurrenceRow[]> {
  let batch: OccurrenceRow[] = [];
  for await (const row of rows) {
    progress.read += 1;
    if ("unreadable" in row) {
      progress.unreadable += 1;
      if (unreadableRows.length < listedUnreadable) unreadableRows.push(row.unreadable);
      else if (!options.skipUnreadable) return;
      continue;
    }
    if (progress.unreadable > 0 && !options.skipUnreadable) continue;
    batch.push(toRow(withFunction(row.occurrence, options.functionOf)));
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function withFunction(occurrence: Occurrence, functionOf: ImportOptions["functionOf"]): Occurrence {
  if (!functionOf || occurrence.failureId === null || occurrence.functionId !== null) return occurrence;
  return { ...occurrence, functionId: functionOf(occurrence.failureId) };
}

const columnTypes: Record<keyof OccurrenceRow, string> = {
  source: "text",
  key: "text",
  title: "text",
  function_id: "text",
  failure_id: "text",
  kind: "text",
  near_miss: "boolean",
  onset_earliest: "bigint",
  onset_latest: "bigint",
  detected_earliest: "bigint",
  detected_latest: "bigint",
  contained_earliest: "bigint",
  contained_latest: "bigint",
  recovered_earliest: "bigint",
  recovered_latest: "bigint",
  loss: "double precision",
  note: "text",
  link: "text",
};

/** One statement for a batch: an array a column, so that the number of parameters does not grow with the rows. Answers how many were new. */
async function insertBatch(
  transaction: Database,
  organizationId: string,
  importId: number,
  batch: readonly OccurrenceRow[],
): Promise<number> {
  const columns = sql.join(occurrenceColumns.map((column) => sql.ref(column)));
  const arrays = sql.join(
    occurrenceColumns.map(
      (column) => sql`${batch.map((row) => row[column])}::${sql.raw(columnTypes[column])}[]`,
    ),
  );
  const inserted = await sql`
    insert into occurrences (organization_id, import_id, ${columns})
    select ${organizationId}, ${importId}::bigint, * from unnest(${arrays})
    on conflict (organization_id, source, key) do nothing
  `.execute(transaction);
  return Number(inserted.numAffectedRows ?? 0);
}

/** An import that was kept. `time`: milliseconds since 1970. */
export type ImportListed = ImportCounts & {
  readonly id: number;
  readonly format: string;
  readonly fileName: string;
  readonly time: number;
};

/** What was imported into a record, newest first. */
export async function listImports(database: Database, organizationId: string): Promise<ImportListed[]> {
  const rows = await database
    .selectFrom("imports")
    .where("organization_id", "=", organizationId)
    .select(["id", "format", "file_name as fileName", "at", "read", "added", "known", "unreadable"])
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ at, ...row }) => ({ ...row, time: at.getTime() }));
}
