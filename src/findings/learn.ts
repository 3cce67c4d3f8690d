import type { AssumptionShown, Estimate } from "./estimate.ts";

/** What the record says against what the text stated. Answer of `learn`. */
export type LearnFinding = {
  readonly finding: "learn";
  readonly version: 1;
  readonly sentences: readonly string[];
  /** Milliseconds since 1970: the span that the record watched. */
  readonly from: number;
  readonly to: number;
  readonly occurrences: number;
  readonly failures: readonly LearnedFailure[];
  /** Kinds in the record that are no failure of the text, most frequent first. */
  readonly unknownKinds: readonly {
    readonly kind: string;
    readonly count: number;
    readonly lastSeen: number;
  }[];
  /** What the record says of kinds that it does not hold; absent where it names no kinds. */
  readonly novelty?: Novelty;
  readonly assumptions: readonly AssumptionShown[];
};

/**
 * What a record says of kinds that are not in it. Shares in [0, 1]. Every estimate rests on a world that stays as it is and on
 * a sorting into kinds that stays as it is: where either drifts, it is too hopeful.
 */
export type Novelty = {
  readonly seen: number;
  readonly kinds: number;
  readonly once: number;
  readonly twice: number;
  /** Chance that the next one is of a kind never seen: Good–Turing, with Esty's 90% interval. */
  readonly chance: { readonly value: number; readonly low: number; readonly high: number };
  /** Share of what happens that is of a kind seen before, by Chao and Jost. */
  readonly coverage: number;
  /** At least so many kinds there are: Chao1, with its standard error. */
  readonly atLeastKinds: { readonly value: number; readonly error: number };
};

export type LearnedFailure = {
  readonly id: string;
  readonly name: string;
  /** Years of watching. */
  readonly exposureYears: number;
  readonly counted: number;
  /** Counted, each weighted 2^(−age / half-life). */
  readonly seenSightings: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  /** Gamma prior of the stated rate, occurrences a year let through; null where the text states a single figure or none. */
  readonly prior: { readonly shape: number; readonly rate: number } | null;
  readonly posterior: { readonly shape: number; readonly rate: number };
  readonly statedPerYear: Estimate;
  readonly learnedPerYear: Estimate;
  /** Next year's count: negative binomial. */
  readonly nextYear: {
    readonly mean: number;
    readonly variance: number;
    readonly none: number;
    readonly low: number;
    readonly high: number;
  };
  /** Chance, under what was stated, of a count as far out as the one seen (two-sided). */
  readonly surprise: number;
  /** What single occurrences were like, where the record says so. Times in hours, loss in money. */
  readonly amounts?: readonly LearnedAmount[];
};

/** One quantity of a failure's occurrences, learned from those recorded. Lognormal, so it has no mean without a cap. */
export type LearnedAmount = {
  readonly what: "latentHours" | "containingHours" | "recoveringHours" | "loss";
  readonly counted: number;
  /** How many of those were 0; they are in no figure below. */
  readonly zeros: number;
  /** As stated: median, 5th and 95th percentile; null where the text does not state it as a range. */
  readonly stated: Estimate | null;
  /** The next one: median, 5th and 95th percentile. */
  readonly next: Estimate;
};
