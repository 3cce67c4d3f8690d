import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatMapping, parseMapping, proposeMapping, readRecord, sampleTable } from "./exchange.ts";

const good = `source: subway
time zone: America/Toronto
columns:
  onset: { date: date, time: time }
  contained: { after: min_delay, unit: minutes }
  kind: code
function: trains
failures:
  MUPR1: person-on-track
  "MU*": crowd-trouble
`;

test("a mapping is read as YAML and as JSON, and written again", () => {
  const { mapping, problems } = parseMapping(good);
  expect(problems).toEqual([]);
  expect(mapping?.columns?.contained).toEqual({ after: "min_delay", unit: "minutes" });
  expect(parseMapping(formatMapping(mapping!)).mapping).toEqual(mapping);
  expect(parseMapping(JSON.stringify(mapping)).mapping).toEqual(mapping);
});

test("columns and words may look like figures and truths", () => {
  const text =
    "source: t\ncolumns: { kind: 2024, loss: { column: true, times: 1000 }, near miss: { column: no, is: [yes, 1] } }\n";
  expect(parseMapping(text).mapping?.columns).toEqual({
    kind: "2024",
    loss: { column: "true", times: 1000 },
    "near miss": { column: "no", is: ["yes", "1"] },
  });
});

test("all that is wrong is told at once, each with its place and what is expected", () => {
  const text = `time zone: America/Toronte
colums: {}
columns:
  kind: []
  onset: { column: when, format: QQ }
  contained: { after: minutes }
  detected: { after: hours, unit: moons }
  loss: { decimal: "." }
`;
  const { mapping, problems } = parseMapping(text, { file: "m.yaml" });
  expect(mapping).toBeNull();
  expect(
    problems.map(({ place, message }) => `${place.file}:${place.line}:${place.column} ${message}`),
  ).toEqual([
    "m.yaml:1:1 this table has no name in the record",
    "m.yaml:1:12 “America/Toronte” is not what belongs here",
    "m.yaml:2:9 “colums” is no key here",
    "m.yaml:4:9 an empty list is not what belongs here",
    "m.yaml:5:34 “QQ” is not what belongs here",
    "m.yaml:6:14 this duration needs its unit",
    "m.yaml:7:35 “moons” is not what belongs here",
    "m.yaml:8:9 “column” is missing here",
  ]);
  expect(problems[2]?.nearest).toBe("columns");
});

test("names that the text does not know are told with the nearest one", () => {
  const known = { failures: ["person-on-track", "crowd-troubles"], functions: ["train"] };
  expect(parseMapping(good, { known }).problems).toMatchObject([
    { message: "the text has no function named “trains”", nearest: "train" },
    {
      message: "the text has no failure named “crowd-trouble”",
      nearest: "crowd-troubles",
      place: { line: 10 },
    },
  ]);
});

test("stages that begin with each other, and a table that says nothing, are told", () => {
  const circle = `source: t
columns:
  detected: { after: a, unit: hours, since: contained }
  contained: { after: b, unit: hours, since: detected }
`;
  expect(parseMapping(circle).problems.map(({ message }) => message)).toEqual([
    "this stage begins with itself",
    "this stage begins with itself",
  ]);
  expect(parseMapping("source: t\ncolumns: { loss: cost }").problems).toMatchObject([
    { message: "no column says what happened, or when" },
  ]);
});

