import fc from "fast-check";
import { expect, test } from "vitest";
import { assignments, formulas, holds, weightOf } from "../../test/random-outcomes.ts";
import { ProgramBuilder, programRunner } from "../numeric/program.ts";
import { couplingsOf } from "./couplings.ts";
import type { Formula } from "./formula.ts";
import type { LeafInfo } from "./leaves.ts";

const seed = 141;

/** An event, a failure as an event, and four conditions. */
const infos = (["event", "failure", "condition", "condition", "condition", "condition"] as const).map(
  (kind, leaf): LeafInfo => ({
    id: `leaf-${leaf}`,
    name: `leaf-${leaf}`,
    kind,
    happens: kind !== "condition",
    known: true,
  }),
);

/** Rate or chance of each pattern, by what brings it about and the failures that come. */
function patternsOf(grown: readonly Formula[], figures: readonly number[]): Map<string, number> {
  const builder = new ProgramBuilder();
  const values = figures.map(() => builder.input());
  const failures = grown.map((formula, i) => ({ id: `${i}`, formula }));
  const patterns = couplingsOf(failures, infos, values, builder).flatMap(({ eventId, patterns: of }) =>
    of.map(({ failureIds, how }) => ({ key: `${eventId}: ${failureIds.join(" ")}`, how })),
  );
  const columns = patterns.map(() => new Float64Array(1));
  programRunner(builder.build(patterns.map(({ how }) => how))).run(
    figures.map((value) => Float64Array.of(value)),
    columns,
    1,
  );
  return new Map(patterns.map(({ key }, i) => [key, columns[i]![0]!]));
}

/** The slow, obvious answer: every setting of the conditions, and who begins in it. */
function byTruthTable(grown: readonly Formula[], figures: readonly number[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const event of [0, 1]) {
    for (const present of assignments(4)) {
      const setting = (happened: boolean) => (leaf: number) =>
        leaf < 2 ? happened && leaf === event : present(leaf - 2);
      const begin = grown.flatMap((formula, i) =>
        holds(formula, setting(true)) && !holds(formula, setting(false)) ? [i] : [],
      );
      if (begin.length < (event === 0 ? 2 : 1)) continue;
      const key = `leaf-${event}: ${begin.join(" ")}`;
      const weight = weightOf(present, figures.slice(2)) * (event === 0 ? figures[0]! : 1);
      found.set(key, (found.get(key) ?? 0) + weight);
    }
  }
  return found;
}

test("failures that grow from the same event come together as often as a truth table says", () => {
  const figures = fc.tuple(
    fc.double({ min: 0, max: 50, noNaN: true }),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
  );
  const grown = fc.array(formulas(6, true), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(grown, figures, (of, [rate, chances]) => {
      const all = [rate, 3, ...chances];
      const [found, expected] = [patternsOf(of, all), byTruthTable(of, all)];
      for (const key of new Set([...found.keys(), ...expected.keys()]))
        expect(found.get(key) ?? 0, key).toBeCloseTo(expected.get(key) ?? 0, 9);
    }),
    { seed, numRuns: 300 },
  );
});

const leaf = (of: number): Formula => ({ leaf: of, absent: false });

test("one failure alone shares its event with nobody, yet comes with the failure that it grows from", () => {
  const figures = [10, 3, 0.5, 0.5, 0.5, 0.5];
  expect(patternsOf([{ k: 2, of: [leaf(0), leaf(2)] }], figures).size).toBe(0);
  expect([...patternsOf([{ k: 2, of: [leaf(1), leaf(2)] }], figures)]).toEqual([["leaf-1: 0", 0.5]]);
});
