/**
 * Fourier transform of real sequences of one length, which is a power of two.
 *
 * Method: even and odd places make one complex sequence of half the length (radix 4 after a reversal of bits). The plan
 * keeps its tables and its workspace, so that a transform allocates nothing.
 * Error: relative about 2⁻⁵² · log₂ size of the largest value. Source: Van Loan, Computational Frameworks for the Fast
 * Fourier Transform (1992), 1.4 and 4.3.
 * Throws RangeError when the size is no power of two from 2 on.
 */
export class RealFourier {
  readonly size: number;
  /** cos and sin of 2πk/size, k = 0 … size − 1. */
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  private readonly reversed: Uint32Array;
  private readonly passes: readonly Pass[];
  private readonly re: Float64Array;
  private readonly im: Float64Array;

  constructor(size: number) {
    if (!(size >= 2 && size <= 2 ** 26 && Number.isInteger(Math.log2(size))))
      throw new RangeError(`cells are a power of two, not ${size}`);
    this.size = size;
    const angles = new Float64Array(size).map((_, k) => (2 * Math.PI * k) / size);
    this.cosines = angles.map(Math.cos);
    this.sines = angles.map(Math.sin);
    this.re = new Float64Array(size / 2);
    this.im = new Float64Array(size / 2);
    this.reversed = reversedBits(size / 2);
    this.passes = planPasses(size / 2, this.cosines, this.sines);
  }

  /** Σ values[j]·e^(−2πijk/size) for k = 0 … size/2 into real and imaginary; the rest mirrors them. */
  forward(values: Float64Array, real: Float64Array, imaginary: Float64Array): void {
    const { re, im, reversed, cosines, sines } = this;
    const half = this.size / 2;
    for (let n = 0; n < half; n++) {
      const at = reversed[n]!;
      re[at] = values[2 * n]!;
      im[at] = values[2 * n + 1]!;
    }
    this.transform(re, im);
    for (let k = 0; k <= half; k++) {
      const [a, b] = [k & (half - 1), (half - k) & (half - 1)];
      const evenRe = re[a]! + re[b]!;
      const evenIm = im[a]! - im[b]!;
      const oddRe = im[a]! + im[b]!;
      const oddIm = re[b]! - re[a]!;
      const [c, s] = [cosines[k]!, -sines[k]!];
      real[k] = (evenRe + c * oddRe - s * oddIm) / 2;
      imaginary[k] = (evenIm + c * oddIm + s * oddRe) / 2;
    }
  }

  /** The sequence whose `forward` these are. */
  inverse(real: Float64Array, imaginary: Float64Array, values: Float64Array): void {
    const { re, im, reversed, cosines, sines } = this;
    const half = this.size / 2;
    for (let k = 0; k < half; k++) {
      const b = half - k;
      const differenceRe = real[k]! - real[b]!;
      const differenceIm = imaginary[k]! + imaginary[b]!;
      const [c, s] = [cosines[k]!, sines[k]!];
      const at = reversed[k]!;
      re[at] = real[k]! + real[b]! - (c * differenceIm + s * differenceRe);
      im[at] = imaginary[k]! - imaginary[b]! + (c * differenceRe - s * differenceIm);
    }
    // Real and imaginary part changing places turns the forward transform into the inverse one.
    this.transform(im, re);
    const scale = 1 / this.size;
    for (let n = 0; n < half; n++) {
      values[2 * n] = re[n]! * scale;
      values[2 * n + 1] = im[n]! * scale;
    }
  }

  private transform(re: Float64Array, im: Float64Array): void {
    if (Math.log2(re.length) % 2 === 1) addPairs(re, im);
    for (const pass of this.passes) addFours(re, im, pass);
  }
}

/** Twiddles of the butterflies that join four transforms of `quarter` values: w, w² and w³ for each k < quarter. */
type Pass = { readonly quarter: number; readonly twiddles: Float64Array };

function planPasses(length: number, cosines: Float64Array, sines: Float64Array): Pass[] {
  const passes: Pass[] = [];
  for (let quarter = Math.log2(length) % 2 === 1 ? 2 : 1; quarter < length; quarter *= 4) {
    const twiddles = new Float64Array(6 * quarter);
    const stride = cosines.length / (4 * quarter);
    for (let k = 0; k < quarter; k++) {
      for (let power = 1; power <= 3; power++) {
        twiddles[6 * k + 2 * power - 2] = cosines[power * k * stride]!;
        twiddles[6 * k + 2 * power - 1] = -sines[power * k * stride]!;
      }
    }
    passes.push({ quarter, twiddles });
  }
  return passes;
}

function reversedBits(length: number): Uint32Array {
  const reversed = new Uint32Array(length);
  for (let i = 1; i < length; i++) reversed[i] = (reversed[i >> 1]! >> 1) | (i & 1 ? length >> 1 : 0);
  return reversed;
}

function addPairs(re: Float64Array, im: Float64Array): void {
  for (let i = 0; i < re.length; i += 2) {
    const [oddRe, oddIm] = [re[i + 1]!, im[i + 1]!];
    re[i + 1] = re[i]! - oddRe;
    im[i + 1] = im[i]! - oddIm;
    re[i] = re[i]! + oddRe;
    im[i] = im[i]! + oddIm;
  }
}

/** Two passes of radix 2 in one; after a reversal of bits the second and third of four stand exchanged. */
function addFours(re: Float64Array, im: Float64Array, { quarter, twiddles }: Pass): void {
  for (let start = 0; start < re.length; start += 4 * quarter) {
    for (let k = 0; k < quarter; k++) {
      const t = 6 * k;
      const a = start + k;
      const b = a + quarter;
      const c = b + quarter;
      const d = c + quarter;
      const bRe = re[b]! * twiddles[t + 2]! - im[b]! * twiddles[t + 3]!;
      const bIm = re[b]! * twiddles[t + 3]! + im[b]! * twiddles[t + 2]!;
      const cRe = re[c]! * twiddles[t]! - im[c]! * twiddles[t + 1]!;
      const cIm = re[c]! * twiddles[t + 1]! + im[c]! * twiddles[t]!;
      const dRe = re[d]! * twiddles[t + 4]! - im[d]! * twiddles[t + 5]!;
      const dIm = re[d]! * twiddles[t + 5]! + im[d]! * twiddles[t + 4]!;
      const sumRe = re[a]! + bRe;
      const sumIm = im[a]! + bIm;
      const differenceRe = re[a]! - bRe;
      const differenceIm = im[a]! - bIm;
      re[a] = sumRe + cRe + dRe;
      im[a] = sumIm + cIm + dIm;
      re[c] = sumRe - cRe - dRe;
      im[c] = sumIm - cIm - dIm;
      re[b] = differenceRe + cIm - dIm;
      im[b] = differenceIm - cRe + dRe;
      re[d] = differenceRe - cIm + dIm;
      im[d] = differenceIm + cRe - dRe;
    }
  }
}
