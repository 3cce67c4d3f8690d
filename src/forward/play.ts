import type { RunFinding } from "../findings/run.ts";
import type { Model } from "../model/model.ts";
import { planOf } from "./make-plan.ts";
import { packPlan } from "./plan-tape.ts";
import { createPlayer } from "./player.ts";
import { precisionOf } from "./precision.ts";
import { runFinding } from "./run-finding.ts";
import { addBlock, type BlockTally, createTally } from "./tally.ts";

export type PlayOptions = {
  /** Most trial years, whole, at least 1 and at most 10 million; played in whole blocks. */
  readonly years: number;
  /** A whole number; the same seed gives the same finding, bit for bit. */
  readonly seed: number;
  /** Stop earlier, once the half width of p99's 90% interval is this share of p99 and 400 years lie beyond it. */
  readonly precision?: number;
};

const MOST_YEARS = 1e7;

/** A run under way: it hands out what is to be played, and takes what was played, in any order and from any thread. */
export type Run = {
  /** All that a player needs; may be sent to any number of threads. */
  readonly plan: ArrayBuffer;
  readonly blocks: number;
  /** Years that will have been played when all blocks are. */
  readonly years: number;
  /** Takes a block; blocks that come too early wait for those before them. */
  add(tally: BlockTally): void;
  /** Years whose blocks, and all before them, are in. */
  readonly played: number;
  /** Whether what is in is as precise as was asked. */
  readonly precise: boolean;
  /** The finding of the years that are in; at least one block. */
  finding(): RunFinding;
  /** Each year that is in, in the order played: its loss, its dearest single loss, and its mean loss given what is not known. */
  samples(): YearSamples;
};

export type YearSamples = {
  readonly loss: Float64Array;
  readonly dearestSingle: Float64Array;
  readonly expected: Float64Array;
};

/** Throws RangeError when years or seed are not whole or years are out of bounds. */
export function startRun(model: Model, { years, seed, precision }: PlayOptions): Run {
  if (!Number.isInteger(years) || years < 1 || years > MOST_YEARS)
    throw new RangeError(`years to play are a whole number from 1 to 10 million, not ${years}`);
  const plan = planOf(model, seed);
  const blocks = Math.ceil(years / plan.blockYears);
  const fates = plan.failures.reduce((sum, failure) => sum + failure.fates.length, 0);
  const tally = createTally({
    years: blocks * plan.blockYears,
    failures: plan.failures.length,
    fates,
    crews: plan.crews.length,
    watches: plan.watches.length,
  });
  const waiting = new Map<number, BlockTally>();
  let next = 0;
  let precise = false;
  return {
    plan: packPlan(plan),
    blocks,
    years: blocks * plan.blockYears,
    add: (block) => {
      waiting.set(block.block, block);
      for (let ready = waiting.get(next); ready !== undefined && !precise; ready = waiting.get(next)) {
        addBlock(tally, ready);
        waiting.delete(next++);
        if (precision !== undefined && next % 8 === 0) precise = precisionOf(tally).reached <= precision;
      }
    },
    get played() {
      return tally.played;
    },
    get precise() {
      return precise;
    },
    samples: () => ({
      loss: tally.totals.slice(0, tally.played),
      dearestSingle: tally.worst.slice(0, tally.played),
      expected: tally.given.slice(0, tally.played),
    }),
    finding: () =>
      runFinding({
        model,
        plan,
        tally,
        seed,
        precision,
        complete: precise || tally.played === blocks * plan.blockYears,
      }),
  };
}

/**
 * Plays the organization's year many times and tells what it costs. Between blocks it yields how far it is; answered with
 * "stop" it ends there, and the finding is of the years played.
 *
 * What is not known (rates, probabilities, shares that controls stop or catch) is drawn once a trial year; what varies
 * (delays, figures of the impact) once an occurrence. Occurrences are Poisson. Infinite means are found from the text and said.
 * Bit-identical for a seed, however the blocks are played.
 * Throws RangeError when years or seed are not whole or years are out of bounds.
 */
export function* play(
  model: Model,
  options: PlayOptions,
): Generator<{ done: number; years: number }, RunFinding, "go on" | "stop" | undefined> {
  const run = startRun(model, options);
  const player = createPlayer(run.plan, options.seed);
  for (let block = 0; block < run.blocks && !run.precise; block++) {
    run.add(player(block));
    if (run.played < run.years && (yield { done: run.played, years: run.years }) === "stop") break;
  }
  return run.finding();
}

/** Plays all years without a pause; see `play`. */
export function run(model: Model, options: PlayOptions): RunFinding {
  const playing = play(model, options);
  for (;;) {
    const { done, value } = playing.next();
    if (done) return value;
  }
}
