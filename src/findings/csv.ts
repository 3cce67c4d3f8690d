/** Tables for spreadsheets: exact values, one line a row, as RFC 4180 has it. */
import type { Cell, Column, Table } from "./sheet.ts";

/** A table as CSV with a head line; an estimate takes three columns: its value, and its 5th and 95th percentile. */
export function renderCsv(table: Table): string {
  const lines = [
    table.columns.flatMap(heads),
    ...table.rows.map((row) => row.flatMap((cell, index) => values(cell, table.columns[index]))),
  ];
  return lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

function heads({ title, unit, estimate }: Column): string[] {
  const head = unit ? `${title} (${unit})` : title;
  return estimate ? [head, `${head} low`, `${head} high`] : [head];
}

function values(cell: Cell, column: Column | undefined): (string | number | null)[] {
  return column?.estimate ? [cell.exact, cell.band?.low ?? null, cell.band?.high ?? null] : [cell.exact];
}

/** Words that a spreadsheet would take for a formula are kept words by a leading apostrophe. */
function quoted(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
