import fc from "fast-check";
import { expect, test } from "vitest";
import { createGenerator } from "./generator.ts";
import { normalCdf } from "./normal.ts";
import { type Domain, spread } from "./range.ts";

test("`5 to 20` is lognormal with μ 2.302585, σ .421404 and mean 10.929", () => {
  const range = spread(5, 20, "positive");
  expect(Math.log(range.quantile(0.5))).toBeCloseTo(Math.LN10, 6);
  expect(Math.log(range.quantile(0.8413447460685429) / range.quantile(0.5))).toBeCloseTo(0.421404, 6);
  expect(range.mean).toBeCloseTo(10.929, 3);
});

const shares = fc.double({ min: 1e-12, max: 1, noNaN: true });
const positives = fc.double({ min: -20, max: 20, noNaN: true }).map(Math.exp);
const reals = fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 1000);
const ranges: fc.Arbitrary<[number, number, Domain]> = fc.oneof(
  fc.tuple(shares, shares, fc.constant<Domain>("share")),
  fc.tuple(fc.constantFrom(0, 1), shares, fc.constant<Domain>("share")),
  fc.tuple(positives, positives, fc.constant<Domain>("positive")),
  fc.tuple(reals, reals, fc.constant<Domain>("real")),
);

test("the 5th and 95th percentiles are the ends, quantiles rise, and no draw leaves the domain", () => {
  fc.assert(
    fc.property(ranges, fc.integer(), ([a, b, domain], seed) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const range = spread(low, high, domain);
      const scale = Math.max(Math.abs(low), Math.abs(high));
      const edge = domain !== "real" && low === 0;
      if (!edge) expect(Math.abs(range.quantile(0.05) - low)).toBeLessThanOrEqual(1e-9 * scale);
      if (!(domain === "share" && high === 1))
        expect(Math.abs(range.quantile(0.95) - high)).toBeLessThanOrEqual(1e-9 * scale);
      expect(range.quantile(0.2)).toBeLessThanOrEqual(range.quantile(0.3));
      const draw = range.sample(createGenerator(seed));
      if (domain !== "real") expect(draw).toBeGreaterThanOrEqual(0);
      if (domain === "share") expect(draw).toBeLessThanOrEqual(1);
    }),
    { seed: 12 },
  );
});

test.each<[number, number, Domain]>([
  [5, 20, "positive"],
  [0, 20, "positive"],
  [-3, 8, "real"],
  [0.1, 0.3, "share"],
  [0.001, 0.9, "share"],
  [1e-6, 1e-3, "share"],
  [0, 0.2, "share"],
  [0.9, 1, "share"],
  [0, 1, "share"],
])("%d to %d, %s: mean and sd are those of its quantiles, integrated", (low, high, domain) => {
  const range = spread(low, high, domain);
  const step = 1 / 64;
  let [weight, mean, squares] = [0, 0, 0];
  for (let z = -9; z <= 8; z += step) {
    const density = Math.exp((-z * z) / 2);
    const value = range.quantile(normalCdf(z));
    weight += density;
    mean += density * value;
    squares += density * (value - range.mean) ** 2;
  }
  expect(Math.abs(mean / weight / range.mean - 1)).toBeLessThan(1e-8);
  expect(Math.abs(Math.sqrt(squares / weight) / range.sd - 1)).toBeLessThan(1e-6);
});

test("one value is that value, and takes as much of the stream as a range", () => {
  const [a, b] = [createGenerator(1), createGenerator(1)];
  expect(spread(7, 7, "positive").sample(a)).toBe(7);
  spread(5, 20, "positive").sample(b);
  expect(a.uint32()).toBe(b.uint32());
  expect(spread(0, 0, "share")).toMatchObject({ mean: 0, sd: 0 });
});

test("what is no range of its domain is refused", () => {
  expect(() => spread(3, 2, "real")).toThrow(RangeError);
  expect(() => spread(-1, 2, "positive")).toThrow(RangeError);
  expect(() => spread(0.5, 1.5, "share")).toThrow(RangeError);
  expect(() => spread(0, Infinity, "positive")).toThrow(RangeError);
});
