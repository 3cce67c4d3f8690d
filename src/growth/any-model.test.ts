import fc from "fast-check";
import { expect, test } from "vitest";
import { harmOverTime, run, severities } from "../forward/forward.ts";
import type { Control, Delay, Expectation, Failure, Impact, Model, Quantity } from "../model/model.ts";
import { map } from "./growth.ts";

const seed = 91;
const place = { file: "any.yaml", line: 1, column: 1, start: 0, end: 0 };
const named = (id: string) => ({ id, name: id, place });

const size = fc.oneof(
  fc.constant(0),
  fc.constantFrom(1e-6, 1, 1e3, 1e9),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
);
const range = (value: fc.Arbitrary<number>): fc.Arbitrary<Quantity> =>
  fc.tuple(value, value, fc.boolean()).map(([a, b, single]) => {
    const [low, high] = single ? [a, a] : [Math.min(a, b), Math.max(a, b)];
    return { low, high, place };
  });
const amount = range(size);
const share = range(fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })));
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });

const delay: fc.Arbitrary<Delay> = fc.oneof(
  amount.map((hours): Delay => ({ kind: "lognormal", hours })),
  amount.map((hours): Delay => ({ kind: "fixed", hours: { ...hours, high: hours.low } })),
  amount.map((meanHours): Delay => ({ kind: "exponential", meanHours })),
  fc
    .tuple(amount, fc.double({ min: 0.2, max: 5, noNaN: true }))
    .map(([meanHours, shape]): Delay => ({ kind: "weibull", meanHours, shape })),
  fc.tuple(amount, share).map(([everyHours, found]): Delay => ({ kind: "checked", everyHours, found })),
  fc
    .array(amount, { minLength: 5, maxLength: 9 })
    .map((times): Delay => ({ kind: "recorded", hours: times.map(({ low }) => low).sort((a, b) => a - b) })),
);

const time = fc.oneof(
  fc.constantFrom({ kind: "none" } as const, { kind: "linear" } as const),
  amount.map((growthPerHour) => ({ kind: "exponential", growthPerHour }) as const),
  amount.map((atHours) => ({ kind: "cliff", atHours }) as const),
);
const blast = fc.oneof(
  fc.record({ of: fc.constant("units" as const), from: amount }),
  fc.record({ of: fc.constant("share" as const), from: share, to: share, growthPerHour: amount }),
);
const impact = fc
  .record({
    harm: amount,
    blast,
    time,
    undo: maybe(fc.tuple(share, maybe(amount))),
    atMost: maybe(amount),
    endsByHours: maybe(amount),
  })
  .map(
    ({ harm, blast: of, time: how, undo, atMost, endsByHours }): Impact => ({
      harm,
      blast: of,
      time: how,
      ...(undo && { reversibility: { share: undo[0], ...(undo[1] && { windowHours: undo[1] }) } }),
      ...(atMost && { atMost }),
      ...(endsByHours && { endsByHours }),
    }),
  );

const failure = fc
  .record({
    perYear: amount,
    share,
    of: fc.constantFrom("time", "uses", "users"),
    detectedAfter: delay,
    containedAfter: delay,
    impact,
    stops: maybe(share),
    after: delay,
    stopCost: amount,
  })
  .map(
    ({ perYear, share: part, of, detectedAfter, containedAfter, impact: harm, stops, after, stopCost }) => {
      const rate =
        of === "time"
          ? { of: "time" as const, perYear, despite: [] }
          : of === "uses"
            ? { of: "uses" as const, share: part, functionId: "work", despite: [] }
            : { of: "users" as const, sharePerYear: part, functionId: "work", despite: [] };
      return {
        rate,
        detectedAfter,
        containedAfter,
        impact: harm,
        ...(stops && { failFast: { stops, after, stopCost } }),
      };
    },
  );

const expectation = fc.record({
  measure: fc.constantFrom("time" as const, "occurrences" as const, "loss" as const, "share" as const),
  objective: share,
  tolerance: share,
  windowHours: fc.constantFrom(1, 24, 730.5, 8766, 30_000),
  response: maybe(
    fc.record({ leave: share, slope: fc.double({ min: 0, max: 10, noNaN: true }), value: amount }),
  ),
  penalty: maybe(fc.record({ amount, above: share })),
});

