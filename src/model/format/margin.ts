import type { Span } from "../tree.ts";

/** The comments and empty lines of a text, each handed out once while its values are printed in their order. */
export type Margin = {
  /** Comments before an offset that were not handed out yet, as lines; empty lines above them stay. */
  above(offset: number, indent: number): readonly string[];
  /** Comments at the end of a collection: those before `until` that stand further right than what it stands in. */
  within(until: number, outerColumn: number, indent: number): readonly string[];
  /** Whether a comment that was not handed out yet is in a collection that ends here, or at its end as in `within`. */
  anyWithin(end: number, until: number, outerColumn: number): boolean;
  /** The comment behind a value on its last line; empty without one. */
  behind(offset: number): string;
  /** Whether a comment that was not handed out yet stands between two offsets. */
  any(start: number, end: number): boolean;
  /** An empty line where there is one above what begins at an offset. */
  gap(offset: number): readonly string[];
  /** How far right an offset stands. */
  column(offset: number): number;
};

export function createMargin(text: string, comments: readonly Span[]): Margin {
  const waiting = [...comments].reverse();
  const lineStart = (offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;
  const column = (offset: number): number => offset - lineStart(offset);
  // Walks back only over spaces: a line may be very long.
  const begin = (offset: number, between: string): number => {
    let at = offset;
    while (at > 0 && between.includes(text[at - 1]!)) at -= 1;
    return at;
  };
  const isAlone = ({ start }: Span): boolean => (text[begin(start, " \t") - 1] ?? "\n") === "\n";
  const gap = (offset: number): readonly string[] => {
    const start = begin(offset, " \t-");
    return start > 0 && text[start - 1] === "\n" && text[begin(start - 1, " \t") - 1] === "\n" ? [""] : [];
  };
  const takeWhile = (indent: number, test: (comment: Span) => boolean): readonly string[] => {
    const lines: string[] = [];
    for (let next = waiting.at(-1); next && test(next); next = waiting.at(-1)) {
      waiting.pop();
      lines.push(...gap(next.start), " ".repeat(indent) + text.slice(next.start, next.end).trimEnd());
    }
    return lines;
  };
  const isWithin = (comment: Span, until: number, outerColumn: number): boolean =>
    comment.start < until && (!isAlone(comment) || column(comment.start) > outerColumn);
  return {
    above: (offset, indent) => takeWhile(indent, ({ start }) => start < offset),
    within: (until, outerColumn, indent) =>
      takeWhile(indent, (comment) => isWithin(comment, until, outerColumn)),
    anyWithin(end, until, outerColumn) {
      const next = waiting.at(-1);
      return next !== undefined && (next.start < end || isWithin(next, until, outerColumn));
    },
    behind(offset) {
      const index = waiting.findLastIndex(({ start }) => start >= offset);
      const found = waiting[index];
      if (!found || isAlone(found) || !/^[ \t]*$/.test(text.slice(offset, found.start))) return "";
      waiting.splice(index, 1);
      return text.slice(found.start, found.end).trimEnd();
    },
    any(start, end) {
      const found = waiting.findLast((comment) => comment.start >= start);
      return found !== undefined && found.start < end;
    },
    gap,
    column,
  };
}
