import { expect, test } from "vitest";
import { modelOf } from "../../test/small-organizations.ts";
import type { Model } from "../model/model.ts";
import { run } from "./forward.ts";
import { Ruin } from "./ruin.ts";

const seed = 171;

/** Exponential losses with mean 5, five a year, at onset: a range that begins at 0 is exponential with its 95th percentile. */
function organization(capital: number): Model {
  const model = modelOf(`failwell: 1
organization: Test
currency: USD
capital: ${capital} USD
departments: { desk: {} }
functions: { pay: { department: desk, users: 1000, uses: 1M / year } }
failures:
  claim: { function: pay, happens: 5 / year, detected after: 0h, contained after: 0h, impact: { harm: 1 to 9 USD, blast radius: 1 payment, time-sensitivity: none } }
assumptions: { loading: 30% }
`);
  return {
    ...model,
    failures: model.failures.map((failure) => ({
      ...failure,
      impact: {
        ...failure.impact,
        harm: { ...failure.impact.harm, low: 0, high: 5 * Math.log(20) },
      },
    })),
  };
}

test("capital is used up within a year as often as in Cramér and Lundberg's risk process", () => {
  for (const [capital, chance] of [
    [1, 0.61081],
    [2, 0.56569],
    [3, 0.52345],
    [4, 0.48394],
    [5, 0.44703],
  ] as const) {
    const years = 40_960;
    const { ruin, exceedsCapital, failures } = run(organization(capital), { years, seed });
    expect(Math.abs(failures[0]!.lossPerYear.value! - 25)).toBeLessThan(4 * failures[0]!.lossPerYear.error!);
    expect(Math.abs(ruin.value! - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / years));
    // Earnings of the whole year would have to come first for the two to be the same.
    expect(ruin.value!).toBeLessThan(exceedsCapital.value!);
  }
});

test("capital is used up by what is lost up to a moment, against what is earned up to it", () => {
  const ruined = (losses: readonly (readonly [at: number, loss: number])[], evenly = 0): number => {
    const ruin = new Ruin({ capital: 100, earnings: 60 }, 1);
    for (const [at, loss] of losses) ruin.lost(0, at, loss);
    return ruin.count(Float64Array.of(losses.reduce((sum, [, loss]) => sum + loss, evenly)));
  };
  expect(ruined([[0.4, 123]])).toBe(0);
  expect(ruined([[0.3, 123]])).toBe(1);
  // After its end a loss counts at the year's end, when all is earned.
  expect(ruined([[7, 159]])).toBe(0);
  expect(ruined([[7, 161]])).toBe(1);
  // In their order in time, not in that in which they were told.
  expect(
    ruined([
      [0.9, 60],
      [0.1, 60],
    ]),
  ).toBe(0);
  expect(
    ruined([
      [0.1, 60],
      [0.15, 60],
    ]),
  ).toBe(1);
  // Small ones come evenly, against what is earned as evenly.
  expect(ruined([], 159)).toBe(0);
  expect(ruined([], 161)).toBe(1);
  expect(ruined([[0.5, 90]], 60)).toBe(0);
  expect(ruined([[0.5, 90]], 81)).toBe(1);
});

test("a year that costs less than the capital never uses it up", () => {
  const ruin = new Ruin({ capital: 100, earnings: 0 }, 2);
  ruin.lost(0, 0, 99);
  ruin.lost(1, 0, 101);
  expect(ruin.count(Float64Array.of(99, 101))).toBe(1);
});
