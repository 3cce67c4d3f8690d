import { incompleteBeta } from "./beta.ts";
import { binomialRaw } from "./binomial.ts";
import { exp, log } from "./elementary.ts";
import { gammaQ } from "./gamma.ts";
import type { Generator } from "./generator.ts";
import { deviance, stirlingError } from "./stirling.ts";

/**
 * Chance of exactly `count` when `mean` are expected.
 *
 * Error: relative about 1e-14 at any mean. Source: Loader (2000). 0 where count is negative or not whole.
 * Throws RangeError when mean is negative.
 */
export function poissonPmf(count: number, mean: number): number {
  if (!(mean >= 0)) throw new RangeError(`a mean count is not negative, as ${mean} is`);
  if (!(count >= 0) || !Number.isInteger(count)) return 0;
  return mean === 0 ? Number(count === 0) : exp(logPoisson(count, mean));
}

function logPoisson(count: number, mean: number): number {
  if (count === 0) return -mean;
  return -stirlingError(count) - deviance(count, mean) - 0.5 * log(2 * Math.PI * count);
}

/** Chance of at most `count` when `mean` are expected. Error: relative about 1e-13 in the lower half, absolute above. */
export function poissonCdf(count: number, mean: number): number {
  if (!(mean >= 0)) throw new RangeError(`a mean count is not negative, as ${mean} is`);
  if (count < 0) return 0;
  return mean === 0 ? 1 : gammaQ(Math.floor(count) + 1, mean);
}

/**
 * One Poisson count, exact for any mean up to 2⁵³.
 *
 * Below 10: inversion of one uniform. Above: Hörmann's transformed rejection with the exact log chance, about 2.2 uniforms a count.
 * Source: Hörmann, The transformed rejection method for generating Poisson random variables (PTRS, 1993).
 * Throws RangeError when mean is negative or not finite.
 */
export function samplePoisson(generator: Generator, mean: number): number {
  if (!(mean >= 0 && mean < Infinity))
    throw new RangeError(`a mean count is finite and not negative, not ${mean}`);
  return mean < 10 ? byInversion(generator.uniform(), mean) : byRejection(generator, mean);
}

function byInversion(uniform: number, mean: number): number {
  let chance = exp(-mean);
  let rest = uniform - chance;
  let count = 0;
  while (rest > 0 && chance > 0) {
    count++;
    chance *= mean / count;
    rest -= chance;
  }
  return count;
}

function byRejection(generator: Generator, mean: number): number {
  const root = Math.sqrt(mean);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const fast = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = generator.uniform() - 0.5;
    const v = generator.uniform();
    const room = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / room + b) * u + mean + 0.43);
    if (room >= 0.07 && v <= fast) return count;
    if (count < 0 || (room < 0.013 && v > room)) continue;
    if (log((v * inverseAlpha) / (a / (room * room) + b)) <= logPoisson(count, mean)) return count;
  }
}

/**
 * Chance of exactly `count` where counts are Poisson and their mean is itself Gamma: with `shape` and with `mean` on average.
 * A rate Gamma(α, β), watched for t years, has shape α and mean αt/β. The variance is mean + mean²/shape.
 *
 * Error: relative about 1e-13. 0 where count is negative or not whole. Throws RangeError unless shape > 0 and mean ≥ 0.
 */
export function negativeBinomialPmf(count: number, shape: number, mean: number): number {
  checkNegativeBinomial(shape, mean);
  if (!(count >= 0) || !Number.isInteger(count)) return 0;
  const total = shape + mean;
  return (binomialRaw(shape, shape + count, shape / total, mean / total) * shape) / (shape + count);
}

/** Chance of at most `count` in the same distribution. Error: relative about 1e-12. */
export function negativeBinomialCdf(count: number, shape: number, mean: number): number {
  checkNegativeBinomial(shape, mean);
  if (count < 0) return 0;
  const total = shape + mean;
  return incompleteBeta(shape, Math.floor(count) + 1, shape / total, mean / total);
}

/** The least count that is not passed with a chance of at least p < 1, in the same distribution. */
export function negativeBinomialQuantile(p: number, shape: number, mean: number): number {
  if (!(p >= 0 && p < 1)) throw new RangeError(`a chance lies between 0 and 1, 1 excluded, not at ${p}`);
  let step = Math.max(1, Math.ceil(Math.sqrt(mean + (mean * mean) / shape)));
  let high = Math.ceil(mean);
  while (negativeBinomialCdf(high, shape, mean) < p) {
    high += step;
    step *= 2;
  }
  let low = -1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (negativeBinomialCdf(middle, shape, mean) < p) low = middle;
    else high = middle;
  }
  return high;
}

function checkNegativeBinomial(shape: number, mean: number): void {
  if (!(shape > 0 && mean >= 0))
    throw new RangeError(`a negative binomial needs shape > 0 and mean ≥ 0, not ${shape} and ${mean}`);
}
