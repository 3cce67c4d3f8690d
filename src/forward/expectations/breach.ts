import { incompleteBeta } from "../../numeric/beta.ts";

/**
 * Chance that a window uses up its error budget: that of n uses at least n·(1 − objective) fail, where each fails with
 * chance p, independently. With few uses a breach is luck; with many it is decided by whether p lies above 1 − objective.
 *
 * objective   share of uses to go well, such as 0.9995
 * Error: relative about 1e-9 for n up to 10¹². Exact: the binomial tail, as a regularized incomplete beta.
 * Throws RangeError unless n ≥ 0 and both shares lie in [0, 1].
 */
export function breachChance(n: number, p: number, objective: number): number {
  if (!(n >= 0 && p >= 0 && p <= 1 && objective >= 0 && objective <= 1))
    throw new RangeError(`no breach of ${objective} by ${n} uses that fail with chance ${p}`);
  const uses = Math.round(n);
  // 10,000 · (1 − 0.9995) is 5.000000000000004: what rounding added is taken off before the next whole number is taken.
  const budget = Math.max(1, Math.ceil(uses * (1 - objective) - uses * 2 ** -52));
  return budget > uses ? 0 : incompleteBeta(budget, uses - budget + 1, p, 1 - p);
}
