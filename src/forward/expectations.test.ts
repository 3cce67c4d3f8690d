import { expect, test } from "vitest";
import { modelOf } from "../../test/small-organizations.ts";
import type { Model } from "../model/model.ts";
import { poissonPmf } from "../numeric/poisson.ts";
import { responseTo } from "./expectations/terms.ts";
import { run } from "./forward.ts";

const seed = 81;

function organization(expectation: string, failure: string): Model {
  return modelOf(`failwell: 1
organization: Test
currency: USD
capital: 10M USD
departments: { desk: {} }
functions: { pay: { department: desk, users: 1000, uses: 120k / year } }
audiences: { people: { count: 1000, value: 2M USD / year } }
expectations:
  hope: { audience: people, function: pay, ${expectation} }
failures:
  slip: { function: pay, ${failure} }
`);
}

const at = (perYear: string, rest = "contained after: 1h"): string =>
  `happens: ${perYear}, detected after: 0s, ${rest}, impact: { harm: 100 USD, blast radius: 1 payment, time-sensitivity: none }`;

function hope(model: Model, years = 3000) {
  return run(model, { years, seed }).expectations[0]!;
}

function near(estimate: { value: number | null; error: number | null }, exact: number, slack = 1e-9): void {
  expect(Math.abs(estimate.value! - exact)).toBeLessThan(4 * estimate.error! + slack);
}

test("six hours of outage: little to who is used to four, much to who is used to none", () => {
  expect((6 - 3.58) / 3.48).toBeCloseTo(0.7, 2);
  expect(responseTo((6 - 3.58) / 3.48, 0.3, 0.35)).toBe(0);
  expect(responseTo((6 - 0.154) / 1, 0.3, 0.35)).toBeCloseTo(0.293, 3);
  expect(responseTo(Infinity, 0.3, 0.35)).toBe(0.3);
});

test("occurrences a month are Poisson, and disappoint as Poisson counts do", () => {
  const model = organization(
    "objective: 2 / month, tolerance: 1, response: { leave: up to 10%, slope: 0.35 }, penalty: { amount: 500 USD, above: 4 }",
    at("24 / year"),
  );
  const found = hope(model);
  const sum = (of: (n: number) => number): number =>
    Array.from({ length: 60 }, (_, n) => poissonPmf(n, 2) * of(n)).reduce((all, part) => all + part, 0);
  const response = (n: number): number => responseTo(n - 2, 0.1, 0.35);
  expect(found).toMatchObject({ unit: "occurrences", objective: 2, tolerance: 1 });
  near(found.experienced, 2);
  near(
    found.missed,
    sum((n) => Number(n > 2)),
  );
  near(
    found.beyondTolerance,
    sum((n) => Number(n > 3)),
  );
  near(found.response, sum(response) / sum((n) => Number(n > 3)));
  near(found.costPerYear, 12 * sum((n) => response(n) * 2e6 + (n > 4 ? 500 : 0)));
});

test("hours of failing are the hours from onset to containment, month after month", () => {
  const found = hope(
    organization("objective: 4h / month, tolerance: 2h", at("12 / year", "contained after: about 6h")),
  );
  expect(found.unit).toBe("hours");
  // 1 a month of 6 hours; in a month with n of them the sum is Gamma(n).
  near(found.experienced, 6);
  let missed = 0;
  for (let n = 1; n < 40; n++) {
    let beyond = 0;
    for (let k = 0; k < n; k++) beyond += poissonPmf(k, 4 / 6);
    missed += poissonPmf(n, 1) * beyond;
  }
  // What crosses from one month into the next is a hundredth of the hours.
  near(found.missed, missed, 0.01);
});

test("what lasts longer than a window fills it, and no window holds more hours than it has", () => {
  const long = hope(
    organization("objective: 4h / month, tolerance: 2h", at("1 / year", "contained after: 90d")),
    6000,
  );
  // Between the hours in which at least one lasts, and the hours of all added up.
  const under = 90 / 365.25;
  expect(long.experienced.high!).toBeGreaterThan(730.5 * -Math.expm1(-under));
  expect(long.experienced.low!).toBeLessThan(730.5 * under);
  const always = hope(
    organization("objective: 4h / month, tolerance: 2h", at("900 / year", "contained after: 90d")),
    32,
  );
  expect(always.experienced.value).toBeCloseTo(730.5, 3);
});

test("the share of uses that go well falls by each that does not, few or many", () => {
  for (const perYear of ["120 / year", "12000 / year"]) {
    const found = hope(organization("objective: 99% / month, tolerance: 0.5%", at(perYear)), 800);
    expect(found.unit).toBe("share");
    near(found.experienced, 1 - Number(perYear.split(" ")[0]) / 120_000, 1e-6);
  }
});

test("losses in a window add up, few or many", () => {
  for (const perYear of [24, 24_000]) {
    const found = hope(
      organization("objective: 1 USD / month, tolerance: 1 USD", at(`${perYear} / year`)),
      800,
    );
    expect(found.unit).toBe("money");
    near(found.experienced, (perYear / 12) * 100, 1e-6);
  }
});

test("many occurrences in a window vary as Poisson counts do", () => {
  const found = hope(organization("objective: 2050 / month, tolerance: 45", at("24000 / year")));
  near(found.experienced, 2000, 0.01);
  // One standard deviation is 44.7: 50 above the mean is 1.118 of them.
  near(found.missed, 0.1297, 0.003);
});

test("a window of years is a window of years", () => {
  const found = hope(organization("objective: 5 / 3 years, tolerance: 1", at("2 / year")), 6000);
  near(found.experienced, 6);
  near(found.missed, 1 - [0, 1, 2, 3, 4, 5].reduce((sum, n) => sum + poissonPmf(n, 6), 0));
});

test("hours are weighted with the share of users that a failure reaches", () => {
  const failure = (happens: string, blast: string): string =>
    `happens: ${happens}, detected after: 0s, contained after: 10h, impact: { harm: 100 USD, blast radius: ${blast}, time-sensitivity: none }`;
  const objective = "objective: 4h / month, tolerance: 2h";
  const experienced = (happens: string, blast: string): number =>
    hope(organization(objective, failure(happens, blast)), 2000).experienced.value!;
  expect(experienced("12 / year", "1 server")).toBeGreaterThan(9);
  expect(experienced("12 / year", "10% of pay") / experienced("12 / year", "1 server")).toBeCloseTo(0.1, 6);
  expect(experienced("0.01% of pay", "1 payment") / experienced("12 / year", "1 server")).toBeCloseTo(
    0.001,
    6,
  );
});
