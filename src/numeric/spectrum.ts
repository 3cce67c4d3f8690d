import { RealFourier } from "./fourier.ts";
import type { Jumps } from "./lattice.ts";

/** Half of the transform of a real sequence of `cells` values: at 0 … cells/2, the rest mirrors it. */
export class Spectrum {
  readonly values: Float64Array;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;

  constructor(cells: number) {
    const length = cells / 2 + 1;
    this.values = new Float64Array(2 * length);
    this.real = this.values.subarray(0, length);
    this.imaginary = this.values.subarray(length);
  }

  add(other: Spectrum, factor: number): void {
    const [values, added] = [this.values, other.values];
    for (let i = 0; i < values.length; i++) values[i] = values[i]! + factor * added[i]!;
  }

  /** Adds Σᵢ rates[from + i] × spectra[i], four at a time because memory is slower than arithmetic. */
  addAll(spectra: readonly Spectrum[], rates: Float64Array, from: number): void {
    const whole = spectra.length - (spectra.length % 4);
    const { values } = this;
    for (let i = 0; i < whole; i += 4) {
      const [a, b, c, d] = [spectra[i]!, spectra[i + 1]!, spectra[i + 2]!, spectra[i + 3]!];
      addFour(values, a.values, b.values, c.values, d.values, rates, from + i);
    }
    for (let i = whole; i < spectra.length; i++) this.add(spectra[i]!, rates[from + i]!);
  }

  multiply({ real, imaginary }: Spectrum): void {
    for (let k = 0; k < real.length; k++) {
      const [a, b] = [this.real[k]!, this.imaginary[k]!];
      this.real[k] = a * real[k]! - b * imaginary[k]!;
      this.imaginary[k] = a * imaginary[k]! + b * real[k]!;
    }
  }
}

function addFour(
  target: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
  rates: Float64Array,
  from: number,
): void {
  const [p, q, r, s] = [rates[from]!, rates[from + 1]!, rates[from + 2]!, rates[from + 3]!];
  for (let i = 0; i < target.length; i++)
    target[i] = target[i]! + p * a[i]! + q * b[i]! + r * c[i]! + s * d[i]!;
}

/** How far the tilt lets the last cell fall: what wraps round shrinks by e^−14, rounding grows by e^14. */
const TILT = 14;

/** Where a transform is below e to this, it is nothing beside rounding. */
const NEGLIGIBLE = -45;

/** The last of 1024 places of a circle, and a mask for them. */
const PLACES = 1023;
const PLACES_A_RADIAN = (PLACES + 1) / (2 * Math.PI);

/** Between tilted spectra and chances on a lattice: tables that all transforms of one lattice share. */
export class SpectralLattice {
  readonly cells: number;
  private readonly fourier: RealFourier;
  private readonly damping: Float64Array;
  private readonly raising: Float64Array;
  private readonly values: Float64Array;
  /** Cosine and sine at each place of the circle. */
  private readonly circle = new Float64Array(2 * (PLACES + 1));

  constructor(cells: number) {
    this.cells = cells;
    for (let place = 0; place <= PLACES; place++) {
      this.circle[2 * place] = Math.cos(place / PLACES_A_RADIAN);
      this.circle[2 * place + 1] = Math.sin(place / PLACES_A_RADIAN);
    }
    this.fourier = new RealFourier(cells);
    this.damping = new Float64Array(cells).map((_, j) => Math.exp((-TILT * j) / cells));
    this.raising = this.damping.map((damping) => 1 / damping);
    this.values = new Float64Array(cells);
  }

  /** The logarithm of the transform of a year with these jumps, but for the drift. */
  exponent({ mass, end, count }: Jumps): Spectrum {
    const spectrum = new Spectrum(this.cells);
    const { values, damping } = this;
    values.fill(0, end);
    for (let j = 0; j < end; j++) values[j] = mass[j]! * damping[j]!;
    this.fourier.forward(values, spectrum.real, spectrum.imaginary);
    for (let k = 0; k < spectrum.real.length; k++) spectrum.real[k] = spectrum.real[k]! - count;
    return spectrum;
  }

  /** Turns an exponent into the transform that it stands for, moved by so many steps. */
  exponentiate(spectrum: Spectrum, drift: number): void {
    const { real, imaginary } = spectrum;
    const { circle } = this;
    for (let k = 0; k < real.length; k++) {
      if (real[k]! < NEGLIGIBLE) {
        real[k] = 0;
        imaginary[k] = 0;
        continue;
      }
      const size = Math.exp(real[k]!);
      const angle = imaginary[k]!;
      // From the nearest place of the table by a few terms of the series; its first left out is below 1e-17.
      const nearest = Math.round(angle * PLACES_A_RADIAN);
      const rest = angle - nearest / PLACES_A_RADIAN;
      const square = rest * rest;
      const cosine = 1 - square * (1 / 2 - square / 24);
      const sine = rest * (1 - square * (1 / 6 - square / 120));
      const [c, s] = [circle[2 * (nearest & PLACES)]!, circle[2 * (nearest & PLACES) + 1]!];
      real[k] = size * (c * cosine - s * sine);
      imaginary[k] = size * (s * cosine + c * sine);
    }
    if (drift > 0) this.shift(spectrum, drift);
  }

  /** Chances at each point of the lattice. */
  chances({ real, imaginary }: Spectrum, into: Float64Array): void {
    const { raising } = this;
    this.fourier.inverse(real, imaginary, into);
    for (let j = 0; j < raising.length; j++) into[j] = into[j]! * raising[j]!;
  }

  /** What falls between two points is shared so that the mean is kept. */
  private shift(spectrum: Spectrum, steps: number): void {
    const { real, imaginary, values } = spectrum;
    const { cosines, sines, size } = this.fourier;
    const whole = Math.floor(steps);
    if (whole >= size) {
      values.fill(0);
      return;
    }
    const part = steps - whole;
    const [scale, next] = [this.damping[whole]!, part * this.damping[1]!];
    for (let k = 0; k < real.length; k++) {
      const at = (k * whole) % size;
      const [c, s] = [cosines[at]! * scale, -sines[at]! * scale];
      const [alongRe, alongIm] = [1 - part + next * cosines[k]!, -next * sines[k]!];
      const [factorRe, factorIm] = [c * alongRe - s * alongIm, c * alongIm + s * alongRe];
      const [a, b] = [real[k]!, imaginary[k]!];
      real[k] = a * factorRe - b * factorIm;
      imaginary[k] = a * factorIm + b * factorRe;
    }
  }
}
