import { expect, test } from "vitest";
import type { ExceedancePoint } from "../../findings/losses.ts";
import { sayMoney } from "../../findings/say.ts";
import { drawn, layOut, pointAtChance, pointAtLoss, sayPoint, sayYears } from "./exceedance.ts";

/** Pareto: chance = (1M / loss)²; the band a factor of 2 to either side. */
const curve: readonly ExceedancePoint[] = Array.from({ length: 31 }, (_, i) => {
  const chance = 10 ** (-i / 10);
  return { loss: 1e6 / Math.sqrt(chance), chance, low: chance / 2, high: Math.min(1, chance * 2) };
});
const paper = { width: 800, height: 400 };

test("a point is read between those that were computed, by its chance and by its loss", () => {
  const point = pointAtChance(curve, 0.037)!;
  expect(point.loss).toBeCloseTo(1e6 / Math.sqrt(0.037), 0);
  expect(point.low).toBeCloseTo(0.0185, 6);
  expect(pointAtLoss(curve, point.loss)!.chance).toBeCloseTo(0.037, 9);
});

test("beyond its ends the curve is read at its ends, and without a loss not at all", () => {
  expect(pointAtChance(curve, 1e-9)!.chance).toBeCloseTo(1e-3, 9);
  expect(pointAtLoss(curve, 1)!.loss).toBeCloseTo(1e6, 3);
  expect(pointAtChance([], 0.5)).toBeNull();
  expect(pointAtChance([{ loss: 0, chance: 1, low: 1, high: 1 }], 0.5)).toBeNull();
});

test("every curve lies on the paper, and so does a capital that is not far beyond", () => {
  const wide = layOut([curve, curve.map((point) => ({ ...point, loss: point.loss * 40 }))], 2e9, paper)!;
  for (const loss of [1e6, 3e7, 1e9, 2e9]) {
    expect(wide.lossAt(wide.xOf(loss))).toBeCloseTo(loss, -2);
  }
  expect(wide.losses.length).toBeLessThanOrEqual(10);
  const numbers = drawn(curve, wide)
    .line.slice(1)
    .split("L")
    .map((pair) => Number(pair.split(",")[0]));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(wide.left);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(wide.right);
  expect(layOut([curve], 1e15, paper)!.lossAt(1e9)).toBeLessThan(1e9);
  expect(layOut([[]], 1e6, paper)).toBeNull();
});

test("chances are said as years, and a point as a sentence", () => {
  expect([0.99, 0.7, 0.5, 0.3, 0.1, 0.05, 0.0123, 0.001, 0].map(sayYears)).toEqual([
    "nearly every year",
    "7 years in 10",
    "1 year in 2",
    "1 year in 3",
    "1 year in 10",
    "1 year in 20",
    "1 year in 81",
    "1 year in 1,000",
    "no year",
  ]);
  const money = (amount: number) => sayMoney(amount, "USD");
  expect(sayPoint({ loss: 97e6, chance: 0.05, low: 0.02, high: 0.1 }, money)).toBe(
    "1 year in 20 costs more than 97M USD. For all that is known it may be 1 year in 10, or 1 year in 50.",
  );
  expect(sayPoint({ loss: 97e6, chance: 0.7, low: 0.7, high: 0.7 }, money)).toBe(
    "7 years in 10 cost more than 97M USD.",
  );
});
