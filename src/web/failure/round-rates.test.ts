import { expect, test } from "vitest";
import { roundRates } from "./round-rates.ts";

test("an axis of rates names round ones, as many as there is room for", () => {
  expect(roundRates(0.4, 6, 5)).toEqual([0.5, 1, 2, 5]);
  expect(roundRates(0.008, 120, 5).length).toBeLessThanOrEqual(5);
});
