import type { Plan } from "./plan.ts";
import type { Year } from "./year.ts";

/** What the years played so far came to. */
export type RunTally = {
  played: number;
  /** By year. */
  readonly totals: Float64Array;
  readonly worst: Float64Array;
  /** By failure: sums over years. */
  readonly loss: Float64Array;
  readonly lossSquare: Float64Array;
  readonly count: Float64Array;
  readonly caught: Float64Array;
  readonly rate: Float64Array;
  readonly rateSquare: Float64Array;
  /** By failure: error of pooled means, money a year, summed over years. */
  readonly pooledError: Float64Array;
  /** Expected occurrences that met each fate, in the order of `Year.fates`, summed over years. */
  readonly fates: Float64Array;
  /** Frequencies of the first years, a row a year, for their percentiles. */
  readonly rates: Float32Array[];
  /** By crew: one row a year for the first years. */
  readonly queues: Year["queues"][];
  readonly dearest: DearestYears;
};

/** Years whose frequencies and queues are kept for percentiles. */
const KEPT_YEARS = 512;

export function createTally(plan: Plan, years: number, fateCount: number): RunTally {
  const n = plan.failures.length;
  const zeros = (): Float64Array => new Float64Array(n);
  return {
    played: 0,
    totals: new Float64Array(years),
    worst: new Float64Array(years),
    loss: zeros(),
    lossSquare: zeros(),
    count: zeros(),
    caught: zeros(),
    rate: zeros(),
    rateSquare: zeros(),
    pooledError: zeros(),
    fates: new Float64Array(fateCount),
    rates: [],
    queues: [],
    dearest: createDearestYears(n, Math.max(1, Math.ceil(years / 100))),
  };
}

/** Adds a trial year's frequencies, fates and queues. */
export function tallyYear(
  tally: RunTally,
  { through, fates, queues }: Year,
  plan: Plan,
  starts: Uint32Array,
): void {
  for (let k = 0; k < through.length; k++) {
    const rate = through[k]!;
    tally.rate[k] = tally.rate[k]! + rate;
    tally.rateSquare[k] = tally.rateSquare[k]! + rate * rate;
    for (let i = starts[k]!; i < starts[k + 1]!; i++) tally.fates[i] = tally.fates[i]! + rate * fates[i]!;
  }
  if (tally.queues.length < KEPT_YEARS) tally.queues.push(queues);
  if (tally.rates.length < keptRates(plan)) tally.rates.push(Float32Array.from(through));
}

function keptRates(plan: Plan): number {
  return Math.min(KEPT_YEARS, Math.max(64, Math.floor(4e6 / plan.failures.length)));
}

/** The dearest years seen, with what each failure cost in them: the tail, kept while it is played. */
export type DearestYears = {
  /** `losses` holds one number a failure. */
  offer(total: number, losses: Float64Array): void;
  /** Sum by failure over the `count` dearest years. */
  sum(count: number): Float64Array;
};

/** No more numbers are kept than this. */
const MOST_KEPT = 2e7;

function createDearestYears(failures: number, years: number): DearestYears {
  const capacity = Math.max(1, Math.min(years, Math.floor(MOST_KEPT / Math.max(1, failures))));
  const kept: { total: number; losses: Float64Array }[] = [];
  let least = 0;
  return {
    offer: (total, losses) => {
      if (kept.length < capacity) kept.push({ total, losses: losses.slice() });
      else if (total > kept[least]!.total) kept[least] = { total, losses: losses.slice() };
      else return;
      least = 0;
      for (let i = 1; i < kept.length; i++) if (kept[i]!.total < kept[least]!.total) least = i;
    },
    sum: (count) => {
      const sums = new Float64Array(failures);
      const sorted = [...kept].sort((a, b) => b.total - a.total).slice(0, count);
      for (const { losses } of sorted) for (let k = 0; k < failures; k++) sums[k] = sums[k]! + losses[k]!;
      return sums;
    },
  };
}
