/** A stream of random numbers, determined by its seed. */
export type Generator = {
  /** Uniform in (0, 1), never 0 or 1, with 52 random bits; takes two steps of the stream. */
  uniform(): number;
  /** Uniform on the integers 0 … 2³² − 1. */
  uint32(): number;
};

/**
 * A generator for one purpose: the same numbers for the same seed and stream, unrelated ones for any other.
 *
 * seed, stream   whole numbers of either sign, at most 2⁵³ − 1 in size, such as (seed, failure, block)
 *
 * Method: xoshiro128++ with period 2¹²⁸ − 1; its four words are filled by the finalizer of SplitMix over all numbers.
 * Source: Blackman and Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47 (2021).
 * Throws RangeError when a number is not whole.
 */
export function createGenerator(seed: number, ...stream: readonly number[]): Generator {
  return new Xoshiro128(seed, stream);
}

class Xoshiro128 implements Generator {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number, stream: readonly number[]) {
    const [a, b, c, d] = starts;
    this.a = absorbAll(a, stream.length, seed, stream);
    this.b = absorbAll(b, stream.length, seed, stream);
    this.c = absorbAll(c, stream.length, seed, stream);
    this.d = absorbAll(d, stream.length, seed, stream) | fixedBit(this.a, this.b, this.c);
  }

  uint32(): number {
    const { a, b, c, d } = this;
    const sum = (a + d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const c1 = c ^ a;
    const d1 = d ^ b;
    this.b = b ^ c1;
    this.a = a ^ d1;
    this.c = c1 ^ (b << 9);
    this.d = (d1 << 11) | (d1 >>> 21);
    return result >>> 0;
  }

  uniform(): number {
    const high = this.uint32() >>> 6;
    const low = this.uint32() >>> 6;
    return (high * 0x4000000 + low + 0.5) * 2 ** -52;
  }
}

/**
 * Fills in where the generators of streams (…stream, 0), (…stream, 1) and so on start, for kernels that take their steps themselves.
 *
 * out   [streams × 4] words a, b, c, d of xoshiro128++; overwritten. Throws RangeError when a number is not whole.
 */
export function fillStarts(out: Int32Array, seed: number, stream: readonly number[]): void {
  const shared = starts.map((start) => absorbAll(start, stream.length + 1, seed, stream));
  for (let at = 0; at < out.length; at += 4) {
    for (let word = 0; word < 4; word++) out[at + word] = absorb(shared[word]!, at / 4);
    out[at + 3]! |= fixedBit(out[at]!, out[at + 1]!, out[at + 2]!);
  }
}

const starts = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667] as const;

/** Keeps the state from being all zero, from which the generator would never move. */
function fixedBit(a: number, b: number, c: number): 0 | 1 {
  return a === 0 && b === 0 && c === 0 ? 1 : 0;
}

function absorbAll(start: number, length: number, seed: number, stream: readonly number[]): number {
  let word = absorb(mix(start + length), seed);
  for (const part of stream) word = absorb(word, part);
  return word;
}

function absorb(word: number, part: number): number {
  if (!Number.isSafeInteger(part)) throw new RangeError(`a seed is a whole number, not ${part}`);
  return mix(mix(word ^ (part | 0)) + Math.floor(part / 2 ** 32));
}

/** SplitMix's step in 32 bits: an increment by the golden ratio and a bijective finalizer. */
function mix(value: number): number {
  let word = (value + 0x9e3779b9) | 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}
