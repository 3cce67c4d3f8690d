import { describe, expect, test } from "vitest";
import { type SmallText, smallModel } from "../../test/small-organizations.ts";
import { spread } from "../numeric/range.ts";
import { compileFrequencies, type FrequencyPlan } from "./backward.ts";

/** Occurrences a year of each failure, before and after guard rails, at the means of what is not known. */
function frequencies(text: SmallText): Record<string, readonly [number, number]> {
  return evaluated(compileFrequencies(smallModel(text)));
}

function evaluated(plan: FrequencyPlan): Record<string, readonly [number, number]> {
  const draws = Float64Array.from(
    plan.quantities,
    ({ quantity, domain }) => spread(quantity.low, quantity.high, domain).mean,
  );
  const [offered, through] = [
    new Float64Array(plan.failureIds.length),
    new Float64Array(plan.failureIds.length),
  ];
  plan.evaluate(draws, offered, through);
  return Object.fromEntries(plan.failureIds.map((id, row) => [id, [offered[row]!, through[row]!]]));
}

function close(found: readonly [number, number] | undefined, offered: number, through: number): void {
  expect(found?.[0]).toBeCloseTo(offered, 9);
  expect(found?.[1]).toBeCloseTo(through, 9);
}

describe("stated frequencies", () => {
  test("a rate, a share of one kind of use, of all uses, and of users", () => {
    const found = frequencies({
      failures: {
        sometimes: "happens: 3 / year",
        transferred: "happens: 1% of transfers",
        paid: "happens: 1 in 1000 of pay",
        known: "happens: 2% of users of pay / year",
      },
    });
    close(found.sometimes, 3, 3);
    close(found.transferred, 700, 700);
    close(found.paid, 100, 100);
    close(found.known, 20, 20);
  });

  test("guard rails thin what is offered to them", () => {
    const found = frequencies({
      failures: { wrong: "happens: 100 / year" },
      controls: "check: { guard rail: wrong, stops: 90% }, look: { guard rail: wrong, stops: 85% }",
    });
    close(found.wrong, 100, 1.5);
  });

  test("two guard rails that share a tenth of their leaks let .0235 through, not .015", () => {
    const found = frequencies({
      failures: { wrong: "happens: 1 / year" },
      controls: "check: { guard rail: wrong, stops: 90% }, look: { guard rail: wrong, stops: 85% }",
      assumptions: "shared leaks: 10%",
    });
    close(found.wrong, 1, 0.0235);
  });

  test("a figure seen despite a guard rail is what it lets through", () => {
    const found = frequencies({
      failures: { wrong: "happens: { is: 5 / year, despite: [check] }" },
      controls: "check: { guard rail: wrong, stops: 90% }",
    });
    close(found.wrong, 50, 5);
  });

  test("one more guard rail thins what was seen despite another", () => {
    const found = frequencies({
      failures: { wrong: "happens: { is: 5 / year, despite: [check] }" },
      controls: "check: { guard rail: wrong, stops: 90% }, look: { guard rail: wrong, stops: 80% }",
    });
    close(found.wrong, 50, 1);
  });

  test("a guard rail on an input thins a stated frequency where nothing happens without that input", () => {
    const controls = "check: { guard rail: slip, stops: 90% }";
    const inputs = "slip: { event: yes }, haste: { condition: yes }, other: { event: yes }";
    const needed = frequencies({
      inputs,
      controls,
      failures: {
        wrong: "grows from: { all of: [slip, haste] }, happens: 10 / year",
        x: "grows from: other, happens: 1 / year",
      },
    });
    close(needed.wrong, 10, 1);
    const oneOfTwo = frequencies({
      inputs,
      controls,
      failures: {
        wrong: "grows from: { any of: [slip, other] }, happens: 10 / year",
        x: "grows from: haste, happens: 1 / year",
      },
    });
    close(oneOfTwo.wrong, 10, 10);
  });
});

