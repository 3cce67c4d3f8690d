import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Occurrence } from "../model/model.ts";
import { fromRow, occurrenceColumns, toRow } from "./occurrence-row.ts";
import type { Database, Tables } from "./tables.ts";

/** An occurrence in the record: when it came in (milliseconds since 1970), and by which import; null: by hand. */
export type RecordedOccurrence = Occurrence & { readonly addedAt: number; readonly importId: number | null };

/** Which occurrences are asked for; what is left out does not matter. */
export type OccurrenceFilter = {
  readonly failureId?: string;
  readonly functionId?: string;
  readonly source?: string;
  readonly kind?: string;
  /** Looked for in title, note, kind and key, in either case. */
  readonly text?: string;
  /** First known moment, milliseconds since 1970: from, and before. */
  readonly from?: number;
  readonly to?: number;
  readonly nearMiss?: boolean;
  /** True: those without a failure of the text. */
  readonly unassigned?: boolean;
  readonly importId?: number;
};

/** A page's place: how many to leave out, how many to give. */
export type Slice = { readonly offset: number; readonly limit: number };

/** The occurrences of a slice, newest first, and how many there are of them in all. */
export async function listOccurrences(
  database: Database,
  organizationId: string,
  filter: OccurrenceFilter,
  slice: Slice,
): Promise<{ total: number; rows: RecordedOccurrence[] }> {
  const found = database
    .selectFrom("occurrences")
    .where("organization_id", "=", organizationId)
    .where((is) => is.and(conditions(is, filter)));
  const counted = await found.select((is) => is.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const rows = await found
    .select([...occurrenceColumns, "at", "import_id"])
    .orderBy("happened", (order) => order.desc().nullsLast())
    .orderBy("id", "desc")
    .offset(slice.offset)
    .limit(slice.limit)
    .execute();
  return { total: counted.total, rows: rows.map(recorded) };
}

function conditions(
  is: ExpressionBuilder<Tables, "occurrences">,
  filter: OccurrenceFilter,
): Expression<SqlBool>[] {
  const { failureId, functionId, source, kind, text, from, to, nearMiss, unassigned, importId } = filter;
  const all: Expression<SqlBool>[] = [];
  if (failureId !== undefined) all.push(is("failure_id", "=", failureId));
  if (functionId !== undefined) all.push(is("function_id", "=", functionId));
  if (source !== undefined) all.push(is("source", "=", source));
  if (kind !== undefined) all.push(is("kind", "=", kind));
  if (from !== undefined) all.push(is("happened", ">=", from));
  if (to !== undefined) all.push(is("happened", "<", to));
  if (nearMiss !== undefined) all.push(is("near_miss", "=", nearMiss));
  if (unassigned !== undefined) all.push(is("failure_id", unassigned ? "is" : "is not", null));
  if (importId !== undefined) all.push(is("import_id", "=", importId));
  if (text !== undefined) {
    const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
    all.push(
      is.or((["title", "note", "kind", "key"] as const).map((column) => is(column, "ilike", pattern))),
    );
  }
  return all;
}

/** Adds one occurrence. null: the record has one with this key already. */
export async function addOccurrence(
  database: Database,
  organizationId: string,
  occurrence: Occurrence,
): Promise<RecordedOccurrence | null> {
  return database.transaction().execute(async (transaction) => {
    const added = await transaction
      .insertInto("occurrences")
      .values({ organization_id: organizationId, ...toRow(occurrence) })
      .onConflict((conflict) => conflict.columns(["organization_id", "key"]).doNothing())
      .returning([...occurrenceColumns, "at", "import_id"])
      .executeTakeFirst();
    if (!added) return null;
    await markChanged(transaction, organizationId);
    return recorded(added);
  });
}

/** What can be said anew of an occurrence; where it comes from stays. */
export type OccurrenceChange = Partial<Omit<Occurrence, "key" | "source">>;

/** Changes the occurrence of a key; what `change` leaves out stays. null: there is none. */
export async function changeOccurrence(
  database: Database,
  organizationId: string,
  key: string,
  change: OccurrenceChange,
): Promise<RecordedOccurrence | null> {
  return database.transaction().execute(async (transaction) => {
    const found = await transaction
      .selectFrom("occurrences")
      .where("organization_id", "=", organizationId)
      .where("key", "=", key)
      .select([...occurrenceColumns, "id"])
      .forUpdate()
      .executeTakeFirst();
    if (!found) return null;
    const changed = await transaction
      .updateTable("occurrences")
      .set(toRow({ ...fromRow(found), ...change }))
      .where("id", "=", found.id)
      .returning([...occurrenceColumns, "at", "import_id"])
      .executeTakeFirstOrThrow();
    await markChanged(transaction, organizationId);
    return recorded(changed);
  });
}

/** Gives every occurrence of a kind (of one source, or of all) to a failure and its function; null: to none. Answers how many changed. */
export async function assignKind(
  database: Database,
  organizationId: string,
  kind: { readonly kind: string; readonly source: string | undefined },
  failure: { readonly failureId: string; readonly functionId: string } | null,
): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    let update = transaction
      .updateTable("occurrences")
      .set({
        failure_id: failure?.failureId ?? null,
        ...(failure ? { function_id: failure.functionId } : {}),
      })
      .where("organization_id", "=", organizationId)
      .where("kind", "=", kind.kind)
      .where("failure_id", "is distinct from", failure?.failureId ?? null);
    if (kind.source !== undefined) update = update.where("source", "=", kind.source);
    const changed = Number((await update.executeTakeFirst()).numUpdatedRows);
    if (changed > 0) await markChanged(transaction, organizationId);
    return changed;
  });
}

/** To be called in every transaction that changes a record. */
export async function markChanged(transaction: Database, organizationId: string): Promise<void> {
  await sql`
    update organizations set record_version = record_version + 1 where id = ${organizationId}
  `.execute(transaction);
}

type RecordedRow = Parameters<typeof fromRow>[0] & { at: Date; import_id: number | null };

function recorded(row: RecordedRow): RecordedOccurrence {
  return { ...fromRow(row), addedAt: row.at.getTime(), importId: row.import_id };
}
