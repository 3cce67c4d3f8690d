import type { Claims } from "./claims.ts";

/** A chance with bounds that hold whatever the rounding. */
export type BoundedChance = { readonly value: number; readonly low: number; readonly high: number };

/** Chance ever to be ruined, at every capital up to the one asked for. */
export type RuinCurve = {
  /** ψ(u); 1 below 0. Capital beyond the one the curve was made for is read as that one. */
  at(capital: number): BoundedChance;
  /** ψ(u − loss) − ψ(u) at the capital the curve was made for: how much nearer ruin one loss brings it. */
  rise(loss: number): BoundedChance;
};

/**
 * Cramér–Lundberg ruin probability ψ by Pollaczek and Khinchine: the deepest fall below the start is a geometric sum of
 * ladder heights, whose distribution is the claims' equilibrium distribution E[min(X, y)]/E[X].
 *
 * claims    the size of one claim, of whatever kind
 * loading   θ > 0: premiums are (1 + θ) times the expected claims; at θ ≤ 0 ruin is certain
 * capital   u ≥ 0, where the curve ends
 * cells     lattice points up to the capital; time grows with their square
 *
 * Bounds of `at` are rigorous: ladder heights rounded down and up to the lattice. For the value they are split between
 * neighbours so that their means are kept; error O(cell²). Bounds of `rise` are rigorous too for
 * losses of some cells; for smaller ones they are secants of the bounds over many cells, which hold where ψ is convex there.
 * Rounding: absolute about 1e-14. Source: Asmussen and Albrecher, Ruin Probabilities (2010), IV.2; Dufresne and Gerber
 * (1989), Three methods to calculate the probability of ruin.
 * Throws RangeError when claims have no finite mean or capital is negative.
 */
export function ruinCurve(claims: Claims, loading: number, capital: number, cells = 2048): RuinCurve {
  if (!(claims.mean >= 0 && claims.mean < Infinity))
    throw new RangeError("claims without a mean ruin whoever insures them");
  if (!(capital >= 0 && capital < Infinity)) throw new RangeError(`capital cannot be ${capital}`);
  if (claims.mean === 0) return curve(flat(0), 0, 0);
  if (!(loading > 0)) return curve(flat(1), 0, 1);
  const start = 1 / (1 + loading);
  if (capital === 0) return curve(flat(start), 0, start);
  const step = capital / cells;
  const beyond = Math.max(1, Math.round(cells * WIDEST_SECANT));
  const lattice = latticeCurves(claims, start, step, cells + beyond);
  continueFromBelow(lattice, cells);
  return curve(lattice, step, start);
}

type LatticeCurves = {
  readonly low: Float64Array;
  readonly value: Float64Array;
  readonly high: Float64Array;
};

function flat(chance: number): LatticeCurves {
  const same = Float64Array.of(chance);
  return { low: same, value: same, high: same };
}

function latticeCurves(claims: Claims, start: number, step: number, cells: number): LatticeCurves {
  const equilibrium = new Float64Array(cells + 2);
  const limited = new Float64Array(cells + 2);
  for (let j = 1; j <= cells + 1; j++) {
    const y = j * step;
    const mean = claims.limitedMean(y);
    equilibrium[j] = Math.min(1, mean / claims.mean);
    // E[min(L, y)] of a ladder height L, which is ∫₀ʸ of what the equilibrium distribution leaves.
    limited[j] = y - (y * mean - claims.limitedSquare(y) / 2) / claims.mean;
  }
  const down = new Float64Array(cells + 1);
  const up = new Float64Array(cells + 1);
  const kept = new Float64Array(cells + 1);
  for (let j = 0; j <= cells; j++) {
    down[j] = Math.max(0, equilibrium[j + 1]! - equilibrium[j]!);
    up[j] = j === 0 ? 0 : down[j - 1]!;
    const before = j === 0 ? -step : limited[j - 1]!;
    kept[j] = Math.max(0, (2 * limited[j]! - before - limited[j + 1]!) / step);
  }
  const mass = geometricSums(kept, start);
  const value = tails(mass);
  // A lattice point stands for the half cells around it; at 0 only for the half above.
  for (let j = 1; j <= cells; j++) value[j] = value[j]! + mass[j]! / 2;
  value[0] = start;
  const low = tails(geometricSums(down, start));
  const high = tails(geometricSums(up, start));
  for (let j = 0; j <= cells; j++) value[j] = Math.min(high[j]!, Math.max(low[j]!, value[j]!));
  return { low, value, high };
}

/**
 * Sets the value at the capital by those below it. Where claims of just the size of the capital are common (a cap on losses),
 * ψ bends there, and the half cells around the last point would blur the slope that a small loss sees.
 */
function continueFromBelow({ low, value, high }: LatticeCurves, last: number): void {
  if (last < 8) return;
  const continued = 3 * value[last - 1]! - 3 * value[last - 2]! + value[last - 3]!;
  value[last] = Math.min(high[last]!, value[last - 1]!, Math.max(low[last]!, continued));
}

