import { sql } from "kysely";
import type { Occurrence } from "../model/model.ts";
import { type OccurrenceRow, occurrenceColumns, toRow } from "./occurrence-row.ts";
import { markChanged } from "./occurrences.ts";
import type { Database } from "./tables.ts";

/** A row of a file that could not be understood; `column` null: the row as a whole. */
export type Unreadable = {
  readonly row: number;
  readonly column: string | null;
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
  /** Those of the known ones that the file knew more about. */
  readonly completed: number;
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

const nothing: ImportCounts = { read: 0, added: 0, known: 0, completed: 0, unreadable: 0 };
const batchRows = 2_000;
const listedUnreadable = 100;

/** Ends the transaction of an import that is not to be kept. */
class NotStored extends Error {}

/**
 * Adds what a file yields to a record: in one transaction, so that all of it is kept or nothing, whatever happens; in batches, so
 * that memory stays constant. What the record has already (by its key) is not added again: only what was not known of it is filled in, such as
 * the end of what was imported while it went on.
 *
 * Where rows are unreadable and not to be skipped, reading goes on until 100 of them are known, and nothing is stored.
 */
export async function importRecord(
  database: Database,
  organizationId: string,
  rows: AsyncIterable<ReadRow>,
  options: ImportOptions,
): Promise<ImportReport> {
  const progress = { ...nothing };
  const unreadableRows: Unreadable[] = [];
  try {
    const importId = await database.transaction().execute(async (transaction) => {
      await takeTurn(transaction, organizationId);
      const id = await beginImport(transaction, organizationId, options);
      for await (const batch of batches(rows, options, progress, unreadableRows)) {
        const { added, completed } = await storeBatch(transaction, organizationId, id, batch);
        progress.added += added;
        progress.known += batch.length - added;
        progress.completed += completed;
        options.onProgress?.({ ...progress });
        options.signal?.throwIfAborted();
      }
      if (progress.unreadable > 0 && !options.skipUnreadable) throw new NotStored();
      await endImport(transaction, id, progress);
      if (progress.added + progress.completed > 0) await markChanged(transaction, organizationId);
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
    .values({ organization_id: organizationId, format, file_name: fileName, ...nothing })
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

/** What an import may fill in where the record does not know it; the first column of each group tells whether it is known. */
const completable = [
  ["function_id"],
  ["failure_id"],
  ["onset_earliest", "onset_latest"],
  ["detected_earliest", "detected_latest"],
  ["contained_earliest", "contained_latest"],
  ["recovered_earliest", "recovered_latest"],
  ["loss"],
  ["link"],
] as const;

/**
 * One statement for a batch: an array a column, so that the number of parameters does not grow with the rows. Known keys are found by
 * `on conflict`, which always goes through their index; a join would be planned without statistics of the rows that this very transaction
 * adds, and read the whole table for every batch.
 */
async function storeBatch(
  transaction: Database,
  organizationId: string,
  importId: number,
  batch: readonly OccurrenceRow[],
): Promise<{ added: number; completed: number }> {
  const rows = mergeSame(batch);
  const columns = sql.join(occurrenceColumns.map((column) => sql.ref(column)));
  const arrays = sql.join(
    occurrenceColumns.map(
      (column) => sql`${rows.map((row) => row[column])}::${sql.raw(columnTypes[column])}[]`,
    ),
  );
  const told = (name: string) => sql`excluded.${sql.ref(name)}`;
  const known = (name: string) => sql`known.${sql.ref(name)}`;
  const filled = completable
    .flat()
    .map((name) => sql`${sql.ref(name)} = coalesce(${known(name)}, ${told(name)})`);
  const news = completable.map(([name]) => sql`${known(name)} is null and ${told(name)} is not null`);
  // A row just inserted has no xmax; one that was updated carries the number of this transaction there.
  const counted = await sql<{ added: number; completed: number }>`
    with stored as (
      insert into occurrences as known (organization_id, import_id, ${columns})
      select ${organizationId}, ${importId}::bigint, * from unnest(${arrays})
      on conflict (organization_id, key) do update set ${sql.join(filled)} where ${sql.join(news, sql` or `)}
      returning known.xmax = 0 as added
    )
    select count(*) filter (where added) as added, count(*) filter (where not added) as completed from stored
  `.execute(transaction);
  return counted.rows[0]!;
}

/** One row a key, since a statement may touch a row only once: what repeats fills in what the first of its key did not know. */
function mergeSame(batch: readonly OccurrenceRow[]): OccurrenceRow[] {
  const byKey = new Map<string, OccurrenceRow>();
  for (const row of batch) {
    const first = byKey.get(row.key);
    byKey.set(row.key, first ? filledIn(first, row) : row);
  }
  return [...byKey.values()];
}

function filledIn(known: OccurrenceRow, told: OccurrenceRow): OccurrenceRow {
  const names = completable.flatMap((group): readonly (keyof OccurrenceRow)[] =>
    known[group[0]] === null ? group : [],
  );
  return { ...known, ...Object.fromEntries(names.map((name) => [name, told[name]])) };
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
    .select([
      "id",
      "format",
      "file_name as fileName",
      "at",
      "read",
      "added",
      "known",
      "completed",
      "unreadable",
    ])
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ at, ...row }) => ({ ...row, time: at.getTime() }));
}
