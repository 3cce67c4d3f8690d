import { sql } from "kysely";
import type { Occurrence } from "../model/model.ts";
import { fromRow, type OccurrenceRow, occurrenceColumns } from "./occurrence-row.ts";
import type { Database } from "./tables.ts";

const batchRows = 2_000;

/**
 * A whole record, oldest entry first, in constant memory, all of it as it stood when reading began.
 * `began` is told the version of the record that is being read.
 */
export async function* readRecord(
  database: Database,
  organizationId: string,
  began: (recordVersion: number) => void = () => {},
): AsyncGenerator<Occurrence> {
  const transaction = await database
    .startTransaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute();
  try {
    const version = await sql<{ version: number }>`
      select record_version as version from organizations where id = ${organizationId}
    `.execute(transaction);
    began(version.rows[0]?.version ?? 0);
    await sql`
      declare record no scroll cursor for
      select ${sql.join(occurrenceColumns.map((column) => sql.ref(column)))}
      from occurrences where organization_id = ${sql.lit(organizationId)} order by id
    `.execute(transaction);
    for (;;) {
      const batch = await sql<OccurrenceRow>`fetch forward ${sql.lit(batchRows)} from record`.execute(
        transaction,
      );
      for (const row of batch.rows) yield fromRow(row);
      if (batch.rows.length < batchRows) break;
    }
  } finally {
    await transaction.rollback().execute();
  }
}

/** What a source calls something, and what it is assigned to. `lastSeen`: milliseconds since 1970. */
export type RecordKind = {
  readonly kind: string;
  readonly source: string;
  readonly failureId: string | null;
  readonly count: number;
  readonly lastSeen: number | null;
};

/** The kinds of a record, most frequent first. */
export async function listKinds(database: Database, organizationId: string): Promise<RecordKind[]> {
  return database
    .selectFrom("occurrences")
    .where("organization_id", "=", organizationId)
    .groupBy(["kind", "source", "failure_id"])
    .select((is) => [
      "kind",
      "source",
      "failure_id as failureId",
      is.fn.countAll<number>().as("count"),
      is.fn.max("happened").as("lastSeen"),
    ])
    .orderBy("count", "desc")
    .orderBy("kind")
    .orderBy("source")
    .execute();
}

/** Counts by time and function. `bucket` counts from 0 at `from`; `to` lies in the last bucket. */
export type River = {
  readonly from: number | null;
  readonly to: number | null;
  readonly bucketMs: number;
  readonly undated: number;
  readonly cells: readonly {
    readonly functionId: string | null;
    readonly bucket: number;
    readonly count: number;
    readonly nearMisses: number;
  }[];
};

/** A record's occurrences counted in equal stretches of time between two moments; by default the first and the last known. */
export async function countByTime(
  database: Database,
  organizationId: string,
  {
    buckets,
    from,
    to,
  }: { readonly buckets: number; readonly from: number | undefined; readonly to: number | undefined },
): Promise<River> {
  const found = await sql<{ first: number | null; last: number | null; undated: number }>`
    select min(happened) as first, max(happened) as last, count(*) filter (where happened is null) as undated
    from occurrences where organization_id = ${organizationId}
  `.execute(database);
  const { first, last, undated } = found.rows[0]!;
  const start = from ?? first;
  const end = to ?? last;
  if (start === null || end === null) return { from: start, to: end, bucketMs: 0, undated, cells: [] };
  const bucketMs = Math.max(1, Math.ceil((end - start + 1) / buckets));
  const cells = await sql<River["cells"][number]>`
    select function_id as "functionId",
      ((happened - ${start}::bigint) / ${bucketMs}::bigint)::integer as bucket,
      count(*) filter (where not near_miss) as count,
      count(*) filter (where near_miss) as "nearMisses"
    from occurrences
    where organization_id = ${organizationId} and happened between ${start}::bigint and ${end}::bigint
    group by 1, 2 order by 1 nulls last, 2
  `.execute(database);
  return { from: start, to: end, bucketMs, undated, cells: cells.rows };
}
