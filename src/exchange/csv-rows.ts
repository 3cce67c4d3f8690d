import { quoted, rowLimit } from "./reading.ts";

/** A row of a table: its cells, and its number as a spreadsheet counts it. `broken` says why it has no cells. */
export type TableRow = {
  readonly number: number;
  readonly cells: readonly string[];
  readonly broken?: { readonly found: string; readonly expected: string };
};

export type RowSplitter = { push(text: string): Generator<TableRow>; end(): Generator<TableRow> };

/**
 * Splits delimited text into rows, piece by piece. Line ends are `\n`. Blank lines are passed over, but counted.
 *
 * A cell that begins with a quotation mark ends with one, holds line ends and delimiters, and `""` for a quotation mark
 * (RFC 4180); elsewhere a quotation mark is a letter. A row that breaks these rules is given as broken, and reading goes on
 * with the next line, so that one lost quotation mark loses one row. Rows longer than a million letters are broken too.
 */
export function createRowSplitter(delimiter: string): RowSplitter {
  let rest = "";
  let number = 0;
  let skipping = false;

  function* split(text: string, last: boolean): Generator<TableRow> {
    let at = 0;
    while (at < text.length) {
      const lineEnd = text.indexOf("\n", at);
      if (skipping) {
        if (lineEnd === -1) return keep(text, text.length);
        skipping = false;
        at = lineEnd + 1;
        continue;
      }
      if (lineEnd === -1 && !last && text.length - at <= rowLimit) return keep(text, at);
      const line = text.slice(at, lineEnd === -1 ? text.length : lineEnd);
      if (line.length > rowLimit) {
        yield broken(++number, "more than a million letters", `a row of at most ${rowLimit} letters`);
        skipping = lineEnd === -1;
        at = lineEnd === -1 ? text.length : lineEnd + 1;
        continue;
      }
      if (!line.includes('"')) {
        number++;
        if (line.trim() !== "") yield { number, cells: line.split(delimiter) };
        at += line.length + 1;
        continue;
      }
      const row = quotedRow(text, at, delimiter, last);
      if (row === null && !last && text.length - at <= rowLimit) return keep(text, at);
      number++;
      if (row !== null && "cells" in row && row.next - at <= rowLimit) {
        yield { number, cells: row.cells };
        at = row.next;
      } else {
        yield row !== null && "after" in row ? letters(number, row.after) : unclosed(number, line);
        at += line.length + 1;
      }
    }
    rest = "";
  }

  function keep(text: string, from: number): void {
    rest = text.slice(from);
  }

  return {
    push: (text) => split(rest + text, false),
    end: () => split(rest, true),
  };
}

function broken(number: number, found: string, expected: string): TableRow {
  return { number, cells: [], broken: { found, expected } };
}

function unclosed(number: number, line: string): TableRow {
  return broken(number, `a quotation mark that nothing closes: ${quoted(line)}`, "a closing quotation mark");
}

function letters(number: number, after: string): TableRow {
  return broken(
    number,
    `${quoted(after)} after a closing quotation mark`,
    'a delimiter or the end of the row there; a quotation mark inside a quoted cell is written ""',
  );
}

/**
 * The row with quoted cells that begins at `start`, and where the next one begins; or what stands behind a closing mark
 * where nothing should; or null where the text ends first. The end of the `last` text is the end of a row.
 */
function quotedRow(
  text: string,
  start: number,
  delimiter: string,
  last: boolean,
): { readonly cells: string[]; readonly next: number } | { readonly after: string } | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let end: number;
    if (text[at] === '"') {
      const close = closingMark(text, at + 1);
      if (close === -1) return null;
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
      end = close + 1;
      while (text[end] === " ") end++;
    } else {
      const cut = text.indexOf(delimiter, at);
      const line = text.indexOf("\n", at);
      end = line === -1 ? text.length : line;
      if (cut !== -1 && cut < end) end = cut;
      cells.push(text.slice(at, end));
    }
    if (end >= text.length) return last ? { cells, next: end } : null;
    if (text[end] === "\n") return { cells, next: end + 1 };
    if (!text.startsWith(delimiter, end)) {
      const after = text.slice(end, end + 40).split("\n", 1)[0]!;
      return last || end + after.length < text.length ? { after } : null;
    }
    at = end + delimiter.length;
  }
}

function closingMark(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/** The delimiter that a first line uses most outside of quotation marks: comma, semicolon, tab or bar. */
export function guessDelimiter(line: string): string {
  const bare = line.replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((delimiter) => ({
    delimiter,
    count: bare.split(delimiter).length,
  }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).delimiter;
}
