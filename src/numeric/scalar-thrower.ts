import { BLOCK_YEARS, LANES, totalOf } from "./block.ts";
import { fillStarts } from "./generator.ts";
import { BODY_CELLS, type LossTable, TAIL_CELLS } from "./loss-table.ts";

/** Losses whose words are drawn at once. */
const CHUNK = 1024;

const { fround } = Math;

/** Throws losses one by one. wasm/throw.ts does the same in the same order: a change here is a change there. */
export class ScalarThrower {
  readonly kind = "scalar" as const;
  readonly sums = new Float64Array(BLOCK_YEARS);
  readonly worst = new Float64Array(BLOCK_YEARS);
  private readonly keepsWorst: boolean;
  private readonly states = new Int32Array(4 * (LANES + 1));
  private readonly words = new Int32Array(CHUNK);
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
    const { words, aside, sums, worst, keepsWorst } = this;
    for (let left = n; left > 0; left -= CHUNK) {
      const count = Math.min(left, CHUNK);
      this.draw(count);
      let tails = 0;
      for (let i = 0; i < count; i++) {
        const word = words[i]!;
        const year = word & (BLOCK_YEARS - 1);
        const loss = this.lossInBody(word);
        sums[year]! += loss;
        if (keepsWorst && loss > worst[year]!) worst[year] = loss;
        aside[tails] = word;
        tails += Number(isInTail(word));
      }
      for (let i = 0; i < tails; i++) {
        const word = aside[i]!;
        const year = word & (BLOCK_YEARS - 1);
        const loss = this.lossInTail(word);
        sums[year]! += loss;
        if (keepsWorst && loss > worst[year]!) worst[year] = loss;
      }
    }
  }

  throwInto(counts: Uint32Array): void {
    const { words, sums, worst, keepsWorst } = this;
    let ahead = totalOf(counts);
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
    return isInTail(word) ? this.lossInTail(word) : this.lossInBody(word);
  }

  /** Each step rounded to single precision, as vectors have it; 0 in a tail. */
  private lossInBody(word: number): number {
    const { body } = this;
    const at = (word >>> 22) << 2;
    const place = (word >>> 10) & 4095;
    let value = fround(fround(body[at + 3]! * place) + body[at + 2]!);
    value = fround(fround(value * place) + body[at + 1]!);
    return this.scale * fround(fround(value * place) + body[at]!);
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
