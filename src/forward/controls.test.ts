import { expect, test } from "vitest";
import { organization } from "../../test/small-organizations.ts";
import { compileFrequencies } from "../backward/backward.ts";
import type { Model } from "../model/model.ts";
import { programRunner } from "../numeric/program.ts";
import { erlangC } from "../numeric/queue.ts";
import { queueOf } from "./crew.ts";
import { type Fate, fateShares } from "./fate.ts";
import { run, severities } from "./forward.ts";

const seed = 71;

/** 1,000 a year of 365 days, in years of 365.25. */
const year = 365.25 / 365;

/** Rail, net, hatch with one person, friction; what nobody takes lasts a hundred years. */
const chain = (volume: number): Model =>
  organization(`failures:
  slip:
    function: pay
    happens: ${volume * 1000 * year} / year
    detected after: 2d
    contained after: 100 years
    impact: { harm: 500 USD / d, blast radius: 1 payment, time-sensitivity: linear }
controls:
  rail: { guard rail: [slip], stops: 80%, friction: 0.01 USD }
  net: { safety net: [slip], catches: 60%, after: 0s, costs: 50 USD }
  hatch: { escape hatch: [slip], people: 1, cost: 0 USD / h, handling: 1d, works: 100% }`);

test("a whole chain: four times the volume costs more than eleven times as much, for the queue it makes", () => {
  const cases = [
    [1, 0.219178, 0.280702, 147_228.07],
    [2, 0.438356, 0.780488, 334_439.02],
    [4, 0.876712, 7.111111, 1_681_777.78],
  ] as const;
  for (const [volume, load, waitDays, cost] of cases) {
    const model = chain(volume);
    const found = run(model, { years: 2000, seed });
    const [rail, net, hatch] = found.controls;
    expect(hatch!.hatch!.load).toBeCloseTo(load, 5);
    expect(hatch!.hatch!.meanWaitHours.value! / 24).toBeCloseTo(waitDays, 4);
    const { value, error } = found.failures[0]!.lossPerYear;
    // Friction is on uses, which grow with the volume in this reckoning and do not here.
    const controls = volume * rail!.frictionMoneyPerYear + net!.useMoneyPerYear / year;
    expect(rail!.frictionMoneyPerYear).toBeCloseTo(10_000, 6);
    expect(Math.abs(value! / year + controls - cost)).toBeLessThan(4 * error!);
    expect(found.failures[0]!.caught).toBeCloseTo(1, 6);
  }
});

test("single losses after the chain have the same mean as the years that are played", () => {
  const model = chain(2);
  const single = severities(model, { seed, draws: 4096 }).get("slip")!;
  const found = run(model, { years: 1000, seed });
  const { lossPerYear, perYear } = found.failures[0]!;
  expect(Math.abs(single.mean.value! * perYear.value! - lossPerYear.value!)).toBeLessThan(
    4 * Math.hypot(lossPerYear.error!, single.mean.error! * perYear.value!),
  );
});

test("a hatch that is asked for more than its people can do helps nobody, and says so", () => {
  const found = run(chain(5), { years: 64, seed });
  const hatch = found.controls[2]!;
  expect(hatch.hatch!.meanWaitHours.value).toBeNull();
  expect(hatch.hatch!.meanWaitHours.why).toMatch(/queue only grows/);
  expect(found.failures[0]!.caught).toBeLessThan(0.65);
  expect(found.sentences.join(" ")).toMatch(/asked for more than its people can do/);
});

test("hatches that name the same people share one queue", () => {
  const model = organization(`people:
  crew: { department: desk, count: 3, cost: 60 USD / h }
failures:
  a: { function: pay, happens: 8766 / year, detected after: 1h, contained after: 9d, impact: { harm: 1 USD, blast radius: 1 payment, time-sensitivity: none } }
  b: { function: pay, happens: 4383 / year, detected after: 1h, contained after: 9d, impact: { harm: 1 USD, blast radius: 1 payment, time-sensitivity: none } }
controls:
  by-hand-a: { escape hatch: [a], people: crew, handling: 1h, works: 100% }
  by-hand-b: { escape hatch: [b], people: crew, handling: 2h, works: 50% }`);
  const [a, b] = run(model, { years: 16, seed }).controls;
  // 1 + ½·½·2 erlang
  expect(a!.hatch!.load).toBeCloseTo(1.5, 6);
  expect(b!.hatch).toEqual(a!.hatch);
  expect(a!.useMoneyPerYear).toBeCloseTo(8766 * 60, 3);
  expect(b!.useMoneyPerYear).toBeCloseTo(0.5 * 4383 * 2 * 60, 3);
});

