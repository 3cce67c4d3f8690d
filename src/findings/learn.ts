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
  readonly assumptions: readonly AssumptionShown[];
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
};
