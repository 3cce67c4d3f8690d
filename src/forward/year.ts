import { createGenerator } from "../numeric/generator.ts";
import { type Domain, type Spread, spread } from "../numeric/range.ts";
import { shuffle } from "../numeric/shuffle.ts";

/** A year of 365.25 days. */
export const HOURS_A_YEAR = 8766;

/** Stream of what is not known; no failure's hash is so large. */
const UNKNOWNS = 2 ** 33;

/** What is not known, as stated. */
export type Unknown = { readonly low: number; readonly high: number; readonly domain: Domain };

export function spreadsOf(unknowns: readonly Unknown[]): Spread[] {
  return unknowns.map(({ low, high, domain }) => spread(low, high, domain));
}

/** Fills [unknown][year] for a block of trial years: the same for a seed and a block, whatever else is played. */
export function drawUnknowns(
  unknowns: readonly Spread[],
  { seed, block }: { readonly seed: number; readonly block: number },
  into: readonly Float64Array[],
): void {
  unknowns.forEach((unknown, q) => {
    const column = into[q]!;
    if (unknown.sd === 0) {
      column.fill(unknown.mean);
      return;
    }
    const generator = createGenerator(seed, UNKNOWNS, block, q);
    for (let y = 0; y < column.length; y++) column[y] = unknown.sampleQuickly(generator);
  });
}

/**
 * [unknown][year] whose values are spread evenly over each range (Latin hypercube), so that few years give good means.
 * Source: McKay, Beckman and Conover (1979).
 *
 * middle   values stand in the middle of their part of the range instead of anywhere in it: tails then hang on no single draw
 */
export function spreadUnknowns(
  unknowns: readonly Spread[],
  seed: number,
  count: number,
  { middle = false } = {},
): Float64Array[] {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  return unknowns.map((unknown, q) => {
    if (unknown.sd === 0) return new Float64Array(count).fill(unknown.mean);
    const generator = createGenerator(seed, UNKNOWNS + 1, q);
    shuffle(order, generator);
    return Float64Array.from(order, (place) =>
      unknown.quantile((place + (middle ? 0.5 : generator.uniform())) / count),
    );
  });
}

/** A stream for one purpose beside those of years. */
export function purpose(name: string): number {
  return UNKNOWNS + 2 + hashOf(name);
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** More often a year than this nothing is counted, so that counts stay whole numbers. */
const OFTENEST = 1e15;

/** Brings occurrences a year, [year], to what can be counted, in place. */
export function boundRates(column: Float64Array): void {
  for (let y = 0; y < column.length; y++) column[y] = column[y]! > 0 ? Math.min(column[y]!, OFTENEST) : 0;
}
