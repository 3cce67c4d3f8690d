import fc from "fast-check";
import { expect, test } from "vitest";
import { type HarmShape, harm, harmDone, harmShape, LARGEST_LOSS } from "./harm.ts";

const seed = 31;
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const shapes = fc
  .record({
    harm: between(0, 1e4),
    from: between(0, 1),
    to: between(0, 1),
    blastGrowth: fc.oneof(fc.constant(0), between(0.01, 2)),
    time: fc.constantFrom("linear", "exponential"),
    growth: between(0.001, 0.5),
    reversible: between(0, 1),
    windowHours: fc.oneof(fc.constant(Infinity), between(0.1, 100)),
    endsByHours: fc.oneof(fc.constant(Infinity), between(1, 20)),
  })
  .map((parts) => harmShape(parts as Partial<HarmShape>));

/** ∫ v·b(t)·g(t) dt by small steps. */
function byAddingUp(shape: HarmShape, hours: number): number {
  const end = Math.min(hours, shape.endsByHours);
  const n = 4000;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const t = ((i + 0.5) * end) / n;
    const blast =
      shape.blastGrowth === 0
        ? shape.from
        : shape.to - (shape.to - shape.from) * Math.exp(-shape.blastGrowth * t);
    sum += shape.harm * blast * (shape.time === "exponential" ? Math.exp(shape.growth * t) : 1);
  }
  return (sum * end) / n;
}

test("harm over time is what its rate adds up to", () => {
  fc.assert(
    fc.property(shapes, between(0, 24), (shape, hours) => {
      const slow = byAddingUp(shape, hours);
      expect(Math.abs(harmDone(shape, hours) - slow)).toBeLessThan(1e-4 * slow + 1e-9);
    }),
    { seed },
  );
});

test("the longer it lasts, the more an occurrence costs", () => {
  fc.assert(
    fc.property(shapes, between(0, 50), between(0, 50), (shape, a, b) => {
      const [sooner, later] = [Math.min(a, b), Math.max(a, b)];
      expect(harm(shape, sooner)).toBeLessThanOrEqual(harm(shape, later) * (1 + 1e-12));
    }),
    { seed },
  );
});

test("harm of a deadline falls once the deadline has passed, all of it", () => {
  const late = harmShape({ harm: 5000, time: "cliff", cliffHours: 3 });
  expect([2.9, 3, 3.1, 100].map((hours) => harm(late, hours))).toEqual([0, 0, 5000, 5000]);
});

test("harm at onset falls on each unit when it is reached", () => {
  const spreading = harmShape({ harm: 100, from: 1, to: 40, blastGrowth: 0.5 });
  expect(harm(spreading, 0)).toBe(100);
  expect(harm(spreading, 2)).toBeCloseTo(100 * (40 - 39 * Math.exp(-1)), 9);
  expect(harm(harmShape({ harm: 100, from: 3 }), 9)).toBe(300);
});

test("what can be undone fades with its window", () => {
  const shape = harmShape({ harm: 1000, reversible: 0.9, windowHours: 6 });
  expect(harm(shape, 0)).toBeCloseTo(100, 9);
  expect(harm(shape, 6)).toBeCloseTo(1000 * (1 - 0.9 / Math.E), 9);
  expect(harm({ ...shape, windowHours: Infinity }, 600)).toBeCloseTo(100, 9);
  expect(harm({ ...shape, windowHours: 0 }, 600)).toBe(1000);
});

test("a cap holds whatever happens, and an end stops the growth", () => {
  const growing = harmShape({ harm: 10, time: "exponential", growth: 1 });
  expect(harm({ ...growing, atMost: 500 }, 1e6)).toBe(500);
  expect(harm({ ...growing, endsByHours: 2 }, 1e6)).toBeCloseTo(10 * Math.expm1(2), 9);
});

test("harm that outgrows all numbers stays a number", () => {
  const spreading = harmShape({ harm: 10, from: 0, to: 1, blastGrowth: 0.1, time: "exponential", growth: 5 });
  expect(harm(spreading, 1e12)).toBe(LARGEST_LOSS);
  expect(harm({ ...spreading, harm: 0 }, 1e12)).toBe(0);
});
