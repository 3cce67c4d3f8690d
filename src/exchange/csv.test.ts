import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Occurrence } from "../model/model.ts";
import { type Mapping, type ReadRow, readRecord } from "./exchange.ts";

async function read(text: string, mapping: Mapping, size = text.length || 1): Promise<ReadRow[]> {
  const chunks = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
  const rows: ReadRow[] = [];
  for await (const row of readRecord(chunks, { format: "csv", mapping })) rows.push(row);
  return rows;
}

const occurrencesOf = (rows: readonly ReadRow[]): Occurrence[] =>
  rows.flatMap((row) => ("occurrence" in row ? [row.occurrence] : []));
const unreadableOf = (rows: readonly ReadRow[]) =>
  rows.flatMap((row) => ("unreadable" in row ? [row.unreadable] : []));
const at = (time: string) => ({ earliest: Date.parse(time), latest: Date.parse(time) });

const subway: Mapping = {
  source: "subway",
  "time zone": "America/Toronto",
  columns: {
    kind: "code",
    onset: { date: "date", time: "time" },
    contained: { after: "min_delay", unit: "minutes" },
  },
  function: { column: "line", is: { YU: "yonge", "BD*": "bloor" } },
  failures: { "MU*": "crowd", SUDP: "person" },
};

test("a table is read by its mapping, in the clocks of its place", async () => {
  const rows = await read("date,time,code,min_delay,line\n2014-01-01,00:21,MUPR1,55,BD LINE\n", subway);
  expect(rows).toEqual([
    {
      row: 2,
      occurrence: {
        key: expect.stringMatching(/^csv:subway:[0-9a-f]{32}$/),
        source: "csv:subway",
        title: "MUPR1",
        functionId: "bloor",
        failureId: "crowd",
        kind: "MUPR1",
        nearMiss: false,
        onset: at("2014-01-01T05:21:00Z"),
        detected: null,
        contained: at("2014-01-01T06:16:00Z"),
        recovered: null,
        loss: null,
        note: "",
        link: null,
      },
    },
  ]);
});

test("every cell that cannot be read is named by row and column, and the other rows are read", async () => {
  const text = [
    "date,time,code,min_delay,line",
    "2014-02-30,00:21,A,1,YU",
    "2014-02-03,25:21,A,1,YU",
    "2014-02-03,00:21,A,minus one,YU",
    "2014-02-03,00:21,A,-1,YU",
    "2014-02-03,00:21,A",
    "2014-02-03,00:21,A,1,YU",
    '2014-02-03,"00:21,A,1,YU',
    ",,,,",
  ].join("\r\n");
  const rows = await read(text, subway);
  expect(occurrencesOf(rows)).toHaveLength(1);
  expect(unreadableOf(rows).map(({ row, column, found }) => [row, column, found])).toEqual([
    [2, "date", "“2014-02-30”"],
    [3, "time", "“25:21”"],
    [4, "min_delay", "“minus one”"],
    [5, "min_delay", "“-1”"],
    [6, null, "3 cells"],
    [8, null, 'a quotation mark that nothing closes: “2014-02-03,"00:21,A,1,YU”'],
    [9, null, "no time, kind or title"],
  ]);
});

test("a column that the table has not is told with the nearest one, once", async () => {
  const rows = await read("dates,time,code,min_delay,line\n2014-01-01,00:21,A,1,YU\n", subway);
  expect(unreadableOf(rows)).toEqual([
    {
      row: 1,
      column: "date",
      found: "the columns “dates, time, code, min_delay, line”",
      expected: "a column named “date”; did you mean “dates”?",
    },
  ]);
  expect(unreadableOf(await read("date,date,time,code,min_delay,line\n", subway))).toMatchObject([
    { column: "date", found: "2 columns named “date”" },
  ]);
});

