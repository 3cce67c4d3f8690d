import type { AssumptionShown, Estimate } from "./estimate.ts";

/** A year of the organization, played forward many times. Answer of `run`. Money in `currency`. */
export type RunFinding = {
  readonly finding: "run";
  readonly version: 1;
  readonly organization: string;
  readonly currency: string;
  readonly capital: number;
  readonly seed: number;
  readonly years: number;
  /** False where it was stopped before `years` was reached; the figures are of the years played. */
  readonly complete: boolean;
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
  /** Chance that a year costs more than `loss`, 90% band by Monte Carlo error; losses rising. */
  readonly exceedance: readonly {
    readonly loss: number;
    readonly chance: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly failures: readonly RunFailure[];
  readonly functions: readonly RunShare[];
  readonly departments: readonly RunShare[];
  readonly controls: readonly RunControl[];
  readonly expectations: readonly RunExpectation[];
  readonly assumptions: readonly AssumptionShown[];
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
  /** Load at a hatch in erlang against its people; null for other kinds. `why` where it is overloaded. */
  readonly hatch: { readonly load: number; readonly people: number; readonly meanWaitHours: Estimate } | null;
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
};
