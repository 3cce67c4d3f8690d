import { expect, test } from "vitest";
import { modelOf } from "../../../test/small-organizations.ts";
import type { Model } from "../../model/model.ts";
import { poissonPmf } from "../../numeric/poisson.ts";
import { compiledOf } from "../compile.ts";
import { run } from "../forward.ts";
import { historian } from "./history.ts";
import { answersAYear, ratchetOf, strictestOf } from "./moved.ts";
import { termsOf } from "./terms.ts";

const seed = 31;

function organization(expectation: string, failure: string): Model {
  return modelOf(`failwell: 1
organization: Test
currency: USD
capital: 10M USD
departments: { desk: {} }
functions: { pay: { department: desk, users: 1000, uses: 120k / year } }
audiences: { people: { count: 1000 } }
expectations: { hope: { audience: people, function: pay, ${expectation} } }
failures:
  slip: { function: pay, ${failure}, detected after: 0s, impact: { harm: 100 USD, blast radius: 1 payment, time-sensitivity: none } }
`);
}

function windowsOf(model: Model, histories: number): number[] {
  const tell = historian(compiledOf(model), { seed, histories });
  return tell(model.expectations[0]!, 24).flatMap((history) => [...history]);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test("occurrences a month are Poisson in a history too", () => {
  const months = windowsOf(
    organization("objective: 2 / month, tolerance: 1", "happens: 24 / year, contained after: 1h"),
    800,
  );
  for (const count of [0, 1, 2, 5]) {
    const chance = poissonPmf(count, 2);
    const seen = months.filter((month) => month === count).length / months.length;
    expect(Math.abs(seen - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / months.length));
  }
});

test.each([
  ["objective: 4h / month, tolerance: 2h", "happens: 12 / year, contained after: about 6h"],
  ["objective: 4h / month, tolerance: 2h", "happens: 6 / year, contained after: 10d to 90d"],
  ["objective: 40h / year, tolerance: 20h", "happens: 5000 / year, contained after: 20min"],
  ["objective: 99% / month, tolerance: 0.5%", "happens: 0.2% to 0.4% of pay, contained after: 1h"],
  ["objective: 99% / month, tolerance: 0.5%", "happens: 24 / year, contained after: 1h"],
  ["objective: 100 USD / month, tolerance: 50 USD", "happens: 12000 / year, contained after: 1h"],
])("%s of what %s: histories hold what years played hold", (expectation, failure) => {
  const model = organization(expectation, failure);
  const histories = 400;
  const windows = windowsOf(model, histories);
  const means = Array.from({ length: histories }, (_, h) => mean(windows.slice(24 * h, 24 * (h + 1))));
  const told = mean(means);
  const variance = mean(means.map((of) => (of - told) ** 2)) / histories;
  const { experienced } = run(model, { years: 2000, seed }).expectations[0]!;
  const error = Math.hypot(Math.sqrt(variance), experienced.error!);
  expect(Math.abs(told - experienced.value!)).toBeLessThan(4 * error);
  expect(error).toBeLessThan(0.03 * told);
});

test("who is given one thing only expects that in the end, and hardly tolerates anything else", () => {
  const model = organization(
    "objective: 4h / month, tolerance: 4h",
    "happens: 1 / 1M years, contained after: 1h",
  );
  const [expectation] = model.expectations;
  const moved = ratchetOf(
    termsOf(model, expectation!),
    historian(compiledOf(model), { seed, histories: 20 })(expectation!, 24),
  );
  expect(moved).toMatchObject({ windows: 24, tolerance: { value: 1, low: 1, high: 1 } });
  expect(moved.objective.value).toBeCloseTo(4 * 0.7 ** 24, 9);
});

test("the strictest are told of an audience that is counted, and of time alone", () => {
  const failure = "happens: 1 / year, contained after: 1h";
  const time = organization("objective: 4h / month, tolerance: 4h", failure);
  const strictest = strictestOf(time, time.expectations[0]!)!;
  expect(strictest.users).toBe(1000);
  expect(60 * strictest.toleranceHours).toBeCloseTo(4.65, 2);
  const count = organization("objective: 4 / month, tolerance: 4", failure);
  expect(strictestOf(count, count.expectations[0]!)).toBeNull();
});

test("what is lost and due a year is what years played lose", () => {
  const model = organization(
    "objective: 2 / month, tolerance: 1, response: { leave: up to 10%, slope: 0.35, value: 2M USD }, penalty: { amount: 500 USD, above: 4 }",
    "happens: 24 / year, contained after: 1h",
  );
  const [expectation] = model.expectations;
  const histories = historian(compiledOf(model), { seed, histories: 2000 })(expectation!, 24);
  const { lost, penalty } = answersAYear(termsOf(model, expectation!), histories, expectation!.windowHours);
  let beyond = 1;
  for (let count = 0; count <= 4; count++) beyond -= poissonPmf(count, 2);
  expect(Math.abs(penalty / (12 * 500 * beyond) - 1)).toBeLessThan(0.08);
  const { costPerYear } = run(model, { years: 4000, seed }).expectations[0]!;
  expect(Math.abs((lost + penalty) / costPerYear.value! - 1)).toBeLessThan(0.06);
});
