import { binomialRaw } from "./binomial.ts";

/**
 * Regularized incomplete beta I_x(a, b): chance that a Beta(a, b) is at most x. The binomial and the negative binomial
 * distributions are read from it.
 *
 * Error: relative about 1e-12 for a, b up to 10⁶, 1e-9 up to 10⁹; time grows with √max(a, b).
 * Source: continued fraction of DLMF 8.17.22 by Lentz's method.
 * Throws RangeError unless a, b > 0 and 0 ≤ x ≤ 1.
 */
export function betaI(a: number, b: number, x: number): number {
  return incompleteBeta(a, b, x, 1 - x);
}

/** I_x(a, b) where y = 1 − x is known more exactly than 1 − x says. */
export function incompleteBeta(a: number, b: number, x: number, y: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0))
    throw new RangeError(`the incomplete beta needs a, b > 0 and 0 ≤ x ≤ 1, not ${a}, ${b}, ${x}`);
  if (x === 0) return 0;
  if (y === 0) return 1;
  return x * (a + b + 2) < a + 1 ? fromLeft(a, b, x, y) : 1 - fromLeft(b, a, y, x);
}

function fromLeft(a: number, b: number, x: number, y: number): number {
  // xᵃ yᵇ / (a·B(a, b)) by the saddle point form, which has no cancellation.
  const front = (binomialRaw(a, a + b, x, y) * b) / (a + b);
  return front === 0 ? 0 : Math.min(1, front * fraction(a, b, x));
}

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 1e6; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return result;
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}
