import { exp } from "./elementary.ts";
import { normalCdf, normalQuantile } from "./normal.ts";

/**
 * A law of losses as its quantile function in pieces: a cubic in each of 1024 cells of equal chance. The four cells at either
 * end are left to a table of that tail, whose cells get finer towards the end: eight to each halving of the chance,
 * down to 2⁻³⁷, and one for all that lies beyond.
 *
 * A draw takes one 32-bit word: its first ten bits are the cell, the next twelve the place within it (the last ten are the year's). A
 * draw in a tail takes a further word for the cell there, and for its place what the first word has not used: 14 bits.
 */
export type LossTable = {
  /** All of the table in one piece of memory: scale, body, tails, as laid out below. */
  readonly bytes: Uint8Array;
  /** What the figures of the body are multiples of. */
  readonly scale: number;
  /** [1024 cells × 4] single-precision coefficients, constant first, in the whole number of the place, 0 … 4095; 0 where a tail is. */
  readonly body: Float32Array;
  /** [2 tails, the low one first × 233 cells × 4] coefficients in 0 … 16383, in full; the first cell is all that lies beyond. */
  readonly tails: Float64Array;
};

export const BODY_CELLS = 1024;
export const END_CELLS = 4;
export const TAIL_CELLS = 233;

const BODY_AT = 16;
const TAILS_AT = BODY_AT + BODY_CELLS * 16;
export const TABLE_BYTES = TAILS_AT + 2 * TAIL_CELLS * 32;

const BODY_PLACES = 4096;
const TAIL_PLACES = 16384;
/** Chance of what lies beyond all cells of a tail. */
const BEYOND = 2 ** -37;

/** Ends of the cells of a tail but the first, as chances, ascending from 2⁻³⁷ to 2⁻⁸; each halving in eight equal cells. */
const tailEnds = Float64Array.from(
  { length: TAIL_CELLS },
  (_, i) => 2 ** ((i >> 3) - 37) * (1 + (i & 7) / 8),
);

/** A cell's quantile function as a cubic by Bernstein's coefficients: its ends, and what pulls it between them. */
type Cell = { from: number; pullFrom: number; pullTo: number; to: number };

/**
 * exp(Normal(mu, sigma)), 0 ≤ sigma ≤ 30.
 *
 * Error: chances 2e-7, in a tail 1e-5 of themselves down to 2⁻³⁷, beyond which all losses are their mean; the mean 1e-6 of itself up to
 * sigma 4. A loss of the body is computed to 2e-7 of itself, which matters to its chance where sigma is below 0.3.
 * Throws RangeError when sigma is outside, or exp(mu) is no number.
 */
export function lognormalTable(mu: number, sigma: number): LossTable {
  if (!(sigma >= 0 && sigma <= 30)) throw new RangeError(`a table needs a sigma from 0 to 30, not ${sigma}`);
  const median = exp(mu);
  if (!(median < Infinity)) throw new RangeError(`a table needs a median that is a number, not exp(${mu})`);
  if (sigma === 0) return constantTable(median);
  const table = emptyTable(median);
  standard ??= standardNormal();
  const { body, tail } = standard;
  fillFromNormal(body, sigma, 1, (i, cell) => setBody(table, i + END_CELLS, cell));
  fillFromNormal(tail, sigma, median, (i, cell) => setTail(table, 0, i + 1, cell));
  fillFromNormal(tail, -sigma, median, (i, cell) => setTail(table, 1, i + 1, cell));
  const total = median * exp((sigma * sigma) / 2);
  const end = tail.points[0]!;
  setTail(table, 0, 0, flat((total * normalCdf(end - sigma)) / BEYOND));
  setTail(table, 1, 0, flat((total * normalCdf(end + sigma)) / BEYOND));
  return table;
}

/** The same loss every time. Throws RangeError when it is not finite. */
export function constantTable(loss: number): LossTable {
  if (!Number.isFinite(loss)) throw new RangeError(`a loss is a finite number, not ${loss}`);
  const table = emptyTable(loss);
  for (let i = END_CELLS; i < BODY_CELLS - END_CELLS; i++) table.body[i * 4] = 1;
  for (let i = 0; i < 2 * TAIL_CELLS; i++) table.tails[i * 4] = loss;
  return table;
}

