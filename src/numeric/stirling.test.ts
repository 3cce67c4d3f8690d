import fc from "fast-check";
import { expect, test } from "vitest";
import { deviance, stirlingError } from "./stirling.ts";

test("Stirling's formula and its error make the factorial", () => {
  let factorial = 1;
  for (let n = 1; n <= 20; n++) {
    factorial *= n;
    const formula = Math.sqrt(2 * Math.PI * n) * (n / Math.E) ** n * Math.exp(stirlingError(n));
    expect(Math.abs(formula / factorial - 1)).toBeLessThan(1e-13);
  }
});

test("the deviance is never negative and agrees with its definition away from the mean", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      (x, mean) => {
        const value = deviance(x, mean);
        expect(value).toBeGreaterThanOrEqual(0);
        const plain = x * Math.log(x / mean) + mean - x;
        expect(Math.abs(value - plain)).toBeLessThan(
          1e-14 * (x * Math.abs(Math.log(x / mean)) + x + mean) * 4,
        );
      },
    ),
    { seed: 15 },
  );
});

test("close to the mean the deviance is half the squared distance over the mean", () => {
  expect(deviance(1e9 + 10, 1e9) / 5e-8).toBeCloseTo(1, 7);
});
