import { expect, test } from "vitest";
import type { Estimate } from "../findings/estimate.ts";
import { type Model, readText } from "../model/model.ts";
import { lognormalClaims } from "../numeric/claims.ts";
import { compoundPoisson } from "../numeric/compound.ts";
import { run } from "./forward.ts";
import { PLAYED_SINGLY, planOf, SUMMED_FROM } from "./make-plan.ts";

const seed = 191;
const Z95 = 1.6448536269514722;

function organization(rest: string, capital = "10M USD"): Model {
  const text = `failwell: 1
organization: Test
currency: USD
capital: ${capital}
departments: { desk: {} }
functions: { pay: { department: desk, users: 1000, uses: 120k / year } }
audiences: { people: { count: 1000, value: 2M USD / year } }
${rest}`;
  const { model, problems } = readText(text, "test.yaml");
  if (model === null) throw new Error(problems.map(({ message }) => message).join("\n"));
  return model;
}

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
    at: [SUMMED_FROM, 100],
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
          expect(slack).toBeLessThan(0.12 * mean);
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
  const spreads = [100, 10_000, 1_000_000].map((perYear) => {
    const { mean } = run(organization(`failures:${loss("often", `${perYear} / year`)}`), {
      years: 8192,
      seed,
    });
    // The error of the mean is the spread of a year over the root of the years, beside what its pool leaves.
    return (mean.error! * Math.sqrt(8192)) / mean.value!;
  });
  const one = Math.sqrt(Math.exp(sigma ** 2));
  expect(spreads[0]! / (one / 10)).toBeCloseTo(1, 1);
  expect(spreads[1]! / (one / 100)).toBeCloseTo(1, 1);
  expect(spreads[2]!).toBeLessThan(spreads[1]!);
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
  const { model, problems } = readText(
    `failwell: 1
organization: Test
currency: USD
capital: 10M USD
departments: { desk: {} }
functions: { pay: { department: desk, users: 1000, uses: 120k / year${seasons} } }
audiences: { people: { count: 1000, value: 2M USD / year } }
expectations:
  hope: { audience: people, function: pay, objective: 4 / month, tolerance: 1 }
failures:${loss("slip", happens)}
`,
    "test.yaml",
  );
  if (model === null) throw new Error(problems.map(({ message }) => message).join("\n"));
  return model;
}
