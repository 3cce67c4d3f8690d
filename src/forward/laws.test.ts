import { expect, test } from "vitest";
import { modelOf, organization as organizationOf } from "../../test/small-organizations.ts";
import type { Estimate } from "../findings/estimate.ts";
import type { Model } from "../model/model.ts";
import { lognormalClaims } from "../numeric/claims.ts";
import { compoundPoisson } from "../numeric/compound.ts";
import { run } from "./forward.ts";
import { PLAYED_ANEW, PLAYED_SINGLY, planOf } from "./make-plan.ts";

const seed = 191;
const Z95 = 1.6448536269514722;

/** With people who may expect something. */
const organization = (rest: string): Model =>
  organizationOf(`audiences: { people: { count: 1000, value: 2M USD / year } }\n${rest}`, {
    uses: "120k / year",
  });

const loss = (name: string, happens: string, more = ""): string => `
  ${name}:
    function: pay
    happens: ${happens}
    detected after: 1h
    contained after: 1h
    impact: { harm: 10 to 400 USD, blast radius: 1 payment, time-sensitivity: none${more} }`;

function expectNear(a: Estimate, b: Estimate | number): void {
  const [value, error] = typeof b === "number" ? [b, 0] : [b.value!, b.error!];
  expect(Math.abs(a.value! - value)).toBeLessThan(4 * Math.hypot(a.error!, error) + 1e-9);
}

const sigma = Math.log(40) / (2 * Z95);
const claims = lognormalClaims(Math.log(4000) / 2, sigma);

/** Losses that are thrown, that are played or summed without anybody watching, and that somebody watches. */
const ways = {
  thrown: { text: (perYear: number) => `failures:${loss("often", `${perYear} / year`)}`, at: [1024] },
  played: {
    text: (perYear: number) => `failures:${loss("often", `${perYear} / year`, ", at most: 1B USD")}`,
    at: [PLAYED_ANEW],
  },
  watched: {
    text: (perYear: number) => `expectations:
  hope: { audience: people, function: pay, objective: 99% / month, tolerance: 0.5% }
failures:${loss("often", `${perYear} / year`)}`,
    at: [PLAYED_SINGLY],
  },
};

test("years are distributed alike on both sides of each count at which losses are played in another way", () => {
  for (const { text, at } of Object.values(ways)) {
    for (const edge of at) {
      for (const perYear of [edge * 0.98, edge * 1.02]) {
        const found = run(organization(text(perYear)), { years: 20_480, seed });
        const mean = perYear * claims.mean;
        const sd = Math.sqrt(perYear * Math.exp(sigma ** 2)) * claims.mean;
        const exact = compoundPoisson([{ rate: perYear, claims }], { upTo: 4 * mean + 2e4 });
        expectNear(found.mean, exact.mean);
        for (const [estimate, p] of [
          [found.p50, 0.5],
          [found.p90, 0.9],
          [found.p99, 0.99],
        ] as const) {
          const slack = 4 * Math.hypot(estimate.error!, found.mean.error!);
          expect(Math.abs(estimate.value! - exact.quantile(p)), `${perYear} a year, ${p}`).toBeLessThan(
            slack,
          );
          expect(slack).toBeLessThan(sd);
        }
      }
    }
  }
});

test("plain losses are thrown up to a count and summed beyond it", () => {
  const played = (perYear: number): boolean =>
    planOf(organization(ways.thrown.text(perYear)), seed).failures[0]!.plain !== null;
  expect([played(1000), played(1050)]).toEqual([true, false]);
});

test("two failures that are alike cost as much as one that is twice as frequent", () => {
  const [two, one] = [loss("a", "4 / year") + loss("b", "4 / year"), loss("both", "8 / year")].map(
    (failures) => run(organization(`failures:${failures}`), { years: 20_480, seed }),
  );
  for (const figure of ["mean", "p50", "p90", "p99", "cvar99"] as const)
    expectNear(two![figure], one![figure]);
  expect(two!.failures.reduce((sum, { perYear }) => sum + perYear.value!, 0)).toBeCloseTo(8, 9);
});

test("as uses grow, a year's spread beside its mean falls as one over the root of how many they are", () => {
  const even = Math.log(100 / 60) / (2 * Z95);
  const one = Math.exp(even ** 2 / 2);
  for (const perYear of [900, 9_000, 90_000]) {
    const { mean, p50, p95 } = run(
      organization(`failures:${loss("often", `${perYear} / year`).replace("10 to 400", "60 to 100")}`),
      {
        years: 8192,
        seed,
      },
    );
    const spread = (p95.value! - p50.value!) / Z95 / mean.value!;
    const error = Math.hypot(p50.error!, p95.error!) / Z95 / mean.value!;
    expect(Math.abs(spread - one / Math.sqrt(perYear))).toBeLessThan(4 * error);
    expect(error).toBeLessThan((0.03 * one) / Math.sqrt(perYear));
  }
});

