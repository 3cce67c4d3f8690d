import { createGenerator, type Generator } from "../numeric/generator.ts";
import { type Measured, measuredBy } from "./expectations/measure.ts";
import { responseTo } from "./expectations/terms.ts";
import type { Outcome } from "./occurrence.ts";
import type { PlannedWatch } from "./plan.ts";
import { type Pool, type Pooled, touchedHours } from "./pool.ts";
import { HOURS_A_YEAR, purpose } from "./year.ts";

/** So many occurrences in a year; `dispersion`: the variance of their number over its mean; `seasons`: see PlannedFailure. */
export type Many = {
  readonly expected: number;
  readonly dispersion: number;
  readonly seasons: readonly number[];
};

/** Count, sum and sum of squares. */
export type Tally = { count: number; sum: number; square: number };

/** Mean and spread of the measure, and how often it disappoints: one value a group of windows that share a trial year. */
export type WatchTally = {
  readonly experienced: Tally;
  readonly missed: Tally;
  readonly beyond: Tally;
  /** Response in windows beyond tolerance only. */
  readonly response: Tally;
  /** Money a window, of response and penalty, and of penalty alone. */
  readonly cost: Tally;
  readonly penalty: Tally;
  /** The measure, window by window. */
  readonly windows: Tally;
  /** Money by trial year, of response and penalty. */
  readonly costs: Float64Array;
};

export const watchTallies = [
  "experienced",
  "missed",
  "beyond",
  "response",
  "cost",
  "penalty",
  "windows",
] as const;

export function emptyTally(): Tally {
  return { count: 0, sum: 0, square: 0 };
}

function add(tally: Tally, value: number): void {
  tally.count++;
  tally.sum += value;
  tally.square += value * value;
}

/** Windows watched in a year: a year holds no more of them that are independent enough to matter. */
const MOST_WINDOWS = 12;

/** Windows a year that an expectation with this window has. */
export function windowsAYear({ windowHours }: Pick<PlannedWatch, "windowHours">): number {
  return HOURS_A_YEAR / Math.max(1 / 60, windowHours);
}

/** What an audience experiences of a function over a block of trial years, window by window. */
export class Watch {
  private readonly watch: PlannedWatch;
  private readonly place: number;
  private readonly sizes: Sizes;
  private readonly measured: Measured;
  private readonly score: (held: number) => Scored;
  /** [year × window] */
  private readonly held: Float64Array;
  private readonly crowds = new Map<readonly number[], Crowd>();

  /** `years`: trial years of a block. `place`: that of the expectation, which names its stream of random numbers. */
  constructor(watch: PlannedWatch, place: number, years: number) {
    const hours = Math.max(1 / 60, watch.windowHours);
    // A window longer than a year spans several trial years; one of those is then one part of the same window.
    const span = Math.min(years, Math.max(1, Math.ceil(hours / HOURS_A_YEAR - 1e-9)));
    const circle = span * HOURS_A_YEAR;
    const windows = Math.max(1, Math.min(MOST_WINDOWS, Math.floor(circle / hours + 1e-9)));
    this.watch = watch;
    this.place = place;
    this.sizes = { years, span, windows, hours, circle };
    this.measured = measuredBy({ measure: watch.measure, windowHours: hours }, watch.usesPerYear);
    this.score = scorer(watch, this.measured);
    this.held = new Float64Array(years * windows);
  }

  /** An occurrence played singly; `onset` is the share of its year, in [0, 1). */
  record(year: number, failure: Pooled, outcome: Outcome, onset: number, weight: number): void {
    const { held, measured, sizes } = this;
    const { span, windows, hours } = sizes;
    const start = ((year % span) + onset) * HOURS_A_YEAR;
    const first = year * windows;
    if (measured.overTime) {
      const touched = outcome.hours > 0 ? touchedHours(failure, outcome) / outcome.hours : 0;
      spreadOver(held, first, sizes, { start, lasts: outcome.hours, weight: touched * weight });
      return;
    }
    const window = Math.floor(start / hours);
    if (window < windows)
      held[first + window] = held[first + window]! + measured.single(failure, outcome) * weight;
  }

  /** Occurrences that are not played singly. */
  recordMany(year: number, failure: Pooled, pool: Pool, many: Many, weight: number): void {
    const { expected, dispersion, seasons } = many;
    let crowd = this.crowds.get(seasons);
    if (crowd === undefined) {
      crowd = crowdOf(seasons, this.sizes);
      this.crowds.set(seasons, crowd);
    }
    const each = this.measured.many(failure, pool);
    const varies = each.square + (dispersion - 1) * each.mean * each.mean;
    crowd.mean[year] = crowd.mean[year]! + expected * each.mean * weight;
    crowd.variance[year] = crowd.variance[year]! + expected * varies * weight * weight;
  }

  /** What the block's years held, in their order; cleared for the next. */
  close(seed: number, block: number): WatchTally {
    const { held, crowds, sizes, measured, score } = this;
    const generator = createGenerator(seed, purpose("watch"), this.place, block);
    if (crowds.size > 0) addCrowds(held, [...crowds.values()], { ...sizes, measured, generator });
    const tally = tallyOf(held, { ...sizes, score, windowsAYear: windowsAYear(this.watch) });
    held.fill(0);
    return tally;
  }
}

/** Years of a block; years that a window spans, 1 where it is shorter; windows a year, hours of each; hours of all years of a span. */
type Sizes = {
  readonly years: number;
  readonly span: number;
  readonly windows: number;
  readonly hours: number;
  readonly circle: number;
};

