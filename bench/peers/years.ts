import { createGenerator } from "../../src/numeric/generator.ts";
import { lognormalTable } from "../../src/numeric/loss-table.ts";
import { samplePoisson } from "../../src/numeric/poisson.ts";
import { BLOCK_YEARS, type Thrower } from "../../src/numeric/thrower.ts";
import type { Failure } from "./portfolio.ts";

/** What is shared by those who play: the blocks taken so far, the failures of all of them, and each year's loss. */
export type Played = {
  readonly taken: Int32Array;
  readonly failures: Float64Array;
  readonly totals: Float64Array;
};

export function createPlayed(years: number): Played {
  const blocks = Math.ceil(years / BLOCK_YEARS);
  const shared = (bytes: number) => new SharedArrayBuffer(bytes);
  return {
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
  const laws = portfolio.map(({ mu, sigma }) => lognormalTable(mu, sigma));
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
