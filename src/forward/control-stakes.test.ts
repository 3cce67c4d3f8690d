import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { modelOf, organization } from "../../test/small-organizations.ts";
import { controlStakes, roomTaken, run } from "./forward.ts";

const seed = 17;
const slips = `failures:
  slip:
    function: pay
    happens: 1000 / year
    detected after: 2h
    contained after: 1h
    impact: { harm: 30 USD / h, blast radius: 1 payment, time-sensitivity: linear }
`;

test("what a control avoids, in the head: 1,000 slips of three hours at 30 USD an hour", () => {
  const stakes = controlStakes(
    organization(`${slips}controls:
  rail: { guard rail: slip, stops: 80%, friction: 0.01 USD, false alarms: 0.1% at 2 USD, upkeep: 5k USD / year }
  net: { safety net: slip, catches: 50%, after: 1h, costs: 4 USD }
  hatch: { escape hatch: slip, people: 500, cost: 40 USD / h, handling: 30min, works: 25% }`),
    { seed },
  );
  // 200 pass the rail; half are caught after an hour; of the rest a quarter is handled half an hour after detection.
  const [caught, handled, left] = [30, 75, 90];
  const [rail, net, hatch] = ["rail", "net", "hatch"].map((id) => stakes.get(id)!);
  const each = 0.5 * caught + 0.125 * handled + 0.375 * left;
  expect(rail!.avoids.value).toBeCloseTo(800 * each, 3);
  expect(net!.avoids.value).toBeCloseTo(100 * (0.25 * handled + 0.75 * left - caught), 3);
  expect(hatch!.avoids.value).toBeCloseTo(25 * (left - handled), 3);
  // A million uses.
  expect(rail!.keeping).toBeCloseTo(5000 + 10_000 + 2000, 6);
  expect(net!.keeping).toBeCloseTo(100 * 4, 6);
  expect(hatch!.once).toBeCloseTo(20, 9);
  expect(hatch!.keeping).toBeCloseTo(25 * 20, 6);
});

test("hours of friction are those of the organization's people, unless they are its users'", () => {
  const hours = (friction: string) =>
    controlStakes(
      organization(`${slips}controls: { rail: { guard rail: slip, stops: 80%, friction: ${friction} } }`),
      {
        seed,
      },
    ).get("rail")!.hours;
  expect(hours("36s")).toBeCloseTo(10_000, 6);
  expect(hours("36s of users")).toBe(0);
  expect(hours("0.1 USD")).toBe(0);
});

test("a control of a failure without a mean loss avoids no figure, and it is said why", () => {
  const { avoids } = controlStakes(
    organization(`failures:
  rot:
    function: pay
    happens: 1 / year
    detected after: about 10d
    contained after: 1h
    impact: { harm: 10 USD / h, blast radius: 1 payment, time-sensitivity: exponential 20% / h }
controls: { rail: { guard rail: rot, stops: 50% } }`),
    { seed },
  ).get("rail")!;
  expect(avoids).toMatchObject({ value: null, why: expect.stringContaining("has no mean") });
});

test.each(["harbour-bank-start-up", "hospital-ward"])("%s: it agrees with years that are played", (name) => {
  const model = modelOf(readFileSync(`examples/${name}.yaml`, "utf8"));
  const stakes = controlStakes(model, { seed });
  for (const { id, kind, worthPerYear, useMoneyPerYear } of run(model, { years: 8192, seed }).controls) {
    if (kind === "fail fast") continue;
    const { avoids, keeping } = stakes.get(id)!;
    const error = Math.hypot(avoids.error!, worthPerYear.error!);
    // Both spread what is not known over its ranges, in other ways: that moves a mean by a few in a hundred.
    expect(Math.abs(avoids.value! - worthPerYear.value!)).toBeLessThan(
      4 * error + 0.12 * worthPerYear.value!,
    );
    if (kind === "escape hatch") expect(keeping / useMoneyPerYear).toBeCloseTo(1, 0);
  }
});

test("how much of what is expected failures take, by expectation", () => {
  const expecting = (objective: string, tolerance: string) =>
    `{ audience: all, function: pay, objective: ${objective}, tolerance: ${tolerance} }`;
  const taken = roomTaken(
    organization(`${slips}audiences: { all: { count: 5 } }
expectations:
  count: ${expecting("500 / year", "10")}
  money: ${expecting("180k USD / year", "1k USD")}
  share: ${expecting("99% / year", "0.1%")}
  nothing: ${expecting("0 / year", "1")}`),
    { seed },
  );
  expect(taken.get("count")).toBeCloseTo(2, 9);
  expect(taken.get("money")).toBeCloseTo(0.5, 9);
  // One payment in a thousand goes wrong, of one in a hundred.
  expect(taken.get("share")).toBeCloseTo(0.1, 9);
  expect(taken.get("nothing")).toBeNull();
});
