import { type Estimate, noFigure } from "../findings/estimate.ts";
import { quantile, quantileInterval } from "../numeric/order-statistics.ts";

/** 95th percentile of the standard normal: five in a hundred lie above. */
const Z95 = 1.6448536269514722;

/** A value with its standard error, and the 90% interval that follows; within `least` and `most`. */
export function withError(value: number, error: number, least = 0, most = Infinity): Estimate {
  const low = Math.min(value, Math.max(least, value - Z95 * error));
  const high = Math.max(value, Math.min(most, value + Z95 * error));
  return { value, low, high, error };
}

/** Mean of values of which count, sum and sum of squares are known, by the normal law; within `least` and `most`. */
export function meanOfSums(
  { count, sum, square }: { readonly count: number; readonly sum: number; readonly square: number },
  least = 0,
  most = Infinity,
): Estimate {
  if (count === 0) return noFigure("too few years were played");
  const mean = sum / count;
  return withError(mean, errorOfSums(count, sum, square), least, most);
}

/** Standard error of the mean. */
export function errorOfSums(count: number, sum: number, square: number): number {
  if (count < 2) return 0;
  const mean = sum / count;
  return Math.sqrt(Math.max(0, square / count - mean * mean) / (count - 1));
}

/**
 * A quantile of a sample with its interval by order statistics; the error is the interval's half width in normal terms.
 *
 * shared   standard error of what all of the sample has in common
 */
export function quantileEstimate(sorted: Float64Array, p: number, shared = 0): Estimate {
  const value = quantile(sorted, p);
  const interval = quantileInterval(sorted, p, 0.9);
  const low = value - Math.hypot(value - interval.low, Z95 * shared);
  const high = value + Math.hypot(interval.high - value, Z95 * shared);
  return { value, low: Math.max(Math.min(0, interval.low), low), high, error: (high - low) / (2 * Z95) };
}

/** A chance seen `hits` times in `n`, with Wilson's 90% interval (1927). */
export function chanceEstimate(hits: number, n: number): Estimate {
  const p = hits / n;
  const square = (Z95 * Z95) / n;
  const middle = (p + square / 2) / (1 + square);
  const half = (Z95 * Math.sqrt((p * (1 - p)) / n + square / (4 * n))) / (1 + square);
  return {
    value: p,
    low: Math.max(0, Math.min(p, middle - half)),
    high: Math.min(1, Math.max(p, middle + half)),
    error: Math.sqrt((p * (1 - p)) / n),
  };
}
