import fc from "fast-check";
import { expect, test } from "vitest";
import { strictestTolerance } from "./strictest.ts";

test("the strictest of ten tolerates 18 minutes, of a thousand 4.65, of a million 1.26", () => {
  expect(60 * strictestTolerance(10)).toBeCloseTo(18.1, 1);
  expect(60 * strictestTolerance(1000)).toBeCloseTo(4.65, 2);
  expect(60 * strictestTolerance(1e6)).toBeCloseTo(1.26, 2);
});

test("one user alone is the strictest, and nobody tolerates anything", () => {
  expect(strictestTolerance(1)).toBeCloseTo(1, 12);
  expect(strictestTolerance(1, 0.95, { medianHours: 2, sigma: 0.5 })).toBeCloseTo(
    2 * Math.exp(0.5 * 1.6448536269514722),
    9,
  );
  expect(strictestTolerance(0)).toBe(Infinity);
});

test("the strictest of many groups' strictest is the strictest of all", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (users, groups, p) => {
        const ofOneGroup = -Math.expm1(Math.log1p(-p) / groups);
        const all = strictestTolerance(users * groups, p);
        expect(strictestTolerance(users, ofOneGroup) / all).toBeCloseTo(1, 9);
      },
    ),
    { seed: 8 },
  );
});
