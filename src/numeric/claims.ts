import { normalCdf } from "./normal.ts";

/** The size of a loss, as far as sums of losses need it: its mean, and moments of what lies below a limit. */
export type Claims = {
  readonly mean: number;
  /** E[min(X, y)] for y ≥ 0: concave, rising from 0 to the mean. */
  limitedMean(limit: number): number;
  /** E[min(X, y)²] */
  limitedSquare(limit: number): number;
  /** The losses themselves, where only so many can occur: ascending, with the share of claims that each is. */
  readonly losses?: SharedLosses;
  /** How far, in logarithms, the limited moments of a law with a density stay like a parabola; absent where unknown. */
  readonly smoothness?: number;
};

export type SharedLosses = { readonly sizes: Float64Array; readonly shares: Float64Array };

/** Losses that cost nothing. */
export const noClaims: Claims = { mean: 0, limitedMean: () => 0, limitedSquare: () => 0 };

/** Exponential losses with this mean. */
export function exponentialClaims(mean: number): Claims {
  return {
    mean,
    limitedMean: (limit) => -mean * Math.expm1(-limit / mean),
    smoothness: 1,
    limitedSquare: (limit) =>
      -2 * mean * (mean * Math.expm1(-limit / mean) + limit * Math.exp(-limit / mean)),
  };
}

/** Lognormal losses: exp(Normal(mu, sigma)), sigma > 0. Source: Klugman, Panjer and Willmot, Loss Models, appendix A. */
export function lognormalClaims(mu: number, sigma: number): Claims {
  const mean = Math.exp(mu + (sigma * sigma) / 2);
  const square = mean * mean * Math.exp(sigma * sigma);
  return {
    mean,
    smoothness: Math.min(1, sigma),
    limitedMean: (limit) => {
      if (limit <= 0) return 0;
      const z = (Math.log(limit) - mu) / sigma;
      if (z < -BEYOND) return limit;
      if (z - sigma > BEYOND) return mean;
      return mean * normalCdf(z - sigma) + limit * normalCdf(-z);
    },
    limitedSquare: (limit) => {
      if (limit <= 0) return 0;
      const z = (Math.log(limit) - mu) / sigma;
      if (z < -BEYOND) return limit * limit;
      if (z - 2 * sigma > BEYOND) return square;
      return square * normalCdf(z - 2 * sigma) + limit * limit * normalCdf(-z);
    },
  };
}

/** Standard deviations beyond which a normal tail is lost beside 1. */
const BEYOND = 8.5;

/** Equally likely losses of one kind, ascending, none negative; the kind comes as often as its weight says. */
export type WeightedSample = { readonly weight: number; readonly losses: Float64Array };

/**
 * One claim out of several kinds, each known by a sample of its losses. Time is that of merging all of them once; then a
 * limited moment takes a search. Throws RangeError when there is no loss or no weight.
 */
export function sampledClaims(...kinds: readonly WeightedSample[]): Claims {
  const all = kinds.reduce((sum, { weight }) => sum + weight, 0);
  const n = kinds.reduce((sum, { losses }) => sum + losses.length, 0);
  if (!(n > 0 && all > 0 && all < Infinity)) throw new RangeError("claims need losses and a weight");
  const losses = merged(kinds, all);
  const { sizes, shares } = losses;
  // Sums up to each loss are made when first asked for: a lattice never does.
  let sums: LossSums | undefined;
  const limited = (limit: number, power: "mean" | "square", beyond: number): number => {
    sums ??= sumLosses(losses);
    const count = countUpTo(sizes, limit);
    return sums[power][count]! + Math.max(0, sums.share[n]! - sums.share[count]!) * beyond;
  };
  return {
    mean: sizes.reduce((sum, size, i) => sum + shares[i]! * size, 0),
    losses,
    limitedMean: (limit) => limited(limit, "mean", limit),
    limitedSquare: (limit) => limited(limit, "square", limit * limit),
  };
}

type LossSums = { readonly share: Float64Array; readonly mean: Float64Array; readonly square: Float64Array };

function sumLosses({ sizes, shares }: SharedLosses): LossSums {
  const n = sizes.length;
  const [share, mean, square] = [new Float64Array(n + 1), new Float64Array(n + 1), new Float64Array(n + 1)];
  for (let i = 0; i < n; i++) {
    const [size, of] = [sizes[i]!, shares[i]!];
    share[i + 1] = share[i]! + of;
    mean[i + 1] = mean[i]! + of * size;
    square[i + 1] = square[i]! + of * size * size;
  }
  return { share, mean, square };
}

/** All losses ascending, and each one's share of all claims. */
function merged(kinds: readonly WeightedSample[], all: number): SharedLosses {
  let runs: SharedLosses[] = kinds.map(({ weight, losses }) => ({
    sizes: losses,
    shares: new Float64Array(losses.length).fill(weight / all / losses.length),
  }));
  while (runs.length > 1) {
    const next: SharedLosses[] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const second = runs[i + 1];
      next.push(second === undefined ? runs[i]! : mergePair(runs[i]!, second));
    }
    runs = next;
  }
  return runs[0]!;
}

function mergePair(a: SharedLosses, b: SharedLosses): SharedLosses {
  const n = a.sizes.length + b.sizes.length;
  const sizes = new Float64Array(n);
  const shares = new Float64Array(n);
  let [i, j] = [0, 0];
  for (let at = 0; at < n; at++) {
    const first = j === b.sizes.length || (i < a.sizes.length && a.sizes[i]! <= b.sizes[j]!);
    sizes[at] = first ? a.sizes[i]! : b.sizes[j]!;
    shares[at] = first ? a.shares[i++]! : b.shares[j++]!;
  }
  return { sizes, shares };
}

/** How many of `sorted` are at most `limit`. */
function countUpTo(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
