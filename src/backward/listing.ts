import type { Combination } from "../findings/why.ts";
import { type Family, onsetSumsOf, sumsOf } from "./combinations.ts";
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

/** Combinations weighed: by occurrences a year where the outcome's frequency follows from its inputs, else by probability. */
export class Weighed {
  private readonly family: Family;
  private readonly figures: LeafFigures;
  /** [element]; a half each where figures lack. */
  private readonly chances: Float64Array;
  /** [element]; of an event its rate, and the other events are absent when it comes. */
  private readonly rates: Float64Array;
  /** Sum over all combinations, and over those that have an element; by rate where `byRate`. */
  private readonly sums: { readonly all: number; readonly having: Float64Array };
  private readonly byRate: boolean;

  constructor(family: Family, figures: LeafFigures) {
    const { infos, figure, known, through } = figures;
    this.family = family;
    this.figures = figures;
    this.chances = known ? elementChances(figures.chance) : new Float64Array(2 * infos.length).fill(0.5);
    this.rates = this.chances.map((chance, element) => {
      if (!infos[element >> 1]!.happens) return chance;
      return element % 2 === 0 ? figure[element >> 1]! : 1;
    });
    const byRate = known && through !== null ? onsetSumsOf(family, this.rates, this.isEvent) : null;
    this.byRate = byRate !== null && byRate.all > 0;
    this.sums = byRate !== null && this.byRate ? byRate : sumsOf(family, this.chances);
  }

  private readonly isEvent = (element: number): boolean =>
    element % 2 === 0 && this.figures.infos[element >> 1]!.happens;

  /** Fussell–Vesely importance: the share of the combinations' sum that takes the leaf, present or absent; null where there is none. */
  partOf(leaf: number): number | null {
    return quotient(this.sums.having[2 * leaf]! + this.sums.having[2 * leaf + 1]!, this.sums.all);
  }

  /**
   * The likeliest combinations, at most `limit`. Where they are weighed by rate, those with one event come first; others bring the
   * outcome about never. Where figures lack, those that take fewer things come first.
   */
  likeliest(limit: number): Combination[] {
    const { family, rates, chances, isEvent } = this;
    const byChance = { weight: chances, isEvent, wanted: [0, 1, 2] } as const;
    const found = this.byRate
      ? inTurn(
          family,
          [
            { weight: rates, isEvent, wanted: [1] },
            { ...byChance, wanted: [0, 2] },
          ],
          limit,
        )
      : likeliest(family, byChance, limit);
    return found.map((elements) => this.combination(elements));
  }

  private combination(elements: readonly number[]): Combination {
    const { known, through, infos } = this.figures;
    const once = elements.filter(this.isEvent).length === 1;
    const rate = once ? product(elements, this.rates) : 0;
    const probability = product(elements, this.chances);
    return {
      inputs: inputsOf(elements, infos),
      probability: known ? probability : null,
      perYear: known && through !== null ? rate * through : null,
      share: known ? quotient(this.byRate ? rate : probability, this.sums.all) : null,
    };
  }
}

function inTurn(family: Family, weighings: readonly Weighing[], limit: number): number[][] {
  const found: number[][] = [];
  for (const weighing of weighings) found.push(...likeliest(family, weighing, limit - found.length));
  return found;
}

function product(elements: readonly number[], weight: Float64Array): number {
  return elements.reduce((so, element) => so * weight[element]!, 1);
}

function quotient(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
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
