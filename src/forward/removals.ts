import { createGenerator, type Generator } from "../numeric/generator.ts";
import { arrivals } from "./arrivals.ts";
import type { PlannedRemoval } from "./plan.ts";
import { drawPooledSum, type LossPool, type PooledSum } from "./pool.ts";
import { columnOf, type Stage } from "./stage.ts";
import { purpose } from "./year.ts";

/** What years would cost more without each control. */
export type RemovalTally = {
  /** [row × year]: as played, on top of what the year costs with it. */
  readonly more: Float64Array;
  /** [row × year]: on average, given what is not known. */
  readonly given: Float64Array;
};

/** Blocks in which removals are played; the mean years they give need no more. */
const PLAYED_BLOCKS = 4;

/**
 * Plays what each control changes: occurrences that it keeps out are a stream of their own, and those that it catches cost what they
 * would cost otherwise, less what they do. By the thinning of Poisson streams both are independent of what happens with the control there,
 * so years with and without it are the same years. Waits at hatches are those with all controls there. Null in later blocks.
 */
export function playRemovals(stage: Stage, block: number, rows: number): RemovalTally | null {
  const { plan, seed, years } = stage;
  if (block >= PLAYED_BLOCKS || rows === 0) return null;
  const [more, given] = [new Float64Array(rows * years), new Float64Array(rows * years)];
  const rates = new Float64Array(years);
  for (const removal of plan.removals) {
    const generator = createGenerator(seed, purpose("removal"), removal.stream, block);
    const pool = poolOf(stage, removal);
    const change = columnOf(stage, removal.rate);
    const first = removal.row * years;
    for (let y = 0; y < years; y++) {
      rates[y] = Math.min(Math.abs(change[y]!), 1e15);
      given[first + y]! += Math.sign(change[y]!) * rates[y]! * pool.loss.mean;
    }
    addSums(more.subarray(first, first + years), pool, { rates, change }, generator);
  }
  return { more, given };
}

function poolOf({ plan, failures, roughPools }: Stage, { failure: k, from, to }: PlannedRemoval): LossPool {
  const failure = failures[k]!;
  const waitOf = (fate: number) => {
    const { crew } = failure.fates[fate]!;
    return crew < 0 ? undefined : plan.crews[crew]!.usualWait;
  };
  if (from < 0) return roughPools.usual(failure, to, waitOf(to));
  return roughPools.difference(failure, { from, to }, waitOf);
}

/** More arrivals a year than this are summed at once. */
const SINGLY = 8;

/** Adds to each year what so many losses of a pool come to, with the sign of the change. */
function addSums(
  row: Float64Array,
  pool: LossPool,
  { rates, change }: { readonly rates: Float64Array; readonly change: Float64Array },
  generator: Generator,
): void {
  const { losses } = pool;
  const sum: PooledSum = { count: 0, sum: 0, largest: Infinity };
  const counts = new Uint32Array(rates.length);
  const few = rates.map((rate) => (rate <= SINGLY ? rate : 0));
  arrivals(few, generator, counts);
  for (let y = 0; y < row.length; y++) {
    let added = 0;
    for (let left = counts[y]!; left > 0; left--)
      added += losses[Math.floor(generator.uniform() * losses.length)]!;
    if (rates[y]! > SINGLY) {
      drawPooledSum(pool, rates[y]!, generator, sum);
      added = sum.sum;
    }
    row[y] = row[y]! + Math.sign(change[y]!) * added;
  }
}