/**
 * Losses of a sample, each equally likely: the mean is the sample's. In a cell in which one loss gives way to the next the table rises
 * from the one to the other, so a few values between them are drawn too.
 *
 * sorted   ascending. Throws RangeError when it is empty, or a loss is negative or not finite.
 */
export function sampleTable(sorted: ArrayLike<number>): LossTable {
  const n = sorted.length;
  const most = n === 0 ? Number.NaN : sorted[n - 1]!;
  if (!(sorted[0]! >= 0 && most < Infinity))
    throw new RangeError("a table needs losses, none of them negative or infinite");
  if (sorted[0] === most) return constantTable(most);
  const table = emptyTable(powerOfTwoBelow(most));
  const part = partOf(sorted);
  for (let i = END_CELLS; i < BODY_CELLS - END_CELLS; i++)
    setBody(table, i, scaled(part(i / BODY_CELLS, (i + 1) / BODY_CELLS), 1 / table.scale));
  for (let i = 0; i < TAIL_CELLS; i++) {
    const [near, far] = [i === 0 ? 0 : tailEnds[i - 1]!, tailEnds[i]!];
    setTail(table, 0, i, part(near, far));
    const { from, pullFrom, pullTo, to } = part(1 - far, 1 - near);
    setTail(table, 1, i, { from: to, pullFrom: pullTo, pullTo: pullFrom, to: from });
  }
  return table;
}

function emptyTable(scale: number): LossTable {
  const bytes = new Uint8Array(TABLE_BYTES);
  new Float64Array(bytes.buffer, 0, 1)[0] = scale;
  return tableOf(bytes);
}

/** The table whose bytes these are, such as those of one that another thread made; they begin at a multiple of eight. */
export function tableOf(bytes: Uint8Array): LossTable {
  const { buffer, byteOffset } = bytes;
  return {
    bytes,
    scale: new Float64Array(buffer, byteOffset, 1)[0]!,
    body: new Float32Array(buffer, byteOffset + BODY_AT, BODY_CELLS * 4),
    tails: new Float64Array(buffer, byteOffset + TAILS_AT, 2 * TAIL_CELLS * 4),
  };
}

function setBody(table: LossTable, cell: number, pulls: Cell): void {
  setCoefficients(table.body, cell * 4, pulls, 1 / BODY_PLACES);
}

function setTail(table: LossTable, side: 0 | 1, cell: number, pulls: Cell): void {
  setCoefficients(table.tails, (side * TAIL_CELLS + cell) * 4, pulls, 1 / TAIL_PLACES);
}

/** Coefficients of the cubic in whole numbers p, which stand for the middle (p + ½)·step of what they cover. */
function setCoefficients(
  out: Float32Array | Float64Array,
  at: number,
  { from, pullFrom, pullTo, to }: Cell,
  step: number,
): void {
  const c1 = 3 * (pullFrom - from);
  const c2 = 3 * (pullTo - pullFrom) - c1;
  const c3 = to - from - c1 - c2;
  const half = step / 2;
  out[at] = from + half * (c1 + half * (c2 + half * c3));
  out[at + 1] = step * (c1 + half * (2 * c2 + half * 3 * c3));
  out[at + 2] = step * step * (c2 + half * 3 * c3);
  out[at + 3] = step * step * step * c3;
}

function flat(value: number): Cell {
  return { from: value, pullFrom: value, pullTo: value, to: value };
}

function scaled({ from, pullFrom, pullTo, to }: Cell, by: number): Cell {
  return { from: from * by, pullFrom: pullFrom * by, pullTo: pullTo * by, to: to * by };
}

/** Standard normal quantiles at the ends of successive cells, and their slopes there in units of the cell on either side. */
type NormalCells = {
  /** [cells + 1] */
  readonly points: Float64Array;
  /** [2 · cells]: at the beginning and the end of each cell */
  readonly slopes: Float64Array;
};

