import type { AssumptionShown, Estimate } from "./estimate.ts";

/** The same failure in two organizations: what it does in each, and why each answers as it does. Answer of `compare`. */
export type CompareFinding = {
  readonly finding: "compare";
  readonly version: 1;
  readonly sentences: readonly string[];
  /** In the order asked. */
  readonly sides: readonly [ComparedSide, ComparedSide];
  /** Expectations that both organizations meet with, of the same audience and measured alike. */
  readonly pairs: readonly ComparedPair[];
  readonly assumptions: readonly AssumptionShown[];
  readonly seed: number;
};

/** Money in `currency`. */
export type ComparedSide = {
  readonly organization: string;
  readonly currency: string;
  readonly capital: number;
  readonly failure: { readonly id: string; readonly name: string; readonly functionName: string };
  /** Occurrences a year that guard rails let through. */
  readonly perYear: Estimate;
  /** Of one occurrence: median; low–high 5th and 95th percentile of occurrences. */
  readonly loss: Estimate;
  /** Of one occurrence; value null with `why` where the mean is infinite. low–high: 5th and 95th percentile of an occurrence. */
  readonly meanLoss: Estimate;
  /** Mean loss over capital; null with `why` where one of them lacks. */
  readonly lossToCapital: Estimate;
  /** Onset to containment: median; low–high 5th and 95th percentile of occurrences. */
  readonly hours: Estimate;
  /** In the order of the text. */
  readonly controls: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: "guard rail" | "safety net" | "escape hatch" | "fail fast";
  }[];
  /** Share of occurrences that a net or a hatch contains before people do. */
  readonly caught: number;
  /** Those that the failure misses. */
  readonly expectations: readonly ComparedExpectation[];
};

export type ComparedExpectation = {
  readonly id: string;
  readonly name: string;
  readonly audience: string;
  readonly unit: "hours" | "occurrences" | "money" | "share";
  readonly windowHours: number;
  /** E and ω, in `unit`. */
  readonly stated: { readonly objective: number; readonly tolerance: number };
  /** After so many windows of what this organization gives: median of such histories, low–high 5th and 95th percentile of them. */
  readonly ratchet: {
    readonly windows: number;
    readonly objective: Estimate;
    readonly tolerance: Estimate;
  };
  /** What the median window holds, in `unit`. */
  readonly ordinary: number;
  /** Money a year on average, by what was stated: what leaves with those who turn away, and penalties; of all that misses it. */
  readonly aYear: { readonly lost: number; readonly penalty: number };
  /** One more occurrence in an ordinary window: the median one, and the one that 1 in 20 passes. */
  readonly typical: OneMore;
  readonly bad: OneMore;
  /** The least tolerance for a wait among all of the audience, median; null where it is not counted or no time is measured. */
  readonly strictest: { readonly users: number; readonly toleranceHours: number } | null;
  /** Chance that a window uses up its error budget, if uses fail independently; null where no share of uses is expected. */
  readonly breach: { readonly uses: number; readonly chance: number } | null;
};

export type OneMore = {
  /** What it adds, and the window with it, in the expectation's unit. */
  readonly adds: number;
  readonly experienced: number;
  /** By what was stated, and by what has come to be expected. */
  readonly stated: Answer;
  readonly ratcheted: Answer;
};

/** What an audience does. */
export type Answer = {
  /** Tolerances by which the window is worse than expected; below 0 where it is better. */
  readonly z: number;
  /** Share of the audience that leaves. */
  readonly response: number;
  /** Money: what leaves with them, and the penalty due. */
  readonly lost: number;
  readonly penalty: number;
};

/** One expectation of both organizations; everything by what has come to be expected, for one bad occurrence more. */
export type ComparedPair = {
  /** Their ids, in the order of `sides`. */
  readonly expectations: readonly [string, string];
  readonly audience: string;
  /** `[i][j]`: the failure of side i under the expectations of side j, money in the currency of side j. */
  readonly answers: readonly [readonly [Answer, Answer], readonly [Answer, Answer]];
  /** z of the second less z of the first, parted between the failure and what is expected. */
  readonly parts: { readonly failure: number; readonly expectation: number };
  /** One thing exchanged, all else as it is; those alone that change something. */
  readonly exchanged: readonly Exchanged[];
};

export type Exchanged = {
  /** Whose answer it is: 0 or 1; the thing comes from the other. */
  readonly side: 0 | 1;
  readonly thing: ExchangedThing;
  readonly of: "failure" | "expectation";
  readonly answer: Answer;
};

export const failureThings = ["ordinary window", "delays", "blast radius", "harm", "controls"] as const;
export const expectationThings = ["objective", "tolerance", "response", "penalty", "worth"] as const;
export type ExchangedThing = (typeof failureThings)[number] | (typeof expectationThings)[number];
