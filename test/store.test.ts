import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { openStore, type Store } from "../src/store/store.ts";
import { sharedStore } from "./store-fixture.ts";
import { storeLaws } from "./store-laws.ts";

describe("a store embedded in a folder", () => {
  storeLaws(sharedStore());
});

const url = process.env.FAILWELL_TEST_DATABASE_URL;
if (url) {
  describe(`a store at an address`, () => {
    storeLaws(storeInSchema(url));
  });
}

/** A store in a schema of its own, dropped after the tests. */
function storeInSchema(address: string): () => Store {
  const schema = `failwell_test_${randomBytes(6).toString("hex")}`;
  let store: Store | undefined;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  beforeAll(async () => {
    await run(`create schema ${schema}`);
    const own = new URL(address);
    own.searchParams.set("options", `-c search_path=${schema}`);
    store = await openStore({ url: own.href });
  });
  afterAll(async () => {
    await store?.close();
    await run(`drop schema ${schema} cascade`);
  });
  return () => store!;
}
