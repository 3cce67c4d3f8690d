import type { Generator } from "../numeric/generator.ts";
import { samplePoisson } from "../numeric/poisson.ts";

/** Fewer arrivals than one in so many years are scattered over a block instead of being counted year by year. */
const SCATTERED = 4;

/**
 * Draws how many arrive in each year: Poisson with the year's rate, independently of other years. Where they are few their number in the
 * whole block is Poisson, and each falls into a year by the years' shares, which is the same law.
 *
 * rates, counts   [year]; counts are overwritten
 */
export function arrivals(rates: Float64Array, generator: Generator, counts: Uint32Array): void {
  counts.fill(0);
  let all = 0;
  for (let y = 0; y < rates.length; y++) all += rates[y]!;
  if (all === 0) return;
  if (all * SCATTERED < rates.length) {
    const upTo = cumulative(rates);
    for (let left = samplePoisson(generator, all); left > 0; left--) {
      const year = placeOf(upTo, generator.uniform() * upTo[upTo.length - 1]!);
      counts[year] = counts[year]! + 1;
    }
    return;
  }
  for (let y = 0; y < rates.length; y++) if (rates[y]! > 0) counts[y] = samplePoisson(generator, rates[y]!);
}

function cumulative(rates: Float64Array): Float64Array {
  const upTo = new Float64Array(rates.length);
  let sum = 0;
  for (let y = 0; y < rates.length; y++) {
    sum += rates[y]!;
    upTo[y] = sum;
  }
  return upTo;
}

/** The first place whose number is above `value`. */
function placeOf(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Generations after which a cascade counts as ended: beyond them less than one in 10¹² is left at R = 0.99. */
const GENERATIONS = 3000;

/**
 * How many occurrences come of `begun` ones, each of which sets off a Poisson number of others with mean `spreads` < 1, and so on.
 * Source: Borel (1942); of one, the total has mean 1/(1 − R) and variance R/(1 − R)³.
 */
export function cascade(generator: Generator, begun: number, spreads: number): number {
  let [total, generation] = [begun, begun];
  for (let i = 0; i < GENERATIONS && generation > 0 && spreads > 0; i++) {
    generation = samplePoisson(generator, generation * spreads);
    total += generation;
  }
  return total;
}