test("what is no YAML, a bomb of aliases and a text that is too long are told", () => {
  expect(parseMapping("columns: [").problems).not.toEqual([]);
  const bomb = `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [${i ? `*b${i - 1}, *b${i - 1}` : "*a, *a"}]`).join("\n")}`;
  expect(parseMapping(bomb).problems).toHaveLength(1);
  expect(parseMapping(`source: ${"x".repeat(1_000_001)}`).problems).toMatchObject([
    { message: "this mapping is too long" },
  ]);
});

test("any text gives a mapping or problems; what is let through reads any table without an exception", async () => {
  const columns = fc.dictionary(
    fc.constantFrom("onset", "detected", "contained", "kind", "loss", "near miss", "id"),
    fc.oneof(
      fc.constantFrom("a", "b", { after: "a", unit: "h" }, { after: "b", unit: "d", since: "detected" }),
      fc.constantFrom(
        { year: "a" },
        { date: "a", time: "b" },
        { column: "a", format: "yyyy" },
        { column: "a", is: ["x"] },
      ),
      fc.jsonValue({ maxDepth: 1 }),
    ),
  );
  const texts = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.record({ source: fc.constant("t"), columns }).map((mapping) => JSON.stringify(mapping)),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const { mapping, problems } = parseMapping(text);
      expect(mapping === null).toBe(problems.length > 0);
      if (!mapping) return;
      const rows = [];
      for await (const row of readRecord(["a,b\n2014,1\nx,y\n"], { format: "csv", mapping })) rows.push(row);
      expect(rows.length).toBeGreaterThan(0);
    }),
    { seed: 75, numRuns: 1500 },
  );
});

test("a mapping is proposed from the names of columns and from what stands in them", () => {
  const { header, rows } = sampleTable(
    "date,time,code,min_delay,line\n2014-01-01,00:21,MUPR1,55,BD\n2014-01-01,02:06,SUDP,3,BD\n",
  );
  const { mapping, remarks } = proposeMapping(header, rows, "data/ttc_subway_2014_2019.csv");
  expect(mapping).toEqual({
    source: "ttc-subway",
    columns: {
      kind: "code",
      onset: { date: "date", time: "time" },
      contained: { after: "min_delay", unit: "minutes" },
    },
  });
  expect(remarks).toEqual([
    "no column looks like an id: rows are told apart by their content",
    "times without an offset are read as UTC: name their time zone where they are not",
  ]);
});

test("ids, losses, near misses and durations since detection are proposed", () => {
  const table = `id,opened,kind,minutes_to_detect,minutes_to_fix,loss_usd,near_miss,summary
HB-1,2023-11-01 13:10,reconciliation,2377,234,720,,Batch counted twice
HB-2,2023-11-03 09:00,rollback,37,,1640,yes,Switched off again
`;
  const { header, rows } = sampleTable(table);
  expect(proposeMapping(header, rows, "desk.csv").mapping.columns).toEqual({
    id: "id",
    title: "summary",
    kind: "kind",
    onset: "opened",
    detected: { after: "minutes_to_detect", unit: "minutes" },
    contained: { after: "minutes_to_fix", unit: "minutes", since: "detected" },
    loss: "loss_usd",
    "near miss": { column: "near_miss", is: ["yes"] },
  });
});

test("dates that can be read in two ways are said to be", () => {
  const { header, rows } = sampleTable("Started,Resolved,Cause\n03/04/2024 10:00,03/04/2024 11:00,x\n");
  const { mapping, remarks } = proposeMapping(header, rows);
  expect(mapping.columns?.onset).toEqual({ column: "Started", format: "d/M/yyyy HH:mm" });
  expect(remarks.filter((remark) => remark.includes("day/month/year"))).toHaveLength(2);
  const clear = sampleTable("Started\n03/04/2024\n03/28/2024\n");
  expect(proposeMapping(clear.header, clear.rows).mapping.columns?.onset).toEqual({
    column: "Started",
    format: "M/d/yyyy",
  });
});

test("any table gives a proposal that reads it without an exception", async () => {
  const cell = fc.constantFrom("", "a", "2024-01-01", "12", "12:30", "days", "yes", "http://x", "é,");
  const name = fc.constantFrom(
    "date",
    "time",
    "id",
    "kind",
    "delay",
    "unit",
    "year",
    "month",
    "title",
    "cost",
    "end",
    "x",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(name, { minLength: 1, maxLength: 6 }),
      fc.array(fc.array(cell, { maxLength: 6 })),
      async (names, cells) => {
        const text = [names, ...cells].map((row) => row.map((each) => `"${each}"`).join(",")).join("\n");
        const { header, rows } = sampleTable(`${text}\n`);
        const { mapping } = proposeMapping(header, rows);
        if (parseMapping(formatMapping(mapping)).mapping === null) return;
        for await (const row of readRecord([text], { format: "csv", mapping })) expect(row).toBeDefined();
      },
    ),
    { seed: 76, numRuns: 500 },
  );
});
