import { quantile, quantileInterval } from "../numeric/order-statistics.ts";
import type { RunTally } from "./tally.ts";

/** Years that have to lie beyond the quantile before its interval is believed. */
const BEYOND = 400;

/**
 * How precise one year in 100 is: the half width of its 90% interval by order statistics over itself; Infinity while too few years lie
 * beyond it. 0 where it costs nothing.
 */
export function precisionOf({ totals, played }: Pick<RunTally, "totals" | "played">): { reached: number } {
  if (played * 0.01 < BEYOND) return { reached: Infinity };
  return { reached: relativeHalfWidth(totals.slice(0, played).sort()) };
}

/** As above, of sorted years, however few. */
export function relativeHalfWidth(sorted: Float64Array): number {
  const p99 = quantile(sorted, 0.99);
  if (!(p99 > 0)) return 0;
  const { low, high } = quantileInterval(sorted, 0.99, 0.9);
  return (high - low) / 2 / p99;
}
