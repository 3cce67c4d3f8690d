import type { Estimate } from "./estimate.ts";

/** When a failure shows itself and what its small occurrences teach. Part of the answer of `posture`. */
export type TimingFinding = {
  readonly sentences: readonly string[];
  /** Mean cost of one occurrence by when it is detected: hours from onset, and money. */
  readonly byDelay: readonly { readonly hours: number; readonly cost: number }[];
  /** Mean hours to detection as stated, and when a stop would still cost less than waiting; null where it never or always does. */
  readonly naturalHours: number;
  readonly criticalHours: number | null;
  /** Silent corruption: harm grows at g until it is detected at δ; the loss has tail index δ/g. Absent where harm does not grow. */
  readonly corruption?: {
    readonly growthPerHour: number;
    readonly detectionPerHour: number;
    readonly tailIndex: number;
  };
  readonly small: SmallFailures;
};

/** Small failures that are let happen: what is learned, less what they cost. */
export type SmallFailures = {
  readonly verdict: "gain" | "nothing to gain";
  /** Of one more sighting of a small occurrence, money: what it may teach, what it costs. */
  readonly teaches: Estimate;
  readonly costs: Estimate;
  /** ½[f(x−Δ)+f(x+Δ)]−f(x), in money a year, as it is and if its loss were caught: above 0 variation is good for one. */
  readonly convexity: number;
  readonly convexityWithNet: number | null;
  /** A drill that teaches the same for less; absent where it would not. */
  readonly drill?: { readonly sentence: string; readonly costs: number; readonly teaches: number };
};
