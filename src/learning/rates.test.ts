import * as fc from "fast-check";
import { expect, test } from "vitest";
import { negativeBinomialPmf, poissonPmf } from "../numeric/poisson.ts";
import { nextYear, priorOf, surpriseOf, updated } from "./learning.ts";

test("three seen in two years, with nothing stated, tell next year by Jeffreys' prior", () => {
  const next = nextYear(updated(priorOf(null), 3, 2));
  expect(next.mean).toBeCloseTo(1.75, 12);
  expect(next.variance).toBeCloseTo(2.625, 12);
  expect(next.none).toBeCloseTo(0.241925, 6);
  expect([next.low, next.high]).toEqual([0, 5]);
});

test("a range of 5 to 20 a year is the gamma with these percentiles", () => {
  const { shape, rate } = priorOf({ low: 5, high: 20 });
  expect(shape).toBeCloseTo(6.047062, 6);
  expect(rate).toBeCloseTo(0.528811, 6);
  expect(shape / rate).toBeCloseTo(11.435, 3);
});

test("a single figure is worth half a sighting", () => {
  expect(priorOf({ low: 4, high: 4 })).toEqual({ shape: 0.5, rate: 0.125 });
  const learned = updated(priorOf({ low: 4, high: 4 }), 20, 10);
  expect(learned.shape / learned.rate).toBeCloseTo(20.5 / 10.125, 12);
});

const range = fc
  .tuple(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), fc.double({ min: 1.05, max: 100, noNaN: true }))
  .map(([low, factor]) => ({ low, high: low * factor }));
const count = fc.nat({ max: 2000 });
const years = fc.double({ min: 0.01, max: 50, noNaN: true });

test("learning from two halves equals learning from the whole", () => {
  fc.assert(
    fc.property(range, count, years, count, years, (stated, x, s, y, t) => {
      const halves = updated(updated(priorOf(stated), x, s), y, t);
      const whole = updated(priorOf(stated), x + y, s + t);
      expect(halves.shape).toBeCloseTo(whole.shape, 6);
      expect(halves.rate).toBeCloseTo(whole.rate, 6);
    }),
    { seed: 41 },
  );
});

test("what is learned lies between what was stated and what was seen", () => {
  fc.assert(
    fc.property(range, count, years, (stated, x, t) => {
      const prior = priorOf(stated);
      const posterior = updated(prior, x, t);
      const means = [prior.shape / prior.rate, x / t].sort((a, b) => a - b) as [number, number];
      const mean = posterior.shape / posterior.rate;
      expect(mean).toBeGreaterThanOrEqual(means[0] * (1 - 1e-12));
      expect(mean).toBeLessThanOrEqual(means[1] * (1 + 1e-12));
    }),
    { seed: 42 },
  );
});

test("surprise is twice the smaller tail of what was stated, added up count by count", () => {
  const tails = (pmf: (x: number) => number, seen: number) => {
    const atMost = Array.from({ length: seen + 1 }, (_, x) => pmf(x)).reduce((sum, each) => sum + each, 0);
    return Math.min(1, 2 * Math.min(atMost, 1 - atMost + pmf(seen)));
  };
  fc.assert(
    fc.property(fc.nat({ max: 60 }), fc.double({ min: 0.1, max: 5, noNaN: true }), (seen, t) => {
      const { shape, rate } = priorOf({ low: 5, high: 20 });
      const predicted = (x: number) => negativeBinomialPmf(x, shape, (shape / rate) * t);
      expect(surpriseOf({ low: 5, high: 20 }, seen, t)).toBeCloseTo(tails(predicted, seen), 9);
      expect(surpriseOf({ low: 9, high: 9 }, seen, t)).toBeCloseTo(
        tails((x) => poissonPmf(x, 9 * t), seen),
        9,
      );
    }),
    { seed: 43 },
  );
});

test("nothing stated or nothing watched surprises nobody; something stated as never does", () => {
  expect(surpriseOf(null, 40, 3)).toBe(1);
  expect(surpriseOf({ low: 5, high: 20 }, 40, 0)).toBe(1);
  expect(surpriseOf({ low: 0, high: 0 }, 1, 3)).toBe(0);
  expect(surpriseOf({ low: 0, high: 0 }, 0, 3)).toBe(1);
});

test("next year's count of a rate of which nothing is known cannot be told", () => {
  expect(() => nextYear(priorOf(null))).toThrow(RangeError);
});
