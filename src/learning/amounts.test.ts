import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sampleGamma } from "../numeric/gamma.ts";
import { createGenerator } from "../numeric/generator.ts";
import { sampleNormal } from "../numeric/normal.ts";
import { quantile, quantileInterval } from "../numeric/order-statistics.ts";
import { knowledgeOfRange, learnAmounts, nextAmount, nothingKnown } from "./amounts.ts";
import { studentCdf, studentQuantile } from "./student.ts";

const seen = (amounts: readonly number[]) => {
  const logs = amounts.map(Math.log);
  const logMean = logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length);
  return {
    count: logs.length,
    logMean,
    logSquares: logs.reduce((sum, log) => sum + (log - logMean) ** 2, 0),
  };
};

test("Student's t has the quantiles of the tables", () => {
  expect(studentQuantile(0.95, 1)).toBeCloseTo(6.313752, 6);
  expect(studentQuantile(0.95, 2)).toBeCloseTo(2.919986, 6);
  expect(studentQuantile(0.95, 10)).toBeCloseTo(1.812461, 6);
  expect(studentQuantile(0.05, 10)).toBeCloseTo(-1.812461, 6);
  expect(studentQuantile(0.5, 3)).toBe(0);
  expect(studentCdf(0, 4)).toBe(0.5);
});

test("with nothing stated, the next amount is Student's t around those seen", () => {
  const next = nextAmount(learnAmounts(nothingKnown, seen([1, 10, 100])));
  const reach = Math.log(10) * Math.sqrt(1 + 1 / 3) * 2.919986;
  expect(next.value).toBeCloseTo(10, 9);
  expect(next.high!).toBeCloseTo(Math.exp(Math.log(10) + reach), 1);
  expect(nextAmount(learnAmounts(nothingKnown, seen([5])))).toMatchObject({
    value: null,
    why: "too few were recorded to say",
  });
});

test("learning from two halves equals learning from the whole, in any order", () => {
  const amounts = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { maxLength: 20 });
  fc.assert(
    fc.property(amounts, amounts, (first, second) => {
      const prior = knowledgeOfRange(2, 40);
      const halves = learnAmounts(learnAmounts(prior, seen(first)), seen(second));
      const whole = learnAmounts(prior, seen([...second, ...first]));
      expect(halves.mean).toBeCloseTo(whole.mean, 9);
      expect(halves.scale).toBeCloseTo(whole.scale, 6);
      expect([halves.strength, halves.shape]).toEqual([whole.strength, whole.shape]);
    }),
    { seed: 46 },
  );
});

test("nothing seen changes nothing", () => {
  expect(learnAmounts(knowledgeOfRange(2, 40), seen([]))).toEqual(knowledgeOfRange(2, 40));
});

test("the next amount is what drawing the variance, the mean and then the amount gives", () => {
  const known = learnAmounts(knowledgeOfRange(0.5, 4), seen([1, 3, 2, 0.7, 5]));
  const generator = createGenerator(47);
  const drawn = Float64Array.from({ length: 100_000 }, () => {
    const variance = 1 / sampleGamma(generator, known.shape, known.scale);
    const mean = known.mean + Math.sqrt(variance / known.strength) * sampleNormal(generator);
    return Math.exp(mean + Math.sqrt(variance) * sampleNormal(generator));
  }).sort();
  const next = nextAmount(known);
  for (const [p, told] of [
    [0.05, next.low],
    [0.5, next.value],
    [0.95, next.high],
  ] as const) {
    const { low, high } = quantileInterval(drawn, p, 0.9999);
    expect(told, `${p}: ${quantile(drawn, p)}`).toBeGreaterThan(low);
    expect(told).toBeLessThan(high);
  }
});
