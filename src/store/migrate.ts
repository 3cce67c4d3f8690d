import { createHash } from "node:crypto";
import { sql } from "kysely";
import { StoreProblem } from "./problem.ts";
import type { Database } from "./tables.ts";

/** One step of the schema, forward only. `sql` may hold several statements. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string };

/** One number for all processes that may migrate the same database at once. */
const migrationLock = 4_012_025_001;

/**
 * Brings a database to the newest of `migrations`: all missing steps or, where one fails, none.
 *
 * Throws StoreProblem when the database knows a step that `migrations` doesn't, or one with another content.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(transaction);
    await sql`
      create table if not exists migrations (
        number   integer primary key,
        name     text not null,
        checksum text not null,
        at       timestamptz not null default now()
      )`.execute(transaction);
    const applied = await transaction.selectFrom("migrations").selectAll().orderBy("number").execute();
    refuseUnknown(applied, migrations);
    for (const migration of migrations.slice(applied.length)) {
      const { number, name } = migration;
      await sql.raw(migration.sql).execute(transaction);
      await transaction
        .insertInto("migrations")
        .values({ number, name, checksum: checksum(migration) })
        .execute();
    }
  });
}

type Applied = { readonly number: number; readonly checksum: string };

function refuseUnknown(applied: readonly Applied[], migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.number ?? 0;
  const beyond = applied.find((step) => step.number > newest);
  if (beyond) {
    throw new StoreProblem(
      `the store was written by a newer Failwell (its schema is at step ${applied.at(-1)!.number}, this one knows ${newest})`,
      "open it with the newer Failwell; nothing in it was touched",
    );
  }
  const changed = applied.findIndex(
    (step, at) => migrations[at]?.number !== step.number || step.checksum !== checksum(migrations[at]),
  );
  if (changed < 0) return;
  throw new StoreProblem(
    `the store was written by a Failwell with another schema (its step ${applied[changed]!.number} differs)`,
    "open it with the Failwell that wrote it; nothing in it was touched",
  );
}

function checksum(migration: Migration): string {
  return createHash("sha256").update(migration.sql).digest("hex");
}
