import { betaI } from "./beta.ts";
import { normalQuantile } from "./normal.ts";

/**
 * The p-quantile of a sample, linear between order statistics (Hyndman and Fan's type 7).
 *
 * sorted   ascending, at least one value. Throws RangeError when it is empty or p is outside [0, 1].
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0 || !(p >= 0 && p <= 1))
    throw new RangeError(`no ${p}-quantile of ${sorted.length} values`);
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const share = position - below;
  return share === 0 ? low : low + share * (sorted[below + 1]! - low);
}

/**
 * An interval that covers the true p-quantile with at least chance `level`, whatever the distribution: two order statistics,
 * each missed with at most (1 − level)/2. Where the sample is too small for that, its end is the sample's end.
 *
 * Source: David and Nagaraja, Order Statistics (2003), 7.1. Throws RangeError when the sample is empty.
 */
export function quantileInterval(
  sorted: ArrayLike<number>,
  p: number,
  level: number,
): { low: number; high: number } {
  const n = sorted.length;
  if (n === 0) throw new RangeError("no quantile of an empty sample");
  const miss = (1 - level) / 2;
  const low = firstBelow(n, p, (count) => count <= miss) - 1;
  const high = firstBelow(n, p, (count) => count < 1 - miss);
  return { low: sorted[Math.max(0, low)]!, high: sorted[Math.min(n - 1, high)]! };
}

/** Least count k in 0 … n for which `holds` is no longer true of P(at most k of n values lie below the quantile). */
function firstBelow(n: number, p: number, holds: (cdf: number) => boolean): number {
  let [low, high] = [-1, n];
  while (high - low > 1) {
    const k = Math.floor((low + high) / 2);
    if (holds(binomialCdf(k, n, p))) low = k;
    else high = k;
  }
  return high;
}

function binomialCdf(k: number, n: number, p: number): number {
  return k >= n ? 1 : betaI(n - k, k + 1, 1 - p);
}

/**
 * Mean of the worst 1 − q of a sample (conditional value at risk), with its standard error sd((L − VaR)+)/((1 − q)√n).
 *
 * sorted   ascending. Source: Rockafellar and Uryasev (2000); error as in Glynn and Hong–Liu (2009).
 * Throws RangeError when the sample is empty or q is not in [0, 1).
 */
export function cvar(sorted: ArrayLike<number>, q: number): { value: number; error: number } {
  if (!(q >= 0 && q < 1)) throw new RangeError(`the worst share lies between 0 and 1, not at ${1 - q}`);
  const n = sorted.length;
  const threshold = quantile(sorted, q);
  let [sum, squares] = [0, 0];
  for (let i = n - 1; i >= 0 && sorted[i]! > threshold; i--) {
    const excess = sorted[i]! - threshold;
    sum += excess;
    squares += excess * excess;
  }
  const mean = sum / n;
  const sd = Math.sqrt(Math.max(0, squares / n - mean * mean));
  return { value: threshold + mean / (1 - q), error: sd / ((1 - q) * Math.sqrt(n)) };
}

/**
 * Mean of a sample, its standard error, and the interval that covers the true mean with chance `level` by the normal law.
 * With one value the error is 0: nothing is known of it. Throws RangeError when the sample is empty.
 */
export function meanInterval(
  values: ArrayLike<number>,
  level: number,
): { mean: number; error: number; low: number; high: number } {
  const n = values.length;
  if (n === 0) throw new RangeError("no mean of an empty sample");
  let [mean, squares] = [0, 0];
  for (let i = 0; i < n; i++) {
    const difference = values[i]! - mean;
    mean += difference / (i + 1);
    squares += difference * (values[i]! - mean);
  }
  const error = n > 1 ? Math.sqrt(squares / (n - 1) / n) : 0;
  const half = error === 0 ? 0 : normalQuantile((1 + level) / 2) * error;
  return { mean, error, low: mean - half, high: mean + half };
}
