import type { Estimate } from "../findings/estimate.ts";
import { quantileEstimate } from "./estimates.ts";
import { FIGURES, figureOf, type RunTally } from "./tally.ts";

/** Years that have to lie beyond the quantile before its interval is believed. */
const BEYOND = 400;

/**
 * How precise one year in 100 is: the half width of its 90% interval over itself; Infinity while too few years lie beyond it. 0 where it
 * costs nothing.
 */
export function precisionOf(tally: RunTally): { reached: number } {
  if (tally.played * 0.01 < BEYOND) return { reached: Infinity };
  return { reached: relativeHalfWidth(yearQuantiles(tally)(0.99)) };
}

/** Half the interval over the value; 0 where it is nothing. */
export function relativeHalfWidth({ value, low, high }: Estimate): number {
  return value! > 0 ? (high! - low!) / 2 / value! : 0;
}

/**
 * Quantiles of what a year costs, by order statistics and by the errors that pools bring into every year alike: a mean that is off moves
 * all of the years, a mean square that is off moves each as far as it lies from their middle.
 *
 * sorted   the years' losses, ascending
 */
export function yearQuantiles(
  tally: RunTally,
  sorted = tally.totals.slice(0, tally.played).sort(),
): (p: number) => Estimate {
  const { mean, variance } = momentsOf(sorted);
  const failures = tally.failures.length / FIGURES.length;
  const shared = (value: number): number => {
    const reach = variance > 0 ? Math.abs(value - mean) / (2 * variance) : 0;
    let square = 0;
    for (let k = 0; k < failures; k++) {
      const of = figureOf(tally, k, "pooledError") + reach * figureOf(tally, k, "pooledSquareError");
      square += (of / tally.played) ** 2;
    }
    const error = Math.sqrt(square);
    // Losses whose squares no number holds are known to no better than themselves.
    return error < Infinity ? error : value;
  };
  return (p) => quantileEstimate(sorted, p, shared(quantileEstimate(sorted, p).value!));
}

/** Mean and variance, however large the values are. */
export function momentsOf(values: Float64Array): { mean: number; variance: number } {
  let [mean, squares] = [0, 0];
  values.forEach((value, i) => {
    const difference = value - mean;
    mean += difference / (i + 1);
    squares += difference * (value - mean);
  });
  return { mean, variance: squares / Math.max(1, values.length - 1) };
}
