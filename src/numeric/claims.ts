import { normalCdf } from "./normal.ts";

/** The size of a loss, as far as sums of losses need it: its mean, and moments of what lies below a limit. */
export type Claims = {
  readonly mean: number;
  /** E[min(X, y)] for y ≥ 0: concave, rising from 0 to the mean. */
  limitedMean(limit: number): number;
  /** E[min(X, y)²] */
  limitedSquare(limit: number): number;
};

/** Losses that cost nothing. */
export const noClaims: Claims = { mean: 0, limitedMean: () => 0, limitedSquare: () => 0 };

/** Exponential losses with this mean. */
export function exponentialClaims(mean: number): Claims {
  return {
    mean,
    limitedMean: (limit) => -mean * Math.expm1(-limit / mean),
    limitedSquare: (limit) =>
      -2 * mean * (mean * Math.expm1(-limit / mean) + limit * Math.exp(-limit / mean)),
  };
}

/** Lognormal losses: exp(Normal(mu, sigma)), sigma > 0. Source: Klugman, Panjer and Willmot, Loss Models, appendix A. */
export function lognormalClaims(mu: number, sigma: number): Claims {
  const mean = Math.exp(mu + (sigma * sigma) / 2);
  return {
    mean,
    limitedMean: (limit) => {
      if (limit <= 0) return 0;
      const z = (Math.log(limit) - mu) / sigma;
      return mean * normalCdf(z - sigma) + limit * normalCdf(-z);
    },
    limitedSquare: (limit) => {
      if (limit <= 0) return 0;
      const z = (Math.log(limit) - mu) / sigma;
      const square = mean * mean * Math.exp(sigma * sigma);
      return square * normalCdf(z - 2 * sigma) + limit * limit * normalCdf(-z);
    },
  };
}

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
  const { losses, shares } = merged(kinds, all);
  const [share, mean, square] = [new Float64Array(n + 1), new Float64Array(n + 1), new Float64Array(n + 1)];
  for (let i = 0; i < n; i++) {
    const [loss, of] = [losses[i]!, shares[i]!];
    share[i + 1] = share[i]! + of;
    mean[i + 1] = mean[i]! + of * loss;
    square[i + 1] = square[i]! + of * loss * loss;
  }
  const above = (count: number): number => Math.max(0, share[n]! - share[count]!);
  return {
    mean: mean[n]!,
    limitedMean: (limit) => {
      const count = countUpTo(losses, limit);
      return mean[count]! + above(count) * limit;
    },
    limitedSquare: (limit) => {
      const count = countUpTo(losses, limit);
      return square[count]! + above(count) * limit * limit;
    },
  };
}

type Shared = { readonly losses: Float64Array; readonly shares: Float64Array };

/** All losses ascending, and each one's share of all claims. */
function merged(kinds: readonly WeightedSample[], all: number): Shared {
  let runs: Shared[] = kinds.map(({ weight, losses }) => ({
    losses,
    shares: new Float64Array(losses.length).fill(weight / all / losses.length),
  }));
  while (runs.length > 1) {
    const next: Shared[] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const second = runs[i + 1];
      next.push(second === undefined ? runs[i]! : mergePair(runs[i]!, second));
    }
    runs = next;
  }
  return runs[0]!;
}

function mergePair(a: Shared, b: Shared): Shared {
  const n = a.losses.length + b.losses.length;
  const losses = new Float64Array(n);
  const shares = new Float64Array(n);
  let [i, j] = [0, 0];
  for (let at = 0; at < n; at++) {
    const first = j === b.losses.length || (i < a.losses.length && a.losses[i]! <= b.losses[j]!);
    losses[at] = first ? a.losses[i]! : b.losses[j]!;
    shares[at] = first ? a.shares[i++]! : b.shares[j++]!;
  }
  return { losses, shares };
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
