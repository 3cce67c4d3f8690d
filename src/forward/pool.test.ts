import fc from "fast-check";
import { expect, test } from "vitest";
import { createGenerator } from "../numeric/generator.ts";
import { drawPooledSum, errorOfParts, evenPoints, type Pool, strataOf } from "./pool.ts";

const seed = 111;

function poolOf(losses: readonly number[]): Pool {
  const sorted = Float64Array.from(losses).sort();
  const mean = (power: number): number =>
    sorted.reduce((sum, loss) => sum + loss ** power, 0) / sorted.length;
  const none = { mean: 0, square: 0 };
  return {
    losses: sorted,
    loss: { mean: mean(1), square: mean(2) },
    touchedHours: none,
    blast: none,
    caught: 0,
    error: { mean: 0, square: 0 },
    strata: strataOf(sorted),
    outcomes: new Float64Array(4 * sorted.length),
  };
}

test("strata hold every loss once, and so their means and shares", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 700 }),
      (losses) => {
        const { strata, loss } = poolOf(losses);
        expect(strata.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(strata[0]).toMatchObject({ to: losses.length });
        expect(strata.at(-1)).toMatchObject({ from: 0 });
        for (const [i, stratum] of strata.entries()) {
          if (i > 0) expect(stratum.to).toBe(strata[i - 1]!.from);
          expect(stratum.share).toBeCloseTo((stratum.to - stratum.from) / losses.length, 12);
        }
        const all = strata[0]!;
        expect(all.shareUpTo).toBeCloseTo(1, 12);
        expect(Math.abs(all.meanUpTo - loss.mean)).toBeLessThanOrEqual(1e-9 * loss.mean + 1e-9);
        expect(Math.abs(all.squareUpTo - loss.square)).toBeLessThanOrEqual(1e-9 * loss.square + 1e-9);
      },
    ),
    { seed },
  );
});

test("pooled sums have the mean and the variance of a compound Poisson, few or many", () => {
  const pool = poolOf(Array.from({ length: 4096 }, (_, i) => Math.exp(((i + 0.5) / 4096) * 9)));
  for (const mean of [0.5, 30, 100, 5000, 1e6]) {
    const generator = createGenerator(seed, mean * 10);
    const sum = { count: 0, sum: 0, largest: 0 };
    const n = 20_000;
    let [total, square, counted] = [0, 0, 0];
    const expected = mean * pool.loss.mean;
    for (let i = 0; i < n; i++) {
      sum.largest = 0;
      drawPooledSum(pool, mean, generator, sum);
      total += sum.sum - expected;
      square += (sum.sum - expected) ** 2;
      counted += sum.count;
      expect(sum.largest).toBeLessThanOrEqual(sum.sum);
    }
    const variance = mean * pool.loss.square;
    expect(Math.abs(total / n) / Math.sqrt(variance / n)).toBeLessThan(4);
    expect(Math.abs(counted / n - mean) / Math.sqrt(mean / n)).toBeLessThan(4);
    // Relative error of a variance: √((2 + excess kurtosis)/n), here at most 0.07.
    expect(Math.abs(square / n / variance - 1)).toBeLessThan(mean < 1 ? 0.25 : 0.06);
  }
});

test("the largest of many pooled losses is that of so many drawn one by one", () => {
  const pool = poolOf(Array.from({ length: 4096 }, (_, i) => i));
  const generator = createGenerator(seed);
  const sum = { count: 0, sum: 0, largest: 0 };
  let below = 0;
  for (let i = 0; i < 5000; i++) {
    sum.largest = 0;
    drawPooledSum(pool, 2000, generator, sum);
    if (sum.largest < 4092) below++;
  }
  // No loss among the four largest of 4,096: exp(−2000·4/4096).
  const chance = Math.exp((-2000 * 4) / 4096);
  expect(Math.abs(below / 5000 - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / 5000));
});

test("even points fill every coordinate evenly", () => {
  const points = evenPoints(createGenerator(seed));
  const counts = Array.from({ length: 6 }, () => new Float64Array(10));
  for (let i = 0; i < 1000; i++) {
    const next = points.at(i);
    for (const of of counts) {
      const cell = Math.floor(next() * 10);
      of[cell] = of[cell]! + 1;
    }
  }
  for (const of of counts) for (const count of of) expect(Math.abs(count - 100)).toBeLessThan(15);
});

test("the error of parts is that of their mean", () => {
  expect(errorOfParts(Float64Array.of(10, 20), 10)).toBeCloseTo(0.5, 12);
  expect(errorOfParts(Float64Array.of(7, 7, 7), 1)).toBe(0);
});
