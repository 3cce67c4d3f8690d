/** The distribution of a sum that lies on the points of a lattice, read between them. */
export class LatticeDistribution {
  private readonly upTo: Float64Array;
  private readonly base: number;
  private readonly step: number;
  private readonly none: number;
  /** Below this there is nothing but the chance of none. */
  private readonly start: number;
  /** ∫ of the chances before the first point, so chosen that on the points the mean of the masses is kept. */
  private readonly areaBefore: number;

  /**
   * mass     chance of base + j·step; below 0 only by rounding; not kept
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
    this.base = base;
    this.step = step;
    this.none = none;
    this.start = Math.max(0, base - step / 2);
    const atZero = base === 0 ? none : 0;
    this.upTo = cumulate(mass, atZero, density);
    const first = density ? Math.max(0, mass[0]! - atZero) / 24 : 0;
    this.areaBefore = step * (this.upTo[0]! / 2 + first - this.slope(0, this.upTo[1]! - this.upTo[0]!) / 12);
  }

  /** The largest value whose chance is known. */
  get reach(): number {
    return this.base + (this.upTo.length - 0.5) * this.step;
  }

  cdf(value: number): number {
    if (!(value >= 0)) return 0;
    if (value < this.start) return this.none;
    const place = (value - this.base) / this.step - 0.5;
    if (place < 0) return this.beforeFirst(value);
    const last = this.upTo.length - 1;
    const j = Math.min(last, Math.floor(place));
    if (j === last) return this.upTo[last]!;
    return this.between(j, place - j);
  }

  /** The least value whose chance to be kept is p; Infinity where it lies beyond `reach`. */
  quantile(p: number): number {
    const { upTo, none } = this;
    if (p <= none) return 0;
    const last = this.upTo.length - 1;
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

  /** E[(value − S)⁺]: by how much the sum stays below a value, on average; value ≤ reach. */
  shortfall(value: number): number {
    const { upTo, base, step, start, none } = this;
    if (value <= start) return none * value;
    const first = base + step / 2;
    if (value <= first)
      return none * value + (this.areaBefore - none * first) * ((value - start) / (first - start)) ** 2;
    const place = (value - first) / step;
    const whole = Math.min(upTo.length - 1, Math.floor(place));
    let area = 0;
    for (let j = 0; j < whole; j++) area += this.areaBetween(j);
    const rest = place - whole;
    const middle = first + (whole + rest / 2) * step;
    // Simpson's rule is exact for a cubic.
    const last = (rest / 6) * (upTo[whole]! + 4 * this.cdf(middle) + this.cdf(value));
    return this.areaBefore + step * (area + last);
  }

  private beforeFirst(value: number): number {
    const first = this.base + this.step / 2;
    return this.none + ((this.upTo[0]! - this.none) * (value - this.start)) / (first - this.start);
  }

  /** A cubic between two points, with the density at both. */
  private between(j: number, t: number): number {
    const { upTo } = this;
    const rise = upTo[j + 1]! - upTo[j]!;
    const u = 1 - t;
    return (
      upTo[j]! + rise * t * t * (3 - 2 * t) + t * u * (this.slope(j, rise) * u - this.slope(j + 1, rise) * t)
    );
  }

  private areaBetween(j: number): number {
    const [from, to] = [this.upTo[j]!, this.upTo[j + 1]!];
    return (from + to) / 2 + (this.slope(j, to - from) - this.slope(j + 1, to - from)) / 12;
  }

  /** Density times step at a point, no steeper than keeps a cubic rising (Fritsch and Carlson). */
  private slope(j: number, rise: number): number {
    const { upTo } = this;
    if (j === 0 || j + 1 === upTo.length) return rise;
    return Math.min(3 * rise, (upTo[j + 1]! - upTo[j - 1]!) / 2);
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
  const share = density ? 1 / 24 : 0;
  let sum = 0;
  let least = none;
  let own = Math.max(mass[0]!, 0);
  // What sits at 0 exactly has no density.
  let here = Math.max(own - none, 0);
  for (let j = 0; j < mass.length; j++) {
    const next = j + 1 < mass.length ? Math.max(mass[j + 1]!, 0) : here;
    sum += own;
    const corrected = sum + (next - here) * share;
    if (corrected > least) least = Math.min(corrected, 1);
    upTo[j] = least;
    own = next;
    here = next;
  }
  return upTo;
}
