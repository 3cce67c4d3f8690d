/** A store to try things on: embedded in a folder that goes away with the tests of a file. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import type { Occurrence } from "../src/model/model.ts";
import { openStore, type Store } from "../src/store/store.ts";

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "failwell-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder that is removed after the test that asks for it. */
export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), "failwell-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** One store for all tests of a file; each makes an organization of its own in it. */
export function sharedStore(): () => Store {
  const folder = temporaryFolder();
  let store: Store | undefined;
  beforeAll(async () => {
    store = await openStore({ folder });
  });
  afterAll(async () => store?.close());
  return () => store!;
}

export const bakery = `failwell: 1
organization: Corner Bakery
currency: EUR
capital: 200k EUR
departments:
  kitchen: {}
functions:
  bake: { department: kitchen, users: 400, uses: 120 / user / year }
failures:
  burnt-batch:
    function: bake
    happens: 5 to 20 / year
    detected after: 10min to 30min
    contained after: 10min to 1h
    impact: { harm: 50 to 300 EUR, blast radius: 1 batch, time-sensitivity: none, reversibility: none }
`;

/** An organization in the store; its id. */
export function newOrganization(store: Store, name = "Corner Bakery"): Promise<string> {
  return store.createOrganization({ text: bakery, name, example: false, author: "Ada", comment: "begin" });
}

/** An occurrence of which only what is given is known. */
export function occurrence(key: string, known: Partial<Occurrence> = {}): Occurrence {
  return {
    key,
    source: "oven log",
    title: `batch ${key}`,
    functionId: null,
    failureId: null,
    kind: "burnt",
    nearMiss: false,
    onset: null,
    detected: null,
    contained: null,
    recovered: null,
    loss: null,
    note: "",
    link: null,
    ...known,
  };
}

export function at(time: string): { earliest: number; latest: number } {
  return { earliest: Date.parse(time), latest: Date.parse(time) };
}

/** Everything that comes, in a list. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}
