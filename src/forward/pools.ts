import type { Queue } from "./crew.ts";
import type { Uniform } from "./delay.ts";
import type { FailurePlan, Plan } from "./plan.ts";
import { type Pool, playPool } from "./pool.ts";

/** Pools of a run, played when they are first needed. */
export type Pools = {
  /** The pool for a failure under one of its fates; for an escape hatch, at about this queue. */
  of(failure: FailurePlan, fateIndex: number, queue: Queue | undefined, next: Uniform): Pool;
};

const LARGEST_POOL = 2 ** 13;
const SMALLEST_POOL = 2 ** 10;
/** All pools of a large organization together. */
const MOST_OCCURRENCES = 2 ** 24;
/** Queues are told apart in steps of this ratio. */
const QUEUE_STEP = Math.log(1.2);

export function createPools(plan: Plan, seed: number): Pools {
  const pools = new Map<string, Pool>();
  const fair = 2 ** Math.floor(Math.log2(MOST_OCCURRENCES / Math.max(1, plan.failures.length)));
  const size = Math.min(LARGEST_POOL, Math.max(SMALLEST_POOL, fair));
  return {
    of: (failure, fateIndex, queue, next) => {
      const near = queue === undefined ? undefined : nearQueue(queue, next);
      const key = `${failure.index} ${fateIndex} ${near === undefined ? "" : near.key}`;
      let pool = pools.get(key);
      if (pool === undefined) {
        pool = playPool(failure, fateIndex, near, { seed, size });
        pools.set(key, pool);
      }
      return pool;
    },
  };
}

type NearQueue = { readonly key: string; readonly waitChance: number; readonly waitHours: number };

/** One of few queues near this one, chosen by chance so that chance and length of the wait are kept on average. */
function nearQueue({ waitChance, waitHours }: Queue, next: Uniform): NearQueue {
  if (waitHours === 0 || waitChance === 0) return { key: "none", waitChance: 0, waitHours: 0 };
  const chance = Math.min(1, Math.floor(waitChance * 8 + next()) / 8);
  const step = Math.floor(Math.log(waitHours) / QUEUE_STEP);
  const [shorter, longer] = [Math.exp(step * QUEUE_STEP), Math.exp((step + 1) * QUEUE_STEP)];
  const up = next() * (longer - shorter) < waitHours - shorter;
  return { key: `${chance} ${up ? step + 1 : step}`, waitChance: chance, waitHours: up ? longer : shorter };
}
