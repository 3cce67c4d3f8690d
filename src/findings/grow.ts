import type { AssumptionShown, Estimate } from "./estimate.ts";

/** What growth does to every failure's place on the map and to the whole organization. Answer of `grow`. */
export type GrowFinding = {
  readonly finding: "grow";
  readonly version: 1;
  readonly organization: string;
  readonly currency: string;
  readonly seed: number;
  readonly sentences: readonly string[];
  /** Sizes, the smallest first, evenly apart on a log scale; the one at `now` is ×1. */
  readonly sizes: readonly GrowSize[];
  readonly now: number;
  /** In the order of the text. */
  readonly failures: readonly GrowFailure[];
  /** The four beliefs, held to this organization's numbers. */
  readonly beliefs: readonly Belief[];
  readonly laws: readonly LawShown[];
  readonly assumptions: readonly AssumptionShown[];
};

/** The organization at one size. Money and rates are a year. */
export type GrowSize = {
  /** Users and functions against today: 1 is as many as now. */
  readonly users: number;
  readonly functions: number;
  readonly capital: number;
  readonly usesPerYear: number;
  readonly occurrencesPerYear: Estimate;
  /** Σλ·P / Σλ over what the controls let through: by what is known, and by forecasts that were scored. */
  readonly credited: Estimate;
  readonly earned: Estimate;
  /** M: chance that the next failure, controls aside, is of a kind not seen before. */
  readonly newKind: number;
  /** ℓ: share of the failures of known kinds that controls let through. */
  readonly leak: number;
  /** S = M / (M + ℓ(1 − M)): share of new kinds in what controls let through. */
  readonly novelShare: number;
  /** Median single loss, and the dearest single loss of a middling year, over capital; null where there is no capital. */
  readonly typicalLossToCapital: number | null;
  readonly worstOfYearToCapital: number | null;
  /** What failing costs: losses, people at escape hatches, and what unmet expectations cost. */
  readonly costPerYear: Estimate;
  readonly lossPerYear: Estimate;
  readonly hatchesPerYear: number;
  readonly breachesPerYear: number;
  /** What keeps failures out: upkeep, friction, false alarms. */
  readonly preventionPerYear: number;
  /** Money each time an escape hatch is used: people, and what waiting costs; null where there is none. */
  readonly hatchCostPerUse: number | null;
  /** Crews with as much work as people, or more. */
  readonly overloaded: readonly string[];
  /** Expectations that are met in a middling window, and all of them. */
  readonly expectationsMet: number;
  readonly expectations: number;
  /** O, 0 to 1; null where the text says nothing of ideas. */
  readonly ossification: number | null;
};

export type GrowFailure = {
  readonly id: string;
  readonly name: string;
  readonly functionId: string;
  readonly functionName: string;
  readonly department: string;
  /** One for each size. */
  readonly path: readonly GrowPlace[];
};

export type GrowPlace = {
  readonly predictability: number;
  /** R = E[ψ(u − X) − ψ(u)]. */
  readonly criticality: number;
  /** Mean single loss over capital and its 5th to 95th percentile; null where it has no mean or there is no capital. */
  readonly lossToCapital: Estimate;
  readonly perYear: number;
  /** Null where the mean loss is infinite. */
  readonly costPerYear: number | null;
};

export type BeliefId = "kinds" | "single" | "aggregate" | "hatches";

/** Whether something that is commonly believed of growth holds here. */
export type Belief = {
  readonly id: BeliefId;
  /** “Kinds of failure become less predictable.” */
  readonly claim: string;
  /** Over the sizes of the sweep: where it holds, where it does not, and where errors leave it open. */
  readonly verdict: "true" | "false" | "undecided";
  /** Stretches of size (×users) with one verdict each, the smallest first; together the whole sweep. */
  readonly stretches: readonly {
    readonly from: number;
    readonly to: number;
    readonly verdict: Belief["verdict"];
  }[];
  /** For a manager to repeat: what holds, because of which numbers, and what would turn it. */
  readonly sentences: readonly string[];
  /** The condition of the theory at today's size, with this organization's values: it holds where left > right. */
  readonly condition: {
    readonly words: string;
    readonly left: number;
    readonly right: number;
    readonly terms: readonly { readonly symbol: string; readonly what: string; readonly value: number }[];
  };
};

/** How something grows here: with users to one power, with functions to another. */
export type LawShown = {
  readonly thing: string;
  readonly users: number;
  readonly functions: number;
  /** As the text says, or what Failwell takes where it says nothing. */
  readonly stated: boolean;
};
