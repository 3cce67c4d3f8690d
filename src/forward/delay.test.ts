import fc from "fast-check";
import { expect, test } from "vitest";
import type { Delay, Quantity } from "../model/model.ts";
import { createGenerator } from "../numeric/generator.ts";
import {
  type DelayLaw,
  decay,
  delayDraw,
  delayLaw,
  hoursPassedBy,
  LONGEST_HOURS,
  meanOf,
  statedDecay,
  survival,
} from "./delay.ts";

const seed = 51;
const place = { file: "test.yaml", line: 1, column: 1, start: 0, end: 0 };
const q = (low: number, high = low): Quantity => ({ low, high, place });

const stated: Delay[] = [
  { kind: "fixed", hours: q(3) },
  { kind: "lognormal", hours: q(0.5, 4) },
  { kind: "exponential", meanHours: q(72) },
  { kind: "weibull", meanHours: q(72), shape: 1.5 },
  { kind: "weibull", meanHours: q(10), shape: 0.7 },
  { kind: "checked", everyHours: q(24), found: q(0.7) },
  { kind: "checked", everyHours: q(24), found: q(1) },
  { kind: "recorded", hours: [0.5, 1, 2, 7, 30, 31] },
];

test("a range is its 5th to 95th percentile", () => {
  const law: DelayLaw = { kind: "lognormal", low: 0.5, high: 4 };
  expect(survival(law, 0.5)).toBeCloseTo(0.95, 9);
  expect(survival(law, 4)).toBeCloseTo(0.05, 9);
});

test("audits every day that find 70% find after 0.93 days in the mean", () => {
  expect(meanOf({ kind: "checked", every: 1, found: 0.7 })).toBeCloseTo(0.928571, 6);
});

test("the time passed with a chance is passed with that chance", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...stated.slice(1)),
      fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
      (delay, tail) => {
        const law = delayLaw(delay);
        expect(survival(law, hoursPassedBy(law, tail))).toBeCloseTo(tail, 9);
      },
    ),
    { seed },
  );
});

test("drawn delays have the mean and the tail that is stated", () => {
  for (const delay of stated) {
    const generator = createGenerator(seed);
    const draw = delayDraw(delay);
    const law = delayLaw(delay);
    const n = 40_000;
    const hours = Array.from({ length: n }, () => draw(() => generator.uniform()));
    const mean = hours.reduce((sum, value) => sum + value, 0) / n;
    const sd = Math.sqrt(hours.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
    expect(Math.abs(mean - meanOf(law))).toBeLessThanOrEqual((4 * sd) / Math.sqrt(n) + 1e-9);
    const tail = survival(law, meanOf(law));
    const beyond = hours.filter((value) => value > meanOf(law)).length / n;
    expect(Math.abs(beyond - tail)).toBeLessThanOrEqual(4 * Math.sqrt((tail * (1 - tail)) / n) + 1e-9);
  }
});

test("a recorded delay lies between the times that were seen, and as often between any two neighbours", () => {
  const law: DelayLaw = { kind: "recorded", hours: [1, 2, 2, 6, 10] };
  expect([1, 0.875, 0.75, 0.5, 0.375, 0.25, 0.125, 0].map((tail) => hoursPassedBy(law, tail))).toEqual([
    1, 1.5, 2, 2, 4, 6, 8, 10,
  ]);
  expect([0.9, 1, 1.5, 2, 4, 9, 10, 11].map((hours) => survival(law, hours))).toEqual([
    1, 1, 0.875, 0.5, 0.375, 0.0625, 0, 0,
  ]);
  expect(meanOf(law)).toBe((1.5 + 2 + 4 + 8) / 4);
});

test("what no audit ever finds lasts as long as anything can", () => {
  const never: Delay = { kind: "checked", everyHours: q(24), found: q(0) };
  expect(delayDraw(never)(() => 0.5)).toBe(LONGEST_HOURS);
  expect(meanOf(delayLaw(never))).toBe(LONGEST_HOURS);
});

test("tails fall as the delay's law has it", () => {
  expect(decay({ kind: "exponential", mean: 4 })).toBe(0.25);
  expect(decay({ kind: "fixed", hours: 4 })).toBe(Infinity);
  expect(decay({ kind: "lognormal", low: 1, high: 2 })).toBe(0);
  expect(decay({ kind: "recorded", hours: [1, 2, 3, 4, 5] })).toBe(Infinity);
  expect(decay({ kind: "checked", every: 2, found: 0.7 })).toBeCloseTo(-Math.log(0.3) / 2, 12);
  expect(statedDecay({ kind: "exponential", meanHours: q(4) })).toBe(0.25);
  expect(statedDecay({ kind: "exponential", meanHours: q(3, 5) })).toBe(0);
});
