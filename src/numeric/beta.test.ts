import fc from "fast-check";
import { expect, test } from "vitest";
import { betaI } from "./beta.ts";

test("whole parameters are sums of binomial chances", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (a, b, x) => {
        const n = a + b - 1;
        let sum = 0;
        for (let k = a; k <= n; k++) sum += choose(n, k) * x ** k * (1 - x) ** (n - k);
        expect(betaI(a, b, x)).toBeCloseTo(sum, 11);
      },
    ),
    { seed: 8 },
  );
});

test("mirroring exchanges the parameters", () => {
  const parameter = fc.double({ min: 0.01, max: 1000, noNaN: true });
  fc.assert(
    fc.property(parameter, parameter, fc.integer({ min: 0, max: 1024 }), (a, b, grid) => {
      const x = grid / 1024;
      expect(betaI(a, b, x) + betaI(b, a, 1 - x)).toBeCloseTo(1, 11);
    }),
    { seed: 9 },
  );
});

// 40-digit arithmetic, rounded.
test.each([
  [0.5, 0.5, 0.3, 0.36901011956554536],
  [1e6, 1e6, 0.5, 0.5],
  [5, 2, 1e-6, 5.999994999999999e-30],
])("I(%d, %d) at %d is %d", (a, b, x, expected) => {
  expect(Math.abs(betaI(a, b, x) / expected - 1)).toBeLessThan(1e-9);
});

test("what is outside its domain is refused", () => {
  expect(() => betaI(0, 1, 0.5)).toThrow(RangeError);
  expect(() => betaI(1, 1, 1.5)).toThrow(RangeError);
});

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i;
  return product;
}
