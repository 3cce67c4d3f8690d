import { exp, log } from "../numeric/elementary.ts";
import type { Uniform } from "./delay.ts";
import type { Wait } from "./occurrence.ts";
import { type LossPool, type Pool, type Pooled, playDifference, playPool } from "./pool.ts";

/** Pools of a run, played when they are first needed. */
export type Pools = {
  /** The pool for a failure under one of its fates; for an escape hatch, at about this queue. */
  of(failure: Placed, fate: number, queue: Wait | undefined, next: Uniform): Pool;
  /** As above, at exactly the wait that is usual there. */
  usual(failure: Placed, fate: number, wait: Wait | undefined): Pool;
  /** What the same occurrences cost more under another fate, at usual waits. */
  difference(
    failure: Placed,
    fates: { readonly from: number; readonly to: number },
    waitOf: (fate: number) => Wait | undefined,
  ): LossPool;
};

/** `index`: the failure's place, by which its pools are known. */
export type Placed = Pooled & { readonly index: number };

/** Large enough for sums over it; smaller where only a mean or a difference is asked. */
const LARGEST_POOL = 2 ** 12;
export const ROUGH_POOL = 2 ** 10;
const SMALLEST_POOL = 2 ** 9;
/** All pools of a large organization together. */
const MOST_OCCURRENCES = 2 ** 23;
/** Queues are told apart in steps of this ratio. */
const QUEUE_STEP = log(1.2);

/** Occurrences in a pool where there are so many failures. */
function poolSize(failures: number, largest: number): number {
  const fair = 2 ** (31 - Math.clz32(MOST_OCCURRENCES / Math.max(1, failures)));
  return Math.min(largest, Math.max(SMALLEST_POOL, fair));
}

export function createPools(failures: number, seed: number, largest = LARGEST_POOL): Pools {
  const byQueue = new Map<number, Map<number, Pool>>();
  const usual = new Map<number, Pool>();
  const differences = new Map<string, LossPool>();
  const size = poolSize(failures, largest);
  return {
    of: (failure, fate, queue, next) => {
      const near = queue === undefined ? NO_QUEUE : nearQueue(queue, next);
      const place = failure.index * MOST_FATES + fate;
      let pools = byQueue.get(near);
      if (pools === undefined) {
        pools = new Map();
        byQueue.set(near, pools);
      }
      let pool = pools.get(place);
      if (pool === undefined) {
        pool = playPool(failure, fate, near === NO_QUEUE ? undefined : waitAt(near), { seed, size });
        pools.set(place, pool);
      }
      return pool;
    },
    usual: (failure, fate, wait) => {
      const place = failure.index * MOST_FATES + fate;
      const known = usual.get(place);
      if (known !== undefined) return known;
      const made = playPool(failure, fate, wait, { seed, size });
      usual.set(place, made);
      return made;
    },
    difference: (failure, fates, waitOf) => {
      const key = `${failure.index} ${fates.from} ${fates.to}`;
      const known = differences.get(key);
      if (known !== undefined) return known;
      const made = playDifference(failure, fates, waitOf, { seed, size });
      differences.set(key, made);
      return made;
    },
  };
}

const MOST_FATES = 2 ** 17;
/** Queues are told apart by steps of the wait and eighths of its chance, as one number. */
const NO_QUEUE = -1;
const NO_WAIT = 0;
const CHANCES = 8;
const STEPS = 4096;

/** One of few queues near this one, chosen by chance so that chance and length of the wait are kept on average. */
function nearQueue({ waitChance, waitHours }: Wait, next: Uniform): number {
  if (waitHours === 0 || waitChance === 0) return NO_WAIT;
  const chance = Math.min(CHANCES, Math.floor(waitChance * CHANCES + next()));
  if (chance === 0) return NO_WAIT;
  const step = Math.floor(log(waitHours) / QUEUE_STEP);
  const [shorter, longer] = [exp(step * QUEUE_STEP), exp((step + 1) * QUEUE_STEP)];
  const up = next() * (longer - shorter) < waitHours - shorter;
  return chance * 2 * STEPS + Math.max(0, Math.min(2 * STEPS - 1, STEPS + (up ? step + 1 : step)));
}

function waitAt(near: number): Wait {
  if (near === NO_WAIT) return { waitChance: 0, waitHours: 0 };
  const chance = Math.floor(near / (2 * STEPS));
  return {
    waitChance: chance / CHANCES,
    waitHours: exp(((near % (2 * STEPS)) - STEPS) * QUEUE_STEP),
  };
}
