import type { AssumptionShown, Estimate } from "./estimate.ts";

/** One failure backwards, from the outcome to its inputs. Answer of `why`. */
export type WhyFinding = {
  readonly finding: "why";
  readonly version: 1;
  readonly failure: { readonly id: string; readonly name: string; readonly functionName: string };
  readonly sentences: readonly string[];
  /** Chance that the outcome holds, all inputs read as probabilities of being present; null value where an input has no figure. */
  readonly probability: Estimate;
  /** Occurrences a year before guard rails, and what they let through. */
  readonly offeredPerYear: Estimate;
  readonly perYear: Estimate;
  /** `stated` on the failure, or `inputs`: follows from them. */
  readonly rateFrom: "stated" | "inputs";
  readonly combinations: {
    /** Exact count; a decimal string, since it can pass 2^53. Empty where there are too many to tell: `why` says so. */
    readonly count: string;
    readonly why?: string;
    /** Minimal cut sets, or prime implicants where `not` occurs; likeliest first; at most `limit`. */
    readonly listed: readonly Combination[];
    readonly kind: "minimal cut sets" | "prime implicants";
    readonly limit: number;
  };
  readonly inputs: readonly InputImportance[];
  /** The input graph, as drawn: nodes in reading order, the outcome first. */
  readonly graph: {
    readonly nodes: readonly WhyNode[];
    readonly edges: readonly { from: string; to: string }[];
  };
  readonly assumptions: readonly AssumptionShown[];
  readonly seed: number;
};

export type Combination = {
  readonly inputs: readonly { readonly id: string; readonly name: string; readonly absent: boolean }[];
  readonly probability: number | null;
  /** Occurrences a year by this combination; null without figures. */
  readonly perYear: number | null;
  /** Share of the sum over all combinations; null without figures. */
  readonly share: number | null;
};

export type InputImportance = {
  readonly id: string;
  readonly name: string;
  readonly kind: "event" | "condition" | "failure" | "common cause";
  /** Probability of a condition, or expected count a year of an event; null: no figure. */
  readonly holds: Estimate;
  readonly perYear: Estimate;
  /** P(top|i) − P(top|¬i). Structural (every input at ½) where figures lack: see `structural`. */
  readonly birnbaum: number | null;
  readonly criticality: number | null;
  readonly fussellVesely: number | null;
  readonly riskAchievementWorth: number | null;
  readonly riskReductionWorth: number | null;
  readonly structural: boolean;
};

export type WhyNode = {
  readonly id: string;
  readonly label: string;
  readonly kind:
    | "failure"
    | "all"
    | "any"
    | "at least"
    | "not"
    | "event"
    | "condition"
    | "guard rail"
    | "common cause";
  readonly figure?: string;
  readonly assumed?: string;
};
