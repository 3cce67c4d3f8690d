import type { Claims } from "./claims.ts";
import { LatticeDistribution } from "./cumulative.ts";
import { RealFourier } from "./fourier.ts";
import { type Jumps, SpreadLosses, settleJumps } from "./lattice.ts";

/** Streams whose rates are unknown together, and independent of those of other groups. */
export type RateGroup = {
  readonly claims: readonly Claims[];
  /** [draws × claims], row-major. */
  readonly rates: Float64Array;
};

export type LatticeYears = {
  /** The mean over all that is not known. */
  readonly predictive: LatticeDistribution;
  /** One a draw, the k-th of each group taken together; empty where not asked for. */
  readonly draws: readonly LatticeDistribution[];
};

export type Layout = {
  readonly step: number;
  readonly cells: number;
  readonly draws: number;
  /** Whether frequent small losses may become a drift: see `settleJumps`. */
  readonly drifting: boolean;
  readonly each: boolean;
};

/** How far the tilt lets the last cell fall: what wraps round shrinks by e^−14, rounding grows by e^14. */
const TILT = 14;

/** Beyond this the size of a transform is nothing beside rounding. */
const NEGLIGIBLE = -60;

/**
 * A year's losses on a lattice. The transform of a draw's year is exp of the sum of its streams' transforms, each times its
 * rate; the predictive transform is the product over groups of the mean over draws.
 */
export function latticeYears(groups: readonly RateGroup[], layout: Layout): LatticeYears {
  const { step, cells, draws, each } = layout;
  const workshop = new Workshop(cells);
  const parts = groups.map((group) => () => groupExponents(group, layout, workshop));
  const joint = new Exponents(draws, cells);
  const product = groups.length > 1 && draws > 1 ? new Transform(cells, 1) : undefined;
  let [base, none, density] = [0, 1, false];
  for (const part of parts) {
    const own = part();
    const start = own.drift.reduce((least, drift) => Math.min(least, drift), Infinity);
    base += start;
    none *= own.none.reduce((sum, chance) => sum + chance, 0) / draws;
    density ||= own.density;
    for (let k = 0; k < draws; k++) own.drift[k] = own.drift[k]! - start;
    if (product !== undefined) product.multiply(workshop.meanTransform(own));
    joint.add(own);
  }
  const read = (mass: Float64Array, noneOf: number): LatticeDistribution =>
    new LatticeDistribution(mass, { base: base * step, step, none: noneOf, density });
  const mean = new Float64Array(cells);
  const ofDraws: LatticeDistribution[] = [];
  for (let k = 0; k < draws && (each || product === undefined); k++) {
    const mass = workshop.masses(workshop.transformOf(joint, k));
    for (let j = 0; j < cells; j++) mean[j] = mean[j]! + mass[j]! / draws;
    if (each) ofDraws.push(read(mass, joint.none[k]!));
  }
  const predictive = product === undefined ? mean : workshop.masses(product);
  return { predictive: read(predictive, none), draws: ofDraws };
}

/** The first half of the transform of a real sequence. */
class Transform {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;

  constructor(cells: number, constant = 0) {
    this.real = new Float64Array(cells / 2 + 1).fill(constant);
    this.imaginary = new Float64Array(cells / 2 + 1);
  }

  multiply({ real, imaginary }: Transform): void {
    for (let k = 0; k < real.length; k++) {
      const [a, b] = [this.real[k]!, this.imaginary[k]!];
      this.real[k] = a * real[k]! - b * imaginary[k]!;
      this.imaginary[k] = a * imaginary[k]! + b * real[k]!;
    }
  }

  addTimes({ real, imaginary }: Transform, factor: number): void {
    const [mine, mineToo] = [this.real, this.imaginary];
    for (let k = 0; k < mine.length; k++) {
      mine[k] = mine[k]! + factor * real[k]!;
      mineToo[k] = mineToo[k]! + factor * imaginary[k]!;
    }
  }
}

/** The logarithms of the draws' transforms. */
class Exponents {
  readonly draws: readonly Transform[];
  /** In steps. */
  readonly drift: Float64Array;
  /** Chance of no loss at all. */
  readonly none: Float64Array;
  density = false;

  constructor(draws: number, cells: number) {
    this.draws = Array.from({ length: draws }, () => new Transform(cells));
    this.drift = new Float64Array(draws);
    this.none = new Float64Array(draws).fill(1);
  }

  addJumps(k: number, transform: Transform, { count, drift }: Jumps, rate: number, positive: number): void {
    if (rate === 0) return;
    const draw = this.draws[k]!;
    draw.addTimes(transform, rate);
    // The transform at no frequency is the count where nothing is tilted or lost, so this makes the exponent 0 there.
    for (let i = 0; i < draw.real.length; i++) draw.real[i] = draw.real[i]! - rate * count;
    this.drift[k] = this.drift[k]! + rate * drift;
    this.none[k] = this.none[k]! * Math.exp(-rate * positive);
  }

