import { renderCsv } from "../findings/csv.ts";
import type { Sheet } from "../findings/sheet.ts";
import { renderSheet } from "../findings/text.ts";
import type { Printed } from "./options.ts";
import { paper, print, printJson } from "./terminal.ts";

const rowsShown = 12;

/** Prints a finding as asked: JSON, its longest table as CSV, or its sheet for people. */
export function printFinding(finding: object, sheet: Sheet, { json, csv, all }: Printed): void {
  if (json) printJson(finding);
  else if (csv) printTable(sheet);
  else print(renderSheet(sheet, paper(all ? Number.POSITIVE_INFINITY : rowsShown)));
}

function printTable(sheet: Sheet): void {
  const [table] = [...sheet.tables].sort(
    (a, b) => b.rows.length * b.columns.length - a.rows.length * a.columns.length,
  );
  if (table) process.stdout.write(renderCsv(table));
}
