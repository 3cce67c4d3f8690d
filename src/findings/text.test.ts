import * as fc from "fast-check";
import { expect, test } from "vitest";
import { renderCsv } from "./csv.ts";
import { sayMoney } from "./say.ts";
import {
  aside,
  estimated,
  estimates,
  figure,
  figures,
  type Sheet,
  type Table,
  word,
  words,
} from "./sheet.ts";
import { columnsOf, plainPaper, renderSheet, renderTable, wrap } from "./text.ts";

const usd = (amount: number) => sayMoney(amount, "USD");
const table: Table = {
  title: "Failures, dearest first",
  columns: [words("failure"), estimates("a year", "USD"), figures("share"), words("caught by")],
  rows: [
    [
      word("Mis-keyed payment"),
      estimated({ value: 40_000, low: 5000, high: 90_000, error: 12 }, usd),
      figure(0.4, (share) => `${share * 100}%`),
      word("ledger match, a call to the other bank"),
    ],
    [
      word("Silent corruption"),
      estimated({ value: null, low: null, high: null, error: null, why: "no mean" }, usd),
      figure(null, String),
      word(""),
    ],
  ],
};
const sheet: Sheet = {
  title: "Harbour Bank: a year",
  sentences: ["Two failures carry 81% of what failure costs.", "One would be enough."],
  tables: [table],
  assumptions: [{ what: "the controls leak independently", whose: "Failwell" }],
  remarks: ["seed 7"],
};

test("a table stands in columns, figures to the right", () => {
  expect(renderTable(table, plainPaper)).toEqual([
    "Failures, dearest first",
    "failure             a year  share  caught by",
    "Mis-keyed payment  40k USD    40%  ledger match, a call to the other bank",
    "Silent corruption        –      –",
  ]);
});

test("words wrap inside their column where the terminal is narrower", () => {
  expect(renderTable(table, { ...plainPaper, width: 60 })).toEqual([
    "Failures, dearest first",
    "failure             a year  share  caught by",
    "Mis-keyed payment  40k USD    40%  ledger match, a call to",
    "                                   the other bank",
    "Silent corruption        –      –",
  ]);
});

test("a table too wide for the terminal becomes a block a row", () => {
  expect(renderTable(table, { ...plainPaper, width: 40 }).slice(1, 6)).toEqual([
    "Mis-keyed payment",
    "  a year: 40k USD",
    "  share: 40%",
    "  caught by: ledger match, a call to the",
    "    other bank",
  ]);
});

test("columns that stand aside are left out before that, and named", () => {
  const columns = table.columns.map((column, index) => (index === 3 ? aside(column) : column));
  expect(renderTable({ ...table, columns }, { ...plainPaper, width: 40 })).toEqual([
    "Failures, dearest first",
    "failure             a year  share",
    "Mis-keyed payment  40k USD    40%",
    "Silent corruption        –      –",
    "narrow: without caught by",
  ]);
});

test("rows that are left out are counted", () => {
  expect(renderTable(table, { ...plainPaper, rows: 1 }).at(-1)).toBe("and 1 more");
});

test("a sheet begins with its sentences and says what is assumed, and whose it is", () => {
  const text = renderSheet(sheet, plainPaper);
  expect(text.split("\n").slice(0, 3)).toEqual([
    "Harbour Bank: a year",
    "",
    "Two failures carry 81% of what failure costs. One would be enough.",
  ]);
  expect(text).toContain("· the controls leak independently (Failwell)");
  expect(text.endsWith("seed 7\n")).toBe(true);
});

test("what a record holds cannot steer the terminal", () => {
  const row = [word("\u001b[2Jred\u0007"), table.rows[0]![1]!, table.rows[0]![2]!, word("a\nb")];
  const shown = renderTable({ ...table, rows: [row] }, plainPaper).join("\n");
  expect(shown).not.toMatch(/[\u001b\u0007]/);
  expect(shown).toContain("a b");
});

test("no line is wider than the terminal, unless a single word is", () => {
  const letters = fc.stringMatching(/^[a-zäß漢]{1,12}$/);
  fc.assert(
    fc.property(
      fc.array(letters, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 24, max: 90 }),
      (said, width) => {
        for (const line of wrap(said.join(" "), width)) expect(columnsOf(line)).toBeLessThanOrEqual(width);
        expect(wrap(said.join(" "), width).join(" ")).toBe(said.join(" "));
      },
    ),
    { seed: 3 },
  );
});

test("a spreadsheet gets exact values, with the band of an estimate beside it", () => {
  expect(renderCsv(table).split("\r\n")).toEqual([
    "failure,a year (USD),a year (USD) low,a year (USD) high,share,caught by",
    'Mis-keyed payment,40000,5000,90000,0.4,"ledger match, a call to the other bank"',
    "Silent corruption,,,,,",
    "",
  ]);
});

test("a name that a spreadsheet would compute stays a name", () => {
  const named = { ...table, columns: [words("name")], rows: [[word('=HYPERLINK("x")')], [word("-5")]] };
  expect(renderCsv(named)).toBe('name\r\n"\'=HYPERLINK(""x"")"\r\n\'-5\r\n');
});