/** Masses of a sum of N lattice steps with P(N ≥ n) = startⁿ. All terms are positive, so nothing cancels. */
function geometricSums(step: Float64Array, start: number): Float64Array {
  const n = step.length;
  const mass = new Float64Array(n);
  const scale = start / (1 - start * step[0]!);
  mass[0] = (1 - start) / (1 - start * step[0]!);
  for (let k = 1; k < n; k++) {
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += step[j]! * mass[k - j]!;
    mass[k] = scale * sum;
  }
  return mass;
}

function tails(mass: Float64Array): Float64Array {
  let rest = 1;
  return mass.map((m) => {
    rest -= m;
    return Math.max(0, rest);
  });
}

/** Shares of the capital over which secants are taken for small losses; the tightest counts. */
const SECANT_SHARES = [0.01, 0.02, 0.05, 0.1];
const WIDEST_SECANT = 0.1;

function curve({ low, value, high }: LatticeCurves, step: number, start: number): RuinCurve {
  const cells = value.length - 1 - secantCells(value.length - 1);
  const capital = cells * step;
  const at = (u: number): BoundedChance => {
    if (u < 0) return { value: 1, low: 1, high: 1 };
    if (u === 0 || step === 0) return { value: start, low: start, high: start };
    const place = Math.min(cells, u / step);
    const j = Math.floor(place);
    const next = value[j + 1] ?? value[j]!;
    return { value: value[j]! + (place - j) * (next - value[j]!), low: low[j]!, high: high[j]! };
  };
  const end = at(capital);
  const widths = cells === 0 ? [] : SECANT_SHARES.map((share) => Math.max(1, Math.round(cells * share)));
  let flattest = 0;
  for (const width of widths) {
    flattest = Math.max(flattest, (low[cells]! - high[cells + width]!) / (width * step));
  }
  const steepest = (j: number): number => {
    let least = Infinity;
    for (const width of widths) {
      if (j >= width) least = Math.min(least, (high[j - width]! - low[j]!) / (width * step));
    }
    return Math.max(0, least);
  };
  const rise = (loss: number): BoundedChance => {
    if (!(loss > 0)) return { value: 0, low: 0, high: 0 };
    if (loss > capital) return { value: 1 - end.value, low: 1 - end.high, high: 1 - end.low };
    const from = at(capital - loss);
    const least = Math.max(0, from.low - end.high, flattest * loss);
    const slope = steepest(Math.floor((capital - loss) / step));
    const most = Math.max(least, Math.min(from.high - end.low, loss * slope));
    const value = Math.min(most, Math.max(least, from.value - end.value));
    return { value, low: least, high: most };
  };
  return { at, rise };
}

function secantCells(all: number): number {
  return all === 0 ? 0 : Math.round((all * WIDEST_SECANT) / (1 + WIDEST_SECANT));
}

/**
 * Chance to be ruined within `years`, for exponential claims: a closed form with one integral.
 *
 * claimsPerYear, meanClaim   of the compound Poisson process of claims
 * loading    θ: premiums are (1 + θ)·claimsPerYear·meanClaim a year
 * capital    at the start, in the unit of meanClaim
 *
 * Error: about 1e-10 (trapezoidal rule over a period, which converges geometrically).
 * Source: Asmussen and Albrecher, Ruin Probabilities (2010), proposition V.1.3. Throws RangeError unless rates are positive.
 */
export function ruinWithin(
  years: number,
  of: {
    readonly claimsPerYear: number;
    readonly meanClaim: number;
    readonly loading: number;
    readonly capital: number;
  },
): number {
  const load = 1 / (1 + of.loading);
  if (!(of.claimsPerYear > 0 && of.meanClaim > 0 && load > 0 && load < Infinity))
    throw new RangeError("ruin in finite time needs claims, and premiums above none");
  if (of.capital < 0) return 1;
  // In units of the mean claim, and of the time in which premiums earn one.
  const u = of.capital / of.meanClaim;
  const time = (of.claimsPerYear * years) / load;
  const root = Math.sqrt(load);
  const points = 512 + 64 * Math.ceil(Math.sqrt(time) + u);
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const angle = (Math.PI * (i + 0.5)) / points;
    const size = 2 * root * time * Math.cos(angle) - (1 + load) * time + u * (root * Math.cos(angle) - 1);
    const turn = u * root * Math.sin(angle);
    const wave = Math.cos(turn) - Math.cos(turn + 2 * angle);
    sum += (load * Math.exp(size) * wave) / (1 + load - 2 * root * Math.cos(angle));
  }
  const ever = load >= 1 ? 1 : load * Math.exp(-(1 - load) * u);
  return Math.min(1, Math.max(0, ever - sum / points));
}
