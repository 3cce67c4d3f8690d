import type { Node, Span } from "./tree.ts";

/** What a name can stand for. */
export type Word =
  | "department"
  | "people"
  | "function"
  | "kind of use"
  | "audience"
  | "expectation"
  | "input"
  | "common cause"
  | "failure"
  | "gate"
  | "control"
  | "indicator";

/** One name, what it stands for, where it stands, and the text beneath it. */
export type NamedNode = {
  readonly id: string;
  readonly word: Word;
  readonly span: Span;
  readonly node: Node;
  /** The function that a kind of use belongs to. */
  readonly owner?: string;
};

/** All names of a text. Departments are apart: a department is often called like its function. */
export type Names = {
  readonly departments: ReadonlyMap<string, NamedNode>;
  readonly all: ReadonlyMap<string, NamedNode>;
};

export const noNames: Names = { departments: new Map(), all: new Map() };

/** Names that stand for one of these words. */
export function namesOf(names: Names, words: readonly Word[]): readonly string[] {
  const found = [...names.all.values()].filter(({ word }) => words.includes(word)).map(({ id }) => id);
  return words.includes("department") ? [...names.departments.keys(), ...found] : found;
}

/** What a name stands for, if it stands for one of these words. */
export function lookUp(names: Names, words: readonly Word[], id: string): NamedNode | undefined {
  const found = words.includes("department") ? names.departments.get(id) : undefined;
  if (found) return found;
  const other = names.all.get(id);
  return other && words.includes(other.word) ? other : undefined;
}

/**
 * The known name nearest to one that is not known, by letters to insert, delete, replace or swap; undefined where none
 * is near (more than a third of the letters differ). First of equals wins.
 *
 * Only the first 1,500 candidates of about the same length are weighed, so that a text full of unknown names stays quick to read.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const asked = word.toLowerCase().slice(0, 64);
  let best: string | undefined;
  let bound = Math.max(1, Math.floor(asked.length / 3)) + 1;
  let weighed = 0;
  for (const candidate of known) {
    if (Math.abs(candidate.length - asked.length) >= bound) continue;
    if (++weighed > 1_500) break;
    const distance = editDistance(asked, candidate.toLowerCase(), bound);
    if (distance < bound) {
      best = candidate;
      bound = distance;
      if (distance === 0) break;
    }
  }
  return best;
}

/** Optimal string alignment distance, given up once it must reach `bound`. */
function editDistance(a: string, b: string, bound: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let value = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) value = Math.min(value, beforeLast[column - 2]! + 1);
      current.push(value);
      least = Math.min(least, value);
    }
    if (least >= bound) return bound;
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
