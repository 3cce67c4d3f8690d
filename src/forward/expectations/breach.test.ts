import fc from "fast-check";
import { expect, test } from "vitest";
import { binomialRaw } from "../../numeric/binomial.ts";
import { normalCdf } from "../../numeric/normal.ts";
import { breachChance } from "./breach.ts";

test("the same chance to fail is a toss-up for few uses and decided for many", () => {
  expect(breachChance(1e4, 4.5e-4, 0.9995)).toBeCloseTo(0.468, 3);
  expect(breachChance(1e6, 4.5e-4, 0.9995)).toBeCloseTo(0.011, 3);
  expect(breachChance(1e4, 5.2e-4, 0.9995)).toBeCloseTo(0.594, 3);
  expect(breachChance(1e6, 5.2e-4, 0.9995)).toBeCloseTo(0.815, 3);
});

test("it is the binomial tail, term by term", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 1e-4, max: 0.9, noNaN: true }),
      (n, allowed, p) => {
        const budget = Math.min(n, allowed);
        let tail = 0;
        for (let k = budget; k <= n; k++) tail += binomialRaw(k, n, p, 1 - p);
        expect(breachChance(n, p, 1 - budget / n)).toBeCloseTo(tail, 9);
      },
    ),
    { seed: 9 },
  );
});

test("where less than one use may fail, one is enough", () => {
  expect(breachChance(10, 0.01, 0.9995)).toBeCloseTo(1 - 0.99 ** 10, 12);
  expect(breachChance(10, 0.01, 1)).toBeCloseTo(1 - 0.99 ** 10, 12);
});

test("a million million uses are counted exactly too", () => {
  const n = 1e12;
  for (const away of [-3, -1, 0, 1, 3]) {
    const p = 5e-4 + (away * Math.sqrt(n * 5e-4)) / n;
    // The normal law errs by the skewness, which is a hundred-thousandth here.
    expect(breachChance(n, p, 0.9995)).toBeCloseTo(normalCdf(away), 3);
  }
});

test("no uses breach nothing, and certain failure breaches all", () => {
  expect(breachChance(0, 0.5, 0.99)).toBe(0);
  expect(breachChance(100, 0, 0.99)).toBe(0);
  expect(breachChance(100, 1, 0.99)).toBe(1);
  expect(() => breachChance(100, 1.5, 0.99)).toThrow(RangeError);
});
