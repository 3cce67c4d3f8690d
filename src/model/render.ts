import type { Problem } from "./problem.ts";

export type RenderOptions = {
  /** How a piece is dressed, for terminals that can: the code by its severity, the mark, what stands beside. */
  readonly paint?: (piece: "error" | "advice" | "mark" | "faint", words: string) => string;
  /** Columns of the line shown; a longer one is cut around the mark. Default 100. */
  readonly width?: number;
};

/**
 * A problem as people read it: where it is, the line, a mark under what is meant, and what would be right there.
 *
 *     bank.yaml:12:5 unknown-key: “detecetd after” is no key of a failure
 *         detecetd after: 1h
 *         ^^^^^^^^^^^^^^
 *         expected: a key that is known here; the nearest is “detected after”
 *
 * `text` is the text that the problem's place is in; lines end with a line feed, and none ends the last.
 */
export function renderProblem(problem: Problem, text: string, options: RenderOptions = {}): string {
  const { code, severity, message, place, expected, nearest } = problem;
  const paint = options.paint ?? ((_, words) => words);
  const where = paint("faint", `${place.file}:${place.line}:${place.column}`);
  const { line, space, mark } = lineOf(text, place.start, place.end, options.width ?? 100);
  const remedy = [
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(nearest === undefined ? [] : [`the nearest is “${nearest}”`]),
  ].join("; ");
  return [
    `${where} ${paint(severity, code)}: ${message}`,
    ...(line.trim() === "" ? [] : [`    ${line}`, `    ${space}${paint("mark", mark)}`]),
    ...(remedy === "" ? [] : [`    ${remedy}`]),
  ].join("\n");
}

/** The line that a stretch begins on, and a row of `^` under it; both cut to a width, tabs as one space. */
function lineOf(
  text: string,
  start: number,
  end: number,
  width: number,
): { line: string; space: string; mark: string } {
  const first = text.lastIndexOf("\n", start - 1) + 1;
  const stop = text.indexOf("\n", start);
  const last = stop < 0 ? text.length : stop;
  const from = last - first <= width ? first : Math.max(first, Math.min(start - 20, last - width));
  const cutLeft = from > first;
  const cutRight = last > from + width;
  const shown = text.slice(from, Math.min(last, from + width)).replace(/\p{Cc}/gu, " ");
  const line = `${cutLeft ? "…" : ""}${shown}${cutRight ? "…" : ""}`;
  const length = Math.max(1, Math.min(end, last, from + width) - start);
  return { line, space: " ".repeat(start - from + (cutLeft ? 1 : 0)), mark: "^".repeat(length) };
}
