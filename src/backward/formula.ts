/**
 * What an outcome grows from, as a graph without negated gates: a leaf that is present or absent, or at least `k` of some parts
 * (all of: k = parts; any of: k = 1). Parts may be shared; identity is that of the object.
 */
export type Formula = Leaf | AtLeast;
export type Leaf = { readonly leaf: number; readonly absent: boolean };
export type AtLeast = { readonly k: number; readonly of: readonly Formula[] };

export function isLeaf(formula: Formula): formula is Leaf {
  return "leaf" in formula;
}

/** Every part once, parts before what they are part of, left to right. Without recursion: chains of names can be long. */
export function partsFirst(top: Formula): Formula[] {
  const order: Formula[] = [];
  const seen = new Set<Formula>([top]);
  const stack: { formula: Formula; next: number }[] = [{ formula: top, next: 0 }];
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]!;
    const part = isLeaf(frame.formula) ? undefined : frame.formula.of[frame.next++];
    if (part === undefined) {
      order.push(frame.formula);
      stack.pop();
    } else if (!seen.has(part)) {
      seen.add(part);
      stack.push({ formula: part, next: 0 });
    }
  }
  return order;
}

/** The leaves of a formula: which occur, and whether as present, as absent, or as both. */
export function signsOf(top: Formula): Map<number, "present" | "absent" | "both"> {
  const signs = new Map<number, "present" | "absent" | "both">();
  for (const part of partsFirst(top)) {
    if (!isLeaf(part)) continue;
    const sign = part.absent ? "absent" : "present";
    const known = signs.get(part.leaf);
    signs.set(part.leaf, known === undefined || known === sign ? sign : "both");
  }
  return signs;
}

/** The opposite outcome: leaves absent for present, and not at least k of n is at least n − k + 1 of their opposites. */
export function oppositeOf(top: Formula): Formula {
  return rewritten(top, (leaf) => ({ leaf: leaf.leaf, absent: !leaf.absent }), true);
}

/** The outcome where some leaves are known to be present (true) or absent (false). */
export function given(top: Formula, known: (leaf: number) => boolean | undefined): Formula {
  return rewritten(top, (leaf) => {
    const present = known(leaf.leaf);
    if (present === undefined) return leaf;
    return present === leaf.absent ? never : always;
  });
}

const always: Formula = { k: 0, of: [] };
const never: Formula = { k: 1, of: [] };

function rewritten(top: Formula, ofLeaf: (leaf: Leaf) => Formula, opposite = false): Formula {
  const made = new Map<Formula, Formula>();
  for (const part of partsFirst(top)) {
    if (isLeaf(part)) made.set(part, ofLeaf(part));
    else {
      const of = part.of.map((below) => made.get(below)!);
      made.set(part, simplified(opposite ? of.length - part.k + 1 : part.k, of));
    }
  }
  return made.get(top)!;
}

function simplified(k: number, of: readonly Formula[]): Formula {
  const open = of.filter((part) => part !== always && part !== never);
  const left = k - of.filter((part) => part === always).length;
  if (left <= 0) return always;
  if (left > open.length) return never;
  return open.length === 1 ? open[0]! : { k: left, of: open };
}

/** Whether the outcome can come about at all without these leaves, whatever the others do. */
export function possibleWithout(top: Formula, leaves: ReadonlySet<number>): boolean {
  const possible = new Map<Formula, boolean>();
  for (const part of partsFirst(top)) {
    if (isLeaf(part)) possible.set(part, part.absent || !leaves.has(part.leaf));
    else possible.set(part, part.of.filter((below) => possible.get(below)).length >= part.k);
  }
  return possible.get(top)!;
}
