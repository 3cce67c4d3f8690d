import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { jsonLinesHeader, writeJsonLine } from "../src/exchange/exchange.ts";
import type { ImportAnswer, ImportProgress } from "../src/server/api.ts";
import { type RunningServer, startServer } from "../src/server/server.ts";
import { all, at, newOrganization, occurrence, sharedStore } from "./store-fixture.ts";

const store = sharedStore();
let server: RunningServer;
let id: string;

beforeAll(async () => {
  server = await startServer({ store: store(), port: 0 });
});
afterAll(() => server.close());
beforeEach(async () => {
  id = await newOrganization(store());
});

const mapping = { source: "oven-log", columns: { title: "what", kind: "what", onset: "when" } };
const table = "when,what\n2026-01-01,burnt\n2026-01-02,cold\n";

type Question = Record<string, string>;

const addressOf = (question: Question) =>
  `${server.address}/api/organizations/${id}/import?${new URLSearchParams(question)}`;

/** The lines of the server's answer to a file. */
async function bring(
  body: string | Uint8Array,
  question: Question,
): Promise<(ImportProgress | ImportAnswer)[]> {
  const response = await fetch(addressOf(question), {
    method: "POST",
    body: body as Uint8Array<ArrayBuffer>,
  });
  expect(response.headers.get("content-type")).toContain("application/x-ndjson");
  const lines = (await response.text()).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as ImportProgress | ImportAnswer);
}

async function broughtTo(body: string | Uint8Array, question: Question): Promise<ImportAnswer> {
  return (await bring(body, question)).at(-1) as ImportAnswer;
}

const tableQuestion = { fileName: "oven.csv", mapping: JSON.stringify(mapping) };

function linesOf(count: number): string {
  const onset = at("2026-01-01");
  const lines = Array.from({ length: count }, (_, row) => writeJsonLine(occurrence(`row ${row}`, { onset })));
  return [jsonLinesHeader, ...lines, ""].join("\n");
}

test("a table is imported by its mapping; a second time it adds nothing", async () => {
  const first = await broughtTo(table, tableQuestion);
  expect(first).toMatchObject({ done: true, stored: true, read: 2, added: 2, known: 0, unreadable: 0 });
  const second = await broughtTo(table, tableQuestion);
  expect(second).toMatchObject({ done: true, stored: true, read: 2, added: 0, known: 2 });
  const record = await all(store().readRecord(id));
  expect(record).toMatchObject([
    { title: "burnt", onset: { earliest: Date.parse("2026-01-01") } },
    { title: "cold" },
  ]);
});

test("kinds that the mapping gives to a failure are given to its function too", async () => {
  const failures = { burnt: "burnt-batch" };
  await broughtTo(table, { ...tableQuestion, mapping: JSON.stringify({ ...mapping, failures }) });
  const [burnt, cold] = await all(store().readRecord(id));
  expect(burnt).toMatchObject({ failureId: "burnt-batch", functionId: "bake" });
  expect(cold).toMatchObject({ failureId: null, functionId: null });
});

test("a mapping may name thousands of kinds", async () => {
  const failures = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, code) => [`code ${code}`, "burnt-batch"]),
  );
  const question = { ...tableQuestion, mapping: JSON.stringify({ ...mapping, failures }) };
  expect(await broughtTo(table, question)).toMatchObject({ stored: true, added: 2 });
});

test("a file packed with gzip is unpacked, whatever its name", async () => {
  const lines = linesOf(3);
  expect(await broughtTo(gzipSync(lines), { fileName: "record" })).toMatchObject({ stored: true, added: 3 });
  expect(await broughtTo(lines, { fileName: "record" })).toMatchObject({ stored: true, added: 0, known: 3 });
});

test("a long import tells how far it is, and ends with the whole count", async () => {
  const lines = await bring(linesOf(30_000), { fileName: "long.jsonl" });
  const counts = lines.map(({ read }) => read);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(lines.slice(0, -1).every(({ done }) => !done)).toBe(true);
  expect(lines.at(-1)).toMatchObject({ done: true, stored: true, read: 30_000, added: 30_000 });
});

