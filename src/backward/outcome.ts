import { combinationsOf, type Family, type Sign } from "./combinations.ts";
import type { Diagram } from "./diagram.ts";
import { type Formula, signsOf } from "./formula.ts";
import type { LeafInfo } from "./leaves.ts";

/** An outcome taken apart: its leaves in reading order, its diagram and its combinations. */
export type Outcome = {
  readonly leaves: readonly number[];
  readonly signs: ReadonlyMap<number, Sign>;
  /** Null where it would pass the limit. */
  readonly diagram: Diagram | null;
  /** Null without a diagram, or where it would pass a limit of its own. */
  readonly family: Family | null;
};

export function outcomeOf(formula: Formula, diagram: Diagram | null): Outcome {
  const signs = signsOf(formula);
  return {
    leaves: [...signs.keys()],
    signs,
    diagram,
    family: diagram && combinationsOf(diagram, signs, familyLimit),
  };
}

/** Nodes of the largest family of combinations that is made. */
const familyLimit = 1_000_000;

/** Said of combinations beyond it. */
export const tooMany = "there are too many to tell apart";

/** Chances of being present: of what holds its probability, of what happens that it does at least once a year. [leaf], overwritten */
export function presence(infos: readonly LeafInfo[], figure: Float64Array, into: Float64Array): Float64Array {
  for (let leaf = 0; leaf < figure.length; leaf++) {
    into[leaf] = infos[leaf]!.happens ? -Math.expm1(-figure[leaf]!) : figure[leaf]!;
  }
  return into;
}
