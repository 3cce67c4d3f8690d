import type { AssumptionShown, Estimate } from "./estimate.ts";

/** Chance that a year costs more than `loss`; losses rising. `low` and `high`: 90% band. */
export type ExceedancePoint = {
  readonly loss: number;
  readonly chance: number;
  readonly low: number;
  readonly high: number;
};

/**
 * What a year of failure costs, computed without playing it: exact for failures that touch each other in nothing but what is not
 * known. Answer of `losses`. Money in `currency`; `error` of every figure is that of the computation, `low` and `high` are by what
 * is not known (5th to 95th percentile of the figure, were it known).
 */
export type LossFinding = {
  readonly finding: "losses";
  readonly version: 1;
  readonly organization: string;
  readonly currency: string;
  readonly capital: number;
  readonly seed: number;
  readonly sentences: readonly string[];
  readonly mean: Estimate;
  readonly p50: Estimate;
  readonly p90: Estimate;
  readonly p95: Estimate;
  readonly p99: Estimate;
  readonly cvar99: Estimate;
  readonly exceedsCapital: Estimate;
  readonly exceedance: readonly ExceedancePoint[];
  /** Share of the variance of a year's loss that knowing all figures would take away; the rest is chance. Null without a variance. */
  readonly shareNotKnown: number | null;
  /** What only playing years shows, as sentences; empty where nothing is coupled. */
  readonly leftOut: readonly string[];
  readonly assumptions: readonly AssumptionShown[];
};

/** What matters most: how far a year's loss moves when one figure goes from its low end to its high end. */
export type TornadoFinding = {
  readonly finding: "tornado";
  readonly version: 1;
  readonly organization: string;
  readonly currency: string;
  readonly seed: number;
  readonly sentences: readonly string[];
  /** The mean year, and the cost that one year in 100 passes, with every figure as stated. */
  readonly mean: number | null;
  readonly p99: number | null;
  /** Widest swing of the mean first. */
  readonly bars: readonly TornadoBar[];
};

export type TornadoBar = {
  /** Where the figure stands in the text: offset of its first character. */
  readonly at: number;
  /** Such as “Borrower default: how often”. */
  readonly what: string;
  /** `not known`: one value for the year, which nobody knows; `varies`: differs from occurrence to occurrence. */
  readonly kind: "not known" | "varies";
  readonly low: number;
  readonly high: number;
  readonly unit: "a year" | "hours" | "money" | "share" | "count" | "an hour";
  /** The mean year with the figure at its low and at its high end. */
  readonly meanAtLow: number;
  readonly meanAtHigh: number;
  readonly p99AtLow: number | null;
  readonly p99AtHigh: number | null;
};
