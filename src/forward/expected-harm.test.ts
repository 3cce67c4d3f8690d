import fc from "fast-check";
import { expect, test } from "vitest";
import { type DelayLaw, survival } from "./delay.ts";
import { expectedHarm } from "./expected-harm.ts";
import { type HarmShape, harm, harmShape } from "./harm.ts";

const seed = 41;
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const exponential = (mean: number): DelayLaw => ({ kind: "exponential", mean });

function expected(parts: Partial<HarmShape>, ...stages: DelayLaw[]): number {
  const found = expectedHarm(harmShape(parts), ...stages);
  if (found.value === null) throw new Error(found.infinite);
  return found.value;
}

/** Figures are given to so many decimals; closed forms are held to a millionth of them where they have that many. */
function near(actual: number, given: number, decimals: number): void {
  expect(Math.abs(actual - given)).toBeLessThan(Math.max(0.51 * 10 ** -decimals, 1e-6 * given));
}

const spreading = { harm: 100, from: 0.02, to: 0.4, blastGrowth: 0.5, time: "linear" } as const;

test("harm of 100 an hour, contained after 4 hours in the mean, by its shape over time", () => {
  const contained = exponential(4);
  near(expected({ harm: 100, time: "linear" }, contained), 400, 9);
  near(expected({ harm: 100, time: "exponential", growth: 0.1 }, contained), 666.6667, 4);
  near(expected({ harm: 5000, time: "cliff", cliffHours: 3 }, contained), 2361.8328, 4);
  near(expected(spreading, contained), 109.3333, 4);
  const undone = { reversible: 0.9, windowHours: 6 };
  near(expected({ harm: 100, time: "linear", ...undone }, contained), 270.4, 9);
  near(expected({ harm: 100, time: "exponential", growth: 0.1, ...undone }, contained), 496.1404, 4);
  near(expected(spreading, contained, exponential(1)), 140.8889, 4);
});

test("slow corruption grows dearer without end as its growth nears the rate at which it is found", () => {
  const at = (growth: number) =>
    expectedHarm(harmShape({ harm: 100, time: "exponential", growth }), exponential(4));
  near(at(0.2).value!, 2000, 6);
  near(at(0.24).value!, 10_000, 5);
  for (const growth of [0.25, 0.26]) {
    const { value, infinite } = at(growth);
    expect(value).toBeNull();
    expect(infinite).toMatch(/infinite/);
  }
});

test("detected at 2 an hour, contained at 3 an hour", () => {
  const stages = [exponential(1 / 2), exponential(1 / 3)];
  near(expected({ harm: 1, time: "linear" }, ...stages), 0.833333, 6);
  // E T²/2
  const area = { harm: 1, from: 0, to: 1e5, blastGrowth: 1e-5, time: "linear" } as const;
  expect(expected(area, ...stages)).toBeCloseTo(0.527778, 4);
  near(expected({ harm: 0.5, time: "exponential", growth: 0.5 }, ...stages) + 1, 1.6, 9);
  near(expected({ harm: 1, time: "exponential", growth: 0.5 }, ...stages), 1.2, 9);
});

test("slow corruption capped at 100, by its tail index", () => {
  // exp(T) capped at 100, T exponential with the tail index as its rate.
  const capped = (index: number): number =>
    1 + expected({ harm: 1, time: "exponential", growth: 1, atMost: 99 }, exponential(1 / index));
  near(capped(4), 1.333333, 6);
  near(capped(1), 5.60517, 6);
  near(capped(0.5), 19, 9);
});

test("an audit every hour that finds 70%", () => {
  const audited: DelayLaw = { kind: "checked", every: 1, found: 0.7 };
  near(expected({ harm: 1, time: "linear" }, audited), 0.928571, 6);
  near(1 + expected({ harm: 0.5, time: "exponential", growth: 0.5 }, audited), 1.79707, 6);
});

const laws = fc.oneof(
  between(0.2, 20).map((mean): DelayLaw => ({ kind: "exponential", mean })),
  between(0.2, 20).map((hours): DelayLaw => ({ kind: "fixed", hours })),
  fc
    .tuple(between(0.1, 5), between(1.5, 20))
    .map(([low, ratio]): DelayLaw => ({ kind: "lognormal", low, high: low * ratio })),
  fc
    .tuple(between(0.2, 20), between(0.6, 3))
    .map(([mean, shape]): DelayLaw => ({ kind: "weibull", mean, shape })),
  fc
    .tuple(between(0.2, 5), between(0.3, 1))
    .map(([every, found]): DelayLaw => ({ kind: "checked", every, found })),
  fc
    .array(between(0.1, 20), { minLength: 5, maxLength: 12 })
    .map((hours): DelayLaw => ({ kind: "recorded", hours: hours.sort((a, b) => a - b) })),
);