test("a queue waits as Erlang has it, and many people as few by the same law", () => {
  const queue = queueOf(14, 10, 0.05);
  expect(queue.waitChance).toBeCloseTo(0.174132, 6);
  expect(queue.waitChance * queue.waitHours * 3600).toBeCloseTo(7.836, 3);
  expect(queueOf(10, 8, 1).waitChance).toBeCloseTo(0.40918, 6);
  expect(queueOf(4001, 3980, 1).waitChance).toBeCloseTo(erlangC(4001, 3980), 2);
  expect(queueOf(1e9, 5e8, 1).waitChance).toBe(0);
  expect(queueOf(0, 0, 1)).toMatchObject({ overloaded: false, waitChance: 0 });
  expect(queueOf(0, 0.1, 1).overloaded).toBe(true);
});

const exactly = (value: number) => ({
  low: value,
  high: value,
  place: { file: "", line: 1, column: 1, start: 0, end: 0 },
});

const net = (chance: number): Fate => ({
  kind: "safety net",
  controlId: "",
  chance: exactly(chance),
  after: { kind: "fixed", hours: exactly(0) },
  acts: () => 0,
});

function sharesOf(chances: readonly number[], sharedLeaks: number): number[] {
  const frequencies = compileFrequencies(organization("failures: {}"));
  const shares = fateShares([...chances.map(net), { kind: "none", acts: undefined }], {
    frequencies,
    sharedLeaks,
  });
  const columns = shares.map(() => new Float64Array(1));
  programRunner(frequencies.builder.build(shares)).run(
    frequencies.quantities.map(({ quantity }) => Float64Array.of(quantity.low)),
    columns,
    1,
  );
  return columns.map(([share]) => share!);
}

test("nets leak together as far as they have leaks in common", () => {
  const [first, , leaked] = sharesOf([0.9, 0.85], 0.1);
  // 0.1·min(0.1, 0.15) + 0.9·0.1·0.15
  expect(leaked).toBeCloseTo(0.0235, 12);
  expect(first).toBeCloseTo(0.9, 12);
  expect(sharesOf([0.9, 0.85], 0)[2]).toBeCloseTo(0.015, 12);
  expect(sharesOf([1, 0.85], 0.1)).toEqual([1, 0, 0]);
});

test("the quickest net that catches contains, and never later than people would have", () => {
  const model = organization(`failures:
  slip:
    function: pay
    happens: 10 / year
    detected after: 5h
    contained after: 5h
    impact: { harm: 100 USD / h, blast radius: 1 payment, time-sensitivity: linear }
controls:
  slow: { safety net: [slip], catches: 100%, after: 20h }
  quick: { safety net: [slip], catches: 50%, after: 2h }`);
  const { mean, sample } = severities(model, { seed, draws: 1000 }).get("slip")!;
  expect(new Set(sample)).toEqual(new Set([200, 1000]));
  expect(mean.value).toBeCloseTo(600, 6);
  expect(run(model, { years: 500, seed }).failures[0]!.caught).toBeCloseTo(0.5, 1);
});

test("a stop at once costs what it costs, rightly or falsely, and is no loss", () => {
  const model = organization(`failures:
  slip:
    function: pay
    happens: 20 / year
    detected after: 5h
    contained after: 5h
    impact: { harm: 100 USD / h, blast radius: 1 payment, time-sensitivity: linear }
    fail fast: { stops: 90%, after: 0s, stop costs: 150 USD, false stops: 0.005%, upkeep: 10k USD / year }`);
  const found = run(model, { years: 1000, seed });
  const [stop] = found.controls;
  expect(stop).toMatchObject({ id: "slip", kind: "fail fast", upkeepPerYear: 10_000, hatch: null });
  expect(stop!.falseAlarmMoneyPerYear).toBeCloseTo(1e6 * 0.00005 * 150, 6);
  expect(stop!.useMoneyPerYear).toBeCloseTo(20 * 0.9 * 150, 6);
  const { value, error } = found.failures[0]!.lossPerYear;
  expect(Math.abs(value! - 20 * 0.1 * 1000)).toBeLessThan(4 * error!);
});

test("friction lies on the uses that a guard rail names, else on those of what it protects", () => {
  const model = organization(`inputs:
  form: { happens: 100 / year }
  unclear: { holds: 20% }
failures:
  slip: { function: pay, grows from: { all of: [form, unclear] }, detected after: 1h, contained after: 1h, impact: { harm: 1 USD, blast radius: 1 payment, time-sensitivity: none } }
controls:
  second-look: { guard rail: [form], stops: 90%, friction: 36s, false alarms: 0.1% at 5 USD, upkeep: 60k USD / year }`);
  const found = run(model, { years: 200, seed });
  expect(found.controls[0]).toMatchObject({ upkeepPerYear: 60_000, frictionMoneyPerYear: 0 });
  expect(found.controls[0]!.frictionHoursPerYear).toBeCloseTo(10_000, 6);
  expect(found.controls[0]!.falseAlarmMoneyPerYear).toBeCloseTo(5000, 6);
  expect(found.failures[0]!.perYear.value).toBeCloseTo(2, 9);
});
