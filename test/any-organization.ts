import fc from "fast-check";
import type {
  CommonCause,
  Control,
  Delay,
  Expectation,
  Failure,
  Gate,
  Impact,
  Input,
  Model,
  OrganizationFunction,
  Quantity,
  UseKind,
} from "../src/model/model.ts";

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
    spreads: maybe(range(fc.oneof(fc.constantFrom(0, 0.99), fc.double({ min: 0, max: 0.99, noNaN: true })))),
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
    ({
      perYear,
      spreads,
      share: part,
      of,
      detectedAfter,
      containedAfter,
      impact: harm,
      stops,
      after,
      stopCost,
    }) => {
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
        ...(spreads && { spreads }),
        ...(stops && { failFast: { stops, after, stopCost } }),
      };
    },
  );

/** A failure that grows from inputs, and perhaps from a failure before it. */
const grown = fc
  .tuple(failure, fc.nat(), fc.nat(), fc.nat(), fc.constantFrom("all", "any", "not", "failure"))
  .map(([{ rate: _, ...of }, a, b, c, kind]) => ({
    ...of,
    gate: (inputs: readonly Input[], failures: readonly Failure[]): Gate => {
      const input = (place: number): Gate => asked("input", inputs[place % inputs.length]!.id);
      const below = asked("failure", failures[c % failures.length]!.id);
      if (kind === "failure") return joined("all", [below, input(b)]);
      if (kind === "not")
        return joined("any", [joined("all", [input(a), { gate: "not", of: input(b), place }]), below]);
      return joined(kind as "all" | "any", [input(a), input(b)]);
    },
  }));

function asked(gate: "input" | "failure", id: string): Gate {
  return { gate, id, place };
}

function joined(gate: "all" | "any", of: readonly Gate[]): Gate {
  return { gate, of, place };
}

const input = fc.oneof(
  amount.map((perYear) => ({ kind: "event", rate: { of: "time", perYear, despite: [] } }) as const),
  share.map((holds) => ({ kind: "condition", holds }) as const),
);

/** Twelve months with a mean of 1. */
const seasons = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 })
  .map((months) => {
    const busy = months.map((month, i) => month + (i === 0 ? 0.01 : 0));
    const sum = busy.reduce((all, month) => all + month, 0);
    return busy.map((month) => (12 * month) / sum);
  });

function functionsOf(
  {
    users,
    seasons: months,
    below,
  }: { users: Quantity; seasons?: number[] | undefined; below?: Quantity | undefined },
  uses: readonly UseKind[],
): OrganizationFunction[] {
  const work = {
    ...named("work"),
    department: "desk",
    users,
    uses,
    dependsOn: [],
    ...(months && { seasons: months }),
  };
  const dependsOn = [{ functionId: "work", ...(below && { share: below }) }];
  return [work, { ...named("front"), department: "desk", uses: [], dependsOn }];
}

const expectation = fc.record({
  functionId: fc.constantFrom("work", "front"),
  measure: fc.constantFrom("time" as const, "occurrences" as const, "loss" as const, "share" as const),
  objective: share,
  tolerance: share,
  windowHours: fc.constantFrom(1, 24, 730.5, 8766, 30_000),
  response: maybe(
    fc.record({ leave: share, slope: fc.double({ min: 0, max: 10, noNaN: true }), value: amount }),
  ),
  penalty: maybe(fc.record({ amount, above: share })),
});

/** Any organization whatever, as far from what people write as a model can be. */
export const organizations: fc.Arbitrary<Model> = fc
  .record({
    capital: amount,
    users: amount,
    uses: fc.array(amount, { maxLength: 2 }),
    failures: fc.array(failure, { minLength: 1, maxLength: 4 }),
    rail: share,
    nets: fc.array(fc.record({ catches: share, after: delay }), { maxLength: 2 }),
    hatch: maybe(fc.record({ count: amount, costPerHour: amount, handling: delay, works: share })),
    expectations: fc.array(expectation, { maxLength: 3 }),
    seasons: maybe(seasons),
    below: maybe(maybe(share)),
    inputs: fc.array(input, { minLength: 2, maxLength: 4 }),
    commonCause: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
    grown: fc.array(grown, { maxLength: 4 }),
    sharedLeaks: fc.double({ min: 0, max: 1, noNaN: true }),
    loading: fc.constantFrom(-0.5, 0, 0.25, 3),
  })
  .map((parts): Model => {
    const inputs = parts.inputs.map((of, i): Input => ({ ...named(`input-${i}`), ...of }));
    const failures = parts.failures.map(
      (of, i): Failure => ({ ...named(`failure-${i}`), functionId: "work", ...of }),
    );
    for (const { gate, ...of } of parts.grown) {
      const growsFrom = gate(inputs, failures);
      failures.push({ ...named(`failure-${failures.length}`), functionId: "work", ...of, growsFrom });
    }
    const events = inputs.filter(({ kind }) => kind === "event").map(({ id }) => id);
    const commonCauses: CommonCause[] =
      parts.commonCause === undefined || events.length < 2
        ? []
        : [{ ...named("cause"), inputs: events, model: "beta", parameters: [parts.commonCause] }];
    const protects = failures.map(({ id }) => id);
    const controls: Control[] = [
      { ...named("rail"), kind: "guard rail", protects: [...protects, "input-0"], stops: parts.rail },
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
      functions: functionsOf(parts, uses),
      audiences: [named("people")],
      expectations,
      inputs,
      commonCauses,
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
