import { betaI } from "../numeric/beta.ts";
import { fitGammaToRange, gammaP, gammaQuantile } from "../numeric/gamma.ts";
import { negativeBinomialCdf, negativeBinomialQuantile, poissonCdf } from "../numeric/poisson.ts";

/** What is known of a rate: Gamma with this shape and rate, mean shape / rate occurrences a year. */
export type GammaRate = { readonly shape: number; readonly rate: number };

/** What was stated of a rate, occurrences a year: its 5th and 95th percentile. */
export type StatedRange = { readonly low: number; readonly high: number };

/**
 * What the text says of a rate before the record is looked at.
 *
 * A range is the Gamma with its 5th and 95th percentile. A single figure claims a mean and no spread: it is worth half a
 * sighting, the constrained noninformative prior Gamma(½, ½ / mean) of probabilistic risk assessment. Where nothing is stated,
 * or 0, it is Jeffreys' prior Gamma(½, 0), which is proper only once something has been watched.
 * Source: Atwood, Constrained noninformative priors in risk assessment (1996); NUREG/CR-6823, 6.2.2.
 */
export function priorOf(stated: StatedRange | null): GammaRate {
  if (stated === null || !(stated.high > 0)) return { shape: 0.5, rate: 0 };
  if (isRange(stated)) return fitGammaToRange(stated.low, stated.high);
  return { shape: 0.5, rate: 0.5 / stated.high };
}

/** Narrower than one part in a million is one figure. */
export function isRange(stated: StatedRange): boolean {
  return stated.high > stated.low * (1 + 1e-6);
}

/** After `count` occurrences in `exposureYears` of watching: Gamma(shape + count, rate + exposure). */
export function updated(prior: GammaRate, count: number, exposureYears: number): GammaRate {
  return { shape: prior.shape + count, rate: prior.rate + exposureYears };
}

/** Next year's count: negative binomial. `low`, `high`: 5th and 95th percentile; `none`: chance of none. */
export type NextYear = {
  readonly mean: number;
  readonly variance: number;
  readonly none: number;
  readonly low: number;
  readonly high: number;
};

/** Throws RangeError where the rate is not positive: then nothing is known yet. */
export function nextYear({ shape, rate }: GammaRate): NextYear {
  if (!(rate > 0)) throw new RangeError("next year's count of a rate of which nothing is known");
  const mean = shape / rate;
  return {
    mean,
    variance: mean + mean / rate,
    none: Math.exp(-shape * Math.log1p(1 / rate)),
    low: negativeBinomialQuantile(0.05, shape, mean),
    high: negativeBinomialQuantile(0.95, shape, mean),
  };
}

/** 5th and 95th percentile of the rate itself. */
export function bandOf({ shape, rate }: GammaRate): StatedRange {
  return { low: gammaQuantile(0.05, shape, rate), high: gammaQuantile(0.95, shape, rate) };
}

/**
 * Chance, under what was stated, of a count as far out as `count` on its side, doubled. A range predicts a negative binomial
 * count; a single figure is taken at its word and predicts a Poisson count; nothing stated, or nothing watched, surprises nobody.
 */
export function surpriseOf(stated: StatedRange | null, count: number, exposureYears: number): number {
  if (stated === null || !(exposureYears > 0)) return 1;
  if (!(stated.high > 0)) return count === 0 ? 1 : 0;
  const [atMost, atLeast] = isRange(stated)
    ? gammaTails(priorOf(stated), count, exposureYears)
    : poissonTails(stated.high * exposureYears, count);
  return Math.min(1, 2 * Math.min(atMost, atLeast));
}

function gammaTails({ shape, rate }: GammaRate, count: number, years: number): [number, number] {
  const mean = (shape / rate) * years;
  const atLeast = count === 0 ? 1 : betaI(count, shape, years / (rate + years));
  return [negativeBinomialCdf(count, shape, mean), atLeast];
}

function poissonTails(mean: number, count: number): [number, number] {
  return [poissonCdf(count, mean), count === 0 ? 1 : gammaP(count, mean)];
}
