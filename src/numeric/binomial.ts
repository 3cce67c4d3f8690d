import { exp, log, log1p } from "./elementary.ts";
import { deviance, stirlingError } from "./stirling.ts";

/**
 * Γ(n + 1) / (Γ(x + 1) Γ(n − x + 1)) · pˣ qⁿ⁻ˣ for real 0 ≤ x ≤ n, with q = 1 − p given on its own, so that neither may be lost in the other.
 *
 * Error: relative about 1e-13. Source: Loader, Fast and accurate computation of binomial probabilities (2000).
 */
export function binomialRaw(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return x === n ? 1 : 0;
  if (x === 0) return exp(n * logOf(q, p));
  if (x === n) return exp(n * logOf(p, q));
  const rest = n - x;
  const exponent =
    stirlingError(n) - stirlingError(x) - stirlingError(rest) - deviance(x, n * p) - deviance(rest, n * q);
  return exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * rest));
}

/** log p, from whichever of p and 1 − p says it more exactly. */
function logOf(p: number, complement: number): number {
  return complement < 0.5 ? log1p(-complement) : log(p);
}
