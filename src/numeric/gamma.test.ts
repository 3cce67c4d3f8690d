import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digamma, fitGammaToRange, gammaP, gammaQ, gammaQuantile, logGamma, sampleGamma } from "./gamma.ts";
import { createGenerator } from "./generator.ts";

const relative = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);
const shapes = fc.double({ min: -5, max: 9, noNaN: true }).map(Math.exp);

describe("log Γ and digamma", () => {
  test.each([
    [0.5, Math.log(Math.PI) / 2],
    [1, 0],
    [2, 0],
    [5, Math.log(24)],
    [1e-10, 23.025850929882736],
    [1e6, 12815504.569147611],
  ])("log Γ(%d) is %d", (x, expected) => {
    expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-14 * Math.max(1, Math.abs(expected)));
  });

  test("Γ(x + 1) = x·Γ(x), and digamma is the derivative of log Γ", () => {
    fc.assert(
      fc.property(shapes, (x) => {
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(1e-12 * Math.max(1, x));
        expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThan(1e-13 * Math.max(1, 1 / x));
        const h = 1e-4 * x;
        const slope = (logGamma(x + h) - logGamma(x - h)) / (2 * h);
        expect(Math.abs(digamma(x) - slope)).toBeLessThan(1e-5 * Math.max(1, Math.abs(slope)));
      }),
      { seed: 3 },
    );
  });

  test("digamma(1) is minus Euler's constant", () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
  });

  test("what is not positive is refused", () => {
    expect(() => logGamma(0)).toThrow(RangeError);
    expect(() => digamma(-1)).toThrow(RangeError);
  });
});

describe("the incomplete gamma", () => {
  test("shape 1 is the exponential, and whole shapes are sums of Poisson chances", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.001, max: 120, noNaN: true }),
        (a, x) => {
          let term = Math.exp(-x);
          let sum = term;
          for (let k = 1; k < a; k++) {
            term *= x / k;
            sum += term;
          }
          expect(gammaQ(a, x)).toBeCloseTo(sum, 12);
          expect(gammaP(a, x)).toBeCloseTo(1 - sum, 12);
        },
      ),
      { seed: 4 },
    );
  });

  // 40-digit arithmetic, rounded.
  test.each([
    [1e6, 994000, 9.178900262302024e-10],
    [1e9, 1e9, 0.5000042052207467],
    [0.5, 1e-12, 1.1283791670951364e-6],
  ])("P(%d, %d) is %d", (a, x, expected) => {
    expect(relative(gammaP(a, x), expected)).toBeLessThan(1e-12);
  });

  test("P + Q = 1, and P rises", () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 3, noNaN: true }), (a, share) => {
        const x = a * share;
        expect(gammaP(a, x) + gammaQ(a, x)).toBeCloseTo(1, 12);
        expect(gammaP(a, x * 1.01)).toBeGreaterThanOrEqual(gammaP(a, x));
      }),
      { seed: 5 },
    );
  });

  test("the quantile is its inverse", () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (shape, p) => {
        const x = gammaQuantile(p, shape, 2);
        fc.pre(x > 1e-290);
        if (p < 0.5) expect(relative(gammaP(shape, 2 * x), p)).toBeLessThan(1e-10);
        else expect(relative(gammaQ(shape, 2 * x), 1 - p)).toBeLessThan(1e-10);
      }),
      { seed: 6 },
    );
    expect(gammaQuantile(0, 2, 1)).toBe(0);
    expect(gammaQuantile(1, 2, 1)).toBe(Infinity);
    expect(gammaQuantile(0.05, 0.002, 1)).toBe(0);
  });
});

describe("a range as a gamma", () => {
  test("`5 to 20` has shape 6.047062, rate .528811 and mean 11.435", () => {
    const { shape, rate } = fitGammaToRange(5, 20);
    expect(shape).toBeCloseTo(6.047062, 6);
    expect(rate).toBeCloseTo(0.528811, 6);
    expect(shape / rate).toBeCloseTo(11.435, 3);
  });

  test.each([
    [2, 22.9],
    [4, 6.05],
    [10, 2.44],
    [100, 0.84],
  ])("a range over a factor of %d claims %d sightings", (factor, sightings) => {
    expect(Math.abs(fitGammaToRange(3, 3 * factor).shape - sightings)).toBeLessThan(0.05);
  });

  test("its percentiles are the ends of the range, however narrow or wide", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -20, max: 20, noNaN: true }),
        fc.double({ min: -7, max: 4, noNaN: true }),
        (logLow, logRatio) => {
          const low = Math.exp(logLow);
          const high = low * Math.exp(Math.exp(logRatio));
          const { shape, rate } = fitGammaToRange(low, high);
          const tolerance = shape > 1e6 ? 1e-6 : 1e-9;
          if (shape < 1e5) expect(relative(gammaQuantile(0.05, shape, rate), low)).toBeLessThan(tolerance);
          if (shape < 1e5) expect(relative(gammaQuantile(0.95, shape, rate), high)).toBeLessThan(tolerance);
          expect(shape).toBeGreaterThan(0);
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });

  test("just beyond the switch to the closed form, shape and rate go on smoothly", () => {
    const [narrow, wide] = [fitGammaToRange(1, 1.003294), fitGammaToRange(1, 1.003296)];
    expect(narrow.shape / wide.shape).toBeCloseTo((Math.log(1.003296) / Math.log(1.003294)) ** 2, 6);
    expect(narrow.shape / narrow.rate).toBeCloseTo(1.001646, 5);
  });

  test("`0 to h` is an exponential, and a single value claims nothing", () => {
    expect(fitGammaToRange(0, 3)).toEqual({ shape: 1, rate: Math.log(20) / 3 });
    expect(() => fitGammaToRange(3, 3)).toThrow(RangeError);
    expect(() => fitGammaToRange(-1, 3)).toThrow(RangeError);
  });
});

test.each([0.05, 0.5, 1, 6.05, 1000])("draws of shape %d have its mean and variance", (shape) => {
  const generator = createGenerator(13, Math.round(shape * 100));
  const n = 100_000;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) {
    const x = sampleGamma(generator, shape, 2);
    sum += x;
    squares += (x - shape / 2) ** 2;
  }
  const variance = shape / 4;
  const kurtosis = 3 + 6 / shape;
  expect(Math.abs((sum / n - shape / 2) / Math.sqrt(variance / n))).toBeLessThan(4);
  expect(Math.abs((squares / n - variance) / (variance * Math.sqrt((kurtosis - 1) / n)))).toBeLessThan(4.5);
});
