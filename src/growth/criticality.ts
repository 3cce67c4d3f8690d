import type { Estimate } from "../findings/estimate.ts";
import type { Severity } from "../forward/forward.ts";
import { noClaims, sampledClaims, type WeightedSample } from "../numeric/claims.ts";
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
  return ruinByClaims(
    counted.map(({ perYear, severity }) => ({ weight: perYear, losses: severity.sample })),
    loading,
    capital,
  );
}

/** Ruin by claims of several kinds, all of which have a mean. */
export function ruinByClaims(kinds: readonly WeightedSample[], loading: number, capital: number): RuinCurve {
  const claims = kinds.length === 0 ? noClaims : sampledClaims(...kinds);
  return ruinCurve(claims, loading, capital, CELLS);
}

/** R over single losses of several kinds, whose weights sum to 1. */
export function criticalityOver(kinds: readonly WeightedSample[], curve: RuinCurve): number {
  let sum = 0;
  for (const { weight, losses } of kinds)
    for (const loss of losses) sum += (weight / losses.length) * curve.rise(loss).value;
  return sum;
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