describe("frequencies from inputs", () => {
  const inputs =
    "slip: { happens: 100 / year }, storm: { happens: 2 / year }, unclear: { holds: 10% }, tired: { holds: 50% }";

  test("an event as often as it meets its conditions; a storm as often as it comes", () => {
    const found = frequencies({
      inputs,
      failures: {
        wrong: "grows from: { any of: [{ all of: [slip, unclear, tired] }, storm] }",
        calm: "grows from: { all of: [slip, { not: tired }] }",
      },
    });
    close(found.wrong, 7, 7);
    close(found.calm, 50, 50);
  });

  test("an event that is enough by itself hides no other", () => {
    // With the storm absent, the slip is enough in all settings, however likely storms are.
    const found = frequencies({
      inputs,
      failures: {
        wrong: "grows from: { any of: [slip, storm] }",
        x: "grows from: { all of: [slip, unclear, tired] }",
      },
    });
    close(found.wrong, 102, 102);
  });

  test("guard rails on inputs and on the failure both thin it", () => {
    const found = frequencies({
      inputs,
      failures: { wrong: "grows from: { any of: [{ all of: [slip, unclear, tired] }, storm] }" },
      controls:
        "form: { guard rail: slip, stops: 80% }, light: { guard rail: unclear, stops: 50% }, check: { guard rail: wrong, stops: 90% }",
    });
    close(found.wrong, 7, 0.1 * (2 + 100 * 0.2 * 0.05 * 0.5));
  });

  test("a failure counts as an event of another with what its guard rails let through", () => {
    const found = frequencies({
      inputs,
      failures: {
        outcry: "grows from: { all of: [wrong, tired] }",
        wrong: "grows from: { all of: [slip, unclear] }",
      },
      controls: "check: { guard rail: wrong, stops: 90% }",
    });
    close(found.wrong, 10, 1);
    close(found.outcry, 0.5, 0.5);
  });

  test("a gate named elsewhere is the same gate", () => {
    const found = frequencies({
      inputs,
      failures: {
        wrong: "grows from: { all of: [slip, { all of: [unclear, tired], as: bad-day }] }",
        late: "grows from: { all of: [storm, bad-day] }",
      },
    });
    close(found.wrong, 5, 5);
    close(found.late, 0.1, 0.1);
  });

  test("events with a common cause come together as often as it does", () => {
    const found = frequencies({
      inputs: "main-down: { happens: 4 / year }, spare-down: { happens: 4 / year }",
      causes: "same-cable: { inputs: [main-down, spare-down], beta: 10% }",
      failures: {
        dark: "grows from: { all of: [main-down, spare-down] }",
        dim: "grows from: { any of: [main-down, spare-down] }",
      },
    });
    close(found.dark, 0.4, 0.4);
    // Twice by one alone, once by both.
    close(found.dim, 3.6 + 3.6 + 0.4, 7.6);
  });

  test("two failures from the same inputs, merged into one of twice the event, change no total", () => {
    const apart = frequencies({
      inputs: "a: { happens: 6 / year }, b: { happens: 6 / year }, open: { holds: 20% }",
      failures: { one: "grows from: { all of: [a, open] }", two: "grows from: { all of: [b, open] }" },
    });
    const merged = frequencies({
      inputs: "a: { happens: 12 / year }, open: { holds: 20% }",
      failures: { one: "grows from: { all of: [a, open] }" },
    });
    expect(apart.one![1] + apart.two![1]).toBeCloseTo(merged.one![1], 12);
  });

  test("a guard rail more never lets more through", () => {
    const without = frequencies({
      inputs,
      failures: { wrong: "grows from: { all of: [slip, unclear, tired] }" },
    });
    for (const protects of ["slip", "unclear", "tired", "wrong"]) {
      const found = frequencies({
        inputs,
        failures: { wrong: "grows from: { all of: [slip, unclear, tired] }" },
        controls: `check: { guard rail: ${protects}, stops: 30% }`,
      });
      expect(found.wrong![0]).toBeCloseTo(without.wrong![0], 12);
      expect(found.wrong![1]).toBeCloseTo(without.wrong![1] * 0.7, 12);
    }
  });
});

test("what is not known of uses is drawn once for all that is a share of them", () => {
  const plan = compileFrequencies(
    smallModel({
      failures: { one: "happens: 1% to 2% of transfers", two: "happens: 3% to 4% of transfers" },
    }),
  );
  expect(plan.failureIds).toEqual(["one", "two"]);
  expect(plan.quantities.map(({ domain }) => domain).sort()).toEqual(["positive", "share", "share"]);
  const offered = new Float64Array(2);
  const uses = plan.quantities.findIndex(({ domain }) => domain === "positive");
  const draws = Float64Array.from(plan.quantities, () => 0.01);
  draws[uses] = 500;
  plan.evaluate(draws, offered, new Float64Array(2));
  expect([...offered]).toEqual([5, 5]);
});

test("ten thousand failures are made ready and evaluated in no time to speak of", () => {
  const count = 10_000;
  const model = smallModel({
    failures: { wrong: "happens: 5 to 20 / year" },
    inputs: "slip: { happens: 1 to 3 / year }, tired: { holds: 10% }",
  });
  const [first] = model.failures;
  const gate = (id: string) => ({ gate: "input", id, place: first!.place }) as const;
  const failures = Array.from({ length: count }, (_, i) => {
    const { rate, ...rest } = first!;
    const growsFrom = { gate: "all", of: [gate("slip"), gate("tired")], place: first!.place } as const;
    return i % 2 === 0 ? { ...first!, id: `failure-${i}` } : { ...rest, id: `failure-${i}`, growsFrom };
  });
  const plan = compileFrequencies({ ...model, failures });
  const found = evaluated(plan);
  expect(found["failure-0"]![1]).toBeCloseTo(spread(5, 20, "positive").mean, 12);
  expect(found["failure-9999"]![1]).toBeCloseTo(0.1 * spread(1, 3, "positive").mean, 12);
  expect(plan.unknown).toEqual([]);
});

test("a chain of failures that each grow from the next is followed to its end", () => {
  const model = smallModel({ failures: { wrong: "happens: 8 / year" }, inputs: "tired: { holds: 50% }" });
  const [last] = model.failures;
  const place = last!.place;
  const { rate, ...rest } = last!;
  const failures = Array.from({ length: 5000 }, (_, i) => ({
    ...rest,
    id: `failure-${i}`,
    growsFrom: { gate: "failure", id: i === 4999 ? "wrong" : `failure-${i + 1}`, place } as const,
  }));
  const found = evaluated(compileFrequencies({ ...model, failures: [...failures, last!] }));
  expect(found["failure-0"]).toEqual([8, 8]);
});
