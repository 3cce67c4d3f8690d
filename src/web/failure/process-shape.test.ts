import fc from "fast-check";
import { expect, test } from "vitest";
import type { HarmMark } from "../../findings/harm.ts";
import { processOf, timeScale } from "./process-shape.ts";

const mark = (what: HarmMark["what"], value: number | null, low = value, high = value): HarmMark => ({
  what,
  label: what,
  atHours: { value, low, high, error: 0 },
});

test("each stage begins where the one before it usually ends", () => {
  const { stages, scale } = processOf([mark("detected", 1.4, 0.5, 4), mark("contained", 2.2, 1, 5)], []);
  expect(stages.detected?.start).toBe(0);
  expect(stages.contained?.start).toBe(scale.at(1.4));
  expect(stages.recovered).toBeUndefined();
});

test("a stage without a known time is left out", () => {
  expect(processOf([mark("detected", null)], []).stages).toEqual({});
});

test("later is further to the right, between onset and the longest time", () => {
  const times = fc.array(fc.double({ min: 1e-4, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(times, (hours) => {
      const scale = timeScale(hours);
      const places = [0, ...hours.sort((a, b) => a - b)].map(scale.at);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places[0]).toBe(0);
      expect(places.at(-1)).toBeCloseTo(1, 9);
    }),
    { seed: 7 },
  );
});
