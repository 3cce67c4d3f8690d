import fc from "fast-check";
import { expect, test } from "vitest";
import { assignments, formulas, holds, weightOf } from "../../test/random-outcomes.ts";
import { chanceOf, type Diagram, diagramOf } from "./diagram.ts";
import { type Formula, oppositeOf, signsOf } from "./formula.ts";
import { smallDiagramOf } from "./ordering.ts";

const enough = { nodes: 100_000, steps: 1_000_000 };
const leaf = (number: number): Formula => ({ leaf: number, absent: false });
const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 });

function chance(diagram: Diagram | null, of: readonly number[]): number {
  if (diagram === null) throw new Error("no diagram");
  return chanceOf(diagram, Float64Array.from(of), new Float64Array(diagram.leaf.length));
}

test("A or B or C with .1, .2, .3 is .496, not the .6 of their sum", () => {
  const any = smallDiagramOf({ k: 1, of: [leaf(0), leaf(1), leaf(2)] }, 1000);
  expect(chance(any, [0.1, 0.2, 0.3])).toBeCloseTo(0.496, 15);
});

test("at least two of three at .1 are .028", () => {
  const two = smallDiagramOf({ k: 2, of: [leaf(0), leaf(1), leaf(2)] }, 1000);
  expect(chance(two, [0.1, 0.1, 0.1])).toBeCloseTo(0.028, 15);
});

test("a diagram answers as the table of all cases does, in any order of questions", () => {
  fc.assert(
    fc.property(formulas(6, true), chances, fc.nat(), (formula, p, rotate) => {
      const truth = assignments(6)
        .filter((present) => holds(formula, present))
        .reduce((sum, present) => sum + weightOf(present, p), 0);
      const order = [...signsOf(formula).keys()].sort((a, b) => ((a + rotate) % 6) - ((b + rotate) % 6));
      expect(chance(diagramOf(formula, order, enough), p)).toBeCloseTo(truth, 12);
      expect(chance(smallDiagramOf(formula, 1000), p)).toBeCloseTo(truth, 12);
      expect(chance(smallDiagramOf(oppositeOf(formula), 1000), p)).toBeCloseTo(1 - truth, 12);
    }),
    { seed: 21, numRuns: 500 },
  );
});

test("a diagram keeps no two equal questions, none without need, and each above what it leads to", () => {
  fc.assert(
    fc.property(formulas(6, true), (formula) => {
      const { leaf, low, high, top } = smallDiagramOf(formula, 1000)!;
      const seen = new Set<string>();
      for (let n = 2; n < leaf.length; n++) {
        expect(low[n]).not.toBe(high[n]);
        expect(Math.max(low[n]!, high[n]!)).toBeLessThan(n);
        seen.add(`${leaf[n]},${low[n]},${high[n]}`);
      }
      expect(seen.size).toBe(leaf.length - 2);
      expect(top).toBe(leaf.length > 2 ? leaf.length - 1 : top);
    }),
    { seed: 22 },
  );
});

test("tiny chances keep all their digits", () => {
  const all = smallDiagramOf({ k: 20, of: Array.from({ length: 20 }, (_, i) => leaf(i)) }, 1000);
  expect(chance(all, new Array(20).fill(1e-15)) / 1e-300).toBeCloseTo(1, 12);
});

test("ten thousand inputs under one gate, and a chain of ten thousand gates, are no matter", () => {
  const wide: Formula = { k: 1, of: Array.from({ length: 10_000 }, (_, i) => leaf(i)) };
  expect(chance(smallDiagramOf(wide, 100_000), new Array(10_000).fill(1e-4))).toBeCloseTo(
    1 - (1 - 1e-4) ** 10_000,
    12,
  );
  let deep = leaf(0);
  for (let i = 1; i < 10_000; i++) deep = { k: (i % 2) + 1, of: [leaf(i), deep] };
  const p = new Array(10_000).fill(0.25);
  let expected = 0.25;
  for (let i = 1; i < 10_000; i++) expected = i % 2 === 1 ? 0.25 * expected : 1 - 0.75 * (1 - expected);
  expect(chance(smallDiagramOf(deep, 100_000), p)).toBeCloseTo(expected, 12);
});

test("half of a hundred and fifty is counted without listing the ways", () => {
  const half = smallDiagramOf({ k: 75, of: Array.from({ length: 150 }, (_, i) => leaf(i)) }, 100_000);
  let middle = 1;
  for (let i = 1; i <= 75; i++) middle *= (75 + i) / i / 4;
  expect(chance(half, new Array(150).fill(0.5))).toBeCloseTo(0.5 + middle / 2, 12);
});

test("a formula whose diagram passes the limit has none, and soon", () => {
  // A product of sums over pairs far apart: exponential in every order that a walk finds, and in this one by 2²⁰.
  const pairs = Array.from({ length: 20 }, (_, i): Formula => ({ k: 2, of: [leaf(i), leaf(i + 20)] }));
  const order = Array.from({ length: 40 }, (_, i) => i);
  expect(diagramOf({ k: 1, of: pairs }, order, { nodes: 5000, steps: 100_000 })).toBeNull();
  expect(smallDiagramOf({ k: 1, of: pairs }, 5000)).not.toBeNull();
});
