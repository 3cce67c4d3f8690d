import type { Claims } from "./claims.ts";

/** Losses of one kind: so many a year on average, each of such a size. */
export type ClaimStream = { readonly rate: number; readonly claims: Claims };

/** What all streams together cost in a year. */
export type CompoundDistribution = {
  readonly mean: number;
  /** Chance that a year costs at most `loss`. */
  cdf(loss: number): number;
  /** The cost that a year stays below with chance p. Infinity where it lies beyond `upTo`. */
  quantile(p: number): number;
  /** Mean cost of the worst 1 − q of years. */
  cvar(q: number): number;
};

/**
 * Exact distribution of a year's losses when counts are Poisson and losses independent: losses are spread over a lattice
 * so that their limited means are kept, then summed by a fast Fourier transform with exponential tilting.
 *
 * upTo    the largest yearly cost of interest; choose it where a year passes it with a chance below 1e-6
 * cells   lattice points, a power of two
 *
 * Error: of the order of (upTo/cells)² for losses with a density; chances absolute about 1e-9 beside it.
 * Source: Grübel and Hermesmeier, Computation of compound distributions, ASTIN Bulletin 29 (1999); Gerber (1982).
 * Throws RangeError when cells is no power of two or upTo is not positive.
 */
export function compoundPoisson(
  streams: readonly ClaimStream[],
  { upTo, cells = 2 ** 16 }: { readonly upTo: number; readonly cells?: number },
): CompoundDistribution {
  if (!(upTo > 0 && upTo < Infinity)) throw new RangeError(`a year's cost cannot be laid out up to ${upTo}`);
  if (cells < 2 || (cells & (cells - 1)) !== 0)
    throw new RangeError(`cells are a power of two, not ${cells}`);
  const step = upTo / cells;
  const mass = latticeOfSums(streams, step, cells);
  const mean = streams.reduce((sum, { rate, claims }) => sum + rate * claims.mean, 0);
  const none = Math.exp(-streams.reduce((sum, { rate }) => sum + rate, 0));
  return distribution(mass, step, mean, none);
}

/** How far the tilt lets the last cell fall: what wraps round shrinks by e^−14, rounding grows by e^14. */
const TILT = 14;

function latticeOfSums(streams: readonly ClaimStream[], step: number, cells: number): Float64Array {
  const limited = new Float64Array(cells + 1);
  for (const { rate, claims } of streams) {
    for (let j = 1; j <= cells; j++) limited[j] = limited[j]! + rate * claims.limitedMean(j * step);
  }
  const real = new Float64Array(cells);
  const imaginary = new Float64Array(cells);
  for (let j = 1; j < cells; j++) {
    const intensity = (2 * limited[j]! - limited[j - 1]! - limited[j + 1]!) / step;
    real[j] = Math.max(0, intensity) * Math.exp((-TILT * j) / cells);
  }
  fourier(real, imaginary, false);
  // All intensities above 0, those beyond the lattice too, sum to E[min(X, step)]/step.
  const total = limited[1]! / step;
  for (let k = 0; k < cells; k++) {
    const size = Math.exp(real[k]! - total);
    const angle = imaginary[k]!;
    real[k] = size * Math.cos(angle);
    imaginary[k] = size * Math.sin(angle);
  }
  fourier(real, imaginary, true);
  return real.map((value, j) => Math.max(0, (value / cells) * Math.exp((TILT * j) / cells)));
}

function distribution(mass: Float64Array, step: number, mean: number, none: number): CompoundDistribution {
  const cells = mass.length;
  const upTo = new Float64Array(cells);
  let sum = 0;
  for (let j = 0; j < cells; j++) {
    sum += mass[j]!;
    upTo[j] = Math.min(1, sum);
  }
  // A lattice point stands for the half cells around it, so the sum up to j belongs to (j + ½)·step.
  const cdf = (loss: number): number => {
    if (loss < 0) return 0;
    const place = loss / step - 0.5;
    if (place < 0) return none + (upTo[0]! - none) * ((place + 0.5) / 0.5);
    const j = Math.floor(place);
    if (j >= cells - 1) return upTo[cells - 1]!;
    return upTo[j]! + (place - j) * (upTo[j + 1]! - upTo[j]!);
  };
  const quantile = (p: number): number => {
    if (p <= none) return 0;
    if (p > upTo[cells - 1]!) return Infinity;
    let [low, high] = [0, (cells - 0.5) * step];
    for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
      const middle = (low + high) / 2;
      if (cdf(middle) < p) low = middle;
      else high = middle;
    }
    return high;
  };
  const cvar = (q: number): number => {
    const threshold = quantile(q);
    let below = 0;
    for (let j = 0; j < cells && j * step < threshold; j++) below += mass[j]! * (threshold - j * step);
    return threshold + (mean - threshold + below) / (1 - q);
  };
  return { mean, cdf, quantile, cvar };
}

/** In-place fast Fourier transform (Cooley and Tukey, radix 2); the inverse is not scaled. */
function fourier(real: Float64Array, imaginary: Float64Array, inverse: boolean): void {
  const n = real.length;
  reverseBits(real, imaginary);
  const cosines = new Float64Array(n / 2);
  const sines = new Float64Array(n / 2);
  for (let k = 0; k < n / 2; k++) {
    const angle = (2 * Math.PI * k) / n;
    cosines[k] = Math.cos(angle);
    sines[k] = inverse ? Math.sin(angle) : -Math.sin(angle);
  }
  for (let size = 2; size <= n; size *= 2) {
    const [half, stride] = [size / 2, n / size];
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < half; k++) {
        const [even, odd] = [start + k, start + k + half];
        const [c, s] = [cosines[k * stride]!, sines[k * stride]!];
        const re = real[odd]! * c - imaginary[odd]! * s;
        const im = real[odd]! * s + imaginary[odd]! * c;
        real[odd] = real[even]! - re;
        imaginary[odd] = imaginary[even]! - im;
        real[even] = real[even]! + re;
        imaginary[even] = imaginary[even]! + im;
      }
    }
  }
}

function reverseBits(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [real[i], real[j]] = [real[j]!, real[i]!];
    [imaginary[i], imaginary[j]] = [imaginary[j]!, imaginary[i]!];
  }
}
