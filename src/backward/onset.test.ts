import fc from "fast-check";
import { expect, test } from "vitest";
import { assignments, formulas, holds, weightOf } from "../../test/random-outcomes.ts";
import { ProgramBuilder, programRunner } from "../numeric/program.ts";
import type { Formula } from "./formula.ts";
import { onsetOf, onsetRate } from "./onset.ts";

const leaves = 6;
/** The first three happen, the others hold. */
const happens = (leaf: number) => leaf < 3;

function rateOf(formula: Formula, figure: readonly number[]): number {
  const onset = onsetOf(formula, happens, 10_000)!;
  const builder = new ProgramBuilder();
  const values = figure.map(() => builder.input());
  const { run } = programRunner(builder.build([onsetRate(onset, values, builder)]));
  const answer = new Float64Array(1);
  run(
    figure.map((value) => Float64Array.of(value)),
    [answer],
    1,
  );
  return answer[0]!;
}

test("an onset is one event in the settings in which it makes the difference, case by case", () => {
  const figures = fc.tuple(
    fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 3, maxLength: 3 }),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
  );
  fc.assert(
    fc.property(formulas(leaves, true), figures, (formula, [rates, chances]) => {
      let expected = 0;
      for (let event = 0; event < 3; event++) {
        for (const present of assignments(3)) {
          const setting = (with_: boolean) => (leaf: number) =>
            happens(leaf) ? with_ && leaf === event : present(leaf - 3);
          const begins = holds(formula, setting(true)) && !holds(formula, setting(false));
          if (begins) expected += rates[event]! * weightOf(present, chances);
        }
      }
      expect(rateOf(formula, [...rates, ...chances])).toBeCloseTo(expected, 9);
    }),
    { seed: 41, numRuns: 500 },
  );
});

test("an event that needs two conditions comes as often as both hold", () => {
  const formula: Formula = { k: 3, of: [0, 3, 4].map((leaf) => ({ leaf, absent: false })) };
  expect(rateOf(formula, [12, 0, 0, 0.1, 0.5, 0])).toBeCloseTo(0.6, 12);
});

test("two events never come in the same instant", () => {
  expect(
    rateOf({ k: 2, of: [0, 1].map((leaf) => ({ leaf, absent: false })) }, [1000, 1000, 0, 0, 0, 0]),
  ).toBe(0);
});

test("an event that ends the outcome brings none about", () => {
  expect(
    rateOf(
      {
        k: 2,
        of: [
          { leaf: 0, absent: true },
          { leaf: 3, absent: false },
        ],
      },
      [10, 0, 0, 0.5, 0, 0],
    ),
  ).toBe(0);
});