/** E[H] = H(0) + ∫ h′(s)·P(T > s) ds over small steps. */
function byGeneralLaw(shape: HarmShape, passed: (hours: number) => number, end: number): number {
  const n = 40_000;
  let sum = harm(shape, 0);
  let before = sum;
  for (let i = 1; i <= n; i++) {
    const now = harm(shape, (i * end) / n);
    sum += (now - before) * passed(((i - 0.5) * end) / n);
    before = now;
  }
  return sum;
}

test("every delay and every shape agrees with the general law", () => {
  const shape = fc.record({
    harm: fc.constant(100),
    from: between(0.05, 1),
    to: between(0.05, 1),
    blastGrowth: fc.oneof(fc.constant(0), between(0.05, 1)),
    time: fc.constantFrom("none", "linear", "cliff", "exponential"),
    growth: between(0.01, 0.3),
    cliffHours: between(0.5, 8),
    reversible: fc.oneof(fc.constant(0), between(0, 1)),
    windowHours: between(1, 50),
    endsByHours: between(5, 60),
    atMost: fc.oneof(fc.constant(Infinity), between(20, 2000)),
  });
  fc.assert(
    fc.property(shape, laws, (parts, law) => {
      const of = harmShape(parts as Partial<HarmShape>);
      // The end holds the growth; undoing fades for long after it.
      const exact = expectedHarm(of, law).value!;
      const slow = byGeneralLaw(of, (hours) => survival(law, hours), 600);
      expect(Math.abs(exact - slow)).toBeLessThan(0.01 * slow + 0.3);
    }),
    { seed, numRuns: 60 },
  );
});

test("closed forms agree with quadrature, for one stage and for two", () => {
  const closed = fc.oneof(
    between(0.2, 3).map((mean): DelayLaw => ({ kind: "exponential", mean })),
    between(0.2, 3).map((hours): DelayLaw => ({ kind: "fixed", hours })),
    fc
      .tuple(between(0.2, 2), between(0.5, 0.95))
      .map(([every, found]): DelayLaw => ({ kind: "checked", every, found })),
  );
  const shape = fc.record({
    harm: fc.constant(100),
    from: between(0.05, 1),
    to: between(0.05, 1),
    blastGrowth: fc.oneof(fc.constant(0), between(0.05, 1)),
    time: fc.constantFrom("none", "linear", "exponential"),
    growth: between(0.01, 0.1),
    reversible: between(0, 1),
    windowHours: fc.oneof(fc.constant(Infinity), between(0.5, 50)),
  });
  fc.assert(
    fc.property(shape, fc.array(closed, { minLength: 1, maxLength: 2 }), (parts, stages) => {
      const of = harmShape(parts as Partial<HarmShape>);
      // A cap beyond reach changes nothing but the way it is computed.
      const [form, quadrature] = [of, { ...of, atMost: 1e60 }].map(
        (each) => expectedHarm(each, ...stages).value!,
      );
      expect(Math.abs(form! - quadrature!)).toBeLessThan(1e-6 * quadrature! + 1e-9);
    }),
    { seed, numRuns: 25 },
  );
});

test("a heavy tail lets exponential harm have no mean unless something bounds it", () => {
  const growing = { harm: 1, time: "exponential", growth: 0.001 } as const;
  const heavy: DelayLaw[] = [
    { kind: "lognormal", low: 1, high: 2 },
    { kind: "weibull", mean: 1, shape: 0.8 },
    { kind: "checked", every: 1000, found: 0.5 },
  ];
  for (const law of heavy) {
    expect(expectedHarm(harmShape(growing), law).infinite).toMatch(/infinite/);
    expect(expectedHarm(harmShape({ ...growing, atMost: 1e6 }), law).value).toBeGreaterThan(0);
    expect(expectedHarm(harmShape({ ...growing, endsByHours: 100 }), law).value).toBeGreaterThan(0);
  }
  expect(expectedHarm(harmShape(growing), { kind: "weibull", mean: 1, shape: 1.2 }).value).toBeGreaterThan(0);
});
