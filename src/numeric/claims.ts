import { normalCdf } from "./normal.ts";

/**
 * The size of a loss, as far as sums of losses need it: its mean, and the mean of what lies below a limit.
 * `limitedMean(y)` is E[min(X, y)] for y ≥ 0: concave, rising from 0 to the mean.
 */
export type Claims = {
  readonly mean: number;
  limitedMean(limit: number): number;
};

/** Exponential losses with this mean. */
export function exponentialClaims(mean: number): Claims {
  return { mean, limitedMean: (limit) => -mean * Math.expm1(-limit / mean) };
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
  };
}

/** Losses that are each of `sorted` (ascending, at least one, none negative) with the same chance. */
export function sampledClaims(sorted: Float64Array): Claims {
  const n = sorted.length;
  const below = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) below[i + 1] = below[i]! + sorted[i]!;
  return {
    mean: below[n]! / n,
    limitedMean: (limit) => {
      const count = countUpTo(sorted, limit);
      return (below[count]! + (n - count) * limit) / n;
    },
  };
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
