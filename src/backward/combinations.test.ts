import fc from "fast-check";
import { expect, test } from "vitest";
import { assignments, formulas, holds } from "../../test/random-outcomes.ts";
import { combinationsOf, countOf, type Family, onsetSumsOf, sumsOf } from "./combinations.ts";
import { type Formula, signsOf } from "./formula.ts";
import { likeliest } from "./likeliest.ts";
import { smallDiagramOf } from "./ordering.ts";

const leaves = 5;

function familyOf(formula: Formula): Family {
  return combinationsOf(smallDiagramOf(formula, 10_000)!, signsOf(formula), 10_000)!;
}

/** All sets of a family, each as ascending elements. */
function setsOf({ element, low, high, top }: Family): number[][] {
  const below = (node: number): number[][] => {
    if (node <= 1) return node === 0 ? [] : [[]];
    return [...below(low[node]!), ...below(high[node]!).map((set) => [element[node]!, ...set])];
  };
  return below(top).map((set) => set.sort((a, b) => a - b));
}

/** Prime implicants by looking at all 3⁵ cubes: those that imply the outcome and stop doing so when anything is left out. */
function primesByCases(formula: Formula): number[][] {
  const cubes = Array.from({ length: 3 ** leaves }, (_, code) =>
    Array.from({ length: leaves }, (_, leaf) => Math.floor(code / 3 ** leaf) % 3).flatMap((state, leaf) =>
      state === 0 ? [] : [2 * leaf + (state - 1)],
    ),
  );
  const cases = assignments(leaves);
  const implies = (cube: readonly number[]) =>
    cases.every(
      (present) => !cube.every((e) => present(e >> 1) === (e % 2 === 0)) || holds(formula, present),
    );
  return cubes.filter(
    (cube) => implies(cube) && cube.every((left) => !implies(cube.filter((e) => e !== left))),
  );
}

const written = (sets: readonly (readonly number[])[]) => sets.map((set) => set.join(" ")).sort();

test("combinations are exactly the prime implicants, with and without absent inputs", () => {
  for (const negated of [false, true]) {
    fc.assert(
      fc.property(formulas(leaves, negated), (formula) => {
        const family = familyOf(formula);
        const expected = primesByCases(formula);
        expect(written(setsOf(family))).toEqual(written(expected));
        expect(countOf(family)).toBe(BigInt(expected.length));
        if (!negated) expect(expected.flat().every((element) => element % 2 === 0)).toBe(true);
      }),
      { seed: 31, numRuns: 150 },
    );
  }
});

const weights = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), {
  minLength: 2 * leaves,
  maxLength: 2 * leaves,
});

test("sums over combinations are those of adding them up one by one", () => {
  fc.assert(
    fc.property(formulas(leaves, true), weights, fc.nat(2 ** leaves - 1), (formula, weight, events) => {
      const family = familyOf(formula);
      const isEvent = (element: number) => element % 2 === 0 && ((events >> (element >> 1)) & 1) === 1;
      const product = (set: readonly number[]) => set.reduce((so, element) => so * weight[element]!, 1);
      const total = (sets: readonly number[][]) => sets.reduce((sum, set) => sum + product(set), 0);
      const sets = setsOf(family);
      const once = sets.filter((set) => set.filter(isEvent).length === 1);
      const all = sumsOf(family, Float64Array.from(weight));
      const onset = onsetSumsOf(family, Float64Array.from(weight), isEvent);
      expect(all.all).toBeCloseTo(total(sets), 12);
      expect(onset.all).toBeCloseTo(total(once), 12);
      for (let element = 0; element < 2 * leaves; element++) {
        expect(all.having[element]).toBeCloseTo(total(sets.filter((set) => set.includes(element))), 12);
        expect(onset.having[element]).toBeCloseTo(total(once.filter((set) => set.includes(element))), 12);
      }
    }),
    { seed: 32 },
  );
});

test("the likeliest are those that sorting all of them puts first", () => {
  fc.assert(
    fc.property(
      formulas(leaves, true),
      weights,
      fc.nat(2 ** leaves - 1),
      fc.nat(6),
      (formula, weight, events, limit) => {
        const family = familyOf(formula);
        const isEvent = (element: number) => element % 2 === 0 && ((events >> (element >> 1)) & 1) === 1;
        for (const wanted of [[0, 1, 2], [1], [0, 2]] as const) {
          const product = (set: readonly number[]) => set.reduce((so, element) => so * weight[element]!, 1);
          const fitting = setsOf(family).filter((set) =>
            wanted.some((n) => n === Math.min(2, set.filter(isEvent).length)),
          );
          const expected = fitting.map(product).sort((a, b) => b - a);
          const found = likeliest(family, { weight: Float64Array.from(weight), isEvent, wanted }, limit);
          expect(found.length).toBe(Math.min(limit, fitting.length));
          for (const [place, set] of found.entries()) {
            expect(Math.abs(product(set) / expected[place]! - 1)).toBeLessThan(1e-7);
          }
          expect(new Set(written(found)).size).toBe(found.length);
        }
      },
    ),
    { seed: 33 },
  );
});

test("a billion million combinations are counted exactly, and the first found at once", () => {
  // Fifty times one of two: 2⁵⁰ ways.
  const pairs = Array.from(
    { length: 50 },
    (_, i): Formula => ({
      k: 1,
      of: [
        { leaf: 2 * i, absent: false },
        { leaf: 2 * i + 1, absent: false },
      ],
    }),
  );
  const family = familyOf({ k: 50, of: pairs });
  expect(countOf(family)).toBe(2n ** 50n);
  const weight = new Float64Array(200).fill(0.5);
  expect(likeliest(family, { weight, isEvent: () => false, wanted: [0] }, 50)).toHaveLength(50);
});

test("a combination that cannot happen is listed last, not left out", () => {
  const family = familyOf({
    k: 1,
    of: [
      { leaf: 0, absent: false },
      { leaf: 1, absent: false },
    ],
  });
  const found = likeliest(
    family,
    { weight: Float64Array.of(0, 1, 0.5, 0.5), isEvent: () => false, wanted: [0] },
    5,
  );
  expect(found).toEqual([[2], [0]]);
});
