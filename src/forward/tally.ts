import type { RemovalTally } from "./removals.ts";
import { columnOf, type Stage } from "./stage.ts";
import { emptyTally, type Tally, type WatchTally, watchTallies } from "./watch.ts";

/** What a block of trial years came to: plain numbers, ready to move to another thread. */
export type BlockTally = {
  readonly block: number;
  readonly years: number;
  /** [year]: loss, dearest single loss, and mean loss given what is not known. */
  readonly totals: Float64Array;
  readonly worst: Float64Array;
  readonly given: Float64Array;
  /** Years in which the capital was used up. */
  readonly ruined: number;
  /** [failure × figure], summed over years. */
  readonly failures: Float64Array;
  /** [fates of all failures]: expected occurrences that met each, summed over years. */
  readonly fates: Float64Array;
  /** [crew × 3]: arrivals at hatches whose queues are played, their waits in hours, and the squares of them. */
  readonly waits: Float64Array;
  readonly watches: readonly WatchTally[];
  readonly dearest: DearestYears;
  readonly removals: RemovalTally | null;
};

/** What is summed for each failure. */
export const FIGURES = [
  "loss",
  "lossSquare",
  "count",
  "caught",
  "rate",
  "rateSquare",
  "pooledError",
  "pooledSquareError",
] as const;
export type FailureFigure = (typeof FIGURES)[number];

const placeOf = new Map<FailureFigure, number>(FIGURES.map((figure, place) => [figure, place]));

export function figurePlace(failure: number, figure: FailureFigure): number {
  return failure * FIGURES.length + placeOf.get(figure)!;
}

/** Expected occurrences that met each fate, over the years, and the mean loss of each year that follows from them. */
export function tallyFates(stage: Stage): { fates: Float64Array; given: Float64Array } {
  const given = new Float64Array(stage.years);
  const fates: number[] = [];
  for (const { planned } of stage.failures) {
    const total = columnOf(stage, planned.total);
    for (const { share, meanLoss } of planned.fates) {
      fates.push(addGiven(given, total, columnOf(stage, share), meanLoss));
    }
  }
  return { fates: Float64Array.from(fates), given };
}

/** Adds each year's mean loss from what meets a fate; answers how much meets it in all years. */
function addGiven(given: Float64Array, total: Float64Array, shares: Float64Array, meanLoss: number): number {
  let met = 0;
  for (let y = 0; y < given.length; y++) {
    const rate = total[y]! * shares[y]!;
    met += rate;
    given[y] = given[y]! + rate * meanLoss;
  }
  return met;
}

/** The dearest years of a block, dearest first, and what they came from. */
export type DearestYears = {
  readonly totals: Float64Array;
  /** [year × failure] */
  readonly losses: Float32Array;
  /** [year × watch]: money of response and penalty. */
  readonly costs: Float32Array;
};

/** So many times the share of years that is asked for in the end, so that a block with many dear years loses none of them. */
const KEPT = 3 / 100;

export function dearestYears(of: {
  readonly totals: Float64Array;
  /** [failure × year] */
  readonly losses: Float64Array;
  readonly years: number;
  readonly failures: number;
  readonly costs: readonly Float64Array[];
}): DearestYears {
  const { totals, losses, years, failures, costs } = of;
  const count = Math.min(years, Math.ceil(KEPT * years));
  const dearest = Array.from(totals.keys()).sort((a, b) => totals[b]! - totals[a]! || a - b);
  const kept = dearest.slice(0, count);
  const [byFailure, byWatch] = [new Float32Array(count * failures), new Float32Array(count * costs.length)];
  kept.forEach((year, i) => {
    for (let k = 0; k < failures; k++) byFailure[i * failures + k] = finite32(losses[k * years + year]!);
    costs.forEach((cost, w) => {
      byWatch[i * costs.length + w] = finite32(cost[year]!);
    });
  });
  return { totals: Float64Array.from(kept, (year) => totals[year]!), losses: byFailure, costs: byWatch };
}

function finite32(value: number): number {
  return Math.min(value, 3e38);
}

