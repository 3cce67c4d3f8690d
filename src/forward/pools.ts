import type { Uniform } from "./delay.ts";
import type { Wait } from "./occurrence.ts";
import { type LossPool, type Pool, type Pooled, playDifference, playPool } from "./pool.ts";

/** Pools of a run, played when they are first needed. */
export type Pools = {
  /** The pool for a failure under one of its fates; for an escape hatch, at about this queue. */
  of(failure: Placed, fate: number, queue: Wait | undefined, next: Uniform): Pool;
  /** What the same occurrences cost more under another fate, at typical queues. */
  difference(
    failure: Placed,
    fates: { readonly from: number; readonly to: number },
    queueOf: (fate: number) => Wait | undefined,
  ): LossPool;
};

/** `index`: the failure's place, by which its pools are known. */
export type Placed = Pooled & { readonly index: number };

const LARGEST_POOL = 2 ** 13;
const SMALLEST_POOL = 2 ** 9;
/** All pools of a large organization together. */
const MOST_OCCURRENCES = 2 ** 23;
/** Queues are told apart in steps of this ratio. */
const QUEUE_STEP = Math.log(1.2);

/** Occurrences in a pool where there are so many failures. */
export function poolSize(failures: number): number {
  const fair = 2 ** Math.floor(Math.log2(MOST_OCCURRENCES / Math.max(1, failures)));
  return Math.min(LARGEST_POOL, Math.max(SMALLEST_POOL, fair));
}

export function createPools(failures: number, seed: number): Pools {
  const pools = new Map<string, Pool>();
  const differences = new Map<string, LossPool>();
  const size = poolSize(failures);
  return {
    of: (failure, fate, queue, next) => {
      const near = queue === undefined ? undefined : nearQueue(queue, next);
      const key = `${failure.index} ${fate} ${near === undefined ? "" : near.key}`;
      const known = pools.get(key);
      if (known !== undefined) return known;
      const made = playPool(failure, fate, near, { seed, size });
      pools.set(key, made);
      return made;
    },
    difference: (failure, fates, queueOf) => {
      const key = `${failure.index} ${fates.from} ${fates.to}`;
      const known = differences.get(key);
      if (known !== undefined) return known;
      const made = playDifference(failure, fates, queueOf, { seed, size });
      differences.set(key, made);
      return made;
    },
  };
}

type NearQueue = Wait & { readonly key: string };

/** One of few queues near this one, chosen by chance so that chance and length of the wait are kept on average. */
function nearQueue({ waitChance, waitHours }: Wait, next: Uniform): NearQueue {
  if (waitHours === 0 || waitChance === 0) return { key: "none", waitChance: 0, waitHours: 0 };
  const chance = Math.min(1, Math.floor(waitChance * 8 + next()) / 8);
  const step = Math.floor(Math.log(waitHours) / QUEUE_STEP);
  const [shorter, longer] = [Math.exp(step * QUEUE_STEP), Math.exp((step + 1) * QUEUE_STEP)];
  const up = next() * (longer - shorter) < waitHours - shorter;
  return { key: `${chance} ${up ? step + 1 : step}`, waitChance: chance, waitHours: up ? longer : shorter };
}
