import { createGenerator, type Generator } from "../numeric/generator.ts";
import { sampleNormal } from "../numeric/normal.ts";
import { samplePoisson } from "../numeric/poisson.ts";
import type { Uniform } from "./delay.ts";
import type { Fate } from "./fate.ts";
import { type Outcome, occurrencePlayer } from "./occurrence.ts";
import type { FailurePlan } from "./plan.ts";
import { purpose } from "./year.ts";

/** Mean and mean square of something over occurrences. */
export type Moments = { readonly mean: number; readonly square: number };

/** A representative set of occurrences of one failure under one fate, for sums over more of them than can be played one by one. */
export type Pool = {
  /** Ascending. */
  readonly losses: Float64Array;
  readonly loss: Moments;
  /** Hours until contained, weighted with the share of the function's users reached. */
  readonly touchedHours: Moments;
  readonly blast: Moments;
  readonly caught: number;
  /** Standard error of the mean loss: the pool's own, the same in every year. */
  readonly error: number;
  readonly strata: readonly Stratum[];
};

/** A slice of the losses by size. */
type Stratum = {
  readonly share: number;
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  readonly sd: number;
};

/** Parts of a pool whose means are compared for its error. */
const PARTS = 4;
/** Each stratum holds so many times what lies above it. */
const STRATUM_RATIO = 8;
/** In a stratum more losses than this are summed by the normal law: its losses differ little, so the sum is normal by then. */
const SUMMED_SINGLY = 64;

/**
 * Plays `size` occurrences whose draws fill the ranges evenly: a Kronecker sequence on the square roots of primes, shifted
 * at random. Source: Niederreiter, Random Number Generation and Quasi-Monte Carlo Methods (1992), 3.1.
 */
export function playPool(
  failure: FailurePlan,
  fateIndex: number,
  queue: { readonly waitChance: number; readonly waitHours: number } | undefined,
  { seed, size }: { readonly seed: number; readonly size: number },
): Pool {
  const fate: Fate = failure.fates[fateIndex]!;
  const play = occurrencePlayer();
  const points = evenPoints(createGenerator(seed, purpose("pool"), failure.stream, fateIndex));
  const losses = new Float64Array(size);
  const parts = new Float64Array(PARTS);
  const sums = { loss: 0, lossSquare: 0, hours: 0, hoursSquare: 0, blast: 0, blastSquare: 0, caught: 0 };
  for (let i = 0; i < size; i++) {
    const outcome = play(failure, fate, points.at(i), queue);
    const hours = touchedHours(failure, outcome);
    losses[i] = outcome.loss;
    parts[i % PARTS] = parts[i % PARTS]! + outcome.loss;
    sums.loss += outcome.loss;
    sums.lossSquare += outcome.loss * outcome.loss;
    sums.hours += hours;
    sums.hoursSquare += hours * hours;
    sums.blast += outcome.blast;
    sums.blastSquare += outcome.blast * outcome.blast;
    sums.caught += outcome.caught ? 1 : 0;
  }
  losses.sort();
  return {
    losses,
    loss: { mean: sums.loss / size, square: sums.lossSquare / size },
    touchedHours: { mean: sums.hours / size, square: sums.hoursSquare / size },
    blast: { mean: sums.blast / size, square: sums.blastSquare / size },
    caught: sums.caught / size,
    error: errorOfParts(parts, size / PARTS),
    strata: strataOf(losses),
  };
}

/** Hours to containment × share of the users reached; the whole function where the text does not say how many users a unit is. */
export function touchedHours({ failure, usersPerUnit }: FailurePlan, outcome: Outcome): number {
  if (failure.impact.blast.of === "share") return outcome.hours * Math.min(1, outcome.blast);
  return outcome.hours * (usersPerUnit === null ? 1 : Math.min(1, outcome.blast * usersPerUnit));
}

/** Standard error of the mean from the sums of equal parts. */
export function errorOfParts(sums: Float64Array, each: number): number {
  let [mean, squares] = [0, 0];
  sums.forEach((sum, i) => {
    const difference = sum / each - mean;
    mean += difference / (i + 1);
    squares += difference * (sum / each - mean);
  });
  return Math.sqrt(squares / (sums.length - 1) / sums.length);
}

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71];
const STEPS = PRIMES.map((prime) => Math.sqrt(prime) % 1);

/** Points that fill a cube evenly. `at(i)` starts point i; each call gives its next coordinate. */
export function evenPoints(generator: Generator): { at(point: number): Uniform } {
  const shifts = STEPS.map(() => generator.uniform());
  let [point, dimension] = [0, 0];
  const next: Uniform = () => {
    const i = dimension++;
    if (i >= STEPS.length) return generator.uniform();
    const place = shifts[i]! + point * STEPS[i]!;
    return Math.max(2 ** -53, place - Math.floor(place));
  };
  return {
    at: (at) => {
      point = at + 1;
      dimension = 0;
      return next;
    },
  };
}

/** Slices by size, the largest losses first: each holds several times what lies above it. */
export function strataOf(sorted: Float64Array): Stratum[] {
  const strata: Stratum[] = [];
  let to = sorted.length;
  while (to > 0) {
    const above = sorted.length - to;
    const from =
      above === 0 ? to - Math.min(to, STRATUM_RATIO) : Math.max(0, to - above * (STRATUM_RATIO - 1));
    strata.push(stratum(sorted, from, to));
    to = from;
  }
  return strata;
}

function stratum(sorted: Float64Array, from: number, to: number): Stratum {
  let [mean, squares] = [0, 0];
  for (let i = from; i < to; i++) {
    const difference = sorted[i]! - mean;
    mean += difference / (i - from + 1);
    squares += difference * (sorted[i]! - mean);
  }
  const share = (to - from) / sorted.length;
  return { share, from, to, mean, sd: Math.sqrt(squares / (to - from)) };
}

/** A year's sum over a pool's occurrences. */
export type PooledSum = { count: number; sum: number; largest: number };

/**
 * One draw of the count, sum and largest of losses whose number is Poisson with this mean and whose sizes are the pool's.
 *
 * By Poisson thinning each stratum of sizes is a stream of its own. Few losses of a stratum are drawn one by one; many are
 * summed as a normal with their mean and variance, which strata keep honest: within one, sizes differ by little.
 * Mean and variance of the sum are those of the compound Poisson over the pool, exactly.
 */
export function drawPooledSum(pool: Pool, mean: number, generator: Generator, into: PooledSum): void {
  into.count = 0;
  into.sum = 0;
  into.largest = 0;
  for (const { share, from, to, mean: each, sd } of pool.strata) {
    const count = samplePoisson(generator, mean * share);
    if (count === 0) continue;
    into.count += count;
    if (count <= SUMMED_SINGLY) {
      for (let i = 0; i < count; i++) {
        const loss = pool.losses[from + Math.floor(generator.uniform() * (to - from))]!;
        into.sum += loss;
        if (loss > into.largest) into.largest = loss;
      }
      continue;
    }
    const spread = sd * Math.sqrt(count) * sampleNormal(generator);
    const [least, most] = [count * pool.losses[from]!, count * pool.losses[to - 1]!];
    into.sum += Math.min(most, Math.max(least, count * each + spread));
    if (into.largest > 0) continue;
    into.largest = pool.losses[from + Math.floor(generator.uniform() ** (1 / count) * (to - from))]!;
  }
}
