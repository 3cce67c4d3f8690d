import type { AssumptionShown, Estimate } from "./estimate.ts";
import type { ExceedancePoint } from "./losses.ts";

/** A year of the organization, played forward many times. Answer of `run`. Money in `currency`. */
export type RunFinding = {
  readonly finding: "run";
  readonly version: 2;
  readonly organization: string;
  readonly currency: string;
  readonly capital: number;
  readonly seed: number;
  readonly years: number;
  /** False where it was stopped before it was done; the figures are of the years played. */
  readonly complete: boolean;
  /** Half width of p99's 90% interval over p99: what was wanted (null: only a number of years was), and what was reached. */
  readonly precision: { readonly wanted: number | null; readonly reached: number | null };
  readonly sentences: readonly string[];
  /** Loss of a year, all failures together. `error`: standard error; low–high: 90% interval by Monte Carlo error. */
  readonly mean: Estimate;
  readonly p50: Estimate;
  readonly p90: Estimate;
  readonly p95: Estimate;
  readonly p99: Estimate;
  readonly cvar99: Estimate;
  /** The dearest single occurrence of a year. */
  readonly worstSingle: { readonly p50: Estimate; readonly p95: Estimate; readonly p99: Estimate };
  readonly exceedsCapital: Estimate;
  /** Chance that the capital, with what is earned as the year goes, is used up at some moment of it. */
  readonly ruin: Estimate;
  /** What is not known against what chance does. */
  readonly doubt: RunDoubt;
  /** 90% band by Monte Carlo error. */
  readonly exceedance: readonly ExceedancePoint[];
  readonly failures: readonly RunFailure[];
  readonly functions: readonly RunShare[];
  readonly departments: readonly RunShare[];
  /** Shares of what disappointed audiences cost, in response and penalties: in all years, and in those beyond p99. */
  readonly audiences: readonly RunShare[];
  readonly controls: readonly RunControl[];
  readonly expectations: readonly RunExpectation[];
  readonly assumptions: readonly AssumptionShown[];
};

export type RunDoubt = {
  /** The mean year, were all figures known: 5th and 95th percentile over what is not known. Null where there is no mean. */
  readonly meanYear: Estimate;
  /** Share of the variance of a year's loss that knowing all figures would take away; the rest is chance. Null without a variance. */
  readonly shareNotKnown: number | null;
};

export type RunFailure = {
  readonly id: string;
  readonly name: string;
  readonly functionId: string;
  readonly department: string;
  /** Occurrences a year let through by guard rails. */
  readonly perYear: Estimate;
  /** Money of one occurrence; value null with `why` where its mean is infinite. low–high: 5th and 95th percentile of an occurrence. */
  readonly lossEach: Estimate;
  readonly lossPerYear: Estimate;
  readonly shareOfMean: number;
  /** Share of the loss in the years beyond p99. */
  readonly shareOfTail: number;
  /** Share of occurrences that a safety net or an escape hatch contained. */
  readonly caught: number;
};

export type RunShare = {
  readonly id: string;
  readonly name: string;
  readonly shareOfMean: number;
  readonly shareOfTail: number;
};

/** What a control costs a year: upkeep, friction, false alarms, and people's time at a hatch. Hours and money. */
export type RunControl = {
  readonly id: string;
  readonly name: string;
  /** `fail fast`: stated on a failure, whose id it carries; a stop counts as use, a false stop as false alarm. */
  readonly kind: "guard rail" | "safety net" | "escape hatch" | "fail fast";
  readonly upkeepPerYear: number;
  readonly frictionHoursPerYear: number;
  readonly frictionMoneyPerYear: number;
  readonly falseAlarmMoneyPerYear: number;
  /** Cost of catches by a net or of people at a hatch. */
  readonly useMoneyPerYear: number;
  readonly hatch: RunHatch | null;
  /**
   * What a year would cost more without it, by the same years played: the mean, and its 90% interval by what is not known; `error` by
   * chance. Null with `why` where there is no mean.
   */
  readonly worthPerYear: Estimate;
  /** How much more one year in 100 would cost without it. */
  readonly worthInBadYear: Estimate;
};

/** Load at a hatch in erlang against its people; `why` of the wait where it is overloaded. */
export type RunHatch = {
  readonly load: number;
  readonly people: number;
  readonly meanWaitHours: Estimate;
  /** `played`: every arrival waits behind those before it; `steady`: a steady queue of so many arrivals that the year does not show. */
  readonly queue: "played" | "steady";
  /** How many times its work can grow before its queue only grows; null where it has no work. */
  readonly breaksDownAt: number | null;
};

export type RunExpectation = {
  readonly id: string;
  readonly name: string;
  readonly audience: string;
  readonly functionId: string;
  /** Mean of the measure over a window, in the expectation's unit. */
  readonly experienced: Estimate;
  readonly objective: number;
  readonly tolerance: number;
  readonly unit: "hours" | "occurrences" | "money" | "share";
  readonly windowHours: number;
  /** Chance that a window misses the objective. */
  readonly missed: Estimate;
  /** Chance that a window passes objective + tolerance (z > 1), and the mean response there. */
  readonly beyondTolerance: Estimate;
  readonly response: Estimate;
  /** Money a year of response and penalty; 0 where the text gives neither a value. */
  readonly costPerYear: Estimate;
  readonly penaltyPerYear: Estimate;
  /** Windows missed a year, on average. */
  readonly missesPerYear: Estimate;
  /** Where expectation and tolerance settle after 24 windows of what this organization gives, at the median and 5th to 95th percentile of such histories. */
  readonly ratchet: { readonly windows: number; readonly objective: Estimate; readonly tolerance: Estimate };
  /** The least tolerance among as many as the audience has, median; null where the audience has no count or nothing is measured in time. */
  readonly strictest: { readonly users: number; readonly toleranceHours: number } | null;
};