test("a date of which only a part is known stays open, and a unit without a figure is an order of magnitude", async () => {
  const mapping: Mapping = {
    source: "breaches",
    columns: {
      id: "id",
      kind: ["action", "variety"],
      onset: { year: "year", month: "month", day: "day" },
      detected: { after: "value", "unit from": "unit" },
    },
  };
  const text =
    "id,year,month,day,action,variety,value,unit\n1,2014,,,error,Loss,,\n2,2014,2,,hack,,2.0,Days\n3,2014,2,3,,Theft,,Weeks\n";
  expect(occurrencesOf(await read(text, mapping))).toMatchObject([
    {
      key: "csv:breaches:1",
      kind: "error / Loss",
      onset: { earliest: Date.parse("2014-01-01"), latest: Date.parse("2015-01-01") - 1 },
      detected: null,
    },
    {
      kind: "hack",
      onset: { earliest: Date.parse("2014-02-01"), latest: Date.parse("2014-03-01") - 1 },
      detected: { earliest: Date.parse("2014-02-03"), latest: Date.parse("2014-03-03") - 1 },
    },
    {
      kind: "Theft",
      detected: {
        earliest: Date.parse("2014-02-10"),
        latest: Date.parse("2014-02-04") - 1 + (365.25 / 12) * 86_400_000,
      },
    },
  ]);
});

test("losses in other notations, near misses, links and notes are read", async () => {
  const mapping: Mapping = {
    source: "desk",
    columns: {
      title: "what",
      onset: { column: "when", format: "d.M.yyyy HH:mm" },
      contained: { after: "hours", unit: "hours", since: "detected" },
      detected: { column: "seen", format: "d.M.yyyy HH:mm" },
      loss: { column: "cost", decimal: ",", times: 1000 },
      "near miss": { column: "outcome", is: ["averted"] },
      note: ["note", "more"],
      link: "url",
    },
  };
  const text =
    "what;when;seen;hours;cost;outcome;note;more;url\nLate;3.4.2024 17:05;3.4.2024 18:00;1:30;1.234,5;averted;a;b;https://x\n";
  expect(occurrencesOf(await read(text, mapping))).toMatchObject([
    {
      title: "Late",
      onset: at("2024-04-03T17:05:00Z"),
      detected: at("2024-04-03T18:00:00Z"),
      contained: at("2024-04-03T19:30:00Z"),
      loss: 1_234_500,
      nearMiss: true,
      note: "a\n\nb",
      link: "https://x",
    },
  ]);
});

test("a table without a header takes its columns' names from the mapping", async () => {
  const mapping: Mapping = { source: "t", header: ["day", "code"], columns: { onset: "day", kind: "code" } };
  expect(occurrencesOf(await read("2024-01-02,A\n2024-01-03,B", mapping)).map(({ kind }) => kind)).toEqual([
    "A",
    "B",
  ]);
});

test("identical rows are real and stay apart; reading the file again gives the same keys", async () => {
  const text = `date,time,code,min_delay,line\n${"2014-01-01,00:21,A,1,YU\n".repeat(3)}2014-01-01,00:22,A,1,YU\n`;
  const keys = occurrencesOf(await read(text, subway)).map(({ key }) => key);
  expect(new Set(keys).size).toBe(4);
  expect(occurrencesOf(await read(text.replaceAll("\n", "\r\n"), subway)).map(({ key }) => key)).toEqual(
    keys,
  );
});

test("a table without a mapping of its columns is refused in words", async () => {
  expect(unreadableOf(await read("a,b\n1,2", { failures: {} }))).toEqual([
    {
      row: 1,
      column: null,
      found: "a table without a mapping",
      expected: "a mapping that says what its columns mean",
    },
  ]);
});

test("however a file is cut, and with whatever line ends and byte order mark, it reads the same", async () => {
  const rowsOf = fc.array(
    fc.tuple(
      fc.constantFrom("2014-01-01", "2014", "", "soon"),
      fc.constantFrom("A", '"b,\nc"', '"', "é😀", '"x"y'),
      fc.constantFrom("1", "", "x"),
    ),
    { maxLength: 30 },
  );
  const mapping: Mapping = {
    source: "t",
    columns: { onset: "d", kind: "k", contained: { after: "n", unit: "hours" } },
  };
  await fc.assert(
    fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
      const text = `d,k,n\n${rows.map((row) => row.join(",")).join("\n")}`;
      const whole = await read(text, mapping);
      expect(await read(text, mapping, size)).toEqual(whole);
      expect(await read(`\ufeff${text.replaceAll("\n", "\r\n")}`, mapping, size)).toEqual(whole);
      expect(await read(text.replaceAll("\n", "\r"), mapping, size)).toEqual(whole);
    }),
    { seed: 74 },
  );
});
