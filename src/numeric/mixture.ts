import type { Claims } from "./claims.ts";
import { type LatticeYears, latticeYears, type RateGroup } from "./convolution.ts";
import type { LatticeDistribution } from "./cumulative.ts";

/** Streams of losses whose rates are not known. */
export type UncertainStreams = {
  readonly claims: readonly Claims[];
  /** Occurrences a year, [draws × streams], row-major: each row is one equally likely state of what is not known. */
  readonly rates: Float64Array;
  /**
   * For each stream the number of its group. What is not known of one group says nothing of another, so that every row of
   * one may meet every row of another. Without it all streams are one group.
   */
  readonly groups?: ArrayLike<number>;
};

/** Where the middle nine tenths of draws lie. */
export type Band = { readonly low: number; readonly high: number };

/** What all streams together cost in a year, over what is not known and over what chance brings. */
export type YearMixture = {
  readonly mean: number;
  /** Chance that a year costs at most `loss`. */
  cdf(loss: number): number;
  /** Chance that a year costs more than `loss`. */
  exceedance(loss: number): number;
  /** The cost that a year stays below with chance p. Infinity where a year lies beyond with a chance below REST. */
  quantile(p: number): number;
  /** Mean cost of the worst 1 − q of years. */
  cvar(q: number): number;
  /** A year's mean cost for each row. */
  readonly meanOfDraws: Float64Array;
  /** 5th and 95th percentile over draws of the chance that a year costs more than `loss`. */
  band(loss: number): Band;
  /** 5th and 95th percentile over draws of the p-quantile. */
  bandOfQuantile(p: number): Band;
};

export type LatticeChoice = {
  /** The largest yearly cost of interest; chosen from the streams when absent. */
  readonly upTo?: number;
  /** Lattice points, a power of two; chosen from the streams when absent, 2¹² where `upTo` is given. */
  readonly cells?: number;
};

/** A year lies beyond the lattice that is chosen with about this chance. */
const REST = 1e-6;

/** Where so many losses are expected, a year without any is no matter, and small losses may become a drift. */
const MANY = 20;

/** Points of the lattice on which the lattice is chosen. */
const PILOT_CELLS = 256;

/**
 * Distribution of a year's losses when counts are Poisson, losses independent, and rates one of several equally likely
 * rows. Time is that of one transform for each stream and one for each row, beside rows × streams × cells multiplications;
 * with groups one for each row of each group.
 *
 * Method: losses are spread over a lattice so that mean and variance of a year are kept; each row is a compound Poisson sum
 * by fast Fourier transform with exponential tilting; the predictive distribution is their mean, or the product over groups
 * of their means. Without `upTo` lattices are chosen by a coarse one: one that reaches to the chance REST, and finer ones
 * over the body while each is three times as fine.
 * Error: O(step⁴) for losses with a density, and beside it, where losses are many, O(step²) in the skewness only; otherwise
 * O(step²). Chosen cells leave about 1e-5 of a quantile, see the tests; chances are absolute within about 1e-9, and within
 * REST beyond the lattice. Rows are a sample of what is not known: its error is the caller's.
 * Source: Grübel and Hermesmeier, Computation of compound distributions, ASTIN Bulletin 29 (1999); Gerber (1982).
 * Throws RangeError when a rate is negative or infinite, when rates or groups do not fit the streams, when cells is no power
 * of two or upTo is not positive.
 */
export function compoundMixture(streams: UncertainStreams, choice: LatticeChoice = {}): YearMixture {
  const { draws, groups } = checkedGroups(streams);
  const { upTo, cells } = choice;
  if (upTo !== undefined && !(upTo > 0 && upTo < Infinity))
    throw new RangeError(`a year's cost cannot be laid out up to ${upTo}`);
  const meanOfDraws = meansOf(groups, draws);
  if (groups.length === 0) return readMixture([], meanOfDraws);
  const rate = groups.reduce((sum, group) => sum + total(group.rates), 0) / draws;
  const shape = { draws, drifting: rate >= MANY };
  if (upTo === undefined) return readMixture(chosenLevels(groups, shape, cells), meanOfDraws);
  const on = cells ?? 2 ** 12;
  const level = latticeYears(groups, { ...shape, step: upTo / on, cells: on, each: true });
  return readMixture([level], meanOfDraws);
}

