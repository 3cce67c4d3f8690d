import type { AssumptionShown, Estimate } from "./estimate.ts";

/**
 * What of a good idea's worth is lost between having it and its effect, and what it comes from. Answer of `ossification`.
 * It is cost only: beside each control stands the loss that it avoids. Money is a year's.
 */
export type OssificationFinding = {
  readonly finding: "ossification";
  readonly version: 1;
  readonly organization: string;
  readonly currency: string;
  readonly seed: number;
  readonly sentences: readonly string[];
  /** O; without a value where the text says nothing of ideas. */
  readonly ossification: Estimate;
  /** What the ideas of a year are worth before they lose anything: money; without a value where that is not said. */
  readonly ideasWorth: Estimate;
  /** All six, in the order in which an idea passes them; the lost parts add up to O. Empty where the text says nothing of ideas. */
  readonly stages: readonly OssificationStage[];
  /** What it comes from, dearest first; the lost parts add up to O. */
  readonly sources: readonly OssificationSource[];
  /** What obsolete controls do over years; absent where the text says nothing of it. */
  readonly buildUp?: ControlBuildUp;
  readonly assumptions: readonly AssumptionShown[];
};

export type OssificationStageId =
  | "work"
  | "delay"
  | "rejection"
  | "hatch"
  | "irreversibility"
  | "expectation";

export type OssificationStage = {
  readonly id: OssificationStageId;
  readonly name: string;
  /** What it is here, as a sentence; where it is not told, what to write. */
  readonly says: string;
  readonly told: boolean;
  /** s: the share of worth that outlives this stage. */
  readonly kept: Estimate;
  /** −log s; null where nothing outlives it. */
  readonly hazard: number | null;
  /** Of all that is lost, and of what an idea is worth: share × O. */
  readonly share: number;
  readonly lost: number;
};

/** What is lost at one stage, of what an idea is worth. */
export type OssificationPart = { readonly stage: OssificationStageId; readonly lost: number };

export type OssificationSourceKind =
  | "guard rail"
  | "approval"
  | "escape hatch"
  | "habit"
  | "expectation"
  | "not written down";

export type OssificationSource = {
  /** Of a control or an expectation in the text; made up for the rest. Unique. */
  readonly id: string;
  readonly kind: OssificationSourceKind;
  readonly name: string;
  readonly says: string;
  /** Of what an idea is worth; the sum of its parts. */
  readonly lost: number;
  readonly parts: readonly OssificationPart[];
  /** The same in money; null where what ideas are worth is not said. */
  readonly lostPerYear: number | null;
  /** Loss that it avoids, by expectation, with everything else as it is; null with `why` where nobody can say. */
  readonly avoids: Estimate;
  /** Upkeep, friction in money, false alarms and people at the hatch. */
  readonly keeping: number;
  /** Were it let go; absent where it is nothing that one could let go. */
  readonly without?: {
    /** What is let go, and what then is lost and costs: “Without “canary”, 88% would be lost instead of 89%, …”. */
    readonly sentence: string;
    readonly ossification: Estimate;
    /** O afterwards less O now, on the same draws. */
    readonly change: Estimate;
    /** What is then lost at each stage, in their order. */
    readonly stages: readonly OssificationPart[];
    /** What the ideas of a year would keep more: money; null where what they are worth is not said. */
    readonly ideasKeep: number | null;
    /** What a year costs more, its keeping spared; below 0 where it costs less. Without a value where `avoids` has none. */
    readonly costsMore: Estimate;
  };
};

/** Controls that are no longer needed pile up faster than reviews let go of them, or not. Loads are shares of all hours. */
export type ControlBuildUp = {
  /** U, T in years, π a year. */
  readonly useful: number;
  readonly lastsYears: number;
  readonly reviewPerYear: number;
  /** πT, and 4U/(1 − U)²: below it obsolete controls pile up whatever one starts with; null where useful ones take all hours. */
  readonly clears: number;
  readonly threshold: number | null;
  /** Obsolete load that it settles at, and beyond which it runs away; null where it runs away from anywhere. */
  readonly settles: number | null;
  readonly tipping: number | null;
  /** Obsolete load now: the work in controls that is stated, less what is useful; null where no work is stated. */
  readonly now: number | null;
  /** Obsolete load by years from now, from `now`, or from none where that is not known; `low` and `high` by what is not known. */
  readonly path: readonly {
    readonly years: number;
    readonly load: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** Chance that it runs away, by what is not known. */
  readonly runsAway: number;
  readonly sentence: string;
};
