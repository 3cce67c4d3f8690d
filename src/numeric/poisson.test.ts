import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGenerator } from "./generator.ts";
import {
  negativeBinomialCdf,
  negativeBinomialPmf,
  negativeBinomialQuantile,
  poissonCdf,
  poissonPmf,
  samplePoisson,
} from "./poisson.ts";

const means = fc.double({ min: -20, max: 6, noNaN: true }).map(Math.exp);

describe("counts of a known mean", () => {
  test("chances follow each other by mean over count, and add up to what is at most so many", () => {
    fc.assert(
      fc.property(means, (mean) => {
        let sum = 0;
        let chance = Math.exp(-mean);
        for (let k = 0; k < 40; k++) {
          sum += chance;
          expect(Math.abs(poissonPmf(k, mean) - chance)).toBeLessThan(1e-12 * Math.max(chance, 1e-290));
          expect(poissonCdf(k, mean)).toBeCloseTo(sum, 12);
          chance *= mean / (k + 1);
        }
      }),
      { seed: 10 },
    );
  });

  test("a mean of a thousand million keeps its accuracy", () => {
    expect(poissonPmf(1e9, 1e9) * Math.sqrt(2 * Math.PI * 1e9)).toBeCloseTo(1, 9);
    expect(poissonCdf(1e9, 1e9)).toBeCloseTo(0.5000084104414, 10);
  });

  test("nothing is expected where the mean is 0, and no count is broken or negative", () => {
    expect([
      poissonPmf(0, 0),
      poissonPmf(1, 0),
      poissonCdf(0, 0),
      poissonPmf(1.5, 2),
      poissonPmf(-1, 2),
      poissonCdf(-1, 2),
    ]).toEqual([1, 0, 1, 0, 0, 0]);
    expect(() => poissonPmf(1, -1)).toThrow(RangeError);
    expect(() => samplePoisson(createGenerator(1), Infinity)).toThrow(RangeError);
  });

  test.each([0.02, 1, 9.99, 10.01, 37, 250])("draws of mean %d are distributed so", (mean) => {
    const generator = createGenerator(17, Math.round(mean * 100));
    const n = 100_000;
    const counts = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      const k = samplePoisson(generator, mean);
      counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    let [chiSquare, cells] = [0, 0];
    for (let k = 0; k < 500; k++) {
      const expected = n * poissonPmf(k, mean);
      if (expected < 10) continue;
      chiSquare += ((counts.get(k) ?? 0) - expected) ** 2 / expected;
      cells++;
    }
    expect((chiSquare - cells) / Math.sqrt(2 * cells)).toBeLessThan(4);
  });

  test.each([1e-9, 1e-3, 1e5, 1e9])("draws have mean and variance %d", (mean) => {
    const generator = createGenerator(19, Math.round(Math.log10(mean)));
    const n = 50_000;
    let [sum, squares] = [0, 0];
    for (let i = 0; i < n; i++) {
      const difference = samplePoisson(generator, mean) - mean;
      sum += difference;
      squares += difference * difference;
    }
    expect(Math.abs(sum / Math.sqrt(n * mean))).toBeLessThan(4);
    expect(Math.abs(squares / n - mean) / Math.sqrt((mean + 2 * mean * mean) / n)).toBeLessThan(4);
  });
});

describe("counts of a mean that is not known for sure", () => {
  test("after 3 in 2 years with Jeffreys' prior, next year has mean 1.75, variance 2.625 and none with chance .241925", () => {
    const [shape, mean] = [3.5, 3.5 / 2];
    let [first, second] = [0, 0];
    for (let k = 0; k < 400; k++) {
      first += k * negativeBinomialPmf(k, shape, mean);
      second += k * k * negativeBinomialPmf(k, shape, mean);
    }
    expect(first).toBeCloseTo(1.75, 12);
    expect(second - first * first).toBeCloseTo(2.625, 11);
    expect(negativeBinomialPmf(0, shape, mean)).toBeCloseTo(0.241925, 6);
  });

  test("chances add up to the chance of at most so many, and the quantile is the first to reach p", () => {
    const shape = fc.double({ min: -4, max: 12, noNaN: true }).map(Math.exp);
    const mean = fc.double({ min: -8, max: 4, noNaN: true }).map(Math.exp);
    fc.assert(
      fc.property(shape, mean, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (shape, mean, p) => {
        let sum = 0;
        let [k, most] = [0, 0];
        for (; k < 5000 && sum < p + 1e-9; k++) {
          sum += negativeBinomialPmf(k, shape, mean);
          most = Math.max(most, Math.abs(negativeBinomialCdf(k, shape, mean) - sum));
        }
        expect(most).toBeLessThan(1e-10);
        const quantile = negativeBinomialQuantile(p, shape, mean);
        expect(negativeBinomialCdf(quantile, shape, mean)).toBeGreaterThanOrEqual(p);
        if (quantile > 0) expect(negativeBinomialCdf(quantile - 1, shape, mean)).toBeLessThan(p);
      }),
      { seed: 11 },
    );
  });

  test("a mean known for sure is the Poisson case", () => {
    expect(negativeBinomialPmf(3, 1e12, 2)).toBeCloseTo(poissonPmf(3, 2), 10);
    expect(negativeBinomialPmf(0, 2, 0)).toBe(1);
  });

  test("what is outside its domain is refused", () => {
    expect(() => negativeBinomialPmf(1, 0, 1)).toThrow(RangeError);
    expect(() => negativeBinomialQuantile(1, 1, 1)).toThrow(RangeError);
  });
});