/** Occurrences that are not played singly and come alike over the year: mean and variance of what they add in each trial year. */
type Crowd = {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** [year of the circle][window]: share of the year's occurrences that falls into it. */
  readonly shares: readonly Float64Array[];
};

/** Adds one draw for all crowds to each window, and empties them. */
function addCrowds(
  held: Float64Array,
  crowds: readonly Crowd[],
  of: Sizes & { readonly measured: Measured; readonly generator: Generator },
): void {
  const { windows, span, measured, generator } = of;
  for (let i = 0, year = 0; i < held.length; year++) {
    for (let window = 0; window < windows; window++, i++) {
      let [mean, variance] = [0, 0];
      for (const crowd of crowds) {
        const share = crowd.shares[year % span]![window]!;
        mean += crowd.mean[year]! * share;
        variance += crowd.variance[year]! * share;
      }
      if (variance > 0) held[i] = held[i]! + measured.sum(mean, variance, generator);
    }
  }
  for (const { mean, variance } of crowds) {
    mean.fill(0);
    variance.fill(0);
  }
}

function crowdOf(seasons: readonly number[], { hours, windows, span, years }: Sizes): Crowd {
  const shares = Array.from({ length: span }, (_, part) => {
    const before = (hour: number): number =>
      sharePassed(seasons, Math.min(1, Math.max(0, hour / HOURS_A_YEAR - part)));
    return Float64Array.from(
      { length: windows },
      (_window, w) => before(Math.min(span * HOURS_A_YEAR, (w + 1) * hours)) - before(w * hours),
    );
  });
  return { mean: new Float64Array(years), variance: new Float64Array(years), shares };
}

/** Share of a year's occurrences that has come when this share of the year has passed. */
export function sharePassed(seasons: readonly number[], passed: number): number {
  if (seasons.length === 0) return passed;
  const month = Math.min(seasons.length - 1, Math.floor(passed * seasons.length));
  const before = month === 0 ? 0 : seasons[month - 1]!;
  return before + (seasons[month]! - before) * (passed * seasons.length - month);
}

/** The share of the year that has passed when this share of its occurrences has come: the inverse of `sharePassed`. */
export function momentOf(seasons: readonly number[], share: number): number {
  if (seasons.length === 0) return share;
  let month = 0;
  while (month < seasons.length - 1 && seasons[month]! <= share) month++;
  const before = month === 0 ? 0 : seasons[month - 1]!;
  const within = seasons[month]! > before ? (share - before) / (seasons[month]! - before) : 0;
  return Math.min(1 - 2 ** -53, (month + within) / seasons.length);
}

/** Adds the hours that an occurrence has in each window. The year is a circle, so what lasts beyond its end is not lost. */
function spreadOver(
  held: Float64Array,
  first: number,
  { windows, hours, circle }: Sizes,
  { start, lasts, weight }: { readonly start: number; readonly lasts: number; readonly weight: number },
): void {
  const rounds = Math.floor(lasts / circle);
  if (rounds > 0) for (let w = 0; w < windows; w++) held[first + w]! += rounds * hours * weight;
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

type Scored = {
  measure: number;
  missed: boolean;
  beyond: boolean;
  response: number;
  cost: number;
  penalty: number;
};

/** z = (x − E)/ω, the response to it, and a penalty beyond its threshold; each answer takes the place of the last. */
function scorer(watch: PlannedWatch, measured: Measured): (held: number) => Scored {
  const { measure, objective, tolerance, above } = watch;
  const scored: Scored = { measure: 0, missed: false, beyond: false, response: 0, cost: 0, penalty: 0 };
  return (held) => {
    const x = measured.told(held);
    const short = measure === "share" ? objective - x : x - objective;
    const passed = measure === "share" ? x < above : x > above;
    const z = tolerance > 0 ? short / tolerance : Infinity;
    scored.measure = x;
    scored.missed = short > 0;
    scored.beyond = short > tolerance;
    scored.response = scored.beyond ? responseTo(z, watch.leave, watch.slope) : 0;
    scored.penalty = passed ? watch.penalty : 0;
    scored.cost = scored.response * watch.worth + scored.penalty;
    return scored;
  };
}

type Groups = Sizes & { readonly score: (held: number) => Scored; readonly windowsAYear: number };

function tallyOf(
  held: Float64Array,
  { years, span, windows, score, windowsAYear: perYear }: Groups,
): WatchTally {
  const tally: WatchTally = {
    experienced: emptyTally(),
    missed: emptyTally(),
    beyond: emptyTally(),
    response: emptyTally(),
    cost: emptyTally(),
    penalty: emptyTally(),
    windows: emptyTally(),
    costs: new Float64Array(years),
  };
  for (let from = 0; from + span <= years; from += span) {
    const means = { measure: 0, missed: 0, beyond: 0, cost: 0, penalty: 0 };
    for (let w = 0; w < windows; w++) {
      let sum = 0;
      for (let year = from; year < from + span; year++) sum += held[year * windows + w]!;
      const scored = score(sum);
      means.measure += scored.measure / windows;
      means.missed += scored.missed ? 1 / windows : 0;
      means.beyond += scored.beyond ? 1 / windows : 0;
      means.cost += scored.cost / windows;
      means.penalty += scored.penalty / windows;
      add(tally.windows, scored.measure);
      if (scored.beyond) add(tally.response, scored.response);
    }
    add(tally.experienced, means.measure);
    add(tally.missed, means.missed);
    add(tally.beyond, means.beyond);
    add(tally.cost, means.cost);
    add(tally.penalty, means.penalty);
    tally.costs.fill(means.cost * perYear, from, from + span);
  }
  return tally;
}
