import fc from "fast-check";
import { type Formula, isLeaf } from "../src/backward/formula.ts";

/** Random outcomes over `leaves` leaves, with shared parts; absent leaves only where `negated`. For properties. */
export function formulas(leaves: number, negated: boolean): fc.Arbitrary<Formula> {
  const leaf = fc.record({ leaf: fc.nat(leaves - 1), absent: negated ? fc.boolean() : fc.constant(false) });
  const gate = fc.record({
    k: fc.integer({ min: 1, max: 3 }),
    of: fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }),
  });
  return fc
    .tuple(fc.array(leaf, { minLength: 2, maxLength: 8 }), fc.array(gate, { minLength: 1, maxLength: 6 }))
    .map(([first, gates]) => {
      // Each gate chooses among all that was made before it, so that parts are shared.
      const made: Formula[] = [...first];
      for (const { k, of } of gates)
        made.push({ k: Math.min(k, of.length), of: of.map((choice) => made[choice % made.length]!) });
      return made[made.length - 1]!;
    });
}

/** The slow, obvious answer. */
export function holds(formula: Formula, present: (leaf: number) => boolean): boolean {
  if (isLeaf(formula)) return present(formula.leaf) !== formula.absent;
  return formula.of.filter((part) => holds(part, present)).length >= formula.k;
}

/** All assignments of `leaves` leaves. */
export function assignments(leaves: number): ((leaf: number) => boolean)[] {
  return Array.from({ length: 2 ** leaves }, (_, mask) => (leaf: number) => ((mask >> leaf) & 1) === 1);
}

/** Probability of an assignment. */
export function weightOf(present: (leaf: number) => boolean, chance: ArrayLike<number>): number {
  let weight = 1;
  for (let leaf = 0; leaf < chance.length; leaf++)
    weight *= present(leaf) ? chance[leaf]! : 1 - chance[leaf]!;
  return weight;
}
