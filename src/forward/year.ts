import { createGenerator } from "../numeric/generator.ts";
import { type Crew, type Queue, queueOf } from "./crew.ts";
import { shareFates } from "./fate.ts";
import { hashOf, type Plan } from "./plan.ts";

/** A year of 365.25 days. */
export const HOURS_A_YEAR = 8766;

/** What holds in one trial year once what is not known has been drawn. */
export type Year = {
  /** Occurrences a year by failure (place in the plan), before and after guard rails. */
  readonly offered: Float64Array;
  readonly through: Float64Array;
  /** Share of each fate, all failures after another; failure k's begin at `fateStart[k]`. */
  readonly fates: Float64Array;
  /** By crew. */
  readonly queues: readonly Queue[];
};

/** Where each failure's fates begin in `Year.fates`; one entry more than failures. */
export function fateStarts(plan: Plan): Uint32Array {
  const starts = new Uint32Array(plan.failures.length + 1);
  plan.failures.forEach(({ fates }, k) => {
    starts[k + 1] = starts[k]! + fates.length;
  });
  return starts;
}

/** More often than this nothing is counted, so that counts stay whole numbers. */
const OFTENEST = 1e15;

/** Works out years of a plan: from drawn unknowns to frequencies, queues and fates. */
export function yearWorker(plan: Plan): (unknowns: Float64Array) => Year {
  const starts = fateStarts(plan);
  const rows = plan.frequencies.failureIds.length;
  const [offeredRows, throughRows] = [new Float64Array(rows), new Float64Array(rows)];
  return (unknowns) => {
    plan.frequencies.evaluate(unknowns, offeredRows, throughRows);
    const offered = new Float64Array(plan.failures.length);
    const through = new Float64Array(plan.failures.length);
    for (const { index, row } of plan.failures) {
      offered[index] = bounded(offeredRows[row]);
      through[index] = bounded(throughRows[row]);
    }
    const fates = new Float64Array(starts[plan.failures.length]!);
    const share = (overloaded: (crew: Crew) => boolean): void => {
      for (const { fates: of, index } of plan.failures)
        shareFates(of, unknowns, plan.sharedLeaks, overloaded, fates, starts[index]!);
    };
    share(() => false);
    const queues = plan.crews.length === 0 ? [] : queuesOf(plan, through, fates, starts);
    if (queues.some(({ overloaded }) => overloaded)) share((crew) => queues[crew.index]!.overloaded);
    return { offered, through, fates, queues };
  };
}

function bounded(rate: number | undefined): number {
  return rate !== undefined && rate > 0 ? Math.min(rate, OFTENEST) : 0;
}

function queuesOf(plan: Plan, through: Float64Array, fates: Float64Array, starts: Uint32Array): Queue[] {
  const arrivals = new Float64Array(plan.crews.length);
  const hours = new Float64Array(plan.crews.length);
  for (const { fates: of, index } of plan.failures) {
    of.forEach((fate, i) => {
      if (fate.kind !== "escape hatch") return;
      const taken = through[index]! * fates[starts[index]! + i]!;
      arrivals[fate.crew.index] = arrivals[fate.crew.index]! + taken;
      hours[fate.crew.index] = hours[fate.crew.index]! + taken * fate.handlingHours;
    });
  }
  return plan.crews.map(({ people, index }) => {
    const handling = arrivals[index]! > 0 ? hours[index]! / arrivals[index]! : 0;
    return queueOf(people, hours[index]! / HOURS_A_YEAR, handling);
  });
}

/** Stream of what is not known; no failure's hash is so large. */
const UNKNOWNS = 2 ** 33;

/** The unknowns of one trial year: the same for a seed and a year, however many years are played. */
export function drawUnknowns(plan: Plan, seed: number, year: number): Float64Array {
  const generator = createGenerator(seed, UNKNOWNS, year);
  return Float64Array.from(plan.unknowns, (unknown) => unknown.sample(generator));
}

/**
 * Unknowns of `count` years whose values are spread evenly over each range (Latin hypercube), so that few years give good means.
 * Source: McKay, Beckman and Conover (1979).
 */
export function spreadUnknowns(plan: Plan, seed: number, count: number): Float64Array[] {
  const years = Array.from({ length: count }, () => new Float64Array(plan.unknowns.length));
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  plan.unknowns.forEach((unknown, q) => {
    if (unknown.sd === 0) {
      for (const year of years) year[q] = unknown.mean;
      return;
    }
    const generator = createGenerator(seed, UNKNOWNS + 1, q);
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(generator.uniform() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (let i = 0; i < count; i++)
      years[i]![q] = unknown.quantile((order[i]! + generator.uniform()) / count);
  });
  return years;
}

/** A stream for one purpose beside those of years. */
export function purpose(name: string): number {
  return UNKNOWNS + 2 + hashOf(name);
}
