import { createRowSplitter, guessDelimiter } from "./csv-rows.ts";

/** The first rows of a table, for a person to look at and for `proposeMapping`. `delimiter` is what was guessed. */
export type TableSample = {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
};

/** Header and first rows of a table from the first text of its file, decoded as UTF-8; a row that is cut off is left out. */
export function sampleTable(head: string, limit = 200): TableSample {
  const text = head.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const delimiter = guessDelimiter(text.split("\n").find((line) => line.trim() !== "") ?? "");
  const rows: (readonly string[])[] = [];
  const splitter = createRowSplitter(delimiter);
  for (const row of splitter.push(text.includes("\n") ? text : `${text}\n`)) {
    if (rows.length > limit) break;
    if (!row.broken) rows.push(row.cells.map((cell) => cell.trim()));
  }
  const [header = [], ...rest] = rows;
  return { header, rows: rest.filter((row) => row.length === header.length), delimiter };
}
