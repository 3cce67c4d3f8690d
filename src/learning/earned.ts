import { negativeBinomialPmf, negativeBinomialQuantile } from "../numeric/poisson.ts";

const tail = 1e-10;

/**
 * The predictability that learning earns by volume alone: Π = 1 − exp(−2·ΔLS), ΔLS the mean gain in log score, over a forecast that
 * never learns, of the Gamma–Poisson forecast after some periods.
 *
 * The rate is drawn once from a Gamma with mean `perPeriod` and coefficient of variation `variation`, and both forecasts know
 * that. ΔLS = E[log p(y | x) − log p(y)], x the count of the periods seen and y the next one's: both negative binomial.
 * Error: absolute below 1e-6; time grows with the count's variance. Throws RangeError unless all
 * are positive, and where more than 5,000 are expected in all: there Π is above 0.9 for any variation worth learning.
 */
export function earnedPredictability(perPeriod: number, periods: number, variation: number): number {
  if (!(perPeriod > 0 && periods >= 0 && variation > 0 && perPeriod * (periods + 1) <= 5000)) {
    throw new RangeError(`${perPeriod} a period with variation ${variation} over ${periods} periods`);
  }
  const shape = 1 / variation ** 2;
  const rate = shape / perPeriod;
  let gain = 0;
  eachLikely(shape, perPeriod * periods, (seen, chance) => {
    const learnedShape = shape + seen;
    eachLikely(learnedShape, learnedShape / (rate + periods), (next, density) => {
      gain += chance * density * Math.log(density / negativeBinomialPmf(next, shape, perPeriod));
    });
  });
  return Math.max(0, -Math.expm1(-2 * gain));
}

/** Visits the counts of a negative binomial but for its tails of 1e-10. */
function eachLikely(shape: number, mean: number, visit: (count: number, chance: number) => void): void {
  const last = mean === 0 ? 0 : negativeBinomialQuantile(1 - tail, shape, mean);
  for (let count = mean === 0 ? 0 : negativeBinomialQuantile(tail, shape, mean); count <= last; count++) {
    visit(count, negativeBinomialPmf(count, shape, mean));
  }
}