let standard: { readonly body: NormalCells; readonly tail: NormalCells } | undefined;

function standardNormal(): { body: NormalCells; tail: NormalCells } {
  const ends = Float64Array.from(
    { length: BODY_CELLS - 2 * END_CELLS + 1 },
    (_, i) => (i + END_CELLS) / BODY_CELLS,
  );
  return { body: normalCells(ends), tail: normalCells(tailEnds) };
}

function normalCells(ends: Float64Array): NormalCells {
  const points = ends.map(normalQuantile);
  const slopes = new Float64Array(2 * (ends.length - 1));
  for (let i = 0; i < slopes.length; i++) {
    const z = points[(i + 1) >> 1]!;
    const density = exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    slopes[i] = (ends[(i >> 1) + 1]! - ends[i >> 1]!) / density;
  }
  return { points, slopes };
}

/**
 * The cells of scale·exp(sigma·z): at their ends value and slope are exact, and the cubic between has the mean that both and the
 * bends there tell, by Hermite's rule, whose error is of sixth order.
 */
function fillFromNormal(
  { points, slopes }: NormalCells,
  sigma: number,
  scale: number,
  set: (cell: number, pulls: Cell) => void,
): void {
  const cell = flat(0);
  let from = scale * exp(sigma * points[0]!);
  for (let i = 0; i < points.length - 1; i++) {
    const [z, next, slope, nextSlope] = [points[i]!, points[i + 1]!, slopes[2 * i]!, slopes[2 * i + 1]!];
    const to = scale * exp(sigma * next);
    const rise = sigma * from * slope;
    const fall = sigma * to * nextSlope;
    // A quantile's second derivative is z times its slope's square.
    const bends = rise * slope * (sigma + z) + fall * nextSlope * (sigma + next);
    // By its slopes alone the cubic lacks (rise − fall)/60 + bends/120 of that mean, in which both pulls weigh a quarter.
    const shift = 2 * ((rise - fall) / 60 + bends / 120);
    cell.from = from;
    cell.pullFrom = from + rise / 3 + shift;
    cell.pullTo = to - fall / 3 + shift;
    cell.to = to;
    set(i, cell);
    from = to;
  }
}

/** Answers the cell of a sample between two chances: it rises from the first to the last loss between them and has their mean. */
function partOf(sorted: ArrayLike<number>): (a: number, b: number) => Cell {
  const n = sorted.length;
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) sums[i + 1] = sums[i]! + sorted[i]!;
  const upTo = (place: number): number => {
    const whole = Math.min(n - 1, Math.floor(place));
    return sums[whole]! + (place - whole) * sorted[whole]!;
  };
  return (a, b) => {
    const from = sorted[Math.min(n - 1, Math.floor(a * n))]!;
    const to = sorted[Math.min(n - 1, Math.max(0, Math.ceil(b * n) - 1))]!;
    if (!(to > from)) return flat(from);
    const mean = (upTo(b * n) - upTo(a * n)) / (b - a) / n;
    return rising(from, to, Math.min(1, Math.max(0, (mean - from) / (to - from))));
  };
}

/** A cubic that rises from one value to another and lies on average at `share` of the way: straight where that is a half. */
function rising(from: number, to: number, share: number): Cell {
  const at = (way: number): number => from + way * (to - from);
  if (share < 1 / 4) return { from, pullFrom: from, pullTo: from, to: at(4 * share) };
  if (share > 3 / 4) return { from: at(4 * share - 3), pullFrom: to, pullTo: to, to };
  const pulls = 4 * share - 1;
  const first = Math.min(1, pulls, Math.max(0, pulls - 1, (pulls - 1 / 3) / 2));
  return { from, pullFrom: at(first), pullTo: at(pulls - first), to };
}

function powerOfTwoBelow(value: number): number {
  let power = 1;
  while (power * 2 <= value) power *= 2;
  // Below that its reciprocal would be infinite.
  while (power > value && power > 2 ** -1000) power /= 2;
  return power;
}
