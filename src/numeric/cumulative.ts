/** The distribution of a sum that lies on the points of a lattice, read between them. */
export class LatticeDistribution {
  private readonly mass: Float64Array;
  private readonly upTo: Float64Array;
  private readonly base: number;
  private readonly step: number;
  private readonly none: number;
  /** Below this there is nothing but the chance of none. */
  private readonly start: number;

  /**
   * mass     chance of base + j·step; overwritten where rounding made it negative
   * none     chance of exactly 0
   * density  whether chances belong to sums with a density: then they are samples of it, and the chance up to between two
   *          points takes the midpoint rule's correction
   *
   * Error: O(step⁴) with a density, none for sums on the points.
   */
  constructor(
    mass: Float64Array,
    {
      base,
      step,
      none,
      density,
    }: { readonly base: number; readonly step: number; readonly none: number; readonly density: boolean },
  ) {
    this.mass = mass;
    this.base = base;
    this.step = step;
    this.none = none;
    this.start = Math.max(0, base - step / 2);
    this.upTo = cumulate(mass, base === 0 ? none : 0, density);
  }

  /** The largest value whose chance is known. */
  get reach(): number {
    return this.base + (this.mass.length - 0.5) * this.step;
  }

  cdf(value: number): number {
    if (!(value >= 0)) return 0;
    if (value < this.start) return this.none;
    const place = (value - this.base) / this.step - 0.5;
    if (place < 0) return this.beforeFirst(value);
    const last = this.mass.length - 1;
    const j = Math.min(last, Math.floor(place));
    if (j === last) return this.upTo[last]!;
    return this.between(j, place - j);
  }

  /** The least value whose chance to be kept is p; Infinity where it lies beyond `reach`. */
  quantile(p: number): number {
    const { upTo, none } = this;
    if (p <= none) return 0;
    const last = this.mass.length - 1;
    if (!(p <= upTo[last]!)) return Infinity;
    let [low, high] = [-1, last];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! < p) low = middle;
      else high = middle;
    }
    if (low < 0) return this.invert(p, this.start, this.base + this.step / 2);
    const from = this.base + (low + 0.5) * this.step;
    return this.invert(p, from, from + this.step);
  }

  /** E[(value − S)⁺]: by how much the sum stays below a value, on average. */
  shortfall(value: number): number {
    const { mass, base, step } = this;
    let below = 0;
    for (let j = 0; j < mass.length && base + j * step < value; j++)
      below += mass[j]! * (value - base - j * step);
    return below;
  }

  private beforeFirst(value: number): number {
    const first = this.base + this.step / 2;
    return this.none + ((this.upTo[0]! - this.none) * (value - this.start)) / (first - this.start);
  }

  /** A cubic between two points, with the density at both, no steeper than keeps it rising (Fritsch and Carlson). */
  private between(j: number, t: number): number {
    const { mass, upTo } = this;
    const rise = upTo[j + 1]! - upTo[j]!;
    const left = Math.min(3 * rise, (mass[j]! + mass[j + 1]!) / 2);
    const right = Math.min(3 * rise, j + 2 < mass.length ? (mass[j + 1]! + mass[j + 2]!) / 2 : rise);
    const u = 1 - t;
    return upTo[j]! + rise * t * t * (3 - 2 * t) + t * u * (left * u - right * t);
  }

  private invert(p: number, from: number, to: number): number {
    let [low, high] = [from, to];
    for (let i = 0; i < 60 && high - low > 1e-15 * high; i++) {
      const middle = (low + high) / 2;
      if (this.cdf(middle) < p) low = middle;
      else high = middle;
    }
    return high;
  }
}

function cumulate(mass: Float64Array, none: number, density: boolean): Float64Array {
  const upTo = new Float64Array(mass.length);
  let sum = 0;
  for (let j = 0; j < mass.length; j++) {
    const own = Math.max(0, mass[j]!);
    mass[j] = own;
    sum += own;
    upTo[j] = sum;
  }
  for (let j = 0; j < mass.length; j++) {
    // What sits at 0 exactly has no density.
    const here = j === 0 ? Math.max(0, mass[0]! - none) : mass[j]!;
    const next = j + 1 < mass.length ? mass[j + 1]! : here;
    const corrected = density ? upTo[j]! + (next - here) / 24 : upTo[j]!;
    upTo[j] = Math.min(1, Math.max(none, j === 0 ? 0 : upTo[j - 1]!, corrected));
  }
  return upTo;
}
