import { expect, test } from "vitest";
import { betweenCurves } from "./between-curves.ts";

const from = [{ loss: 1e6, chance: 0.1, low: 0, high: 0.4 }];
const to = [{ loss: 1e8, chance: 0.1, low: 0.1, high: 0.1 }];

test("a curve moves straight on logarithmic paper, and arrives", () => {
  expect(betweenCurves(from, to, 0.5)).toEqual([
    { loss: expect.closeTo(1e7), chance: expect.closeTo(0.1), low: 0.05, high: expect.closeTo(0.2) },
  ]);
  expect(betweenCurves(from, to, 0)[0]!.loss).toBeCloseTo(1e6);
  expect(betweenCurves(from, to, 1)).toBe(to);
});

test("between curves of different points there is no way: the new one is there at once", () => {
  expect(betweenCurves([...from, ...from], to, 0.5)).toBe(to);
});
