import type { LossTable } from "./loss-table.ts";
import { ScalarThrower } from "./scalar-thrower.ts";
import { createVectorThrower } from "./vector-thrower.ts";

export { BLOCK_YEARS } from "./block.ts";

/** How a thrower computes: four losses at a time in WebAssembly, or one by one. The figures are the same, bit for bit. */
export type ThrowerKind = "simd" | "scalar";

/** Throws losses into the years of a block. */
export type Thrower = {
  readonly kind: ThrowerKind;
  /** [1024] Sum of all losses thrown into each year since the last clear. */
  readonly sums: Float64Array;
  /** [1024] The dearest loss of each year since then, 0 where there is none; stays 0 in a thrower that does not keep it. */
  readonly worst: Float64Array;
  /** Empties all years. */
  clear(): void;
  /** The law that losses are drawn from, from now on; cheap for one that was used not long ago. */
  use(law: LossTable): void;
  /** Starts the stream that losses are drawn from: the same seed and stream give the same losses in the same years. */
  begin(seed: number, ...stream: readonly number[]): void;
  /** n losses, each into a year of its own choice, all years being equally likely; n < 2³². */
  throwEvenly(n: number): void;
  /** counts[y] losses into year y, [1024]. */
  throwInto(counts: Uint32Array): void;
};

/**
 * A thrower of the kind asked for, by default the fastest there is here; where WebAssembly's vectors or memory are denied it is the
 * scalar one.
 *
 * worst   whether the dearest loss of each year is kept as well, which takes a little longer
 *
 * Method: each loss takes one word of xoshiro128++, losses 0, 4, 8 … of a throw from the stream (seed, …stream, 0), losses 1, 5, 9 … from
 * (…, 1) and so on; in a tail a further word from (…, 4). Of each 1024 losses thrown evenly those in a tail come last. Every throw begins with stream 0. See LossTable for a word's bits.
 */
export function createThrower(
  kind: ThrowerKind = "simd",
  { worst = false }: { readonly worst?: boolean } = {},
): Thrower {
  return (kind === "simd" ? createVectorThrower(worst) : null) ?? new ScalarThrower(worst);
}
