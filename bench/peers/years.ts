import { createGenerator } from "../../src/numeric/generator.ts";
import { type LossTable, lognormalTable, TABLE_BYTES, tableOf } from "../../src/numeric/loss-table.ts";
import { samplePoisson } from "../../src/numeric/poisson.ts";
import { BLOCK_YEARS, type Thrower } from "../../src/numeric/thrower.ts";
import type { Failure } from "./portfolio.ts";

/** What is shared by those who play: laws, the blocks taken so far, the failures of all of them, and each year's loss. */
export type Played = {
  readonly tables: Uint8Array;
  /** How many tables are taken on, and how many are made. */
  readonly made: Int32Array;
  readonly taken: Int32Array;
  readonly failures: Float64Array;
  readonly totals: Float64Array;
};

export function createPlayed(years: number, laws: number): Played {
  const blocks = Math.ceil(years / BLOCK_YEARS);
  const shared = (bytes: number) => new SharedArrayBuffer(bytes);
  return {
    tables: new Uint8Array(shared(laws * TABLE_BYTES)),
    made: new Int32Array(shared(8)),
    taken: new Int32Array(shared(4)),
    failures: new Float64Array(shared(8 * blocks)),
    totals: new Float64Array(shared(8 * blocks * BLOCK_YEARS)),
  };
}

/** Plays blocks of years until all are taken, by whomever. A block's stream is its own, so who plays it changes no bit. */
export function playBlocks(
  thrower: Thrower,
  portfolio: readonly Failure[],
  seed: number,
  played: Played,
): void {
  const { taken, failures, totals } = played;
  const laws = makeLaws(portfolio, played);
  for (;;) {
    const block = Atomics.add(taken, 0, 1);
    if (block >= failures.length) return;
    thrower.clear();
    for (const [i, { lam }] of portfolio.entries()) {
      const count = samplePoisson(createGenerator(seed, i, block), lam * BLOCK_YEARS);
      thrower.use(laws[i]!);
      thrower.begin(seed, i, block);
      thrower.throwEvenly(count);
      failures[block]! += count;
    }
    totals.set(thrower.sums, block * BLOCK_YEARS);
  }
}

/** Makes those tables that nobody else makes, and answers all of them. */
function makeLaws(portfolio: readonly Failure[], { tables, made }: Played): readonly LossTable[] {
  const placeOf = (i: number) => tables.subarray(i * TABLE_BYTES, (i + 1) * TABLE_BYTES);
  for (let i = Atomics.add(made, 0, 1); i < portfolio.length; i = Atomics.add(made, 0, 1)) {
    const { mu, sigma } = portfolio[i]!;
    placeOf(i).set(lognormalTable(mu, sigma).bytes);
    Atomics.add(made, 1, 1);
    Atomics.notify(made, 1);
  }
  for (let done = Atomics.load(made, 1); done < portfolio.length; done = Atomics.load(made, 1))
    Atomics.wait(made, 1, done);
  return portfolio.map((_, i) => tableOf(placeOf(i)));
}
