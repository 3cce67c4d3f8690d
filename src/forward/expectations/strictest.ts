import { normalQuantile } from "../../numeric/normal.ts";

/** Single users' tolerance for a wait: lognormal. Failwell's assumption. */
const ONE_USER = { medianHours: 1, sigma: 0.8 };

/**
 * The least tolerance among `users` who don't influence each other, at quantile p of it (0 < p < 1): hours where `median` is.
 * Nobody becomes stricter, yet the strictest does, the more there are.
 *
 * median, sigma  of one user's tolerance, lognormal
 * Method: 1 − (1 − F)ⁿ = p solved for F by log1p and expm1, so that a billion users lose no figure. Infinity where there is nobody.
 */
export function strictestTolerance(users: number, p = 0.5, { medianHours, sigma } = ONE_USER): number {
  if (!(users > 0)) return Infinity;
  return medianHours * Math.exp(sigma * normalQuantile(-Math.expm1(Math.log1p(-p) / users)));
}
