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
  /** Lattice points, a power of two. */
  readonly cells?: number;
};

/** A year lies beyond the lattice that is chosen with about this chance. */
const REST = 1e-6;

/** Where so many losses are expected, a year without any is no matter, and small losses may become a drift. */
const MANY = 20;

/** Points of the lattice on which the lattice is chosen. */
const PILOT_CELLS = 512;

/**
 * Distribution of a year's losses when counts are Poisson, losses independent, and rates one of several equally likely
 * rows: for each row a compound distribution by fast Fourier transform, and their mean.
 */
export function compoundMixture(streams: UncertainStreams, choice: LatticeChoice = {}): YearMixture {
  const { draws, groups } = checkedGroups(streams);
  const { upTo, cells = 2 ** 12 } = choice;
  if (upTo !== undefined && !(upTo > 0 && upTo < Infinity))
    throw new RangeError(`a year's cost cannot be laid out up to ${upTo}`);
  const rate = groups.reduce((sum, group) => sum + total(group.rates), 0) / draws;
  const layout = { draws, drifting: rate >= MANY };
  const meanOfDraws = new Float64Array(draws);
  for (const { claims, rates } of groups)
    for (let k = 0; k < draws; k++)
      claims.forEach(({ mean }, i) => {
        const own = rates[k * claims.length + i]!;
        if (own > 0) meanOfDraws[k] = meanOfDraws[k]! + own * mean;
      });
  if (groups.length === 0) return readMixture([], meanOfDraws);
  const levels =
    upTo === undefined
      ? chosenLevels(groups, layout, cells)
      : [latticeYears(groups, { ...layout, step: upTo / cells, cells, each: true })];
  return readMixture(levels, meanOfDraws);
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
 * the tail is long a finer one over the body.
 */
function chosenLevels(groups: readonly RateGroup[], shape: Shape, cells: number): LatticeYears[] {
  const most = surelyEnough(groups, shape.draws);
  if (!(most > 0)) return [];
  const lay = (reach: number, on: number, each: boolean): LatticeYears =>
    latticeYears(groups, { ...shape, step: chosenStep(groups, shape, reach, on), cells: on, each });
  const pilot = lay(most, PILOT_CELLS, false).predictive;
  // Room is a share of what lies between the pilot's median and its quantile: a sharp body far from 0 needs no more.
  const median = pilot.quantile(0.5);
  const upTo = (p: number): number => Math.min(most, median + (pilot.quantile(p) - median) * ROOM);
  const all = upTo(1 - REST) || most;
  const body = upTo(BODY);
  const levels = [lay(all, cells, true)];
  if (body > 0 && body * WORTH_WHILE < all) levels.unshift(lay(body, cells, true));
  return levels;
}

const BODY = 0.9995;
const ROOM = 1.15;
const WORTH_WHILE = 3;

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
  for (let i = 0; i < 40 && high - low > 0.01 * high; i++) {
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