  add(other: Exponents): void {
    this.density ||= other.density;
    for (let k = 0; k < this.draws.length; k++) {
      this.draws[k]!.addTimes(other.draws[k]!, 1);
      this.drift[k] = this.drift[k]! + other.drift[k]!;
      this.none[k] = this.none[k]! * other.none[k]!;
    }
  }
}

/** The fewer of streams and draws are transformed: either each stream once, or each draw's streams together. */
function groupExponents(
  { claims, rates }: RateGroup,
  { step, cells, draws, drifting }: Layout,
  workshop: Workshop,
): Exponents {
  const exponents = new Exponents(draws, cells);
  const streams = claims.length;
  const transform = new Transform(cells);
  const settle = (spread: SpreadLosses): Jumps => {
    exponents.density ||= spread.excess.some((excess) => excess > 0);
    const jumps = settleJumps(spread, drifting);
    workshop.transform(jumps, transform);
    return jumps;
  };
  const spread = new SpreadLosses(cells);
  if (streams <= draws) {
    claims.forEach((claim, i) => {
      spread.clear();
      spread.add(claim, 1, step);
      const { positive } = spread;
      const jumps = settle(spread);
      for (let k = 0; k < draws; k++)
        exponents.addJumps(k, transform, jumps, rates[k * streams + i]!, positive);
    });
    return exponents;
  }
  const together = Array.from({ length: draws }, () => new SpreadLosses(cells));
  claims.forEach((claim, i) => {
    if (draws === 1) {
      together[0]!.add(claim, rates[i]!, step);
      return;
    }
    spread.clear();
    spread.add(claim, 1, step);
    for (let k = 0; k < draws; k++) together[k]!.addSpread(spread, rates[k * streams + i]!);
  });
  together.forEach((all, k) => {
    const { positive } = all;
    exponents.addJumps(k, transform, settle(all), 1, positive);
  });
  return exponents;
}

/** Tables and places of work for one lattice. */
class Workshop {
  private readonly fourier: RealFourier;
  private readonly damping: Float64Array;
  private readonly raising: Float64Array;
  private readonly values: Float64Array;
  private readonly current: Transform;

  constructor(cells: number) {
    this.fourier = new RealFourier(cells);
    this.damping = new Float64Array(cells).map((_, j) => Math.exp((-TILT * j) / cells));
    this.raising = this.damping.map((damping) => 1 / damping);
    this.values = new Float64Array(cells);
    this.current = new Transform(cells);
  }

  transform({ mass, end }: Jumps, into: Transform): void {
    const { values, damping } = this;
    values.fill(0, end);
    for (let j = 0; j < end; j++) values[j] = mass[j]! * damping[j]!;
    this.fourier.forward(values, into.real, into.imaginary);
  }

  masses({ real, imaginary }: Transform): Float64Array {
    const mass = new Float64Array(this.values.length);
    this.fourier.inverse(real, imaginary, mass);
    for (let j = 0; j < mass.length; j++) mass[j] = mass[j]! * this.raising[j]!;
    return mass;
  }

  /** exp of a draw's exponent, moved by its drift. Valid until the next is asked for. */
  transformOf(exponents: Exponents, k: number): Transform {
    const { real, imaginary } = this.current;
    const exponent = exponents.draws[k]!;
    for (let i = 0; i < real.length; i++) {
      const height = exponent.real[i]!;
      const size = height < NEGLIGIBLE ? 0 : Math.exp(height);
      const angle = exponent.imaginary[i]!;
      real[i] = size === 0 ? 0 : size * Math.cos(angle);
      imaginary[i] = size === 0 ? 0 : size * Math.sin(angle);
    }
    this.shift(this.current, exponents.drift[k]!);
    return this.current;
  }

  meanTransform(exponents: Exponents): Transform {
    const { length } = exponents.draws;
    const mean = new Transform(this.values.length);
    for (let k = 0; k < length; k++) mean.addTimes(this.transformOf(exponents, k), 1 / length);
    return mean;
  }

  /** Moves a distribution by so many steps; what falls between two points is shared so that the mean is kept. */
  private shift({ real, imaginary }: Transform, steps: number): void {
    if (steps === 0) return;
    const { cosines, sines, size } = this.fourier;
    const whole = Math.floor(steps);
    if (whole >= size) {
      real.fill(0);
      imaginary.fill(0);
      return;
    }
    const part = (steps - whole) * this.damping[1]!;
    const scale = this.damping[whole]!;
    for (let i = 0; i < real.length; i++) {
      const at = (i * whole) % size;
      const [c, s] = [cosines[at]! * scale, -sines[at]! * scale];
      const alongRe = 1 - (steps - whole) + part * cosines[i]!;
      const alongIm = -part * sines[i]!;
      const [factorRe, factorIm] = [c * alongRe - s * alongIm, c * alongIm + s * alongRe];
      const [a, b] = [real[i]!, imaginary[i]!];
      real[i] = a * factorRe - b * factorIm;
      imaginary[i] = a * factorIm + b * factorRe;
    }
  }
}
