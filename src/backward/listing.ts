import type { Combination } from "../findings/why.ts";
import { type Family, onsetSumOf, sumsOf } from "./combinations.ts";
import { elementChances } from "./importance.ts";
import type { LeafInfo } from "./leaves.ts";
import { likeliest, type Weighing } from "./likeliest.ts";

/** The figures that combinations are weighed by. */
export type LeafFigures = {
  readonly infos: readonly LeafInfo[];
  /** [leaf]; a rate a year of what happens, a probability of what holds. */
  readonly figure: Float64Array;
  /** [leaf]; the chance of being present, in a year for what happens. */
  readonly chance: Float64Array;
  /** What the outcome's own guard rails let through; null where its frequency does not follow from its inputs. */
  readonly through: number | null;
  /** False where a leaf has no figure: combinations are then weighed by how few things they take. */
  readonly known: boolean;
};

/**
 * The likeliest combinations of an outcome, at most `limit`.
 *
 * Where the outcome's frequency follows from its inputs, those with one event come first, by how often they bring it about. Others
 * bring it about never, since two events do not come in the same instant; they and all those of an outcome with a stated frequency
 * are listed by their probability, and where figures lack, by how few things they take.
 */
export function listed(family: Family, figures: LeafFigures, limit: number): Combination[] {
  const { infos, figure, through, known } = figures;
  const happens = (element: number): boolean => element % 2 === 0 && infos[element >> 1]!.happens;
  const chances = known ? elementChances(figures.chance) : new Float64Array(2 * infos.length).fill(0.5);
  // The other events are absent when one comes.
  const rates = Float64Array.from(chances, (chance, element) => {
    const leaf = element >> 1;
    if (!infos[leaf]!.happens) return chance;
    return element % 2 === 0 ? figure[leaf]! : 1;
  });
  const byRate = known && through !== null;
  const found = byRate
    ? inTurn(
        family,
        [
          { weight: rates, isEvent: happens, wanted: [1] },
          { weight: chances, isEvent: happens, wanted: [0, 2] },
        ],
        limit,
      )
    : likeliest(family, { weight: chances, isEvent: happens, wanted: [0, 1, 2] }, limit);
  const rateSum = byRate ? onsetSumOf(family, rates, happens) : 0;
  const chanceSum = known ? sumsOf(family, chances).all : 0;
  return found.map((elements) => {
    const probability = known ? product(elements, chances) : null;
    const once = elements.filter(happens).length === 1;
    const perYear = byRate ? (once ? product(elements, rates) * through : 0) : null;
    const share =
      rateSum > 0 && perYear !== null
        ? quotient(perYear, rateSum * through!)
        : quotient(probability, chanceSum);
    return { inputs: inputsOf(elements, infos), probability, perYear, share };
  });
}

function inTurn(family: Family, weighings: readonly Weighing[], limit: number): number[][] {
  const found: number[][] = [];
  for (const weighing of weighings) found.push(...likeliest(family, weighing, limit - found.length));
  return found;
}

function product(elements: readonly number[], weight: Float64Array): number {
  return elements.reduce((so, element) => so * weight[element]!, 1);
}

function quotient(part: number | null, whole: number): number | null {
  return part === null || !(whole > 0) ? null : part / whole;
}

function inputsOf(elements: readonly number[], infos: readonly LeafInfo[]): Combination["inputs"] {
  return [...elements]
    .sort((a, b) => a - b)
    .map((element) => {
      const { id, name } = infos[element >> 1]!;
      return { id, name, absent: element % 2 === 1 };
    });
}

/** The least number of things that any combination takes; Infinity where there is none. */
export function fewest(family: Family): number {
  const { element, low, high, top } = family;
  const least = new Float64Array(element.length);
  least[0] = Infinity;
  for (let n = 2; n < element.length; n++) least[n] = Math.min(least[low[n]!]!, 1 + least[high[n]!]!);
  return least[top]!;
}
