import { readFileSync } from "node:fs";
import { sql } from "kysely";
import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { connect } from "../src/store/database.ts";
import { type Embedded, startEmbedded } from "../src/store/embedded.ts";
import { type Migration, migrate } from "../src/store/migrate.ts";
import { migrations } from "../src/store/migrations/migrations.ts";
import { openStore, type StoreProblem } from "../src/store/store.ts";
import { all, at, bakery, temporaryFolder } from "./store-fixture.ts";

/** One folder, emptied before every test: to make a database takes longer than all the rest. */
const folder = temporaryFolder();
beforeEach(() => withDatabase((run) => run("drop schema public cascade; create schema public")));

/** Every released version's tables, with something in them, as pg_dump wrote them. */
const released = ["0.1.0"];

for (const version of released) {
  test(`a store of version ${version} opens with all that it kept`, async () => {
    await withDatabase((run) => run(dumpOf(version)));
    const store = await openStore({ folder });
    expect(await store.listOrganizations()).toEqual([
      { id: "corner-bakery", name: "Corner Bakery", example: false, revision: 2, occurrences: 3 },
    ]);
    expect((await store.findRevision("corner-bakery", 1))?.text).toBe(bakery);
    expect(await store.listRevisions("corner-bakery")).toMatchObject([
      { number: 2, author: "Grace", comment: "counted" },
      { number: 1, author: "Ada", comment: "begin" },
    ]);
    const [first, second, third] = await all(store.readRecord("corner-bakery"));
    expect(first).toMatchObject({ key: "oven log:1", onset: at("2026-01-01"), failureId: "burnt-batch" });
    expect(second).toMatchObject({ loss: 12.5, nearMiss: true, onset: null });
    expect(third).toMatchObject({ source: "by hand", note: "it's “dark”", link: "https://example.org" });
    expect(await store.listImports("corner-bakery")).toMatchObject([{ fileName: "oven.csv", added: 2 }]);
    await store.close();
  });

  test(`the steps after version ${version} end where a new store begins`, async () => {
    await withMigrations(migrations);
    const fresh = await tables();
    await withDatabase((run) => run("drop schema public cascade; create schema public"));
    await withDatabase((run) => run(dumpOf(version)));
    await withMigrations(migrations);
    expect(await tables()).toEqual(fresh);
  });
}

const later: Migration = {
  number: migrations.length + 1,
  name: "later",
  sql: "alter table organizations add column motto text not null default 'carpe diem';",
};

test("a later step is applied to what is there, once", async () => {
  await withDatabase((run) => run(dumpOf("0.1.0")));
  await withMigrations([...migrations, later]);
  await withMigrations([...migrations, later]);
  await withDatabase(async (run) => {
    expect((await run("select motto from organizations")).rows).toEqual([{ motto: "carpe diem" }]);
    expect((await run("select number, name from migrations order by 1")).rows.at(-1)).toEqual({
      number: later.number,
      name: "later",
    });
  });
});

test("of several steps of which one fails, none is applied", async () => {
  await withMigrations(migrations);
  const failing: Migration = {
    number: later.number + 1,
    name: "failing",
    sql: "alter table nothing add column x int",
  };
  await expect(withMigrations([...migrations, later, failing])).rejects.toThrow("nothing");
  await withDatabase(async (run) => {
    await expect(run("select motto from organizations")).rejects.toThrow("motto");
  });
});

test("a store that a newer Failwell wrote is refused in words, and left as it is", async () => {
  await withMigrations([...migrations, later]);
  const refused = (await openStore({ folder }).catch((error: unknown) => error)) as StoreProblem;
  expect(refused.name).toBe("StoreProblem");
  expect(refused.message).toContain("was written by a newer Failwell");
  expect(refused.remedy).toContain("open it with the newer Failwell");
  await withMigrations([...migrations, later]);
});

test("a store whose steps were others is refused in words", async () => {
  const changed = migrations.map((step) => ({ ...step, sql: `${step.sql} -- changed` }));
  await withMigrations(changed);
  const refused = (await openStore({ folder }).catch((error: unknown) => error)) as StoreProblem;
  expect(refused.message).toContain("with another schema (its step 1 differs)");
});

function dumpOf(version: string): string {
  return readFileSync(new URL(`fixtures/store-${version}.sql`, import.meta.url), "utf8");
}

type Run = (statements: string) => Promise<pg.QueryResult>;

async function withEmbedded<Answer>(use: (embedded: Embedded) => Promise<Answer>): Promise<Answer> {
  const embedded = await startEmbedded(folder);
  try {
    return await use(embedded);
  } finally {
    await embedded.stop();
  }
}

async function withDatabase(use: (run: Run) => Promise<unknown>): Promise<void> {
  await withEmbedded(async ({ connection }) => {
    const client = new pg.Client(connection);
    await client.connect();
    await use((statements) => client.query(statements));
    await client.end();
  });
}

async function withMigrations(steps: readonly Migration[]): Promise<void> {
  await withEmbedded(async ({ connection }) => {
    const database = await connect(connection);
    await migrate(database, steps).finally(() => database.destroy());
  });
}

/** What the tables of a store look like. */
async function tables(): Promise<unknown> {
  return withEmbedded(async ({ connection }) => {
    const database = await connect(connection);
    const found = await sql`
      select table_name, column_name, data_type, is_nullable, is_generated, column_default
      from information_schema.columns where table_schema = 'public' order by 1, 2
    `.execute(database);
    const indexes = await sql`select indexdef from pg_indexes where schemaname = 'public' order by 1`.execute(
      database,
    );
    await database.destroy();
    return [found.rows, indexes.rows];
  });
}