test("a month that is twice as busy has twice the occurrences, and the year as many as before", () => {
  const december = "seasons: { december: 2 }";
  for (const perYear of [36, 3600]) {
    const share = (100 * perYear) / 120_000;
    const [even, uneven] = ["", `, ${december}`].map((seasons) =>
      run(withSeasons(seasons, `${share}% of pay`), { years: 4096, seed }),
    );
    for (const found of [even!, uneven!]) {
      expect(found.failures[0]!.perYear.value).toBeCloseTo(perYear, 6);
      expectNear(found.expectations[0]!.experienced, perYear / 12);
    }
    expectNear(even!.mean, uneven!.mean);
  }
});

function withSeasons(seasons: string, happens: string): Model {
  return modelOf(`failwell: 1
organization: Test
currency: USD
capital: 10M USD
departments: { desk: {} }
functions: { pay: { department: desk, users: 1000, uses: 120k / year${seasons} } }
audiences: { people: { count: 1000, value: 2M USD / year } }
expectations:
  hope: { audience: people, function: pay, objective: 4 / month, tolerance: 1 }
failures:${loss("slip", happens)}
`);
}

test("what happens a thousand million times a year, no uses, no capital and no people have an answer in numbers", () => {
  const model = organization(`failures:${loss("often", "1000M / year")}${loss("used", "1% of pay")}
controls:
  hatch: { escape hatch: [used], people: 1, cost: 1 USD / h, handling: 1h, works: 50% }`);
  const none = { ...model.organization.capital, low: 0, high: 0 };
  const found = run(
    {
      ...model,
      organization: { ...model.organization, capital: none },
      functions: model.functions.map(({ uses, ...owner }) => ({
        ...owner,
        users: none,
        uses: uses.map((use) => ({ ...use, perYear: none })),
      })),
      controls: model.controls.map((control) =>
        control.kind === "escape hatch"
          ? { ...control, people: { count: none, costPerHour: none } }
          : control,
      ),
    },
    { years: 1024, seed },
  );
  expect(Math.abs(found.mean.value! / (1e9 * claims.mean) - 1)).toBeLessThan(0.01);
  expect([found.capital, found.exceedsCapital.value, found.failures[1]!.perYear.value]).toEqual([0, 1, 0]);
  expect(found.controls[0]!.hatch).toMatchObject({ people: 0, load: 0, breaksDownAt: null });
});

const known = (spreads: string): Model => organization(`failures:${loss("often", spreads)}`);

test("what is not known has no share in years whose rates are known, and nearly all where a frequent rate is a wide range", () => {
  const sure = run(known("500 / year"), { years: 4096, seed }).doubt;
  expect(sure.shareNotKnown).toBe(0);
  expect(sure.meanYear.low).toBe(sure.meanYear.high);
  const unsure = run(known("100 to 10k / year"), { years: 4096, seed }).doubt;
  expect(unsure.shareNotKnown!).toBeGreaterThan(0.98);
  expect(unsure.shareNotKnown!).toBeLessThanOrEqual(1);
  // The band of mean years is the text's band of rates.
  expect(unsure.meanYear.low! / (100 * claims.mean)).toBeCloseTo(1, 0.5);
  expect(unsure.meanYear.high! / (10_000 * claims.mean)).toBeCloseTo(1, 0.5);
});

test("between the two, the share of what is not known is that of the rate in the variance of a year", () => {
  const low = 20;
  const high = 60;
  const { doubt } = run(known(`${low} to ${high} / year`), { years: 40_960, seed });
  const s = Math.log(high / low) / (2 * Z95);
  const rate = Math.exp(Math.log(low * high) / 2 + s ** 2 / 2);
  const between = rate ** 2 * Math.expm1(s ** 2) * claims.mean ** 2;
  const within = rate * claims.mean ** 2 * Math.exp(sigma ** 2);
  expect(doubt.shareNotKnown!).toBeCloseTo(between / (between + within), 1.5);
});

test("a run ends once it is as precise as was asked, with 400 years beyond its 99th percentile", () => {
  const found = run(known("40 / year"), { years: 1_000_000, seed, precision: 0.05 });
  expect(found.complete).toBe(true);
  expect(found.years).toBeLessThan(1_000_000);
  expect(found.years * 0.01).toBeGreaterThanOrEqual(400);
  expect(found.precision.wanted).toBe(0.05);
  expect(found.precision.reached).toBeLessThanOrEqual(0.05);
  const short = run(known("40 / year"), { years: 4096, seed, precision: 0.05 });
  expect([short.complete, short.years]).toEqual([true, 4096]);
  expect(run(known("40 / year"), { years: 4096, seed }).precision.wanted).toBeNull();
});
