import type { Delay, Impact, Measure } from "../model/model.ts";
import type { Program } from "../numeric/program.ts";
import type { Domain } from "../numeric/range.ts";
import type { Wait } from "./occurrence.ts";

/** Place of an output of the plan's program; NOWHERE where there is none. */
export type Output = number;
export const NOWHERE: Output = -1;

/**
 * All that years are played from, as plain numbers: it moves to another thread as one buffer. What is looked up by name stays
 * behind in the model; here things are known by their place in it.
 */
export type Plan = {
  /** What is not known and drawn once a trial year: the inputs of the program. */
  readonly unknowns: readonly { readonly low: number; readonly high: number; readonly domain: Domain }[];
  /** From what is not known to rates, shares and loads, for many trial years at once. */
  readonly program: Program;
  /** Trial years that are played together; each failure has a stream of random numbers a block. */
  readonly blockYears: number;
  /** Rows that removals are reported in. */
  readonly rows: number;
  readonly capital: number;
  /** What is earned in a year, money: expected losses and the loading on them. */
  readonly earnings: number;
  /** Those that others grow from come first. */
  readonly order: readonly number[];
  readonly failures: readonly PlannedFailure[];
  readonly crews: readonly PlannedCrew[];
  readonly couplings: readonly PlannedCoupling[];
  readonly watches: readonly PlannedWatch[];
  readonly removals: readonly PlannedRemoval[];
};

export type PlannedFailure = {
  /** Names the failure's streams of random numbers, so that other failures coming or going change nothing here. */
  readonly stream: number;
  readonly detectedAfter: Delay;
  readonly containedAfter: Delay;
  readonly impact: Impact;
  /** Share of the function's users that one unit of blast is; null where the text does not say. */
  readonly usersPerUnit: number | null;
  /** Share of a year's occurrences up to the end of each month; empty where months are alike. */
  readonly seasons: readonly number[];
  /** What can become of an occurrence, in the order in which it is tried; the last is that nothing but people contains it. */
  readonly fates: readonly PlannedFate[];
  /** Occurrences a year, those that cascades and couplings bring too. */
  readonly total: Output;
  /** Occurrences a year that begin by themselves. */
  readonly own: Output;
  /** R: how many more each sets off on average. */
  readonly spreads: Output;
  /** What the guard rails on the failure itself let through of a coupling. */
  readonly leak: Output;
  /** All loss falls at onset and nothing takes any of it back: exp(Normal(mu, sigma)), and nobody watches when. */
  readonly plain: { readonly mu: number; readonly sigma: number } | null;
};

export type PlannedFate = {
  readonly kind: "none" | "fail fast" | "safety net" | "escape hatch";
  /** Onset to containment; of a hatch its handling. */
  readonly after: Delay;
  readonly handlingHours: number;
  /** Place of the hatch's crew; -1 for others. */
  readonly crew: number;
  /** Share of the failure's occurrences that meet it. */
  readonly share: Output;
  /** `dealt`: one by one, from occurrences that were played beforehand; `pooled`: so many that they are summed at once. */
  readonly played: "singly" | "dealt" | "pooled";
  /** Mean loss, money. */
  readonly meanLoss: number;
};

export type PlannedCrew = {
  readonly people: number;
  /** Mean time at work for each, hours. */
  readonly handlingHours: number;
  /** Erlang. */
  readonly load: Output;
  /** 1 in years in which there is more work than people. */
  readonly overloaded: Output;
  /** How long work waits as a rule, in a steady queue. */
  readonly usualWait: Wait;
  /** `played`: arrivals wait behind each other; `steady`: by the law of a steady queue. */
  readonly queue: "played" | "steady";
};

/** What brings about several failures at once. */
export type PlannedCoupling = {
  readonly stream: number;
  /** A failure, at whose every occurrence one of the patterns may come; -1 for an input or a common cause, whose patterns come at rates of their own. */
  readonly parent: number;
  /** Failures that come together; chance of each occurrence of the parent, or a rate a year. */
  readonly patterns: readonly { readonly failures: readonly number[]; readonly how: Output }[];
};

export type PlannedWatch = {
  readonly measure: Measure;
  readonly windowHours: number;
  readonly objective: number;
  readonly tolerance: number;
  readonly leave: number;
  readonly slope: number;
  /** Money at stake with the whole audience. */
  readonly worth: number;
  /** Money due beyond `above`. */
  readonly penalty: number;
  readonly above: number;
  /** Uses of the function a year, all kinds together. */
  readonly usesPerYear: number;
  /** Failures that concern it, and how much of its function each takes along. */
  readonly concerns: readonly { readonly failure: number; readonly weight: number }[];
};

/** How occurrences would fare if a control, or fail fast on a failure, were not there. */
export type PlannedRemoval = {
  /** Place of the control among the rows of the finding. */
  readonly row: number;
  readonly stream: number;
  readonly failure: number;
  /** Fate that they have now; -1 where a guard rail keeps them out. */
  readonly from: number;
  readonly to: number;
  /** How many a year. */
  readonly rate: Output;
};