function meansOf(groups: readonly RateGroup[], draws: number): Float64Array {
  const means = new Float64Array(draws);
  for (const { claims, rates } of groups) {
    for (let k = 0; k < draws; k++) {
      claims.forEach(({ mean }, i) => {
        const rate = rates[k * claims.length + i]!;
        if (rate > 0) means[k] = means[k]! + rate * mean;
      });
    }
  }
  return means;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function checkedGroups({ claims, rates, groups }: UncertainStreams): {
  readonly draws: number;
  readonly groups: RateGroup[];
} {
  const streams = claims.length;
  const draws = streams === 0 ? 1 : rates.length / streams;
  if (!Number.isInteger(draws) || draws < 1 || (streams === 0 && rates.length > 0))
    throw new RangeError(`${rates.length} rates are no rows of ${streams}, one for each stream`);
  if (groups !== undefined && groups.length !== streams)
    throw new RangeError(`${groups.length} groups do not say where ${streams} streams belong`);
  const wrong = rates.find((rate) => !(rate >= 0 && rate < Infinity));
  if (wrong !== undefined) throw new RangeError(`losses come so many times a year, not ${wrong} times`);
  const members = new Map<number, number[]>();
  for (let i = 0; i < streams; i++) {
    const group = draws === 1 ? 0 : (groups?.[i] ?? 0);
    const list = members.get(group);
    if (list === undefined) members.set(group, [i]);
    else list.push(i);
  }
  return {
    draws,
    groups: [...members.values()].map((list) => ({
      claims: list.map((i) => claims[i]!),
      rates: Float64Array.from({ length: draws * list.length }, (_, at) => {
        const k = Math.floor(at / list.length);
        return rates[k * streams + list[at % list.length]!]!;
      }),
    })),
  };
}

type Shape = { readonly draws: number; readonly drifting: boolean };

/**
 * A coarse lattice over a range that surely suffices tells where a year's costs lie; then one over all of them, and where
 * the tail is long finer ones over the body. The finest first.
 */
function chosenLevels(groups: readonly RateGroup[], shape: Shape, given: number | undefined): LatticeYears[] {
  const most = surelyEnough(groups, shape.draws);
  if (!(most > 0)) return [];
  const pilot = latticeYears(groups, {
    ...shape,
    step: chosenStep(groups, shape, most, PILOT_CELLS),
    cells: PILOT_CELLS,
    each: false,
  }).predictive;
  const cells = given ?? chosenCells(pilot);
  const levels: LatticeYears[] = [];
  let [known, finest] = [pilot, Infinity];
  for (const p of CUTS) {
    // Room is a share of what lies between the median and the quantile: a sharp body far from 0 needs no more.
    const median = known.quantile(0.5);
    const reach = Math.min(most, median + (known.quantile(p) - median) * ROOM);
    const step = chosenStep(groups, shape, reach > 0 ? reach : most, cells);
    if (step * WORTH_WHILE > finest) continue;
    levels.unshift(latticeYears(groups, { ...shape, step, cells, each: true }));
    [known, finest] = [levels[0]!.predictive, step];
  }
  return levels;
}

/** Chances up to which lattices may reach. */
const CUTS = [1 - REST, 0.9995, 0.995, 0.98, 0.9];
const ROOM = 1.15;
const WORTH_WHILE = 3;

/** So many that a year's spread, from its median to what five of six years stay below, takes some dozens. */
function chosenCells(pilot: LatticeDistribution): number {
  const spread = pilot.quantile(5 / 6) - pilot.quantile(0.5);
  const wanted = spread > 0 ? (SPREAD_CELLS * pilot.quantile(CUTS[1]!)) / spread : Infinity;
  return 2 ** Math.min(13, Math.max(10, Math.ceil(Math.log2(wanted))));
}

const SPREAD_CELLS = 32;

/** A cost beyond which a year lies with a chance below REST, by Bernstein's inequality for losses that are not too large. */
function surelyEnough(groups: readonly RateGroup[], draws: number): number {
  let largest = 0;
  for (const { claims, rates } of groups)
    claims.forEach(({ mean }, i) => {
      for (let k = 0; k < draws; k++)
        if (rates[k * claims.length + i]! > 0 && mean < Infinity) largest = Math.max(largest, mean);
    });
  const expectedAbove = (limit: number): number =>
    sumOverStreams(groups, draws, (claims) => {
      const half = limit / 2;
      return (claims.limitedMean(limit) - claims.limitedMean(half)) / half;
    }).highest;
  let limit = Math.max(largest, 1e-300);
  if (largest === 0 && expectedAbove(limit) === 0) return 0;
  while (expectedAbove(limit) > REST / 2 && limit < 1e300) limit *= 2;
  const mean = sumOverStreams(groups, draws, (claims) => claims.limitedMean(limit)).highest;
  const variance = sumOverStreams(groups, draws, (claims) => claims.limitedSquare(limit)).highest;
  const depth = Math.log(2 / REST);
  const jump = (limit * depth) / 3;
  return mean + jump + Math.sqrt(jump * jump + 2 * variance * depth);
}

/** Σ over streams of rate × what is asked of the claims: the sums over groups of the least and of the largest row. */
function sumOverStreams(
  groups: readonly RateGroup[],
  draws: number,
  asked: (claims: Claims) => number,
): { readonly lowest: number; readonly highest: number } {
  let [lowest, highest] = [0, 0];
  for (const { claims, rates } of groups) {
    const values = claims.map(asked);
    let [low, high] = [Infinity, 0];
    for (let k = 0; k < draws; k++) {
      let sum = 0;
      for (let i = 0; i < values.length; i++) sum += rates[k * values.length + i]! * values[i]!;
      low = Math.min(low, sum);
      high = Math.max(high, sum);
    }
    lowest += low;
    highest += high;
  }
  return { lowest, highest };
}

/** The least step on which so many cells, which begin where the drift ends, reach as far as asked. */
function chosenStep(
  groups: readonly RateGroup[],
  { draws, drifting }: Shape,
  reach: number,
  cells: number,
): number {
  if (!drifting) return reach / (cells - 1);
  // What losses below a step drift at the least; see `settleJumps`.
  const drift = (step: number): number =>
    sumOverStreams(groups, draws, (claims) =>
      Math.max(0, claims.limitedMean(step) - claims.limitedSquare(step) / step),
    ).lowest;
  let [low, high] = [0, reach / (cells - 1)];
  for (let i = 0; i < 40 && high - low > 0.05 * high; i++) {
    const step = (low + high) / 2;
    if (drift(step) + (cells - 1) * step < reach) low = step;
    else high = step;
  }
  return high;
}

/** Reads levels, the finest first; none of them means that a year costs nothing. */
function readMixture(levels: readonly LatticeYears[], meanOfDraws: Float64Array): YearMixture {
  const draws = meanOfDraws.length;
  const mean = total(meanOfDraws) / draws;
  const predictive = levels.map((level) => level.predictive);
  const draw = (k: number): LatticeDistribution[] => levels.map((level) => level.draws[k]!);
  const cdf = (loss: number): number => cdfOf(predictive, loss);
  const band = (of: (k: number) => number): Band => {
    const values = new Float64Array(draws).map((_, k) => of(k)).sort();
    return { low: percentile(values, 0.05), high: percentile(values, 0.95) };
  };
  return {
    mean,
    cdf,
    exceedance: (loss) => 1 - cdf(loss),
    quantile: (p) => quantileOf(predictive, p),
    cvar: (q) => {
      const threshold = quantileOf(predictive, q);
      if (threshold === Infinity) return Infinity;
      const level = predictive.find(({ reach }) => reach >= threshold);
      return threshold + (mean - threshold + (level?.shortfall(threshold) ?? threshold)) / (1 - q);
    },
    meanOfDraws,
    band: (loss) => band((k) => 1 - cdfOf(draw(k), loss)),
    bandOfQuantile: (p) => band((k) => quantileOf(draw(k), p)),
  };
}

function cdfOf(levels: readonly LatticeDistribution[], loss: number): number {
  if (levels.length === 0) return loss >= 0 ? 1 : 0;
  const [finest] = levels;
  const level = levels.find(({ reach }) => reach >= loss) ?? levels.at(-1)!;
  return level === finest ? finest.cdf(loss) : Math.max(finest!.cdf(finest!.reach), level.cdf(loss));
}

function quantileOf(levels: readonly LatticeDistribution[], p: number): number {
  if (levels.length === 0) return 0;
  let quantile = 0;
  for (const level of levels) {
    quantile = Math.max(quantile, level.quantile(p));
    if (quantile < Infinity) return quantile;
    quantile = level.reach;
  }
  return Infinity;
}

function percentile(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(sorted.length - 1, below + 1)]!];
  return low === high ? low : low + (place - below) * (high - low);
}
