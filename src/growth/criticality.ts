import type { Estimate } from "../findings/estimate.ts";
import type { Severity } from "../forward/forward.ts";
import { noClaims, sampledClaims } from "../numeric/claims.ts";
import { type BoundedChance, type RuinCurve, ruinCurve } from "../numeric/ruin.ts";

/** A failure's losses as claims on the capital: so many a year of such a size. */
export type ClaimsOfFailure = { readonly perYear: number; readonly severity: Severity };

/** Cells of the lattice on which ruin is computed; bounds narrow and time grows with more of them. */
const CELLS = 1024;

/**
 * Ruin by all failures' single losses together, each at its rate: losses without a mean are left out, since no premium covers
 * them; what one of them does to the capital is told by the curve all the same.
 */
export function ruinOf(failures: readonly ClaimsOfFailure[], loading: number, capital: number): RuinCurve {
  const counted = failures.filter(
    ({ perYear, severity }) => perYear > 0 && severity.infiniteMean === undefined,
  );
  if (counted.length === 0) return ruinCurve(noClaims, loading, capital);
  const claims = counted.map(({ perYear, severity }) => ({ weight: perYear, losses: severity.sample }));
  return ruinCurve(sampledClaims(...claims), loading, capital, CELLS);
}

/** R = E[ψ(u − X) − ψ(u)] over single losses, with the curve's bounds; the error is that of the sample's mean. */
export function criticality({ sample }: Severity, curve: RuinCurve): Estimate {
  let [value, square, low, high] = [0, 0, 0, 0];
  for (const loss of sample) {
    const rise = curve.rise(loss);
    value += rise.value;
    square += rise.value * rise.value;
    low += rise.low;
    high += rise.high;
  }
  const n = sample.length;
  const mean = value / n;
  const error = Math.sqrt(Math.max(0, square / n - mean * mean) / n);
  return { value: mean, low: low / n, high: high / n, error };
}

/** A chance with bounds as an estimate whose computation is exact but for them. */
export function boundedEstimate({ value, low, high }: BoundedChance): Estimate {
  return { value, low, high, error: 0 };
}
