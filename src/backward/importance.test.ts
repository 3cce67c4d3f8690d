import fc from "fast-check";
import { expect, test } from "vitest";
import { assignments, formulas, holds, weightOf } from "../../test/random-outcomes.ts";
import type { Formula } from "./formula.ts";
import { importancesOf } from "./importance.ts";
import { smallDiagramOf } from "./ordering.ts";

const leaves = 5;
const inside = fc.array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), {
  minLength: leaves,
  maxLength: leaves,
});

function truth(formula: Formula, chance: readonly number[]): number {
  return assignments(leaves)
    .filter((present) => holds(formula, present))
    .reduce((sum, present) => sum + weightOf(present, chance), 0);
}

test("importances are what becomes of the outcome when an input is certain and when it is never there", () => {
  fc.assert(
    fc.property(formulas(leaves, true), inside, (formula, chance) => {
      const top = truth(formula, chance);
      fc.pre(top > 1e-6);
      const of = importancesOf(smallDiagramOf(formula, 1000)!, Float64Array.from(chance), () => null);
      for (let leaf = 0; leaf < leaves; leaf++) {
        const certain = truth(formula, chance.with(leaf, 1));
        const never = truth(formula, chance.with(leaf, 0));
        const answer = of(leaf);
        expect(answer.birnbaum).toBeCloseTo(certain - never, 10);
        expect(answer.criticality).toBeCloseTo(((certain - never) * chance[leaf]!) / top, 6);
        expect(answer.riskAchievementWorth).toBeCloseTo(certain / top, 6);
        if (never > 1e-9) expect(answer.riskReductionWorth! / (top / never)).toBeCloseTo(1, 4);
        if (never === 0) expect(answer.riskReductionWorth).toBeNull();
      }
    }),
    { seed: 51, numRuns: 300 },
  );
});

test("where the outcome cannot come about, shares of it are not made up", () => {
  const diagram = smallDiagramOf({ k: 2, of: [0, 1].map((leaf) => ({ leaf, absent: false })) }, 1000)!;
  const answer = importancesOf(diagram, Float64Array.of(0, 0.5), () => null)(0);
  expect(answer).toEqual({
    birnbaum: 0.5,
    criticality: null,
    fussellVesely: null,
    riskAchievementWorth: null,
    riskReductionWorth: null,
  });
});
