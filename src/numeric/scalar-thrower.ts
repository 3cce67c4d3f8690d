import { BLOCK_YEARS, LANES, totalOf } from "./block.ts";
import { fillStarts } from "./generator.ts";
import { BODY_CELLS, type LossTable, TAIL_CELLS } from "./loss-table.ts";

/** Losses whose words are drawn at once. */
const CHUNK = 1024;

/** The bits of a word that choose its year. */
const YEAR = BLOCK_YEARS - 1;

const { fround } = Math;

/** Throws losses one by one. wasm/throw.ts does the same in the same order: a change here is a change there. */
export class ScalarThrower {
  readonly kind = "scalar" as const;
  readonly sums = new Float64Array(BLOCK_YEARS);
  readonly worst = new Float64Array(BLOCK_YEARS);
  private readonly keepsWorst: boolean;
  private readonly states = new Int32Array(4 * (LANES + 1));
  private readonly words = new Int32Array(CHUNK);
  private readonly losses = new Float64Array(CHUNK);
  private readonly aside = new Int32Array(CHUNK);
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
    fillStarts(this.states, seed, stream);
  }

  throwEvenly(n: number): void {
    const { words, losses, aside, keepsWorst } = this;
    for (let left = n; left > 0; left -= CHUNK) {
      const count = Math.min(left, CHUNK);
      this.draw(count);
      const tails = this.throwBody(count);
      if (keepsWorst) for (let i = 0; i < count; i++) this.raise(words[i]! & YEAR, losses[i]!);
      for (let i = 0; i < tails; i++) this.add(aside[i]! & YEAR, this.lossInTail(aside[i]!));
    }
  }

  /** Adds losses of the body to their years, 0 for those in a tail, whose words it puts aside; answers how many those are. */
  private throwBody(count: number): number {
    const { words, losses, aside, sums, scale, body } = this;
    let tails = 0;
    for (let i = 0; i < count; i++) {
      const word = words[i]!;
      const loss = scale * valueIn(body, word);
      sums[word & YEAR]! += loss;
      losses[i] = loss;
      if (isInTail(word)) aside[tails++] = word;
    }
    return tails;
  }

  throwInto(counts: Uint32Array): void {
    const { words } = this;
    let ahead = totalOf(counts);
    let i = CHUNK;
    for (let year = 0; year < BLOCK_YEARS; year++) {
      for (let left = counts[year]!; left > 0; left--) {
        if (i === CHUNK) {
          this.draw(Math.min(ahead, CHUNK));
          ahead -= CHUNK;
          i = 0;
        }
        this.add(year, this.lossOf(words[i++]!));
      }
    }
  }

  private add(year: number, loss: number): void {
    this.sums[year]! += loss;
    if (this.keepsWorst) this.raise(year, loss);
  }

  private raise(year: number, loss: number): void {
    if (loss > this.worst[year]!) this.worst[year] = loss;
  }

  private lossOf(word: number): number {
    return isInTail(word) ? this.lossInTail(word) : this.scale * valueIn(this.body, word);
  }

  private lossInTail(word: number): number {
    const { tails } = this;
    const place = (word >>> 10) & 16383;
    fillLane(this.states, LANES, this.further, 1);
    const at = ((word >>> 31) * TAIL_CELLS + tailCell(this.further[LANES]!)) << 2;
    return ((tails[at + 3]! * place + tails[at + 2]!) * place + tails[at + 1]!) * place + tails[at]!;
  }

  /** The next words of the four lanes by turns: as many as asked for, rounded up to all four. */
  private draw(count: number): void {
    for (let lane = 0; lane < LANES; lane++) fillLane(this.states, lane, this.words, (count + 3) >> 2);
  }
}

/** A loss of the body in multiples of the scale, each step rounded to single precision, as vectors have it; 0 in a tail. */
function valueIn(body: Float32Array, word: number): number {
  const at = (word >>> 22) << 2;
  const place = (word >>> 10) & 4095;
  let value = fround(fround(body[at + 3]! * place) + body[at + 2]!);
  value = fround(fround(value * place) + body[at + 1]!);
  return fround(fround(value * place) + body[at]!);
}

function isInTail(word: number): boolean {
  return word >> 24 === word >> 31;
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
