import type { Claims, SharedLosses } from "./claims.ts";

/**
 * Losses spread over the points 0, 1, 2, … of a lattice, in units of its step. Each loss is shared between its two
 * neighbours so that its mean is kept; what that adds to its square is kept apart, cell by cell.
 */
export class SpreadLosses {
  /** Expected number of losses at each point. */
  readonly mass: Float64Array;
  /** E[(X − j)(j + 1 − X)] of the losses between j and j + 1. */
  readonly excess: Float64Array;
  /** Points from here on hold nothing. */
  end = 0;
  /** Expected number of losses that count, as spread: all above the point 0, those beyond the lattice too. */
  leaving = 0;
  /** Expected number of losses above 0. */
  positive = 0;

  private readonly moments: LatticeMoments;

  constructor(cells: number) {
    this.moments = new LatticeMoments(cells);
    this.mass = new Float64Array(cells);
    this.excess = new Float64Array(cells);
  }

  /** Whether any loss lies between two points. */
  get between(): boolean {
    for (let j = 0; j < this.end; j++) if (this.excess[j]! > 0) return true;
    return false;
  }

  clear(): void {
    this.mass.fill(0, 0, this.end);
    this.excess.fill(0, 0, this.end);
    this.end = 0;
    this.leaving = 0;
    this.positive = 0;
  }

  /** Adds `rate` claims whose sizes are measured in steps. */
  add(claims: Claims, rate: number, step: number): void {
    if (!(rate > 0)) return;
    if (claims.losses !== undefined) this.addLosses(claims.losses, rate, step);
    else this.addMoments(claims, rate, step);
  }

  addSpread(other: SpreadLosses, rate: number): void {
    for (let j = 0; j < other.end; j++) {
      this.mass[j] = this.mass[j]! + rate * other.mass[j]!;
      this.excess[j] = this.excess[j]! + rate * other.excess[j]!;
    }
    this.end = Math.max(this.end, other.end);
    this.leaving += rate * other.leaving;
    this.positive += rate * other.positive;
  }

  private addLosses({ sizes, shares }: SharedLosses, rate: number, step: number): void {
    const { mass, excess } = this;
    const cells = mass.length;
    for (let i = sizes.length - 1; i >= 0; i--) {
      const place = sizes[i]! / step;
      if (!(place > 0)) break;
      const share = rate * shares[i]!;
      this.positive += share;
      if (place >= cells) {
        this.leaving += share;
        continue;
      }
      const j = Math.floor(place);
      const above = (place - j) * share;
      this.leaving += j === 0 ? above : share;
      mass[j] = mass[j]! + share - above;
      excess[j] = excess[j]! + (1 - place + j) * above;
      if (j + 1 < cells) mass[j + 1] = mass[j + 1]! + above;
      this.end = Math.max(this.end, Math.min(cells, j + 2));
    }
  }

  private addMoments(claims: Claims, rate: number, step: number): void {
    const { mass, excess } = this;
    const cells = mass.length;
    const { mean, square } = this.moments;
    this.moments.measure(claims, step);
    for (let j = 1; j < cells; j++)
      mass[j] = mass[j]! + rate * Math.max(0, 2 * mean[j]! - mean[j - 1]! - mean[j + 1]!);
    for (let j = 0; j < cells; j++) {
      const added = (2 * j + 1) * (mean[j + 1]! - mean[j]!) - (square[j + 1]! - square[j]!);
      excess[j] = excess[j]! + rate * Math.max(0, added);
    }
    this.end = cells;
    this.leaving += rate * mean[1]!;
    const tiny = step * 1e-12;
    this.positive += rate * Math.min(1, claims.limitedMean(tiny) / tiny);
  }
}

/** What moves a year's sum: jumps on the lattice, and a drift that is the same every year. */
export type Jumps = {
  /** Expected number of jumps of each length; none of length 0. */
  readonly mass: Float64Array;
  readonly end: number;
  /** Expected number of jumps, those beyond the lattice too. */
  readonly count: number;
  readonly drift: number;
};

/**
 * Takes back what spreading added to the squares, so that mean and variance of a year are kept: losses draw together
 * around each point as far as their neighbours can give; the rest, where losses are so many that a year without any
 * does not occur, becomes fewer jumps and a drift. No mass becomes negative. Overwrites the spread losses.
 */
