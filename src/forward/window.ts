import type { Expectation, Failure, Model } from "../model/model.ts";
import type { Generator } from "../numeric/generator.ts";
import { sampleNormal } from "../numeric/normal.ts";
import { samplePoisson } from "../numeric/poisson.ts";
import { typical } from "./delay.ts";
import type { Outcome } from "./occurrence.ts";
import type { FailurePlan, Plan } from "./plan.ts";
import { type Moments, type Pool, touchedHours } from "./pool.ts";
import { HOURS_A_YEAR } from "./year.ts";

/** What an audience experiences of a function, window by window. */
export type Watch = {
  readonly expectation: Expectation;
  /** Mean and spread of the measure, and how often it disappoints: one value a group of windows that share a trial year. */
  readonly experienced: Tally;
  readonly missed: Tally;
  readonly beyond: Tally;
  /** Response in windows beyond tolerance only. */
  readonly response: Tally;
  /** Money a window, of response and penalty. */
  readonly cost: Tally;
  readonly windowsAYear: number;
  /** An occurrence played singly; `onset` is the share of its year, in [0, 1). */
  record(slot: number, failure: FailurePlan, outcome: Outcome, onset: number): void;
  /** `perYear` occurrences that are not played singly. */
  recordMany(slot: number, failure: FailurePlan, pool: Pool, perYear: number, generator: Generator): void;
  /** Counts what the first `slots` trial years held, in their order, and clears them. */
  close(slots: number): void;
};

/** Count, sum and sum of squares. */
export type Tally = { count: number; sum: number; square: number };

function emptyTally(): Tally {
  return { count: 0, sum: 0, square: 0 };
}

function add(tally: Tally, value: number): void {
  tally.count++;
  tally.sum += value;
  tally.square += value * value;
}

/** Windows watched in a year: a year holds no more of them that are independent enough to matter. */
const MOST_WINDOWS = 12;

/** All who watch, in the order of their expectations. `slots`: trial years that are under way at a time. */
export function compileWatches(plan: Plan, slots: number): Watch[] {
  return plan.model.expectations.map((expectation) => watchOf(plan.model, expectation, slots));
}

/** Those whom a failure concerns. */
export function watchesOf(watches: readonly Watch[], { id, functionId }: Failure): Watch[] {
  return watches.filter(({ expectation }) =>
    expectation.missedBy === undefined
      ? expectation.functionId === functionId
      : expectation.missedBy.includes(id),
  );
}

function watchOf(model: Model, expectation: Expectation, slots: number): Watch {
  const hours = Math.max(1 / 60, expectation.windowHours);
  // A window longer than a year spans several trial years; one of those is then one slot of the same window.
  const span = Math.max(1, Math.ceil(hours / HOURS_A_YEAR - 1e-9));
  const circle = span * HOURS_A_YEAR;
  const windows = Math.max(1, Math.min(MOST_WINDOWS, Math.floor(circle / hours + 1e-9)));
  const held = new Float64Array(slots * windows);
  const group = new Float64Array(windows);
  const measured = measureOf(model, expectation, hours);
  const score = scorer(model, expectation, hours);
  const tallies = {
    experienced: emptyTally(),
    missed: emptyTally(),
    beyond: emptyTally(),
    response: emptyTally(),
    cost: emptyTally(),
  };
  let yearsPlayed = 0;

  const closeGroup = (): void => {
    let [experienced, missed, beyond, cost] = [0, 0, 0, 0];
    for (let w = 0; w < windows; w++) {
      const scored = score(group[w]!);
      experienced += scored.measure;
      missed += scored.missed ? 1 : 0;
      beyond += scored.beyond ? 1 : 0;
      cost += scored.cost;
      if (scored.beyond) add(tallies.response, scored.response);
      group[w] = 0;
    }
    add(tallies.experienced, experienced / windows);
    add(tallies.missed, missed / windows);
    add(tallies.beyond, beyond / windows);
    add(tallies.cost, cost / windows);
  };

  return {
    expectation,
    ...tallies,
    windowsAYear: HOURS_A_YEAR / hours,
    record: (slot, failure, outcome, onset) => {
      const start = (((yearsPlayed + slot) % span) + onset) * HOURS_A_YEAR;
      if (measured.overTime) {
        const weight = outcome.hours > 0 ? touchedHours(failure, outcome) / outcome.hours : 0;
        spreadOver({ held, first: slot * windows, windows, hours, circle }, start, outcome.hours, weight);
        return;
      }
      const window = Math.floor(start / hours);
      if (window < windows) held[slot * windows + window]! += measured.single(failure, outcome);
    },
    recordMany: (slot, failure, pool, perYear, generator) => {
      const from = ((yearsPlayed + slot) % span) * HOURS_A_YEAR;
      for (let w = 0; w < windows; w++) {
        const overlap = Math.min((w + 1) * hours, from + HOURS_A_YEAR) - Math.max(w * hours, from);
        if (overlap <= 0) continue;
        const expected = (perYear * overlap) / HOURS_A_YEAR;
        held[slot * windows + w]! += measured.many(failure, pool, expected, generator);
      }
    },
    close: (played) => {
      for (let slot = 0; slot < played; slot++) {
        for (let w = 0; w < windows; w++) group[w] = group[w]! + held[slot * windows + w]!;
        yearsPlayed++;
        if (yearsPlayed % span === 0) closeGroup();
      }
      held.fill(0);
    },
  };
}

