import { power } from "../numeric/elementary.ts";
import { createGenerator, type Generator } from "../numeric/generator.ts";
import { sampleNormalQuickly } from "../numeric/normal.ts";
import { samplePoisson } from "../numeric/poisson.ts";
import type { Uniform } from "./delay.ts";
import { harm } from "./harm.ts";
import {
  actedBy,
  type Outcome,
  occurrencePlayer,
  type Playable,
  type PlayableFate,
  type Wait,
} from "./occurrence.ts";
import { purpose } from "./year.ts";

/** A failure whose occurrences are pooled. */
export type Pooled = Playable &
  Reaching & {
    readonly stream: number;
    readonly fates: readonly PlayableFate[];
  };

/** How far a failure reaches among the users of its function. */
export type Reaching = {
  /** Blast is a share of the function's users, not a number of units. */
  readonly inShares: boolean;
  /** Share of the function's users that one unit of blast is; null where the text does not say. */
  readonly usersPerUnit: number | null;
};

/** Mean and mean square of something over occurrences. */
export type Moments = { readonly mean: number; readonly square: number };

/** A representative set of losses, for sums over more of them than can be played one by one. */
export type LossPool = {
  /** Ascending. */
  readonly losses: Float64Array;
  readonly loss: Moments;
  /** Standard errors of mean and mean square: the pool's own, the same in every year. */
  readonly error: Moments;
  readonly strata: readonly Stratum[];
};

/** Occurrences of one failure under one fate. */
export type Pool = LossPool & {
  /** The occurrences in the order in which they were played, to be dealt one by one; see `deal`. */
  readonly outcomes: Float64Array;
  /** Hours until contained, weighted with the share of the function's users reached. */
  readonly touchedHours: Moments;
  readonly blast: Moments;
  readonly caught: number;
};

/** Numbers that an outcome is kept in: they lie beside each other, since outcomes are dealt in no order. */
const KEPT = 4;

function keep({ loss, hours, blast, caught }: Outcome, outcomes: Float64Array, i: number): void {
  const at = i * KEPT;
  outcomes[at] = loss;
  outcomes[at + 1] = hours;
  outcomes[at + 2] = blast;
  outcomes[at + 3] = caught ? 1 : 0;
}

/** Deals occurrence i of a pool. */
export function deal({ outcomes }: Pool, i: number, into: Outcome): void {
  const at = i * KEPT;
  into.loss = outcomes[at]!;
  into.hours = outcomes[at + 1]!;
  into.blast = outcomes[at + 2]!;
  into.caught = outcomes[at + 3] === 1;
}

/** A slice of the losses by size, and all that lies in it or below. */
type Stratum = {
  readonly share: number;
  readonly from: number;
  readonly to: number;
  /** Share of losses up to `to`, and their mean, mean square and mean cube, each times that share. */
  readonly shareUpTo: number;
  readonly meanUpTo: number;
  readonly squareUpTo: number;
  readonly cubeUpTo: number;
};

/** Parts of a pool whose means are compared for its error. */
const PARTS = 4;
/** Each stratum holds so many times what lies above it. */
const STRATUM_RATIO = 8;
/** A stratum from which more losses than this are expected is summed at once, with all below it. */
const SUMMED_SINGLY = 6;

/**
 * Plays `size` occurrences whose draws fill the ranges evenly: a Kronecker sequence on the square roots of primes, shifted
 * at random. Source: Niederreiter, Random Number Generation and Quasi-Monte Carlo Methods (1992), 3.1.
 */
export function playPool(
  failure: Pooled,
  fateIndex: number,
  queue: Wait | undefined,
  { seed, size }: { readonly seed: number; readonly size: number },
): Pool {
  const fate = failure.fates[fateIndex]!;
  const play = occurrencePlayer();
  const points = evenPoints(createGenerator(seed, purpose("pool"), failure.stream, fateIndex));
  const [losses, outcomes] = [new Float64Array(size), new Float64Array(size * KEPT)];
  const sums = { hours: 0, hoursSquare: 0, blast: 0, blastSquare: 0, caught: 0 };
  for (let i = 0; i < size; i++) {
    const outcome = play(failure, fate, points.at(i), queue);
    const hours = touchedHours(failure, outcome);
    losses[i] = outcome.loss;
    keep(outcome, outcomes, i);
    sums.hours += hours;
    sums.hoursSquare += hours * hours;
    sums.blast += outcome.blast;
    sums.blastSquare += outcome.blast * outcome.blast;
    sums.caught += outcome.caught ? 1 : 0;
  }
  return {
    ...pooledLosses(losses),
    outcomes,
    touchedHours: { mean: sums.hours / size, square: sums.hoursSquare / size },
    blast: { mean: sums.blast / size, square: sums.blastSquare / size },
    caught: sums.caught / size,
  };
}

/** What the same occurrences cost more under fate `to` than under `from`. */
export function playDifference(
  failure: Pooled,
  { from, to }: { readonly from: number; readonly to: number },
  queueOf: (fate: number) => Wait | undefined,
  { seed, size }: { readonly seed: number; readonly size: number },
): LossPool {
  const points = evenPoints(createGenerator(seed, purpose("difference"), failure.stream, from, to));
  const differences = Float64Array.from({ length: size }, (_, i) => {
    const next = points.at(i);
    const shape = failure.impact(next);
    const detected = failure.detect(next);
    const natural = detected + failure.contain(next);
    const lossUnder = (fate: number): number =>
      harm(shape, Math.min(natural, actedBy(failure.fates[fate]!, detected, next, queueOf(fate))));
    const now = lossUnder(from);
    return lossUnder(to) - now;
  });
  return pooledLosses(differences);
}

