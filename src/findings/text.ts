/** Sheets for people at a terminal: sentences first, then aligned tables; blocks of lines where the terminal is narrow. */
import { sayCount } from "./say.ts";
import type { Column, Sheet, Table } from "./sheet.ts";

/** What a text is set on. */
export type Paper = {
  /** Columns of the terminal. */
  readonly width: number;
  /** Rows shown of a table; the rest is counted. */
  readonly rows: number;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
};

export const plainPaper: Paper = {
  width: 100,
  rows: Number.POSITIVE_INFINITY,
  strong: (text) => text,
  faint: (text) => text,
};

const gap = "  ";
const narrowestWords = 14;

/** A sheet as lines of text, with a line end at the end. */
export function renderSheet(sheet: Sheet, paper: Paper): string {
  const parts = [
    wrap(clean(sheet.title), paper.width).map(paper.strong),
    ...(sheet.sentences.length > 0 ? [wrap(clean(sheet.sentences.join(" ")), paper.width)] : []),
    ...sheet.tables.map((table) => renderTable(table, paper)),
    assumptionLines(sheet, paper),
    sheet.remarks.length > 0 ? [paper.faint(sheet.remarks.join(" · "))] : [],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function assumptionLines({ assumptions }: Sheet, paper: Paper): string[] {
  if (assumptions.length === 0) return [];
  const shown = assumptions.slice(0, paper.rows);
  const lines = shown.flatMap(({ what, whose }) =>
    wrap(clean(`${what} (${whose})`), paper.width - 2).map(
      (line, index) => (index === 0 ? "· " : "  ") + line,
    ),
  );
  return [paper.strong("Assumed"), ...lines, ...rest(assumptions.length, paper)];
}

function rest(count: number, paper: Paper): string[] {
  return count > paper.rows ? [paper.faint(`and ${sayCount(count - paper.rows)} more`)] : [];
}

/**
 * A table's title, heads and rows, each line at most `paper.width` columns wide, unless one word is wider. Where there is little
 * room, words wrap, then columns that stand aside are left out, which is said, and at last each row becomes a block.
 */
export function renderTable(table: Table, paper: Paper): string[] {
  const rows = table.rows.slice(0, paper.rows).map((row) => row.map((cell) => clean(cell.said)));
  const title = wrap(table.title, paper.width).map(paper.strong);
  return [...title, ...bodyOf(table.columns, rows, paper), ...rest(table.rows.length, paper)];
}

function bodyOf(columns: readonly Column[], rows: readonly string[][], paper: Paper): string[] {
  const dropped: number[] = [];
  for (;;) {
    const kept = columns.map((_, index) => index).filter((index) => !dropped.includes(index));
    const shown = kept.map((index) => columns[index] as Column);
    const cells = rows.map((row) => kept.map((index) => row[index] ?? ""));
    const widths = widthsWithin(shown, cells, paper.width);
    const without = dropped.sort((a, b) => a - b).map((index) => columns[index]?.title);
    const remark = `narrow: without ${without.join(", ")}`;
    if (widths)
      return [
        ...aligned(shown, cells, widths, paper),
        ...(without.length > 0 ? wrap(remark, paper.width).map(paper.faint) : []),
      ];
    const next = kept.findLast((index) => columns[index]?.aside);
    if (next === undefined) return blocks(columns, rows, paper);
    dropped.push(next);
  }
}

/** Widths of columns that fit, words wrapped where they must be; null where nothing fits. */
function widthsWithin(columns: readonly Column[], rows: readonly string[][], width: number): number[] | null {
  const widths = columns.map(({ title }, index) =>
    Math.max(columnsOf(title), ...rows.map((row) => columnsOf(row[index] ?? ""))),
  );
  const spare = () => width - widths.reduce((sum, each) => sum + each, gap.length * (columns.length - 1));
  while (spare() < 0) {
    const widest = widths
      .map((each, index) => ({ each, index }))
      .filter(({ each, index }) => !columns[index]?.figures && each > narrowestWords)
      .sort((a, b) => b.each - a.each)[0];
    if (!widest) return null;
    widths[widest.index] = Math.max(narrowestWords, widest.each + Math.max(spare(), -4));
  }
  return widths;
}

function aligned(
  columns: readonly Column[],
  rows: readonly string[][],
  widths: readonly number[],
  paper: Paper,
): string[] {
  const line = (cells: readonly string[]): string[] => {
    const wrapped = cells.map((cell, index) =>
      columns[index]?.figures ? [cell] : wrap(cell, widths[index] ?? 0),
    );
    const height = Math.max(1, ...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, row) =>
      wrapped
        .map((lines, index) => pad(lines[row] ?? "", widths[index] ?? 0, columns[index]?.figures ?? false))
        .join(gap)
        .trimEnd(),
    );
  };
  return [...line(columns.map(({ title }) => title)).map(paper.faint), ...rows.flatMap(line)];
}

/** One block a row: the first cell, then `title: value` lines below it. */
function blocks(columns: readonly Column[], rows: readonly string[][], paper: Paper): string[] {
  return rows.flatMap((row) => [
    ...wrap(row[0] ?? "", paper.width),
    ...row.slice(1).flatMap((cell, index) => {
      if (cell === "") return [];
      const [first = "", ...others] = wrap(`${columns[index + 1]?.title}: ${cell}`, paper.width - 2);
      return [`  ${first}`, ...others.map((line) => `    ${line}`)];
    }),
  ]);
}

/** Lines of at most `width` columns, broken between words; a word that is wider stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function pad(text: string, width: number, toTheRight: boolean): string {
  const fill = " ".repeat(Math.max(0, width - columnsOf(text)));
  return toTheRight ? fill + text : text + fill;
}

/** Columns a text takes on a terminal: wide scripts take two, marks above a letter none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) {
    if (/\p{Mn}/u.test(letter)) continue;
    columns +=
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u.test(
        letter,
      )
        ? 2
        : 1;
  }
  return columns;
}

/** Control characters would steer the terminal, so a record's words are shown without them. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
}