const models = fc
  .record({
    capital: amount,
    users: amount,
    uses: fc.array(amount, { maxLength: 2 }),
    failures: fc.array(failure, { minLength: 1, maxLength: 4 }),
    rail: share,
    nets: fc.array(fc.record({ catches: share, after: delay }), { maxLength: 2 }),
    hatch: maybe(fc.record({ count: amount, costPerHour: amount, handling: delay, works: share })),
    expectations: fc.array(expectation, { maxLength: 3 }),
    sharedLeaks: fc.double({ min: 0, max: 1, noNaN: true }),
    loading: fc.constantFrom(-0.5, 0, 0.25, 3),
  })
  .map((parts): Model => {
    const failures = parts.failures.map(
      (of, i): Failure => ({ ...named(`failure-${i}`), functionId: "work", ...of }),
    );
    const protects = failures.map(({ id }) => id);
    const controls: Control[] = [
      { ...named("rail"), kind: "guard rail", protects, stops: parts.rail },
      ...parts.nets.map(
        (net, i): Control => ({ ...named(`net-${i}`), kind: "safety net", protects, ...net }),
      ),
    ];
    if (parts.hatch !== undefined) {
      const { count, costPerHour, ...hatch } = parts.hatch;
      controls.push({
        ...named("hatch"),
        kind: "escape hatch",
        protects,
        people: { count, costPerHour },
        ...hatch,
      });
    }
    const expectations = parts.expectations.map(
      ({ response, penalty, ...of }, i): Expectation => ({
        ...named(`hope-${i}`),
        audience: "people",
        functionId: "work",
        ...of,
        ...(response && { response }),
        ...(penalty && { penalty }),
      }),
    );
    const uses = parts.uses.map((perYear, i) => ({ id: `use-${i}`, name: `use-${i}`, perYear, place }));
    const stated = (value: number) => ({ value, stated: true });
    return {
      organization: { ...named("any"), currency: "USD", capital: parts.capital, example: false },
      departments: [named("desk")],
      people: [],
      functions: [{ ...named("work"), department: "desk", users: parts.users, uses, dependsOn: [] }],
      audiences: [named("people")],
      expectations,
      inputs: [],
      commonCauses: [],
      failures,
      gates: new Map(),
      controls,
      indicators: [],
      growth: {},
      assumptions: {
        loading: stated(parts.loading),
        credibility: stated(1),
        halfLifeYears: stated(3),
        sharedLeaks: stated(parts.sharedLeaks),
      },
    };
  });

/** Where a finding holds a number that is none, or an interval out of order. */
function faults(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== "object" || value === null) return value === undefined ? [`${path} is undefined`] : [];
  const found = Object.entries(value).flatMap(([key, part]) => faults(part, `${path}.${key}`));
  const { low, value: middle, high } = value as { low?: unknown; value?: unknown; high?: unknown };
  // A mean may lie outside the 5th to 95th percentile of a skewed single loss.
  if (typeof low === "number" && typeof high === "number" && low > high * (1 + 1e-12))
    found.push(`${path} has ${low} above ${high}`);
  if ("why" in value && middle === null && typeof (value as { why: unknown }).why !== "string")
    found.push(`${path} has no reason`);
  return found;
}

const chances = ["chance", "shareOfMean", "shareOfTail", "caught"];

function outOfBounds(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    chances.includes(key) && !(part >= 0 && part <= 1)
      ? [`${path}.${key} is ${part}`]
      : outOfBounds(part, `${path}.${key}`),
  );
}

test("any organization whatever gets a finite, bounded answer", () => {
  fc.assert(
    fc.property(models, (model) => {
      const found = run(model, { years: 20, seed });
      expect(faults(found)).toEqual([]);
      expect(outOfBounds(found)).toEqual([]);
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    }),
    { seed, numRuns: 150 },
  );
});

test("any failure whatever has a finite picture of its harm and finite single losses", () => {
  fc.assert(
    fc.property(models, (model) => {
      expect(faults(harmOverTime(model, "failure-0", { seed, draws: 40 }))).toEqual([]);
      for (const { mean, sample } of severities(model, { seed, draws: 64 }).values()) {
        expect(faults(mean)).toEqual([]);
        expect(sample.every((loss, i) => Number.isFinite(loss) && loss >= (sample[i - 1] ?? 0))).toBe(true);
      }
    }),
    { seed, numRuns: 150 },
  );
});

test("any organization whatever has a finite map", () => {
  fc.assert(
    fc.property(models, (model) => {
      const found = map(model, { seed });
      expect(faults(found)).toEqual([]);
      for (const { stated } of found.failures) {
        for (const chance of [stated.predictability, stated.credibility, stated.criticality.value ?? 0])
          expect(chance >= 0 && chance <= 1).toBe(true);
      }
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    }),
    { seed, numRuns: 100 },
  );
});
