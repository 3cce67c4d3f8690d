import type { RunFinding } from "../findings/run.ts";
import type { Model } from "../model/model.ts";
import { createGenerator, type Generator as Random } from "../numeric/generator.ts";
import { samplePoisson } from "../numeric/poisson.ts";
import type { Queue } from "./crew.ts";
import type { FailurePlan } from "./plan.ts";
import { drawPooledSum, type PooledSum } from "./pool.ts";
import { runFinding } from "./run-finding.ts";
import { BLOCK, type Stage, setStage } from "./stage.ts";
import { tallyYear } from "./tally.ts";
import { drawUnknowns, type Year } from "./year.ts";

export type PlayOptions = {
  /** Trial years, whole, at least 1 and at most 10 million. */
  readonly years: number;
  /** A whole number; the same seed gives the same finding, bit for bit. */
  readonly seed: number;
  /** How many years to play between two words with the caller; rounded up to whole blocks of 16. It changes no figure. */
  readonly blockYears?: number;
};

/** Occurrences a year, expected, above which a failure's are summed over a pool instead of being played one by one. */
export const PLAYED_SINGLY = 48;
const MOST_YEARS = 1e7;

/**
 * Plays the organization's year many times and tells what it costs. Between blocks it yields how far it is; answered with
 * "stop" it ends there, and the finding is of the years played.
 *
 * What is not known (rates, probabilities, shares that controls stop or catch) is drawn once a trial year; what varies
 * (delays, figures of the impact) once an occurrence. Occurrences are Poisson. Infinite means are found from the text and said.
 * Bit-identical for a seed, whatever blockYears is; a trial year is the same however many are played.
 * Throws RangeError when years or seed are not whole or years are out of bounds.
 */
export function* play(
  model: Model,
  { years, seed, blockYears = 64 }: PlayOptions,
): Generator<{ done: number; years: number }, RunFinding, "go on" | "stop" | undefined> {
  if (!Number.isInteger(years) || years < 1 || years > MOST_YEARS)
    throw new RangeError(`years to play are a whole number from 1 to 10 million, not ${years}`);
  const stage = setStage(model, seed, years);
  const pause = Math.max(1, Math.ceil(blockYears / BLOCK)) * BLOCK;
  for (let from = 0; from < years; from += BLOCK) {
    playBlock(stage, from, Math.min(BLOCK, years - from));
    const { played } = stage.tally;
    if (played % pause !== 0 && played < years) continue;
    if ((yield { done: played, years }) === "stop") break;
  }
  return runFinding({ ...stage, years, seed });
}

/** Plays all years without a pause; see `play`. */
export function run(model: Model, options: PlayOptions): RunFinding {
  const playing = play(model, options);
  for (;;) {
    const { done, value } = playing.next();
    if (done) return value;
  }
}

function playBlock(stage: Stage, from: number, count: number): void {
  const { plan, tally, losses } = stage;
  const years = Array.from({ length: count }, (_, y) => stage.work(drawUnknowns(plan, stage.seed, from + y)));
  for (const year of years) tallyYear(tally, year, plan, stage.starts);
  losses.fill(0);
  for (const failure of plan.failures) playFailure(stage, failure, years, from);
  const n = plan.failures.length;
  for (let y = 0; y < count; y++) {
    const row = losses.subarray(y * n, (y + 1) * n);
    let total = 0;
    for (let k = 0; k < n; k++) total += row[k]!;
    tally.totals[from + y] = total;
    tally.dearest.offer(total, row);
  }
  for (const watch of stage.watches) watch.close(count);
  tally.played += count;
}

/** A failure in one trial year: what it cost, and its dearest occurrence. */
type FailureYear = { loss: number; largest: number };

function playFailure(stage: Stage, failure: FailurePlan, years: readonly Year[], from: number): void {
  const { tally, plan } = stage;
  const k = failure.index;
  const generator = createGenerator(stage.seed, failure.stream, from / BLOCK);
  for (let y = 0; y < years.length; y++) {
    const year = years[y]!;
    if (year.through[k] === 0) continue;
    const cost: FailureYear = { loss: 0, largest: 0 };
    for (let f = 0; f < failure.fates.length; f++) {
      const expected = year.through[k]! * year.fates[stage.starts[k]! + f]!;
      if (expected === 0) continue;
      const fate = failure.fates[f]!;
      const queue = fate.kind === "escape hatch" ? year.queues[fate.crew.index] : undefined;
      const met = { failure, f, queue, expected, slot: y, generator };
      if (expected > PLAYED_SINGLY) playPooled(stage, met, cost);
      else playSingly(stage, met, cost);
    }
    tally.loss[k]! += cost.loss;
    tally.lossSquare[k]! += cost.loss * cost.loss;
    stage.losses[y * plan.failures.length + k] = cost.loss;
    if (cost.largest > tally.worst[from + y]!) tally.worst[from + y] = cost.largest;
  }
}

/** The occurrences of a failure that meet one fate in one trial year. */
type Met = {
  readonly failure: FailurePlan;
  /** Place of the fate. */
  readonly f: number;
  readonly queue: Queue | undefined;
  readonly expected: number;
  /** Place of the year in its block. */
  readonly slot: number;
  readonly generator: Random;
};

function playSingly(
  stage: Stage,
  { failure, f, queue, expected, slot, generator }: Met,
  cost: FailureYear,
): void {
  const { tally } = stage;
  const watches = stage.concerned[failure.index]!;
  const next = (): number => generator.uniform();
  const count = samplePoisson(generator, expected);
  tally.count[failure.index]! += count;
  for (let i = 0; i < count; i++) {
    const outcome = stage.occurrence(failure, failure.fates[f]!, next, queue);
    cost.loss += outcome.loss;
    if (outcome.loss > cost.largest) cost.largest = outcome.loss;
    if (outcome.caught) tally.caught[failure.index]! += 1;
    if (watches.length === 0) continue;
    const onset = next();
    for (const watch of watches) watch.record(slot, failure, outcome, onset);
  }
}

function playPooled(
  stage: Stage,
  { failure, f, queue, expected, slot, generator }: Met,
  cost: FailureYear,
): void {
  const { tally } = stage;
  const pool = stage.pools.of(failure, f, queue, () => generator.uniform());
  const sum: PooledSum = { count: 0, sum: 0, largest: 0 };
  drawPooledSum(pool, expected, generator, sum);
  for (const watch of stage.concerned[failure.index]!)
    watch.recordMany(slot, failure, pool, expected, generator);
  tally.count[failure.index]! += sum.count;
  tally.caught[failure.index]! += sum.count * pool.caught;
  tally.pooledError[failure.index]! += expected * pool.error;
  cost.loss += sum.sum;
  cost.largest = Math.max(cost.largest, sum.largest);
}
