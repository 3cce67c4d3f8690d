import fc from "fast-check";
import { expect, test } from "vitest";
import { createGenerator } from "../../numeric/generator.ts";
import { sampleNormal } from "../../numeric/normal.ts";
import { type Expected, ratchet } from "./ratchet.ts";
import { responseTo } from "./terms.ts";

const stated: Expected = { objective: 4, tolerance: 4 };

test("who has experienced nothing expects what was stated", () => {
  expect(ratchet(stated, [])).toEqual(stated);
});

test("an expectation goes 0.30 of the way to what is better, 0.10 to what is worse, and tolerance follows the deviation", () => {
  const better = ratchet(stated, [0]);
  expect(better.objective).toBeCloseTo(2.8, 12);
  // The moving variance begins at (4 / 2)²: 0.8 · (4 + 0.2 · 4²) = 5.76.
  expect(better.tolerance).toBeCloseTo(2 * Math.sqrt(5.76), 12);
  const worse = ratchet(stated, [0, 10]);
  expect(worse.objective).toBeCloseTo(2.8 + 0.1 * 7.2, 12);
  // The moving mean is 3.2 by then: 0.8 · (5.76 + 0.2 · 6.8²).
  expect(worse.tolerance).toBeCloseTo(2 * Math.sqrt(0.8 * (5.76 + 0.2 * 6.8 ** 2)), 12);
});

/** Where two years of lognormal months lead, on average over many such years. */
function afterTwoYears(median: number, sigma: number): Expected {
  const generator = createGenerator(41);
  const [sum, times] = [{ objective: 0, tolerance: 0 }, 20_000];
  for (let i = 0; i < times; i++) {
    const months = Array.from({ length: 24 }, () => median * Math.exp(sigma * sampleNormal(generator)));
    const { objective, tolerance } = ratchet(stated, months);
    sum.objective += objective / times;
    sum.tolerance += tolerance / times;
  }
  return sum;
}

test("two years of about 4 hours a month lead to 3.6 ± 3.5, two of about 0.2 hours to 0.15 ± 1; six hours mean little to the one and much to the other", () => {
  const used = afterTwoYears(4, 0.425);
  expect(Math.abs(used.objective - 3.58)).toBeLessThan(0.05);
  expect(Math.abs(used.tolerance - 3.48)).toBeLessThan(0.05);
  // A mean of 0.2 hours.
  const spoilt = afterTwoYears(0.2 * Math.exp(-(0.65 ** 2) / 2), 0.65);
  expect(Math.abs(spoilt.objective - 0.154)).toBeLessThan(0.003);
  expect(Math.abs(spoilt.tolerance - 1)).toBeLessThan(0.005);
  const z = ({ objective, tolerance }: Expected): number => (6 - objective) / tolerance;
  expect(Math.abs(z(used) - 0.7)).toBeLessThan(0.03);
  expect(responseTo(z(used), 0.3, 0.35)).toBe(0);
  expect(Math.abs(z(spoilt) - 5.85)).toBeLessThan(0.03);
  expect(responseTo(z(spoilt), 0.3, 0.35)).toBeCloseTo(0.293, 3);
});

const months = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 60 });

test("nobody comes to expect what lies outside all that was stated and experienced", () => {
  fc.assert(
    fc.property(months, (experienced) => {
      const { objective, tolerance } = ratchet(stated, experienced);
      expect(objective).toBeGreaterThanOrEqual(Math.min(4, ...experienced) - 1e-9);
      expect(objective).toBeLessThanOrEqual(Math.max(4, ...experienced) + 1e-9);
      expect(tolerance).toBeGreaterThanOrEqual(1);
    }),
    { seed: 5 },
  );
});

test("a share that goes well is expected as the share that goes wrong is feared", () => {
  fc.assert(
    fc.property(months, (percents) => {
      const wrong = percents.map((percent) => percent / 100);
      const feared = ratchet({ objective: 0.1, tolerance: 0.05 }, wrong);
      const hoped = ratchet(
        { objective: 0.9, tolerance: 0.05 },
        wrong.map((share) => 1 - share),
        true,
      );
      expect(hoped.objective).toBeCloseTo(1 - feared.objective, 9);
      expect(hoped.tolerance).toBeCloseTo(feared.tolerance, 9);
    }),
    { seed: 6 },
  );
});