export function settleJumps(spread: SpreadLosses, drifting: boolean): Jumps {
  const { mass, excess, end } = spread;
  let { leaving: count } = spread;
  let drift = 0;
  let [before, given] = [0, 0];
  const original = (j: number): number => (j < end ? mass[j]! : 0);
  // `before` is the mass that j − 1 had; `given` what j owes to the drawing together around j − 1.
  for (let j = 1; j < end; j++) {
    const own = mass[j]!;
    // Losses below one step lie between nothing and point 1; only a drift can take from them without loss.
    const first = j === 1 ? excess[0]! : 0;
    const wanted = (j === 1 ? (drifting ? 0 : first) : excess[j - 1]! / 2) + excess[j]! / 2;
    const drawn = Math.min(wanted, j === 1 ? Infinity : before / 2, original(j + 1) / 2);
    let now = own + drawn - given / 2;
    if (j === 1) count += drawn / 2;
    else mass[j - 1] = Math.max(0, mass[j - 1]! - drawn / 2);
    if (drifting) {
      const rest = wanted - drawn + first;
      const fewer = Math.min(rest / (j * j), now);
      now -= fewer;
      count -= fewer;
      drift += fewer * j;
    }
    mass[j] = now;
    before = own;
    given = drawn;
  }
  mass[0] = 0;
  return { mass, end, count, drift };
}

/**
 * E[min(X, j)] and E[min(X, j)²] in steps, for j = 0 … cells. Of a smooth law they are computed at each point of a first
 * stretch, at every 2nd, 4th, … of each octave beyond; others lie on quintics through six of these.
 */
class LatticeMoments {
  readonly mean: Float64Array;
  readonly square: Float64Array;
  /** Lagrange's weights by stride, made when first needed. */
  private readonly weights = new Map<number, Float64Array>();
  private readonly means = new Float64Array(MOST_POINTS + 6);
  private readonly squares = new Float64Array(MOST_POINTS + 6);

  constructor(cells: number) {
    this.mean = new Float64Array(cells + 1);
    this.square = new Float64Array(cells + 1);
  }

  measure(claims: Claims, step: number): void {
    const { mean, square } = this;
    const cells = mean.length - 1;
    const points = pointsAnOctave(claims.smoothness);
    const dense = Math.min(cells, 2 * points);
    for (let j = 1; j <= dense; j++) {
      mean[j] = claims.limitedMean(j * step) / step;
      square[j] = claims.limitedSquare(j * step) / (step * step);
    }
    for (let stride = 2; points * stride < cells; stride *= 2) this.fillOctave(claims, step, stride, points);
  }

  /** From points·stride to twice that. */
  private fillOctave(claims: Claims, step: number, stride: number, points: number): void {
    const { mean, square, means, squares } = this;
    const weights = this.weights.get(stride) ?? quinticWeights(stride);
    this.weights.set(stride, weights);
    const last = Math.min(points, Math.ceil(mean.length / stride) - points);
    for (let i = 0; i < last + 6; i++) {
      const limit = (points + i - 2) * stride * step;
      means[i] = claims.limitedMean(limit) / step;
      squares[i] = claims.limitedSquare(limit) / (step * step);
    }
    for (let i = 0; i < last; i++) {
      const at = (points + i) * stride;
      for (let m = 1; m <= stride && at + m < mean.length; m++) {
        mean[at + m] = combine(weights, 6 * m, means, i);
        square[at + m] = combine(weights, 6 * m, squares, i);
      }
    }
  }
}

/** Of a law narrower than these points can tell, each moment is computed. */
function pointsAnOctave(smoothness: number | undefined): number {
  if (smoothness === undefined || !(smoothness > 0)) return Infinity;
  const points = Math.max(16, 2 ** Math.ceil(Math.log2(POINTS_A_SCALE / smoothness)));
  return points > MOST_POINTS ? Infinity : points;
}

const POINTS_A_SCALE = 12;
const MOST_POINTS = 1024;

function combine(weights: Float64Array, w: number, values: Float64Array, i: number): number {
  return (
    weights[w]! * values[i]! +
    weights[w + 1]! * values[i + 1]! +
    weights[w + 2]! * values[i + 2]! +
    weights[w + 3]! * values[i + 3]! +
    weights[w + 4]! * values[i + 4]! +
    weights[w + 5]! * values[i + 5]!
  );
}

/** Lagrange's weights of the values at −2 … 3 for the value at m/stride, m = 0 … stride. */
function quinticWeights(stride: number): Float64Array {
  const weights = new Float64Array(6 * (stride + 1));
  for (let m = 0; m <= stride; m++) {
    for (let node = -2; node <= 3; node++) {
      let weight = 1;
      for (let other = -2; other <= 3; other++)
        if (other !== node) weight *= (m / stride - other) / (node - other);
      weights[6 * m + node + 2] = weight;
    }
  }
  return weights;
}
