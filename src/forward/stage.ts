import type { Model } from "../model/model.ts";
import { occurrencePlayer } from "./occurrence.ts";
import { type Plan, planOf } from "./plan.ts";
import { createPools, type Pools } from "./pools.ts";
import { createTally, type RunTally } from "./tally.ts";
import { compileWatches, type Watch, watchesOf } from "./window.ts";
import { fateStarts, type Year, yearWorker } from "./year.ts";

/** Trial years that are played together; each failure has a stream of random numbers a block. */
export const BLOCK = 16;

/** All that years are played with. */
export type Stage = {
  readonly plan: Plan;
  readonly seed: number;
  readonly tally: RunTally;
  readonly starts: Uint32Array;
  readonly pools: Pools;
  readonly watches: readonly Watch[];
  /** By failure. */
  readonly concerned: readonly (readonly Watch[])[];
  readonly work: (unknowns: Float64Array) => Year;
  readonly occurrence: ReturnType<typeof occurrencePlayer>;
  /** Loss by year of the block and failure. */
  readonly losses: Float64Array;
};

/** A stage on which no year has been played yet. */
export function setStage(model: Model, seed: number, years: number): Stage {
  const plan = planOf(model);
  const starts = fateStarts(plan);
  const watches = compileWatches(plan, BLOCK);
  return {
    plan,
    seed,
    tally: createTally(plan, years, starts[plan.failures.length]!),
    starts,
    pools: createPools(plan, seed),
    watches,
    concerned: plan.failures.map(({ failure }) => watchesOf(watches, failure)),
    work: yearWorker(plan),
    occurrence: occurrencePlayer(),
    losses: new Float64Array(BLOCK * plan.failures.length),
  };
}