test("rows that can't be read are named by row and column, and nothing is kept unless they are to be skipped", async () => {
  const broken = table.replace("2026-01-02", "soon");
  const refused = await broughtTo(broken, tableQuestion);
  expect(refused).toMatchObject({
    done: true,
    stored: false,
    unreadable: 1,
    unreadableRows: [{ row: 3, column: "when" }],
    problem: { message: "a row of the file can't be read" },
  });
  expect(await all(store().readRecord(id))).toEqual([]);
  const skipped = await broughtTo(broken, { ...tableQuestion, skipUnreadable: "true" });
  expect(skipped).toMatchObject({ stored: true, added: 1, unreadable: 1, unreadableRows: [{ row: 3 }] });
});

test("a file of no known format, without text, not in UTF-8, or with broken packing is refused in words", async () => {
  const refusals: [body: string | Uint8Array, said: string][] = [
    ["once upon a time", "the file is in no format that Failwell knows"],
    ["", "the file is in no format that Failwell knows"],
    [Buffer.from("when,what\n2026-01-01,verr\xfcckt\n", "latin1"), "the file is not text in UTF-8"],
    [gzipSync(table).subarray(0, 30), "the gzip file is damaged or ends too early"],
  ];
  for (const [body, said] of refusals) {
    expect(await broughtTo(body, {})).toMatchObject({
      done: true,
      stored: false,
      problem: { message: said },
    });
  }
});

test("a table without a mapping, and a mapping that names what is not there, are refused in words", async () => {
  const without = await broughtTo(table, { fileName: "oven.csv" });
  expect(without).toMatchObject({ stored: false, unreadableRows: [{ found: "a table without a mapping" }] });
  const failures = { burnt: "burned-batch" };
  const response = await fetch(addressOf({ mapping: JSON.stringify({ ...mapping, failures }) }), {
    method: "POST",
    body: table,
  });
  expect(response.status).toBe(422);
  const { problem } = (await response.json()) as { problem: { message: string } };
  expect(problem.message).toContain("burned-batch");
});

test("a long file that is refused early is answered nevertheless", async () => {
  const story = "once upon a time ".repeat(2_000_000);
  expect(await broughtTo(story, {})).toMatchObject({ done: true, stored: false });
  const rows = `when,what\n${"soon,burnt\n".repeat(2_000_000)}`;
  const refused = await broughtTo(rows, tableQuestion);
  expect(refused).toMatchObject({ done: true, stored: false, unreadable: 101 });
  expect(refused.unreadableRows).toHaveLength(100);
});

test("an import whose connection breaks leaves nothing", async () => {
  const importing = vi.fn();
  const lines = linesOf(6_000);
  await new Promise<void>((resolve) => {
    const upload = request(addressOf({ fileName: "a.jsonl" }), { method: "POST" });
    upload.on("error", () => resolve());
    upload.write(lines, () => {
      importing();
      setTimeout(() => upload.destroy(new Error("the cable was pulled")), 300);
    });
  });
  expect(importing).toHaveBeenCalled();
  // The next import of this record waits for the broken one's end.
  expect(await broughtTo(linesOf(1), { fileName: "b.jsonl" })).toMatchObject({ stored: true, added: 1 });
  expect(await all(store().readRecord(id))).toHaveLength(1);
  expect(await store().listImports(id)).toMatchObject([{ fileName: "b.jsonl" }]);
});

test("an import under way when the server stops leaves nothing, and is told so", async () => {
  const stopping = await startServer({ store: store(), port: 0 });
  const address = `${stopping.address}/api/organizations/${id}/import?fileName=a.jsonl`;
  const answered = new Promise<string>((resolve, reject) => {
    const upload = request(address, { method: "POST" }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve(text));
      response.on("error", reject);
    });
    upload.on("error", reject);
    upload.write(linesOf(6_000), () => setTimeout(() => stopping.close(), 300));
  });
  expect(await answered).toContain("Failwell was stopped during the import");
  await stopping.close();
  expect(await all(store().readRecord(id))).toEqual([]);
});
