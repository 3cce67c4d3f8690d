import type { AssumptionShown, Estimate } from "./estimate.ts";

/** Every failure's place on predictability × risk. Answer of `map`. */
export type MapFinding = {
  readonly finding: "map";
  readonly version: 1;
  readonly organization: string;
  readonly currency: string;
  readonly capital: number;
  readonly shows: "credited";
  readonly sentences: readonly string[];
  readonly failures: readonly MapFailure[];
  readonly whole: {
    /** Σλ·P / Σλ over what the controls let through. */
    readonly predictability: Estimate;
    /** ψ(u): chance ever to be ruined from today's capital, with bounds; null where losses have no mean. */
    readonly ruin: Estimate;
    readonly costPerYear: Estimate;
    readonly occurrencesPerYear: Estimate;
  };
  readonly assumptions: readonly AssumptionShown[];
  readonly seed: number;
};

export type MapPlace = {
  /** P = 1 − (1 − Z)(1 − A). */
  readonly predictability: number;
  /** Z = x / (x + κ). */
  readonly credibility: number;
  /** x, drawn apart: what the stated range claims, and what is in the record (weighted by age). */
  readonly claimedSightings: number;
  readonly seenSightings: number;
  /** A: skill of the best leading indicator that leaves time to respond; 0 without one. */
  readonly indicatorSkill: number;
  /** R = E[ψ(u − X) − ψ(u)], with bounds. */
  readonly criticality: Estimate;
  /** Mean single loss as a share of capital, and its 5th to 95th percentile; null value where the mean is infinite. */
  readonly lossToCapital: Estimate;
  readonly perYear: Estimate;
  readonly costPerYear: Estimate;
};

export type MapFailure = {
  readonly id: string;
  readonly name: string;
  readonly functionId: string;
  readonly functionName: string;
  readonly department: string;
  readonly stated: MapPlace;
  /** After learning from the record; absent without one. */
  readonly learned?: MapPlace;
  /** Whose assumption the frequency is; absent where it is sourced. */
  readonly assumed?: string;
  readonly protectedBy: readonly string[];
};
