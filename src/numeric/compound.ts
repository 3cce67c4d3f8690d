import type { Claims } from "./claims.ts";
import { compoundMixture, type LatticeChoice } from "./mixture.ts";

/** Losses of one kind: so many a year on average, each of such a size. */
export type ClaimStream = { readonly rate: number; readonly claims: Claims };

/** What all streams together cost in a year. */
export type CompoundDistribution = {
  readonly mean: number;
  /** Chance that a year costs at most `loss`. */
  cdf(loss: number): number;
  /** The cost that a year stays below with chance p. Infinity where it lies beyond the lattice. */
  quantile(p: number): number;
  /** Mean cost of the worst 1 − q of years. */
  cvar(q: number): number;
};

/**
 * Distribution of a year's losses when counts are Poisson and losses independent: the mixture with nothing unknown. Method,
 * error, what is refused: see `compoundMixture`.
 */
export function compoundPoisson(
  streams: readonly ClaimStream[],
  choice: LatticeChoice = {},
): CompoundDistribution {
  const claims = streams.map((stream) => stream.claims);
  return compoundMixture({ claims, rates: Float64Array.from(streams, ({ rate }) => rate) }, choice);
}
