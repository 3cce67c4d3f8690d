import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRowSplitter, guessDelimiter, type TableRow } from "./csv-rows.ts";

function rowsOf(pieces: readonly string[], delimiter = ","): TableRow[] {
  const splitter = createRowSplitter(delimiter);
  return [...pieces.flatMap((piece) => [...splitter.push(piece)]), ...splitter.end()];
}

const cellsOf = (text: string) => rowsOf([text]).map(({ cells }) => cells);

test("a quoted cell holds delimiters, line ends and quotation marks", () => {
  expect(cellsOf('when,what\n2024,"late, again\nand ""lost"""\n')).toEqual([
    ["when", "what"],
    ["2024", 'late, again\nand "lost"'],
  ]);
});

test("a quotation mark within a cell is a letter", () => {
  expect(cellsOf('5" pipe,burst')).toEqual([['5" pipe', "burst"]]);
});

test("blank lines are passed over, yet counted, as a spreadsheet counts rows", () => {
  expect(rowsOf(["a,b\n\n  \n1,2"]).map(({ number }) => number)).toEqual([1, 4]);
});

test("a quotation mark that nothing closes costs its own row only", () => {
  const rows = rowsOf(['a,b\n1,"open\n3,4\n5,6\n']);
  expect(rows.map(({ cells }) => cells)).toEqual([["a", "b"], [], ["3", "4"], ["5", "6"]]);
  expect(rows[1]?.broken).toEqual({
    found: 'a quotation mark that nothing closes: “1,"open”',
    expected: "a closing quotation mark",
  });
});

test("letters behind a closing quotation mark are named, and reading goes on", () => {
  const rows = rowsOf(['"a"b,c\n1,2']);
  expect(rows[0]?.broken?.found).toBe("“b,c” after a closing quotation mark");
  expect(rows[1]?.cells).toEqual(["1", "2"]);
});

test("a row of more than a million letters is named and passed over", () => {
  const pieces = ["a,b\n", ...Array.from({ length: 40 }, () => "x".repeat(60_000)), "\n1,2\n"];
  const rows = rowsOf(pieces);
  expect(rows.map(({ number, cells }) => ({ number, cells }))).toEqual([
    { number: 1, cells: ["a", "b"] },
    { number: 2, cells: [] },
    { number: 3, cells: ["1", "2"] },
  ]);
  expect(rows[1]?.broken?.found).toBe("more than a million letters");
});

test("the delimiter is the sign that the first line uses most outside of quotation marks", () => {
  expect(["a,b", "a;b;c,d", "a\tb", "a|b|c", '"x,y,z";b', "alone"].map(guessDelimiter)).toEqual([
    ",",
    ";",
    "\t",
    "|",
    ";",
    ",",
  ]);
});

const cell = fc.string({
  unit: fc.constantFrom("a", "é", "😀", '"', ",", ";", "\n", " ", "1"),
  maxLength: 6,
});

test("rows written as RFC 4180 are read back, however the text is cut, and as csv-parse reads them", () => {
  const written = (cells: readonly string[]) =>
    cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(",");
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 7 }), (rows, size) => {
      const text = rows.map(written).join("\n");
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
      expect(rowsOf(pieces).map(({ cells }) => cells)).toEqual(rows);
      expect(parse(text, { relax_column_count: true, record_delimiter: "\n" })).toEqual(rows);
    }),
    { seed: 61 },
  );
});

test("whatever the text holds, how it is cut changes nothing", () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 12 }), (pieces) => {
      expect(rowsOf(pieces)).toEqual(rowsOf([pieces.join("")]));
    }),
    { seed: 62 },
  );
});