/** `losses` in the order in which they were played; sorted in place. */
function pooledLosses(losses: Float64Array): LossPool {
  const [parts, squares] = [new Float64Array(PARTS), new Float64Array(PARTS)];
  let [sum, square] = [0, 0];
  losses.forEach((loss, i) => {
    parts[i % PARTS] = parts[i % PARTS]! + loss;
    squares[i % PARTS] = squares[i % PARTS]! + loss * loss;
    sum += loss;
    square += loss * loss;
  });
  losses.sort();
  const size = losses.length;
  return {
    losses,
    loss: { mean: sum / size, square: square / size },
    error: {
      mean: together(errorOfParts(parts, size / PARTS), errorOfLargest(losses)),
      square: together(
        errorOfParts(squares, size / PARTS),
        errorOfLargest(losses, (loss) => loss * loss),
      ),
    },
    strata: strataOf(losses),
  };
}

/** So many of the largest losses are few enough to be there by chance, however evenly draws fill their ranges. */
const BY_CHANCE = 32;

/** Standard error that the largest of sorted losses bring into the mean of what is `made` of all: that of a Poisson number of what they are above the others. */
function errorOfLargest(sorted: Float64Array, made = (loss: number) => loss): number {
  const first = Math.max(0, sorted.length - BY_CHANCE);
  const others = first > 0 ? made(sorted[first - 1]!) : 0;
  let square = 0;
  for (let i = first; i < sorted.length; i++) {
    const above = made(sorted[i]!) - others;
    square += above * above;
  }
  return Math.sqrt(square) / sorted.length;
}

/** Two standard errors as one, however large. */
function together(a: number, b: number): number {
  const larger = Math.max(a, b);
  if (larger === 0) return 0;
  const ratio = Math.min(a, b) / larger;
  return larger * Math.sqrt(1 + ratio * ratio);
}

/** Hours to containment × share of the users reached; the whole function where the text does not say how many users a unit is. */
export function touchedHours({ inShares, usersPerUnit }: Reaching, outcome: Outcome): number {
  if (inShares) return outcome.hours * Math.min(1, outcome.blast);
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
  const slices: { from: number; to: number }[] = [];
  let to = sorted.length;
  while (to > 0) {
    const above = sorted.length - to;
    const from =
      above === 0 ? to - Math.min(to, STRATUM_RATIO) : Math.max(0, to - above * (STRATUM_RATIO - 1));
    slices.push({ from, to });
    to = from;
  }
  const strata: Stratum[] = [];
  let [count, sum, square, cube] = [0, 0, 0, 0];
  for (const slice of slices.reverse()) {
    for (let i = slice.from; i < slice.to; i++) {
      const loss = sorted[i]!;
      sum += loss;
      square += loss * loss;
      cube += loss * loss * loss;
    }
    count = slice.to;
    const n = sorted.length;
    strata.push({
      ...slice,
      share: (slice.to - slice.from) / n,
      shareUpTo: count / n,
      meanUpTo: sum / n,
      squareUpTo: square / n,
      cubeUpTo: cube / n,
    });
  }
  return strata.reverse();
}

/** A year's sum over a pool's occurrences. */
export type PooledSum = { count: number; sum: number; largest: number };

/**
 * One draw of the sum and largest of losses whose number is Poisson with this mean and whose sizes are the pool's.
 *
 * By Poisson thinning each stratum of sizes is a stream of its own. Few losses of a stratum are drawn one by one; from the first on of which
 * many are expected, all below are summed as a normal bent to their skewness (Cornish and Fisher, 1938). Mean and variance of the sum are
 * those of the compound Poisson over the pool, exactly. `into.count`: singles drawn and the mean number of the others; `into.largest`:
 * what it was before, where that is larger.
 *
 * known   the number is no mean but known: the spread of counts is then left out of the normal part
 */
export function drawPooledSum(
  { strata, losses }: LossPool,
  mean: number,
  generator: Generator,
  into: PooledSum,
  known = false,
): void {
  into.count = 0;
  into.sum = 0;
  let largest = 0;
  for (const { share, from, to, shareUpTo, meanUpTo, squareUpTo, cubeUpTo } of strata) {
    if (mean * share > SUMMED_SINGLY) {
      const counted = known ? (meanUpTo * meanUpTo) / shareUpTo : 0;
      const sd = Math.sqrt(mean * Math.max(0, squareUpTo - counted));
      // Losses beside nothing, 1e-110 say, have no cube in double precision.
      const skewness = (mean * cubeUpTo) / (sd * sd * sd) || 0;
      const spread = sd === 0 ? 0 : sd * bent(sampleNormalQuickly(generator), skewness);
      const many = mean * shareUpTo;
      into.count += many;
      into.sum += Math.max(losses[0]! < 0 ? -Infinity : 0, mean * meanUpTo + spread);
      const uniform = generator.uniform();
      if (largest === 0 && losses[to - 1]! > into.largest)
        largest = Math.min(
          losses[from + Math.floor(power(uniform, 1 / (mean * share)) * (to - from))]!,
          into.sum,
        );
      break;
    }
    const count = samplePoisson(generator, mean * share);
    into.count += count;
    for (let i = 0; i < count; i++) {
      const loss = losses[from + Math.floor(generator.uniform() * (to - from))]!;
      into.sum += loss;
      if (loss > largest) largest = loss;
    }
  }
  into.largest = Math.max(into.largest, largest);
}

/** More skewness than this the first term of the expansion does not bear. */
const MOST_BENT = 1;

/** A standard normal bent to a skewness, its mean 0 and variance 1 kept. */
function bent(normal: number, skewness: number): number {
  const a = Math.max(-MOST_BENT, Math.min(MOST_BENT, skewness)) / 6;
  return (normal + a * (normal * normal - 1)) / Math.sqrt(1 + 2 * a * a);
}