type Windows = {
  readonly held: Float64Array;
  readonly first: number;
  readonly windows: number;
  readonly hours: number;
  readonly circle: number;
};

/** Adds the hours that an occurrence has in each window. The year is a circle, so what lasts beyond its end is not lost. */
function spreadOver(
  { held, first, windows, hours, circle }: Windows,
  start: number,
  lasts: number,
  weight: number,
): void {
  const rounds = Math.floor(lasts / circle);
  if (rounds > 0) {
    for (let w = 0; w < windows; w++) held[first + w]! += rounds * hours * weight;
  }
  let left = lasts - rounds * circle;
  let at = start;
  while (left > 0) {
    const window = Math.floor(at / hours + 1e-9);
    const end = window < windows ? Math.min(circle, (window + 1) * hours) : circle;
    const part = Math.min(left, Math.max(end - at, 1e-9));
    if (window < windows) held[first + window]! += part * weight;
    left -= part;
    at = at + part >= circle - 1e-9 ? 0 : at + part;
  }
}

/** How occurrences add to a measure. */
type Measured = {
  /** Hours of failing, to be divided among windows. */
  readonly overTime: boolean;
  single(failure: FailurePlan, outcome: Outcome): number;
  many(failure: FailurePlan, pool: Pool, expected: number, generator: Generator): number;
};

function measureOf(model: Model, { measure, functionId }: Expectation, hours: number): Measured {
  const summed = (of: (pool: Pool) => Moments, scale: (failure: FailurePlan) => number): Measured["many"] => {
    return (failure, pool, expected, generator) => scale(failure) * normalSum(of(pool), expected, generator);
  };
  switch (measure) {
    case "occurrences":
      return {
        overTime: false,
        single: () => 1,
        many: (_failure, _pool, expected, generator) => samplePoisson(generator, expected),
      };
    case "loss":
      return {
        overTime: false,
        single: (_failure, { loss }) => loss,
        many: summed(
          ({ loss }) => loss,
          () => 1,
        ),
      };
    case "time":
      return {
        overTime: true,
        single: touchedHours,
        many: summed(
          ({ touchedHours: touched }) => touched,
          () => 1,
        ),
      };
    case "share": {
      const uses = usesAYear(model, functionId) * (hours / HOURS_A_YEAR);
      const byUnits = (failure: FailurePlan): boolean =>
        failure.failure.impact.blast.of === "units" && uses > 0;
      return {
        overTime: false,
        single: (failure, outcome) =>
          byUnits(failure) ? outcome.blast / uses : touchedHours(failure, outcome) / hours,
        many: (failure, pool, expected, generator) =>
          byUnits(failure)
            ? normalSum(pool.blast, expected, generator) / uses
            : normalSum(pool.touchedHours, expected, generator) / hours,
      };
    }
  }
}

/** A sum over a Poisson number of occurrences, by the normal law; never negative. */
function normalSum({ mean, square }: Moments, expected: number, generator: Generator): number {
  return Math.max(0, expected * mean + Math.sqrt(expected * square) * sampleNormal(generator));
}

/** Uses of a function a year, all kinds together. */
export function usesAYear(model: Model, functionId: string): number {
  const owner = model.functions.find(({ id }) => id === functionId);
  return (owner?.uses ?? []).reduce((sum, { perYear }) => sum + typical(perYear, "positive"), 0);
}

/** No window counts for more, so that sums of squares stay finite. */
const LARGEST_MEASURE = 1e120;

type Scored = { measure: number; missed: boolean; beyond: boolean; response: number; cost: number };

/** Share of an audience that a disappointment of z tolerances moves: 0 up to 1, then Rmax·(1 − exp(−2.25·slope·(z − 1))). */
export function responseTo(z: number, most: number, slope: number): number {
  if (!(z > 1) || slope === 0) return 0;
  return most * -Math.expm1(-2.25 * slope * (z - 1));
}

/** z = (x − E)/ω, the response to it, and a penalty beyond its threshold. */
function scorer(model: Model, expectation: Expectation, hours: number): (held: number) => Scored {
  const { measure, response, penalty } = expectation;
  const domain = measure === "share" ? "share" : "positive";
  const objective = typical(expectation.objective, domain);
  const tolerance = typical(expectation.tolerance, domain);
  const above = penalty === undefined ? Infinity : typical(penalty.above, domain);
  const penaltyMoney = penalty === undefined ? 0 : typical(penalty.amount, "positive");
  const worth = worthOf(model, expectation);
  return (held) => {
    const x = measure === "time" ? Math.min(held, hours) : Math.min(held, LARGEST_MEASURE);
    const measureValue = measure === "share" ? Math.max(0, 1 - x) : x;
    const short = measure === "share" ? objective - measureValue : measureValue - objective;
    const passed = measure === "share" ? measureValue < above : measureValue > above;
    const beyond = short > tolerance;
    const z = tolerance > 0 ? short / tolerance : Infinity;
    const reply = beyond && response !== undefined ? responseTo(z, response.leave.high, response.slope) : 0;
    const due = penalty !== undefined && passed ? penaltyMoney : 0;
    return { measure: measureValue, missed: short > 0, beyond, response: reply, cost: reply * worth + due };
  };
}

/** What is at stake with the whole audience: the response's stated value, else what the audience is worth a year; 0 without either. */
function worthOf(model: Model, { audience, response }: Expectation): number {
  const who = model.audiences.find(({ id }) => id === audience);
  const worth = response?.value ?? who?.valuePerYear;
  return worth === undefined ? 0 : typical(worth, "positive");
}
