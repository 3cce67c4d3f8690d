import { exp, expm1, log, log1p } from "./elementary.ts";
import type { Generator } from "./generator.ts";
import { normalQuantile, sampleNormalQuickly } from "./normal.ts";

/** What a stated range is read as. Draws are quantiles of one uniform: equal streams give equal, ordered draws. */
export type Spread = {
  readonly mean: number;
  readonly sd: number;
  /** The value below which it lies with chance p, 0 < p < 1. */
  quantile(p: number): number;
  sample(generator: Generator): number;
  /** As `sample` where very many are drawn; of what is made from a normal, that within 2e-5. */
  sampleQuickly(generator: Generator): number;
};

export type Domain = "positive" | "real" | "share";

/** 95th percentile of the standard normal. */
const Z95 = 1.6448536269514722;

/**
 * The distribution with 5th percentile `low` and 95th percentile `high`: lognormal for positive quantities, normal for
 * real ones, logit-normal for shares; the value itself where both are equal.
 *
 * A range that touches the edge of its domain has no such distribution. `0 to h` is then read as exponential, for shares as
 * Beta(1, b), with its 95th percentile at h; `l to 1` of shares as the mirror of that; `0 to 1` as uniform.
 * Error: mean and sd are closed forms, those of the logit-normal by the trapezoidal rule, relative below 1e-12.
 * Throws RangeError when low > high, or when one of them is outside its domain.
 */
export function spread(low: number, high: number, domain: Domain): Spread {
  if (!(low <= high && Number.isFinite(high - low))) throw new RangeError(`no spread from ${low} to ${high}`);
  if (domain !== "real" && low < 0) throw new RangeError(`${low} is no ${domain} quantity`);
  if (domain === "share" && high > 1) throw new RangeError(`${high} is no share`);
  if (low === high) return constant(low);
  if (domain === "real") return normal(low, high);
  return domain === "positive" ? positive(low, high) : share(low, high);
}

function draws(mean: number, sd: number, quantile: (p: number) => number): Spread {
  const sample = (generator: Generator): number => quantile(generator.uniform());
  return { mean, sd, quantile, sample, sampleQuickly: sample };
}

/** What `of` makes of a standard normal, rising with it. */
function drawsOfNormal(mean: number, sd: number, of: (normal: number) => number): Spread {
  return {
    ...draws(mean, sd, (p) => of(normalQuantile(p))),
    sampleQuickly: (generator) => of(sampleNormalQuickly(generator)),
  };
}

/** Takes its uniform all the same, so that a value becoming a range moves no other draw. */
function constant(value: number): Spread {
  const sample = (generator: Generator): number => {
    generator.uniform();
    return value;
  };
  return { mean: value, sd: 0, quantile: () => value, sample, sampleQuickly: sample };
}

function normal(low: number, high: number): Spread {
  const mean = low + (high - low) / 2;
  const sd = (high - low) / (2 * Z95);
  return drawsOfNormal(mean, sd, (normal) => mean + sd * normal);
}

function positive(low: number, high: number): Spread {
  if (low === 0) return exponential(high);
  const mu = (log(low) + log(high)) / 2;
  const sigma = (log(high) - log(low)) / (2 * Z95);
  const mean = exp(mu + (sigma * sigma) / 2);
  return drawsOfNormal(mean, mean * Math.sqrt(expm1(sigma * sigma)), (normal) => exp(mu + sigma * normal));
}

function exponential(high: number): Spread {
  const mean = high / log(20);
  return draws(mean, mean, (p) => -mean * log1p(-p));
}

function share(low: number, high: number): Spread {
  if (low === 0) return powerShare(high === 1 ? 1 : log(0.05) / log1p(-high));
  if (high === 1) return mirrored(powerShare(log(0.05) / log(low)));
  return logitNormal(low, high);
}

/** Beta(1, b) */
function powerShare(b: number): Spread {
  const mean = 1 / (1 + b);
  return draws(mean, mean * Math.sqrt(b / (2 + b)), (p) => -expm1(log1p(-p) / b));
}

function mirrored(of: Spread): Spread {
  return draws(1 - of.mean, of.sd, (p) => 1 - of.quantile(1 - p));
}

function logitNormal(low: number, high: number): Spread {
  const [from, to] = [logit(low), logit(high)];
  const mu = (from + to) / 2;
  const sigma = (to - from) / (2 * Z95);
  // The integrand's nearest pole is π/σ away: at this step the trapezoidal rule is exact to the last bits.
  const step = Math.min(0.25, 0.5 / sigma);
  let [weight, first, second] = [0, 0, 0];
  for (let z = -9; z <= 9; z += step) {
    const density = exp((-z * z) / 2);
    const value = logistic(mu + sigma * z);
    weight += density;
    first += density * value;
    second += density * value * value;
  }
  const mean = first / weight;
  const sd = Math.sqrt(Math.max(0, second / weight - mean * mean));
  return drawsOfNormal(mean, sd, (normal) => logistic(mu + sigma * normal));
}

function logit(p: number): number {
  return log(p) - log1p(-p);
}

function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}
