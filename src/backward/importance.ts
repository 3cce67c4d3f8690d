import { chanceOf, type Diagram } from "./diagram.ts";

/** How much hangs on a leaf. All null where the outcome cannot come about; a single one where it is infinite. */
export type Importance = {
  readonly birnbaum: number | null;
  readonly criticality: number | null;
  readonly fussellVesely: number | null;
  readonly riskAchievementWorth: number | null;
  readonly riskReductionWorth: number | null;
};

/**
 * Birnbaum importance of every leaf, P(outcome | leaf) − P(outcome | no leaf), in one pass up and one down the diagram.
 *
 * chance   [leaf]; probabilities
 * Answers [leaf]; 0 for leaves that the outcome does not hang on. Negative where the leaf hinders it.
 * Source: Dutuit and Rauzy, Efficient algorithms to assess component and gate importance in fault tree analysis (2001).
 */
export function birnbaumOf(diagram: Diagram, chance: Float64Array): Float64Array {
  const { leaf, low, high, top } = diagram;
  const from = new Float64Array(leaf.length);
  chanceOf(diagram, chance, from);
  const reached = new Float64Array(leaf.length);
  reached[top] = 1;
  const birnbaum = new Float64Array(chance.length);
  for (let n = leaf.length - 1; n >= 2; n--) {
    const [l, h, p] = [low[n]!, high[n]!, chance[leaf[n]!]!];
    birnbaum[leaf[n]!]! += reached[n]! * (from[h]! - from[l]!);
    reached[h]! += reached[n]! * p;
    reached[l]! += reached[n]! * (1 - p);
  }
  return birnbaum;
}

/**
 * The importances of every leaf of an outcome.
 *
 * birnbaum B; criticality B·p/P; Fussell–Vesely as `partOf` says, the part of the combinations that takes the leaf; risk achievement
 * worth P(outcome | leaf)/P; risk reduction worth P/P(outcome | no leaf).
 */
export function importancesOf(
  diagram: Diagram,
  chance: Float64Array,
  partOf: (leaf: number) => number | null,
): (leaf: number) => Importance {
  const top = chanceOf(diagram, chance, new Float64Array(diagram.leaf.length));
  const birnbaum = birnbaumOf(diagram, chance);
  return (leaf) => {
    const [b, p] = [birnbaum[leaf]!, chance[leaf]!];
    const never = top - p * b;
    return {
      birnbaum: b,
      criticality: finite((b * p) / top),
      fussellVesely: partOf(leaf),
      riskAchievementWorth: finite((top + (1 - p) * b) / top),
      // What is left of the subtraction below its rounding is nothing.
      riskReductionWorth: never > 1e-14 * top ? finite(top / never) : null,
    };
  };
}

/** Chances of elements: 2·leaf present, 2·leaf + 1 absent. */
export function elementChances(chance: Float64Array): Float64Array {
  return Float64Array.from({ length: 2 * chance.length }, (_, element) => {
    const present = chance[element >> 1]!;
    return element % 2 === 0 ? present : 1 - present;
  });
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
