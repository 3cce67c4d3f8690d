import fc from "fast-check";
import { expect, test } from "vitest";
import { createGenerator } from "./generator.ts";
import { normalCdf, normalQuantile, sampleNormal, sampleNormalQuickly } from "./normal.ts";

const relative = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

// 40-digit arithmetic, rounded.
test.each([
  [0, 0.5],
  [1, 0.8413447460685429],
  [-1.6448536269514722, 0.05],
  [-3.81, 6.948339587986516e-5],
  [-6.77, 6.439119786395914e-12],
  [-10, 7.619853024160525e-24],
  [-30, 4.906713927148187e-198],
])("the chance below %d is %d", (x, expected) => {
  expect(relative(normalCdf(x), expected)).toBeLessThan(1e-12);
});

test("the chance is the integral of the density", () => {
  const step = 1e-3;
  let sum = 0.5;
  for (let i = 0; i < 4000; i++) {
    const [a, b] = [i * step, (i + 1) * step];
    sum += (step / 6) * (density(a) + 4 * density((a + b) / 2) + density(b));
    if (i % 500 === 0) expect(normalCdf(b)).toBeCloseTo(sum, 13);
  }
  function density(x: number): number {
    return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  }
});

test("quantile and chance are inverse to each other, far into the tail", () => {
  fc.assert(
    fc.property(fc.double({ min: -690, max: -0.7, noNaN: true }), (logChance) => {
      const p = Math.exp(logChance);
      const x = normalQuantile(p);
      // A relative error ε of x moves the chance by x²ε.
      expect(relative(normalCdf(x), p)).toBeLessThan(1e-12 + x * x * 1e-15);
      if (p > 1e-10) expect(normalQuantile(1 - p)).toBeCloseTo(-x, 5);
    }),
    { seed: 2 },
  );
});

test("the quantile ends at infinity and refuses what is no chance", () => {
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(0.5)]).toEqual([-Infinity, Infinity, 0]);
  expect(() => normalQuantile(1.1)).toThrow(RangeError);
  expect(() => normalQuantile(Number.NaN)).toThrow(RangeError);
});

test("draws have mean 0, variance 1 and no skew", () => {
  const generator = createGenerator(11);
  const n = 200_000;
  let [m1, m2, m3] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = sampleNormal(generator);
    m1 += x;
    m2 += x * x;
    m3 += x ** 3;
  }
  expect(Math.abs(m1 / Math.sqrt(n))).toBeLessThan(4);
  expect(Math.abs((m2 - n) / Math.sqrt(2 * n))).toBeLessThan(4);
  expect(Math.abs(m3 / Math.sqrt(15 * n))).toBeLessThan(4);
});

test("a quick normal is the quantile of its uniform, almost", () => {
  const words = createGenerator(83);
  const given = { uniform: () => 0, uint32: () => 0 };
  let worst = 0;
  for (let i = 0; i < 50_000; i++) {
    const word = i < 100 ? i : i < 200 ? 2 ** 32 - 1 - (i - 100) : words.uint32();
    given.uint32 = () => word;
    const difference = sampleNormalQuickly(given) - normalQuantile((word + 0.5) / 2 ** 32);
    worst = Math.max(worst, Math.abs(difference));
  }
  expect(worst).toBeGreaterThan(0);
  expect(worst).toBeLessThan(2e-5);
});
