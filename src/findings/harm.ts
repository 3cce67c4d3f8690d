import type { AssumptionShown, Estimate } from "./estimate.ts";

/**
 * One occurrence of a failure forwards: harm over time, and what cuts it off. Answer of `harmOverTime`.
 * Money in `currency`, times in hours from onset. All curves are sampled at the same `hours`.
 */
export type HarmFinding = {
  readonly finding: "harm";
  readonly version: 1;
  readonly failure: { readonly id: string; readonly name: string; readonly functionName: string };
  readonly currency: string;
  readonly sentences: readonly string[];
  /** Rising, the first is 0, the last is where the picture ends. */
  readonly hours: readonly number[];
  /** `nothing` first, then `people` (detected and contained, no control), each control alone on top of people, `all` last. */
  readonly curves: readonly HarmCurve[];
  /** In the order in which they usually come. */
  readonly marks: readonly HarmMark[];
  /** Share of the harm that containment at these `hours` could still undo; null where nothing can be undone. */
  readonly undo: {
    readonly share: readonly number[];
    /** τr: after so long the share has fallen to 37% of what it was; null where it does not fade. */
    readonly windowHours: number | null;
  } | null;
  readonly assumptions: readonly AssumptionShown[];
  readonly seed: number;
};

export type HarmCurve = {
  /** `nothing`: nobody notices, nothing is undone. The id of the control else; `people`, `fail fast`, `all`. */
  readonly id: string;
  readonly name: string;
  readonly kind: "nothing" | "people" | "fail fast" | "safety net" | "escape hatch" | "all";
  /** Mean harm done until each of `hours`, and its 5th and 95th percentile over occurrences. */
  readonly mean: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** When harm stops growing, from onset; value null with `why` where it never does. low–high over occurrences. */
  readonly stopsAtHours: Estimate;
  /** What one occurrence costs in the end, after what can be undone. low–high over occurrences; value null where its mean is infinite. */
  readonly lossEach: Estimate;
  /** Mean money that this cuts off one occurrence against `people`; null for `nothing` and `people`. */
  readonly cutsOff: number | null;
};

export type HarmMark = {
  readonly what: "detected" | "contained" | "recovered" | "cliff" | "ends";
  readonly label: string;
  /** Median as value; low–high 5th and 95th percentile over occurrences, equal where it is fixed. */
  readonly atHours: Estimate;
  readonly assumed?: string;
};
