import { exp, expm1, log, power } from "./elementary.ts";
import type { Generator } from "./generator.ts";
import { normalQuantile, sampleNormal } from "./normal.ts";
import { findRoot } from "./root.ts";
import { deviance, stirlingError } from "./stirling.ts";

const HALF_LOG_2PI = 0.9189385332046728;
/** 95th percentile of the standard normal. */
const Z95 = 1.6448536269514722;

/**
 * log Γ(x) for x > 0.
 *
 * Error: 1e-14, absolute for x < 10, relative above. Throws RangeError when x is not positive.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`log Γ is defined here for positive numbers, not ${x}`);
  if (x < 1e-8) return -log(x) - 0.5772156649015329 * x;
  return stirlingError(x) + HALF_LOG_2PI + (x - 0.5) * log(x) - x;
}

/** ψ(x) = d log Γ(x)/dx for x > 0. Error: absolute about 1e-14. Throws RangeError when x is not positive. */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`digamma is defined here for positive numbers, not ${x}`);
  let [y, shift] = [x, 0];
  while (y < 10) {
    shift += 1 / y;
    y += 1;
  }
  const s = 1 / (y * y);
  const series =
    s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s / 12))))));
  return log(y) - 0.5 / y - series - shift;
}

/**
 * Regularized lower incomplete gamma P(a, x): chance that a Gamma(shape a, rate 1) is at most x.
 *
 * Error: relative about 1e-13 where P < ½, absolute above. Time grows with √a: at a = 10⁹ some milliseconds.
 * Source: Gautschi (1979): series below a + 1, Legendre's continued fraction above.
 * Throws RangeError unless a > 0 and x ≥ 0.
 */
export function gammaP(a: number, x: number): number {
  check(a, x);
  if (x === 0) return 0;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Regularized upper incomplete gamma Q(a, x) = 1 − P(a, x). Error: as gammaP's, with the tails exchanged, for a ≥ 0.1; absolute below. */
export function gammaQ(a: number, x: number): number {
  check(a, x);
  if (x === 0) return 1;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

function check(a: number, x: number): void {
  if (!(a > 0 && x >= 0))
    throw new RangeError(`the incomplete gamma needs a > 0 and x ≥ 0, not ${a} and ${x}`);
}

/** xᵃ e⁻ˣ / Γ(a + 1) */
function powerOverGamma(a: number, x: number): number {
  if (a < 1) return exp(a * log(x) - x - logGamma(a + 1));
  return exp(-stirlingError(a) - deviance(a, x) - 0.5 * log(a) - HALF_LOG_2PI);
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = a + 1; term > sum * 1e-17; n++) {
    term *= x / n;
    sum += term;
  }
  return Math.min(1, powerOverGamma(a, x) * sum);
}

function upperFraction(a: number, x: number): number {
  if (x === Infinity) return 0;
  const factor = powerOverGamma(a, x) * a;
  if (factor === 0) return 0;
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 1e7; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return Math.min(1, factor * fraction);
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}

/**
 * The x below which a Gamma(shape, rate) lies with chance p.
 *
 * Error: relative about 1e-12. Throws RangeError unless 0 ≤ p ≤ 1, shape > 0 and rate > 0.
 */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a chance lies between 0 and 1, not at ${p}`);
  if (!(shape > 0 && rate > 0))
    throw new RangeError(`a gamma needs a positive shape and rate, not ${shape} and ${rate}`);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  return exp(logQuantile(p, shape)) / rate;
}

/** log of the quantile at rate 1; works where the quantile itself is too small for a double. */
function logQuantile(p: number, shape: number): number {
  const leading = (log(p) + logGamma(shape + 1)) / shape;
  // There P(a, x) = xᵃ/Γ(a + 1) to the last bit.
  if (leading < -45) return leading;
  let y = startOfQuantile(p, shape, leading);
  let [low, high] = [-Infinity, Infinity];
  for (let step = 0; step < 200; step++) {
    const x = exp(y);
    const tail = p < 0.5 ? gammaP(shape, x) : gammaQ(shape, x);
    const over = p < 0.5 ? tail > p : tail < 1 - p;
    if (over) high = y;
    else low = y;
    // Newton on the log of the smaller tail, which is concave in log x.
    const slope = (shape * powerOverGamma(shape, x)) / tail;
    const move = p < 0.5 ? log(p / tail) / slope : log(tail / (1 - p)) / slope;
    let next = y + move;
    if (!(next > low && next < high)) next = bracketed(y, low, high);
    if (Math.abs(next - y) <= 4e-16 * Math.max(1, Math.abs(y))) return next;
    y = next;
  }
  return y;
}

function startOfQuantile(p: number, shape: number, leading: number): number {
  const z = normalQuantile(p);
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape)); // Wilson and Hilferty (1931)
  return shape > 0.3 && root > 0.1 ? log(shape) + 3 * log(root) : Math.min(leading, log(shape + 10));
}

function bracketed(y: number, low: number, high: number): number {
  if (high === Infinity) return y + 1;
  if (low === -Infinity) return y - 1;
  return (low + high) / 2;
}

/**
 * One draw from a Gamma(shape, rate).
 *
 * Source: Marsaglia and Tsang, A simple method for generating gamma variables (2000); a boost by U^(1/shape) below shape 1.
 */
export function sampleGamma(generator: Generator, shape: number, rate: number): number {
  if (shape < 1) return sampleGamma(generator, shape + 1, rate) * power(generator.uniform(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = sampleNormal(generator);
    const root = 1 + c * x;
    const v = root * root * root;
    if (v > 0 && log(generator.uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return (d * v) / rate;
  }
}

/**
 * The Gamma(shape, rate) whose 5th and 95th percentiles are low and high; the shape is how many sightings the range claims.
 * A range from 0 is read as an exponential (shape 1) with its 95th percentile at high.
 *
 * Error: shape relative about 1e-11 (1e-7 above a shape of 10⁶, by Wilson and Hilferty's cube root).
 * Throws RangeError unless 0 ≤ low < high < ∞: a single value claims no particular number of sightings.
 */
export function fitGammaToRange(low: number, high: number): { shape: number; rate: number } {
  if (!(low >= 0 && low < high && high < Infinity))
    throw new RangeError(`no gamma has the range ${low} to ${high}`);
  if (low === 0) return { shape: 1, rate: log(20) / high };
  const logRatio = log(high / low);
  const rise = expm1(logRatio / 3);
  const root = (Z95 * (rise + 2)) / (3 * rise);
  const byCubeRoot = root * root + 2 / 9;
  const shape = byCubeRoot > 1e6 ? byCubeRoot : shapeForRatio(logRatio);
  const middle = (logQuantile(0.05, shape) - log(low) + logQuantile(0.95, shape) - log(high)) / 2;
  return { shape, rate: byCubeRoot > 1e6 ? shape / Math.sqrt(low * high) : exp(middle) };
}

function shapeForRatio(logRatio: number): number {
  const excess = (logShape: number): number => {
    const shape = exp(logShape);
    return log((logQuantile(0.95, shape) - logQuantile(0.05, shape)) / logRatio);
  };
  return exp(findRoot(excess, log(1e-3), log(2e6)));
}
