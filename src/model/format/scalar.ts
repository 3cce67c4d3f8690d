import { unseen } from "../characters.ts";

/** Where a scalar is to stand: within braces or brackets, or on lines of its own with this many columns left. */
export type Room =
  | { readonly flow: true }
  | { readonly flow: false; readonly indent: number; readonly left: number };

/** Columns that a line has. */
export const width = 110;

/**
 * A scalar as YAML, so that it reads back as the same text: plain where it can be, a block where it has lines, else in
 * double quotes. The lines after the first are indented.
 */
export function printScalar(text: string, room: Room): string {
  if (isPlain(text, room.flow)) {
    if (room.flow || text.length <= room.left || !canFold(text)) return text;
    return fold(text, room.indent);
  }
  if (!room.flow && hasPlainLines(text)) return literal(text, room.indent);
  return quoted(text);
}

/** Whether a text can stand without quotes. */
export function isPlain(text: string, flow: boolean): boolean {
  if (text === "" || text !== text.trim() || text.search(unseen) >= 0 || /[\n\t]/.test(text)) return false;
  if (/^[,[\]{}#&*!|>'"%@`]/.test(text) || /^[-?:](?:\s|$)/.test(text) || /^(?:---|\.\.\.)/.test(text))
    return false;
  if (/:(?:\s|$)|\s#/.test(text)) return false;
  return !flow || !/[,[\]{}]|^[-?:]|:$/.test(text);
}

export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    unseen,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Words with single spaces in between can be broken anywhere. */
function canFold(text: string): boolean {
  return !/\s\s/.test(text) && text.includes(" ");
}

function fold(text: string, indent: number): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && indent + longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return `>-\n${[...lines, line].map((words) => " ".repeat(indent) + words).join("\n")}`;
}

/** Whether a text of several lines can stand as it is, below a `|`. */
function hasPlainLines(text: string): boolean {
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    lines.length > 1 &&
    lines.every((line) => line === "" || line.trim() !== "") &&
    /^\S/.test(text) &&
    !/\n\n$/.test(text) &&
    text.replaceAll("\n", "").search(unseen) < 0
  );
}

function literal(text: string, indent: number): string {
  const ends = text.endsWith("\n");
  const lines = (ends ? text.slice(0, -1) : text).split("\n");
  return `${ends ? "|" : "|-"}\n${lines.map((line) => (line === "" ? "" : " ".repeat(indent) + line)).join("\n")}`;
}
