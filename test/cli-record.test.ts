import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bank, checkout, failwell, folderWith, newFolder, objections, start } from "./failwell.ts";

const record = join(checkout, "examples/harbour-bank-record.csv");
const mapping = join(checkout, "examples/harbour-bank-record.mapping.yaml");
const rows = readFileSync(record, "utf8").trimEnd().split("\n").length - 1;
let folder: string;
let store: readonly string[];

beforeAll(async () => {
  folder = newFolder();
  store = ["--folder", join(folder, "store")];
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const bringIn = (...more: string[]) => failwell(["import", record, "--mapping", mapping, ...store, ...more]);

test("a record without an organization to belong to is asked whose it is", async () => {
  const { code, err } = await bringIn();
  expect([code, err]).toEqual([2, expect.stringContaining("--text")]);
});

test("a table without a mapping is answered with a guess that can be saved", async () => {
  const { code, err } = await failwell(["import", record, "--text", bank, ...store]);
  expect([code, err]).toEqual([2, expect.stringContaining("--mapping mapping.yaml")]);
  expect(err).toContain("columns:");
});

test("a record is added once, however often it is imported, packed or not", async () => {
  const first = await bringIn("--text", bank, "--json");
  expect([first.code, first.err, objections("import", first.out)]).toEqual([0, "", null]);
  expect(JSON.parse(first.out)).toMatchObject({
    organization: "harbour-bank",
    files: [{ format: "csv", stored: true, read: rows, added: rows, known: 0, unreadable: 0 }],
  });
  const packed = join(folder, "record.csv.gz");
  const { writeFile } = await import("node:fs/promises");
  await writeFile(packed, gzipSync(readFileSync(record)));
  const again = await failwell(["import", packed, record, "--mapping", mapping, ...store]);
  expect([again.code, again.out.match(/0 added/g)?.length]).toEqual([0, 2]);
});

test("what cannot be read is named by row and column, and nothing is kept unless one says so", async () => {
  const lines = readFileSync(record, "utf8").trimEnd().split("\n");
  const columns = (lines[0] ?? "").split(",");
  const broken = (lines[1] ?? "")
    .split(",")
    .map((cell, index) => (columns[index] === "opened" ? "yesterday" : cell));
  const given = {
    "broken.csv": [lines[0], lines[1], broken.join(",").replace(/^[^,]*/, "new-id"), lines[2]].join("\n"),
  };
  const args = ["import", join(folderWith(given), "broken.csv"), "--mapping", mapping, ...store];
  const refused = await failwell(args);
  expect([refused.code, refused.out]).toEqual([
    1,
    expect.stringMatching(/nothing was kept[\s\S]*row 3, opened: found/),
  ]);
  const skipped = await failwell([...args, "--skip-unreadable"]);
  expect([skipped.code, skipped.out]).toEqual([0, expect.stringContaining("1 left out")]);
});

test("a mapping that names no failure of the text is refused with its place and the nearest name", async () => {
  const mistaken = readFileSync(mapping, "utf8").replace("complaint-surge", "complaint-serge");
  const file = join(folderWith({ "mistaken.yaml": mistaken }), "mistaken.yaml");
  const { code, err } = await failwell(["import", record, "--mapping", file, ...store]);
  expect([code, err]).toEqual([1, expect.stringMatching(/mistaken\.yaml:\d+:\d+[\s\S]*complaint-surge/)]);
});

test("learn and the learned map answer by their schemas, and the record moves the map", async () => {
  const learned = await failwell(["learn", bank, "--json", ...store]);
  expect([learned.code, learned.err, objections("learn", learned.out)]).toEqual([0, "", null]);
  const moved = await failwell(["map", bank, "--learned", "--json", ...store]);
  expect([moved.code, moved.err, objections("map", moved.out)]).toEqual([0, "", null]);
  const seen = JSON.parse(moved.out).failures.filter(
    (failure: { learned?: { seenSightings: number } }) => (failure.learned?.seenSightings ?? 0) > 0,
  );
  expect(seen.length).toBeGreaterThan(3);
});

test("a learned run takes times from the record, and says for which failures", async () => {
  const few = ["run", bank, "--json", "--years", "100"];
  const [stated, learned] = [await failwell(few), await failwell([...few, "--learned", ...store])];
  expect([learned.code, learned.err, objections("run", learned.out)]).toEqual([0, "", null]);
  const recorded = (out: string): string[] =>
    JSON.parse(out).assumptions.flatMap(({ what, whose }: { what: string; whose: string }) =>
      whose === "the record" ? [what] : [],
    );
  expect(recorded(stated.out)).toEqual([]);
  expect(recorded(learned.out)).toContainEqual(
    expect.stringMatching(/^“Change fails and is rolled back” is detected and contained as in the record/),
  );
  expect(JSON.parse(learned.out).mean.value).not.toBe(JSON.parse(stated.out).mean.value);
});

test("learn reads the text in the store where none is given", async () => {
  expect((await failwell(["learn", ...store])).out).toBe((await failwell(["learn", bank, ...store])).out);
});

test("an organization that the store does not have is answered with those that it has", async () => {
  const { code, err } = await failwell(["learn", "--organization", "harbor", ...store]);
  expect([code, err]).toEqual([2, expect.stringContaining("harbour-bank")]);
});

test("a format that is not recognized is answered with those that are", async () => {
  const file = join(folderWith({ "odd.json": '{"odd": true}' }), "odd.json");
  const { code, err } = await failwell(["import", file, ...store]);
  expect([code, err]).toEqual([1, expect.stringContaining("statuspage")]);
});

test("serve answers where it is, refuses a second one in words, and stops on Ctrl-C with 0", async () => {
  const serving = start(["serve", ...store, "--port", "0", "--no-open", "--json"]);
  const out = await serving.said("}\n");
  expect(objections("serve", out)).toBe(null);
  const organizations = await (await fetch(`${JSON.parse(out).address}/api/organizations`)).json();
  expect(organizations).toMatchObject([{ id: "harbour-bank", occurrences: expect.any(Number) }]);
  const second = await failwell(["learn", ...store]);
  expect([second.code, second.out]).toEqual([1, ""]);
  expect(second.err).toMatch(/^failwell: .*(in use|open)/);
  serving.kill("SIGINT");
  expect((await serving.ended).code).toBe(0);
});
