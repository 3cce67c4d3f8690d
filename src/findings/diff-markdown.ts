import type { DiffFinding } from "./diff.ts";
import { sheetOfDiff } from "./diff-sheet.ts";
import type { Sheet, Table } from "./sheet.ts";

/** By this a workflow finds its comment again, to renew it instead of writing another. */
export const diffMarker = "<!-- failwell diff -->";

/** Rows shown of a table; a comment holds 65,536 characters. */
const ROWS = 30;
/** Beyond so many characters a comment is cut, at a table's end. */
const MOST = 60_000;

/**
 * A change as a comment on a pull request: one heading, the sentences, what a year costs; all else folded. What comes from the text is
 * escaped, so that no line of it can become a heading, a link, an image, a mention, a reference or HTML.
 */
export function renderDiffMarkdown(finding: DiffFinding): string {
  const sheet = sheetOfDiff(finding);
  const [changes, cost, ...rest] = sheet.tables;
  const parts = [
    diffMarker,
    `### ${escaped(sheet.title)}`,
    sheet.sentences.map(escaped).join(" "),
    ...(cost === undefined ? [] : [tableOf(cost)]),
    ...[changes, ...rest].flatMap((table) => (table === undefined ? [] : [folded(table)])),
    ...(sheet.assumptions.length === 0 ? [] : [foldedAssumptions(sheet)]),
    ...(sheet.remarks.length === 0 ? [] : [`<sub>${sheet.remarks.map(escaped).join(" · ")}</sub>`]),
  ];
  return `${within(parts)}\n`;
}

function within(parts: readonly string[]): string {
  let length = 0;
  const kept = parts.filter((part) => {
    length += part.length + 2;
    return length <= MOST;
  });
  const cut = kept.length < parts.length ? ["Cut here: a comment holds no more."] : [];
  return [...kept, ...cut].join("\n\n");
}

function folded(table: Table): string {
  const body = tableOf(table);
  return `<details><summary>${escaped(table.title)}</summary>\n\n${body}\n\n</details>`;
}

function foldedAssumptions({ assumptions }: Sheet): string {
  const lines = assumptions.map(({ what, whose }) => `- ${escaped(what)} (${escaped(whose)})`);
  return `<details><summary>Assumed</summary>\n\n${lines.join("\n")}\n\n</details>`;
}

function tableOf({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const left = rows.length > ROWS ? [`\nand ${rows.length - ROWS} more rows`] : [];
  return [
    line(columns.map(({ title }) => escaped(title))),
    line(columns.map((column) => (column.figures ? "---:" : "---"))),
    ...rows.slice(0, ROWS).map((row) => line(row.map(({ said }) => escaped(said)))),
    ...left,
  ].join("\n");
}

/** So much of one name or figure is shown. */
const LONGEST = 300;

/** What a forge makes a mention, a reference or a link of once it is HTML, whatever it was written as. */
const live = /@(?=\S)|#(?=\w)|:(?=\/\/)|\bgh-(?=\d)|\bwww(?=\.)/giu;
/** Zero width: nothing is seen of it, and what it stands in is no word any more. */
const SPACE = "\u200b";

/** Every character with a meaning in Markdown or HTML as an entity: what is shown is what was written, on one line. */
function escaped(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replace(live, (letters) => letters + SPACE)
    .replace(
      /[&<>"'`*_{}[\]()#+!|\\~@$:]|(?<=^\s*)[-=]|(?<=^\s*\d+)\.(?=\s)/gu,
      (letter) => `&#${letter.codePointAt(0)};`,
    );
}
