import type { AssumptionShown, Estimate } from "./estimate.ts";
import type { TimingFinding } from "./timing.ts";

/** How best to let one failure happen: every combination of what one can do, costed and ranked. Answer of `posture`. */
export type PostureFinding = {
  readonly finding: "posture";
  readonly version: 1;
  readonly organization: string;
  readonly currency: string;
  readonly seed: number;
  readonly sentences: readonly string[];
  readonly failure: { readonly id: string; readonly name: string; readonly functionName: string };
  /** Uses a year that can fail so, and the chance that one does if nothing keeps it out; uses null where none are stated. */
  readonly usesPerYear: number | null;
  readonly chance: Estimate;
  /** What can be done: controls of the text, fail fast, and hypothetical ones. Options name them by place. */
  readonly measures: readonly PostureMeasure[];
  /** The cheapest first. */
  readonly options: readonly PostureOption[];
  /** Place in `options` of what the text has now. */
  readonly now: number;
  /** Which option is cheapest from one failure chance (a year's failures where uses are not stated) to the next, from the smallest. */
  readonly ladder: readonly PostureStep[];
  /** The same guard rail let go and a net there instead; absent where the failure has no guard rail. */
  readonly swap?: PostureSwap;
  /** What would be worth measuring first: the most that perfect knowledge of a figure could spare a year, the most valuable first. */
  readonly worthKnowing: readonly {
    /** Where the figure stands in the text. */
    readonly at: number;
    readonly name: string;
    readonly value: Estimate;
  }[];
  /** When it shows itself, what small failures teach. */
  readonly timing: TimingFinding;
  readonly assumptions: readonly AssumptionShown[];
};

export type PostureKind = "fail fast" | "guard rail" | "safety net" | "escape hatch";

export type PostureMeasure = {
  readonly kind: PostureKind;
  /** Of a control in the text, or the failure's own for fail fast; absent for what is only thought of. */
  readonly id?: string;
  readonly name: string;
  /** In words: what it does and costs. */
  readonly says: string;
  readonly hypothetical: boolean;
};

export type PostureOption = {
  /** Places in `measures`; none is to accept it. */
  readonly measures: readonly number[];
  /** “guard rail + safety net”, “accept”. */
  readonly posture: string;
  readonly costPerYear: Estimate;
  readonly parts: PostureCost;
  /** What it costs more than the cheapest, on the same years (common random numbers). */
  readonly more: Estimate;
  /** Share of what we don't know in which it is the cheapest, and what choosing it costs too much on average over that. */
  readonly chanceBest: number;
  readonly regretPerYear: number;
  /** The text as it is. */
  readonly isNow: boolean;
  /** Why it can't work, in words: an overloaded hatch. */
  readonly trouble?: string;
};

/** Money a year. They add up to the option's cost. */
export type PostureCost = {
  readonly loss: number;
  readonly upkeep: number;
  readonly friction: number;
  readonly falseAlarms: number;
  readonly stopsAndCatches: number;
  readonly hatch: number;
  readonly breaches: number;
};

export type PostureStep = {
  /** Failure chance a use, or failures a year; `to` of the last is null. */
  readonly from: number;
  readonly to: number | null;
  readonly option: number;
};

/** Could we let it happen and catch it? */
export type PostureSwap = {
  readonly railId: string;
  readonly netName: string;
  readonly sentence: string;
  readonly more: Estimate;
  /** Friction that would end, hours a year. */
  readonly hoursFreed: number;
};
