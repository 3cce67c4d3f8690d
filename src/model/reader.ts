import { type Code, severityOf } from "./codes.ts";
import { limits } from "./limits.ts";
import type { Names } from "./names.ts";
import type { Place } from "./place.ts";
import type { Problem } from "./problem.ts";
import type { Node, Span } from "./tree.ts";

/** Whose a figure is, as stated beside it or beside the thing it belongs to. */
export type Provenance = { readonly source?: string; readonly assumed?: string; readonly note?: string };

/** What to say beside a problem's message. */
export type Remedy = { readonly expected?: string; readonly nearest?: string | undefined };

/** What a reading carries along: the text, what is known of it so far, and a place to put problems. */
export type Reader = {
  readonly text: string;
  readonly file: string;
  /** ISO 4217; null where the text does not say it. */
  currency: string | null;
  names: Names;
  /** What the thing being read says of its own figures' origin. */
  provenance: Provenance;
  place(span: Span): Place;
  tell(code: Code, span: Span, message: string, remedy?: Remedy): void;
  /** Problems so far, in order of place. */
  problems(): readonly Problem[];
  /** How many problems there are so far. */
  readonly count: () => number;
  /** Whether there are so few problems yet that the nearest name is looked for, which takes time. */
  readonly looksForNearest: () => boolean;
};

/** A reader of one text. Lines are found by bisection over their starts. */
export function createReader(text: string, file: string, names: Names): Reader {
  const starts = lineStarts(text);
  const found: Problem[] = [];
  const told = new Set<string>();
  let untold = 0;
  const place = ({ start, end }: Span): Place => {
    const line = lineAt(starts, start);
    return { file, line: line + 1, column: start - starts[line]! + 1, start, end };
  };
  return {
    text,
    file,
    currency: null,
    names,
    provenance: {},
    place,
    tell(code, span, message, remedy = {}) {
      // A node that several aliases share is read several times; its problems are one.
      const key = `${code} ${span.start} ${message}`;
      if (told.has(key)) return;
      if (found.length >= limits.problems) {
        untold += 1;
        return;
      }
      told.add(key);
      const { expected, nearest } = remedy;
      found.push({
        code,
        severity: severityOf(code),
        message,
        place: place(span),
        ...(expected === undefined ? {} : { expected }),
        ...(nearest === undefined ? {} : { nearest }),
      });
    },
    problems() {
      const sorted = found.sort((a, b) => a.place.start - b.place.start || a.place.end - b.place.end);
      const last = sorted.at(-1);
      if (untold === 0 || last === undefined) return sorted;
      const message = `there are ${untold} more problems; mending the first often mends others`;
      return [...sorted, { code: "more-problems", severity: "error", message, place: last.place }];
    },
    count: () => found.length + untold,
    looksForNearest: () => found.length < limits.nearest,
  };
}

/** Offsets at which lines begin. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the line that an offset is on. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The stretch that a mapping's problem is best shown at: its first key rather than the whole of it. */
export function headOf(node: Node): Span {
  return node.kind === "mapping" && node.entries[0] ? node.entries[0].key : node;
}
