import { expect, test } from "vitest";
import { createGenerator } from "./generator.ts";
import { normalQuantile, sampleNormal } from "./normal.ts";
import { cvar, meanInterval, quantile, quantileInterval } from "./order-statistics.ts";

test("quantiles lie linearly between the values", () => {
  expect([0, 0.25, 0.5, 0.9, 1].map((p) => quantile([1, 2, 3, 4, 5], p))).toEqual([1, 2, 3, 4.6, 5]);
  expect(quantile([7], 0.3)).toBe(7);
});

test("the interval for the median of ten values is the second to the ninth", () => {
  // P(2nd ≤ median ≤ 9th) = 1 − 22/1024 = .9785; the 3rd to the 8th would cover .8906.
  expect(quantileInterval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.5, 0.95)).toEqual({ low: 2, high: 9 });
});

test("intervals for a 95th percentile cover it as often as they say", () => {
  const truth = normalQuantile(0.95);
  let [covered, narrowest] = [0, Infinity];
  const trials = 1000;
  for (let trial = 0; trial < trials; trial++) {
    const generator = createGenerator(29, trial);
    const sorted = Float64Array.from({ length: 400 }, () => sampleNormal(generator)).sort();
    const { low, high } = quantileInterval(sorted, 0.95, 0.9);
    if (low <= truth && truth <= high) covered++;
    narrowest = Math.min(narrowest, high - low);
  }
  expect(covered / trials).toBeGreaterThan(0.9 - 4 * Math.sqrt(0.09 / trials));
  expect(covered / trials).toBeLessThan(0.95);
  expect(narrowest).toBeGreaterThan(0);
});

test("a sample too small for a level is answered with its ends", () => {
  expect(quantileInterval([1, 2, 3], 0.99, 0.9)).toEqual({ low: 3, high: 3 });
  expect(quantileInterval([5], 0.5, 0.9)).toEqual({ low: 5, high: 5 });
});

test("the mean of the worst tenth, and its error over many samples", () => {
  expect(cvar([1, 2, 3, 4, 5, 6, 7, 8, 9, 20], 0).value).toBeCloseTo(6.5, 12);
  const truth = Math.log(10) + 1;
  const trials = 400;
  let [sum, squares, error] = [0, 0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const generator = createGenerator(31, trial);
    const sorted = Float64Array.from({ length: 2000 }, () => -Math.log(generator.uniform())).sort();
    const answer = cvar(sorted, 0.9);
    sum += answer.value;
    squares += (answer.value - truth) ** 2;
    error += answer.error / trials;
  }
  expect(Math.abs(sum / trials - truth)).toBeLessThan(4 * (error / Math.sqrt(trials)) + 0.01);
  expect(Math.sqrt(squares / trials) / error).toBeCloseTo(1, 0.8);
});

test("a mean carries its standard error and its interval", () => {
  const answer = meanInterval([2, 4, 4, 4, 5, 5, 7, 9], 0.9);
  expect(answer.mean).toBeCloseTo(5, 14);
  expect(answer.error).toBeCloseTo(Math.sqrt(32 / 7 / 8), 14);
  expect(answer.high - answer.mean).toBeCloseTo(1.6448536 * answer.error, 6);
  expect(meanInterval([3], 0.9)).toEqual({ mean: 3, error: 0, low: 3, high: 3 });
});

test("an empty sample has no figures", () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError);
  expect(() => quantileInterval([], 0.5, 0.9)).toThrow(RangeError);
  expect(() => meanInterval([], 0.9)).toThrow(RangeError);
  expect(() => cvar([1], 1)).toThrow(RangeError);
});
