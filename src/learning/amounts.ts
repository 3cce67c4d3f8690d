import type { Estimate } from "../findings/estimate.ts";
import { studentQuantile } from "./student.ts";

/** What is known of the logarithm of an amount: mean and variance with a Normal–Inverse-Gamma distribution. */
export type LogKnowledge = {
  readonly mean: number;
  /** Sightings that the mean is worth. */
  readonly strength: number;
  readonly shape: number;
  readonly scale: number;
};

/** 95th percentile of the standard normal. */
const z95 = 1.6448536269514722;

/** Nothing known: Jeffreys' prior for a normal mean and variance. */
export const nothingKnown: LogKnowledge = { mean: 0, strength: 0, shape: -0.5, scale: 0 };

/** A stated lognormal range, 5th to 95th percentile: its middle is worth one sighting, its width two. */
export function knowledgeOfRange(low: number, high: number): LogKnowledge {
  const sd = Math.log(high / low) / (2 * z95);
  return { mean: Math.log(low * high) / 2, strength: 1, shape: 1, scale: sd * sd };
}

/** After `count` amounts with this mean of logarithms and sum of their squared deviations. Source: DeGroot (1970), 9.6. */
export function learnAmounts(
  prior: LogKnowledge,
  seen: { readonly count: number; readonly logMean: number; readonly logSquares: number },
): LogKnowledge {
  const strength = prior.strength + seen.count;
  if (seen.count === 0) return prior;
  const off = seen.logMean - prior.mean;
  return {
    mean: (prior.strength * prior.mean + seen.count * seen.logMean) / strength,
    strength,
    shape: prior.shape + seen.count / 2,
    scale: prior.scale + seen.logSquares / 2 + (prior.strength * seen.count * off * off) / (2 * strength),
  };
}

/**
 * The next amount: median, and 5th to 95th percentile as low and high. Its logarithm is Student's t, so that it has no mean at
 * all: an expected amount can be told only with a cap.
 */
export function nextAmount({ mean, strength, shape, scale }: LogKnowledge): Estimate {
  if (!(strength > 0 && shape > 0)) {
    return { value: null, low: null, high: null, error: null, why: "too few were recorded to say" };
  }
  const spread = Math.sqrt((scale * (strength + 1)) / (shape * strength));
  const reach = spread === 0 ? 0 : spread * studentQuantile(0.95, 2 * shape);
  const [low, high] = [Math.exp(mean - reach), Math.exp(mean + reach)];
  if (!(high < Infinity && low > 0)) {
    return { value: null, low: null, high: null, error: null, why: "too few were recorded to say" };
  }
  return { value: Math.exp(mean), low, high, error: 0 };
}
