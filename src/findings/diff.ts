import type { AssumptionShown, Estimate } from "./estimate.ts";
import type { OssificationStageId } from "./ossification.ts";

/** What a change of the text does to what it says, to the map, to cost and to ossification. Answer of `diff`. Money and rates are a year. */
export type DiffFinding = {
  readonly finding: "diff";
  readonly version: 1;
  readonly before: DiffSide;
  readonly after: DiffSide;
  readonly seed: number;
  readonly sentences: readonly string[];
  /** Whether anything differs but comments, order and form. */
  readonly changed: boolean;
  /** What matters most first. */
  readonly changes: readonly Change[];
  /** Null where nothing changed. */
  readonly effects: DiffEffects | null;
  readonly assumptions: readonly AssumptionShown[];
};

export type DiffSide = {
  readonly organization: string;
  readonly currency: string;
  readonly capital: number;
};

/** The word of the language that a thing is declared with. */
export type ChangedKind =
  | "organization"
  | "department"
  | "people"
  | "function"
  | "audience"
  | "expectation"
  | "input"
  | "common cause"
  | "failure"
  | "guard rail"
  | "safety net"
  | "escape hatch"
  | "indicator"
  | "growth"
  | "ideas"
  | "assumptions";

/** One thing of the text that is there anew, is gone, is called otherwise, or of which something else is said. */
export type Change = {
  readonly how: "added" | "removed" | "renamed" | "changed";
  readonly kind: ChangedKind;
  /** In the text after the change; of what was removed, in the one before. */
  readonly id: string;
  readonly name: string;
  /** What it was called; of what was renamed. */
  readonly was?: { readonly id: string; readonly name: string };
  /** What is said otherwise of it; empty where it was added or removed. */
  readonly moved: readonly MovedFigure[];
};

/** `before` or `after` is null where nothing was or is said. */
export type MovedFigure = {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** A figure before and after on the same random numbers; `error` of `change` is that of the difference. */
export type Shift = {
  readonly before: Estimate;
  readonly after: Estimate;
  readonly change: Estimate;
  /** Whether the change is more than its error: told apart from none in 19 cases of 20. */
  readonly told: boolean;
};

export type DiffEffects = {
  /** What a year costs on average: the sum of all parts. */
  readonly costPerYear: Shift;
  /** What losses alone cost on average, and in the year that 1 in 100 passes. */
  readonly lossPerYear: Shift;
  readonly badYear: Shift;
  /** Of the cost, what changed most first; what did not change is left out. */
  readonly parts: readonly CostPart[];
  /** Friction of guard rails: hours of the organization's people. */
  readonly frictionHours: { readonly before: number; readonly after: number };
  /** Places on the map that changed, the largest change of risk first. */
  readonly places: readonly MovedPlace[];
  /** Share of windows in which each expectation is met; those that changed. */
  readonly expectations: readonly MovedExpectation[];
  /** Escape hatches whose load changed. */
  readonly queues: readonly MovedQueue[];
  readonly ossification: MovedOssification;
};

export type CostPart = {
  readonly of: "failure" | "control" | "expectation";
  readonly id: string;
  readonly name: string;
  readonly cost: Shift;
};

export type PlaceOnMap = {
  readonly predictability: number;
  readonly perYear: number;
};

export type MovedPlace = {
  readonly id: string;
  readonly name: string;
  /** Null where it is not in that text. */
  readonly before: PlaceOnMap | null;
  readonly after: PlaceOnMap | null;
  /** R: how much nearer ruin one occurrence brings the organization. */
  readonly criticality: Shift;
};

export type MovedExpectation = {
  readonly id: string;
  readonly name: string;
  readonly met: Shift;
};

export type MovedQueue = {
  /** Of the escape hatch. */
  readonly id: string;
  readonly name: string;
  readonly before: QueueLoad | null;
  readonly after: QueueLoad | null;
};

export type QueueLoad = {
  /** People that are busy on average, if all of the work were done. */
  readonly load: number;
  readonly people: number;
  /** Share of what is not known in which there is as much work as people, or more. */
  readonly overloaded: number;
};

export type MovedOssification = {
  /** O; null where the text says nothing of ideas. */
  readonly before: number | null;
  readonly after: number | null;
  /** Of an idea's worth, what is lost at each stage; those that changed. */
  readonly stages: readonly {
    readonly stage: OssificationStageId;
    readonly name: string;
    readonly before: number;
    readonly after: number;
  }[];
};
