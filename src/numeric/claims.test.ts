import fc from "fast-check";
import { expect, test } from "vitest";
import { type Claims, exponentialClaims, lognormalClaims, sampledClaims } from "./claims.ts";
import { createGenerator } from "./generator.ts";
import { sampleNormal } from "./normal.ts";

const seed = 20261123;

/** E[min(X, y)^power] as ∫₀ʸ power·x^(power−1)·P(X > x) dx, by the trapezoidal rule. */
function byIntegral(survival: (x: number) => number, limit: number, power: number): number {
  const n = 20_000;
  let sum = 0;
  for (let i = 0; i <= n; i++) {
    const x = (limit * i) / n;
    sum += (i === 0 || i === n ? 0.5 : 1) * power * x ** (power - 1) * survival(x);
  }
  return (sum * limit) / n;
}

test("limited moments of exponential losses are the integral of what they leave", () => {
  const claims = exponentialClaims(3);
  for (const limit of [0.1, 3, 20]) {
    const survival = (x: number): number => Math.exp(-x / 3);
    expect(claims.limitedMean(limit)).toBeCloseTo(byIntegral(survival, limit, 1), 6);
    expect(claims.limitedSquare(limit)).toBeCloseTo(byIntegral(survival, limit, 2), 5);
  }
});

test("limited moments of lognormal losses agree with a large sample", () => {
  const generator = createGenerator(seed);
  const draws = Array.from({ length: 200_000 }, () => Math.exp(1 + 0.8 * sampleNormal(generator)));
  const claims = lognormalClaims(1, 0.8);
  for (const limit of [1, 3, 8, 30]) {
    for (const [power, exact] of [
      [1, claims.limitedMean(limit)],
      [2, claims.limitedSquare(limit)],
    ] as const) {
      const values = draws.map((draw) => Math.min(draw, limit) ** power);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(Math.abs(mean - exact)).toBeLessThan(4 * Math.sqrt(variance / values.length));
    }
  }
});

test("limited moments of samples are those of adding them up one by one", () => {
  const losses = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
  const weight = fc.double({ min: 0.01, max: 100, noNaN: true });
  const limit = fc.double({ min: 0, max: 2e6, noNaN: true });
  fc.assert(
    fc.property(losses, losses, weight, limit, (first, second, ratio, y) => {
      const kinds = [first, second].map((of) => Float64Array.from(of).sort());
      const claims = sampledClaims({ weight: ratio, losses: kinds[0]! }, { weight: 1, losses: kinds[1]! });
      const average = (of: Float64Array, power: number): number =>
        of.reduce((sum, loss) => sum + Math.min(loss, y) ** power, 0) / of.length;
      const mixed = (power: number): number =>
        (ratio * average(kinds[0]!, power) + average(kinds[1]!, power)) / (ratio + 1);
      expect(claims.limitedMean(y)).toBeCloseTo(mixed(1), 4);
      expect(claims.limitedSquare(y) / 1e6).toBeCloseTo(mixed(2) / 1e6, 3);
    }),
    { seed },
  );
});

test("a limited mean rises, bends down and ends at the mean", () => {
  const kinds: Claims[] = [
    exponentialClaims(2),
    lognormalClaims(0, 1.5),
    sampledClaims({ weight: 1, losses: Float64Array.of(1, 2, 9) }),
  ];
  for (const { mean, limitedMean } of kinds) {
    const steps = Array.from({ length: 50 }, (_, i) => limitedMean(i + 1) - limitedMean(i));
    for (let i = 1; i < steps.length; i++) expect(steps[i]!).toBeLessThanOrEqual(steps[i - 1]! + 1e-12);
    expect(limitedMean(1e9)).toBeCloseTo(mean, 6);
  }
});

test("claims without a loss or a weight are refused", () => {
  expect(() => sampledClaims()).toThrow(RangeError);
  expect(() => sampledClaims({ weight: 0, losses: Float64Array.of(1) })).toThrow(RangeError);
});
