import { betaI } from "../numeric/beta.ts";
import { findRoot } from "../numeric/root.ts";

/** Chance that Student's t with ν degrees of freedom is at most x. */
export function studentCdf(x: number, freedom: number): number {
  const tail = betaI(freedom / 2, 0.5, freedom / (freedom + x * x)) / 2;
  return x < 0 ? tail : 1 - tail;
}

/**
 * The p-quantile of Student's t with ν degrees of freedom. Error: relative about 1e-10 for 0.001 < p < 0.999.
 * Throws RangeError unless 0 < p < 1 and ν > 0.
 */
export function studentQuantile(p: number, freedom: number): number {
  if (!(p > 0 && p < 1 && freedom > 0)) throw new RangeError(`no ${p}-quantile of t with ${freedom}`);
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, freedom);
  let high = 2;
  while (studentCdf(high, freedom) < p) high *= 4;
  return findRoot((x) => studentCdf(x, freedom) - p, 0, high);
}
