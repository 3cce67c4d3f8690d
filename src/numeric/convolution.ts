import type { Claims } from "./claims.ts";
import { LatticeDistribution } from "./cumulative.ts";
import { SpreadLosses, settleJumps } from "./lattice.ts";
import { SpectralLattice, Spectrum } from "./spectrum.ts";

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
  /** Whether each draw's own distribution is wanted. */
  readonly each: boolean;
};

/**
 * A year's losses on a lattice. The transform of a draw's year is exp of the sum of its streams' transforms, each times its
 * rate; the predictive transform is the product over groups of the mean over draws.
 */
export function latticeYears(groups: readonly RateGroup[], layout: Layout): LatticeYears {
  const { step, cells, draws, each } = layout;
  const lattice = new SpectralLattice(cells);
  const years = groups.map((group) => () => groupYears(group, layout, lattice));
  const joint = years.length === 1 ? years[0]!() : jointYears(draws, cells);
  const product = new Spectrum(cells);
  product.real.fill(1);
  let none = 1;
  const multiply = (own: DrawnYears, use?: UseOfDraw): void => {
    none *= own.none.reduce((sum, chance) => sum + chance, 0) / draws;
    product.multiply(meanTransform(own, lattice, use));
  };
  const mass = new Float64Array(cells);
  const ofDraws: LatticeDistribution[] = [];
  const read = (spectrum: Spectrum, chanceOfNone: number): LatticeDistribution => {
    lattice.chances(spectrum, mass);
    const { base, density } = joint;
    return new LatticeDistribution(mass, { base: base * step, step, none: chanceOfNone, density });
  };
  const keep: UseOfDraw = (transform, k) => ofDraws.push(read(transform, joint.none[k]!));
  if (years.length === 1) multiply(joint, each ? keep : undefined);
  else {
    for (const make of years) {
      const own = make();
      joint.add(own);
      multiply(own);
    }
    if (each) meanTransform(joint, lattice, keep);
  }
  return { predictive: read(product, none), draws: ofDraws };
}

type UseOfDraw = (transform: Spectrum, draw: number) => void;

/** The years of all draws: the exponent of each is a sum of spectra times its row of rates. */
class DrawnYears {
  private readonly spectra: readonly Spectrum[];
  /** [draws × spectra]; without them the k-th spectrum is the k-th draw's. */
  private readonly rates: Float64Array | undefined;
  /** Where the lattice begins, in steps. */
  base = 0;
  /** How far beyond the base each draw drifts, in steps. */
  readonly drift: Float64Array;
  /** Chance of no loss at all. */
  readonly none: Float64Array;
  density = false;

  constructor(draws: number, spectra: readonly Spectrum[], rates?: Float64Array) {
    this.spectra = spectra;
    this.rates = rates;
    this.drift = new Float64Array(draws);
    this.none = new Float64Array(draws).fill(1);
  }

  addExponent(k: number, into: Spectrum): void {
    if (this.rates === undefined) into.add(this.spectra[k]!, 1);
    else into.addAll(this.spectra, this.rates, k * this.spectra.length);
  }

  /** Adds years that share nothing with these; only where each draw has a spectrum. */
  add(other: DrawnYears): void {
    this.base += other.base;
    this.density ||= other.density;
    for (let k = 0; k < this.drift.length; k++) {
      other.addExponent(k, this.spectra[k]!);
      this.drift[k] = this.drift[k]! + other.drift[k]!;
      this.none[k] = this.none[k]! * other.none[k]!;
    }
  }

  setBase(): void {
    this.base = this.drift.reduce((least, drift) => Math.min(least, drift), Infinity);
    for (let k = 0; k < this.drift.length; k++) this.drift[k] = this.drift[k]! - this.base;
  }
}

function jointYears(draws: number, cells: number): DrawnYears {
  return new DrawnYears(
    draws,
    Array.from({ length: draws }, () => new Spectrum(cells)),
  );
}

function meanTransform(years: DrawnYears, lattice: SpectralLattice, use?: UseOfDraw): Spectrum {
  const draws = years.drift.length;
  const [mean, current] = [new Spectrum(lattice.cells), new Spectrum(lattice.cells)];
  for (let k = 0; k < draws; k++) {
    current.values.fill(0);
    years.addExponent(k, current);
    lattice.exponentiate(current, years.drift[k]!);
    mean.add(current, 1 / draws);
    use?.(current, k);
  }
  return mean;
}

/** The fewer of streams and draws are transformed: either each stream once, or each draw's streams together. */
function groupYears(group: RateGroup, layout: Layout, lattice: SpectralLattice): DrawnYears {
  const years =
    group.claims.length <= layout.draws
      ? yearsByStream(group, layout, lattice)
      : yearsByDraw(group, layout, lattice);
  years.setBase();
  return years;
}

function yearsByStream({ claims, rates }: RateGroup, layout: Layout, lattice: SpectralLattice): DrawnYears {
  const { step, cells, draws, drifting } = layout;
  const spectra: Spectrum[] = [];
  const years = new DrawnYears(draws, spectra, rates);
  const spread = new SpreadLosses(cells);
  claims.forEach((claim, i) => {
    spread.clear();
    spread.add(claim, 1, step);
    years.density ||= spread.between;
    const jumps = settleJumps(spread, drifting);
    spectra.push(lattice.exponent(jumps));
    for (let k = 0; k < draws; k++) {
      const rate = rates[k * claims.length + i]!;
      years.drift[k] = years.drift[k]! + rate * jumps.drift;
      years.none[k] = years.none[k]! * Math.exp(-rate * spread.positive);
    }
  });
  return years;
}

function yearsByDraw({ claims, rates }: RateGroup, layout: Layout, lattice: SpectralLattice): DrawnYears {
  const { step, cells, draws, drifting } = layout;
  const together = Array.from({ length: draws }, () => new SpreadLosses(cells));
  const spread = new SpreadLosses(cells);
  claims.forEach((claim, i) => {
    if (draws === 1) {
      together[0]!.add(claim, rates[i]!, step);
      return;
    }
    spread.clear();
    spread.add(claim, 1, step);
    together.forEach((all, k) => {
      all.addSpread(spread, rates[k * claims.length + i]!);
    });
  });
  const spectra: Spectrum[] = [];
  const years = new DrawnYears(draws, spectra);
  together.forEach((all, k) => {
    years.density ||= all.between;
    const jumps = settleJumps(all, drifting);
    spectra.push(lattice.exponent(jumps));
    years.drift[k] = jumps.drift;
    years.none[k] = Math.exp(-all.positive);
  });
  return years;
}
