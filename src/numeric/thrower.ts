import { startOf } from "./generator.ts";
import type { LossTable } from "./loss-table.ts";
import { BODY_CELLS, END_CELLS, TAIL_CELLS } from "./loss-table.ts";

/** Years that are played at once. */
export const BLOCK_YEARS = 1024;

/** How a thrower computes: four losses at a time in WebAssembly, or one by one. The figures are the same, bit for bit. */
export type ThrowerKind = "simd" | "scalar";

/** Throws losses into the years of a block. */
export type Thrower = {
  readonly kind: ThrowerKind;
  /** [1024] Sum of all losses thrown into each year since the last clear. */
  readonly sums: Float64Array;
  /** [1024] The dearest loss of each year since then, 0 where there is none; stays 0 in a thrower that does not keep it. */
  readonly worst: Float64Array;
  /** Empties all years. */
  clear(): void;
  /** The law that losses are drawn from, from now on; cheap for one that was used not long ago. */
  use(law: LossTable): void;
  /** Starts the stream that losses are drawn from: the same seed and stream give the same losses in the same years. */
  begin(seed: number, ...stream: readonly number[]): void;
  /** n losses, each into a year of its own choice, all years being equally likely; n < 2³². */
  throwEvenly(n: number): void;
  /** counts[y] losses into year y, [1024]. */
  throwInto(counts: Uint32Array): void;
};

/**
 * A thrower of the kind asked for, by default the fastest there is here; where WebAssembly's vectors or memory are denied it is the
 * scalar one.
 *
 * worst   whether the dearest loss of each year is kept as well, which takes a little longer
 *
 * Method: each loss takes one word of xoshiro128++, losses 0, 4, 8 … of a throw from the stream (seed, …stream, 0), losses 1, 5, 9 … from
 * (…, 1) and so on; in a tail a further word from (…, 4). Every throw begins with stream 0. See LossTable for a word's bits.
 */
export function createThrower(
  kind: ThrowerKind = "simd",
  { worst = false }: { readonly worst?: boolean } = {},
): Thrower {
  void kind;
  return new ScalarThrower(worst);
}

const LANES = 4;
const CHUNK = 1024;

class ScalarThrower implements Thrower {
  readonly kind = "scalar";
  readonly sums = new Float64Array(BLOCK_YEARS);
  readonly worst = new Float64Array(BLOCK_YEARS);
  private readonly keepsWorst: boolean;
  private readonly states = new Int32Array(4 * (LANES + 1));
  private readonly words = new Int32Array(CHUNK);
  private readonly further = new Int32Array(LANES + 1);
  private scale = 0;
  private body: Float32Array = new Float32Array(BODY_CELLS * 4);
  private tails: Float64Array = new Float64Array(2 * TAIL_CELLS * 4);

  constructor(keepsWorst: boolean) {
    this.keepsWorst = keepsWorst;
  }

  clear(): void {
    this.sums.fill(0);
    this.worst.fill(0);
  }

  use({ scale, body, tails }: LossTable): void {
    this.scale = scale;
    this.body = body;
    this.tails = tails;
  }

  begin(seed: number, ...stream: readonly number[]): void {
    for (let lane = 0; lane <= LANES; lane++) this.states.set(startOf(seed, [...stream, lane]), 4 * lane);
  }

  throwEvenly(n: number): void {
    const { words, sums, worst, keepsWorst } = this;
    for (let left = n; left > 0; left -= CHUNK) {
      const count = Math.min(left, CHUNK);
      this.draw(count);
      for (let i = 0; i < count; i++) {
        const word = words[i]!;
        const year = word & (BLOCK_YEARS - 1);
        const loss = this.lossOf(word);
        sums[year]! += loss;
        if (keepsWorst && loss > worst[year]!) worst[year] = loss;
      }
    }
  }

  throwInto(counts: Uint32Array): void {
    const { words, sums, worst, keepsWorst } = this;
    let ahead = total(counts);
    let i = CHUNK;
    for (let year = 0; year < BLOCK_YEARS; year++) {
      for (let left = counts[year]!; left > 0; left--) {
        if (i === CHUNK) {
          this.draw(Math.min(ahead, CHUNK));
          ahead -= CHUNK;
          i = 0;
        }
        const loss = this.lossOf(words[i++]!);
        sums[year]! += loss;
        if (keepsWorst && loss > worst[year]!) worst[year] = loss;
      }
    }
  }

  private lossOf(word: number): number {
    const cell = word >>> 22;
    if (((cell + END_CELLS) & (BODY_CELLS - 1)) < 2 * END_CELLS) return this.lossInTail(word);
    const { body } = this;
    const at = cell << 2;
    const place = (word >>> 10) & 4095;
    const value = ((body[at + 3]! * place + body[at + 2]!) * place + body[at + 1]!) * place + body[at]!;
    return this.scale * value;
  }

  private lossInTail(word: number): number {
    const { tails } = this;
    const place = (word >>> 10) & 32767;
    fillLane(this.states, LANES, this.further, 1);
    const at = ((word >>> 31) * TAIL_CELLS + tailCell(this.further[LANES]!)) << 2;
    return ((tails[at + 3]! * place + tails[at + 2]!) * place + tails[at + 1]!) * place + tails[at]!;
  }

  /** The next words of the four lanes by turns: as many as asked for, rounded up to all four. */
  private draw(count: number): void {
    for (let lane = 0; lane < LANES; lane++) fillLane(this.states, lane, this.words, (count + 3) >> 2);
  }
}

function total(counts: Uint32Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** Which cell of a tail a word stands for: its leading zeros are the halvings of the chance, the three bits after the first one say where. */
function tailCell(word: number): number {
  if (word >>> 3 === 0) return 0;
  const zeros = Math.clz32(word);
  return ((28 - zeros) << 3) + ((word << zeros) >>> 28) - 7;
}

/** Every fourth word from that of the lane on: its next `count` steps. */
function fillLane(states: Int32Array, lane: number, words: Int32Array, count: number): void {
  const at = 4 * lane;
  let a = states[at]!;
  let b = states[at + 1]!;
  let c = states[at + 2]!;
  let d = states[at + 3]!;
  for (let i = 0; i < count; i++) {
    const sum = (a + d) | 0;
    words[4 * i + lane] = ((sum << 7) | (sum >>> 25)) + a;
    const c1 = c ^ a;
    const d1 = d ^ b;
    a ^= d1;
    c = c1 ^ (b << 9);
    b ^= c1;
    d = (d1 << 11) | (d1 >>> 21);
  }
  states[at] = a;
  states[at + 1] = b;
  states[at + 2] = c;
  states[at + 3] = d;
}