/** What the blocks played so far came to. */
export type RunTally = {
  played: number;
  /** By year, in the order of the blocks. */
  readonly totals: Float64Array;
  readonly worst: Float64Array;
  readonly given: Float64Array;
  ruined: number;
  readonly failures: Float64Array;
  readonly fates: Float64Array;
  readonly waits: Float64Array;
  readonly watches: readonly Omit<WatchTally, "costs">[];
  /** The dearest years, unordered: at least one in a hundred of those played. */
  dearest: DearYear[];
  /** [block] */
  readonly removals: { readonly totals: Float64Array; readonly of: RemovalTally }[];
};

type DearYear = {
  readonly total: number;
  readonly losses: Float32Array;
  readonly costs: Float32Array;
};

export function createTally(sizes: {
  readonly years: number;
  readonly failures: number;
  readonly fates: number;
  readonly crews: number;
  readonly watches: number;
}): RunTally {
  const zeros = (length: number): Float64Array => new Float64Array(length);
  return {
    played: 0,
    totals: zeros(sizes.years),
    worst: zeros(sizes.years),
    given: zeros(sizes.years),
    ruined: 0,
    failures: zeros(sizes.failures * FIGURES.length),
    fates: zeros(sizes.fates),
    waits: zeros(3 * sizes.crews),
    watches: Array.from({ length: sizes.watches }, emptyWatch),
    dearest: [],
    removals: [],
  };
}

function emptyWatch(): Omit<WatchTally, "costs"> {
  return {
    experienced: emptyTally(),
    missed: emptyTally(),
    beyond: emptyTally(),
    response: emptyTally(),
    cost: emptyTally(),
    penalty: emptyTally(),
    windows: emptyTally(),
  };
}

/** Adds the next block; blocks are added in their order, so that sums are the same however they were played. */
export function addBlock(tally: RunTally, block: BlockTally): void {
  tally.totals.set(block.totals, tally.played);
  tally.worst.set(block.worst, tally.played);
  tally.given.set(block.given, tally.played);
  tally.played += block.years;
  tally.ruined += block.ruined;
  addTo(tally.failures, block.failures);
  addTo(tally.fates, block.fates);
  addTo(tally.waits, block.waits);
  tally.watches.forEach((watch, w) => {
    for (const figure of watchTallies) addTally(watch[figure], block.watches[w]![figure]);
  });
  addDearest(tally, block.dearest, block.watches.length);
  if (block.removals !== null) tally.removals.push({ totals: block.totals, of: block.removals });
}

function addTo(sums: Float64Array, values: Float64Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + values[i]!;
}

function addTally(into: Tally, from: Tally): void {
  into.count += from.count;
  into.sum += from.sum;
  into.square += from.square;
}

function addDearest(tally: RunTally, { totals, losses, costs }: DearestYears, watches: number): void {
  const failures = losses.length / Math.max(1, totals.length);
  totals.forEach((total, i) => {
    tally.dearest.push({
      total,
      losses: losses.subarray(i * failures, (i + 1) * failures),
      costs: costs.subarray(i * watches, (i + 1) * watches),
    });
  });
  const enough = tailYears(tally.totals.length, failures);
  if (tally.dearest.length > 2 * enough + totals.length) tally.dearest = dearestOf(tally, enough);
}

/** No more losses of dearest years are kept than this, so that a long run of a large organization stays in memory. */
const MOST_KEPT = 2e7;

/** How many of so many years make the tail whose shares are told: one in a hundred, fewer where they would not fit. */
export function tailYears(years: number, failures: number): number {
  return Math.max(1, Math.min(Math.ceil(years / 100), Math.floor(MOST_KEPT / Math.max(1, failures))));
}

/** So many dearest years, dearest first. */
export function dearestOf(tally: RunTally, count: number): DearYear[] {
  return [...tally.dearest].sort((a, b) => b.total - a.total).slice(0, count);
}

/** A failure's figure, summed over the years played. */
export function figureOf(tally: RunTally, failure: number, figure: FailureFigure): number {
  return tally.failures[figurePlace(failure, figure)]!;
}
