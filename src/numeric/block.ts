/** Years that are played at once. */
export const BLOCK_YEARS = 1024;

/** Streams that losses are drawn from by turns; one more, numbered next, is for tails. */
export const LANES = 4;

/** How many losses there are in all years. */
export function totalOf(counts: Uint32Array): number {
  let total = 0;
  for (let year = 0; year < BLOCK_YEARS; year++) total += counts[year]!;
  return total;
}
