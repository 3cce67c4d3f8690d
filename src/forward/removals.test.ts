import fc from "fast-check";
import { expect, test } from "vitest";
import { organization } from "../../test/small-organizations.ts";
import type { Model } from "../model/model.ts";
import { playBlock } from "./block.ts";
import { run } from "./forward.ts";
import { planOf } from "./make-plan.ts";
import { setStage } from "./stage.ts";

const seed = 181;
const YEARS = 4096;

const slip = (happens: string, more = ""): string => `inputs:
  form: { happens: 400 / year }
  unclear: { holds: 20% to 60% }
failures:
  slip: { function: pay, ${happens}, detected after: 4h, contained after: 6h, impact: { harm: 50 USD / h, blast radius: 1 payment, time-sensitivity: linear }${more} }
  other: { function: pay, grows from: { all of: [slip, unclear] }, detected after: about 2h, contained after: 1h to 8h, impact: { harm: 1 to 90 USD / h, blast radius: 1 payment, time-sensitivity: linear } }
`;

const controls = {
  rail: "{ guard rail: [slip], stops: 50% to 90% }",
  check: "{ guard rail: [form], stops: 30% }",
  net: "{ safety net: [slip, other], catches: 40% to 80%, after: 1h to 3h }",
  second: "{ safety net: [slip], catches: 50%, after: 4h }",
  hatch: "{ escape hatch: [slip, other], people: 2, cost: 0 USD / h, handling: about 1h, works: 70% }",
};

function withControls(names: readonly (keyof typeof controls)[], happens: string, more = ""): Model {
  return organization(
    `${slip(happens, more)}controls:${names.length === 0 ? " {}" : ""}\n${names.map((name) => `  ${name}: ${controls[name]}`).join("\n")}\n`,
  );
}

test("a control is worth what years cost more in the text without it", () => {
  const stated = ["rail", "net", "second", "hatch"] as const;
  for (const [happens, names] of [
    ["happens: 30 to 300 / year", stated],
    ["grows from: { all of: [form, unclear] }", [...stated, "check"]],
  ] as const) {
    const all = run(withControls(names, happens), { years: YEARS, seed });
    for (const [row, name] of names.entries()) {
      const without = run(
        withControls(
          names.filter((other) => other !== name),
          happens,
        ),
        { years: YEARS, seed },
      );
      const { value, error } = all.controls[row]!.worthPerYear;
      const difference = without.mean.value! - all.mean.value!;
      expect(value!).toBeGreaterThanOrEqual(0);
      const slack = Math.hypot(error!, without.mean.error!, all.mean.error!);
      expect(Math.abs(value! - difference) / slack, `${name} where it ${happens}`).toBeLessThan(4);
    }
  }
});

test("a stop at once is worth what years cost more without it", () => {
  const stop = ", fail fast: { stops: 60%, after: 0h, stop costs: 10 USD }";
  const [withIt, without] = [stop, ""].map((more) =>
    run(withControls(["net"], "happens: 100 / year", more), { years: YEARS, seed }),
  );
  const { value, error } = withIt!.controls[1]!.worthPerYear;
  const slack = Math.hypot(error!, withIt!.mean.error!, without!.mean.error!);
  expect(Math.abs(value! - (without!.mean.value! - withIt!.mean.value!))).toBeLessThan(4 * slack);
});

const plain = (rest: string): Model =>
  organization(`failures:
  slip: { function: pay, happens: 200 / year, detected after: 4h, contained after: 6h, impact: { harm: 50 USD / h, blast radius: 1 payment, time-sensitivity: linear } }
controls:
${rest}`);

function worths(model: Model): number[] {
  return run(model, { years: 1024, seed }).controls.map(({ worthPerYear }) => worthPerYear.value!);
}

test("one control and two, by hand: each is worth what is left for it", () => {
  const rail = "  rail: { guard rail: [slip], stops: 90% }\n";
  const net = "  net: { safety net: [slip], catches: 85%, after: 1.3h }\n";
  expect(worths(plain(rail))[0]).toBeCloseTo(180 * 500, 4);
  expect(worths(plain(net))[0]).toBeCloseTo(200 * 0.85 * (500 - 65), 4);
  const [beside, after] = worths(plain(rail + net));
  expect(beside).toBeCloseTo(180 * (0.15 * 500 + 0.85 * 65), 4);
  expect(after).toBeCloseTo(20 * 0.85 * (500 - 65), 4);
});

test("a control that changes nothing is worth nothing", () => {
  const idle = plain(`  rail: { guard rail: [slip], stops: 0% }
  net: { safety net: [slip], catches: 0%, after: 1h }
  late: { safety net: [slip], catches: 90%, after: 30h }
  hatch: { escape hatch: [slip], people: 1, cost: 0 USD / h, handling: 1h, works: 0% }`);
  for (const worth of worths(idle)) expect(worth).toBeCloseTo(0, 9);
});

test("what is stopped and what passes are two independent Poisson streams", () => {
  const model = organization(`failures:
  slip: { function: pay, happens: 10 / year, detected after: 0h, contained after: 0h, impact: { harm: 1 USD, blast radius: 1 payment, time-sensitivity: none } }
controls:
  rail: { guard rail: [slip], stops: 70% }`);
  const plan = planOf(model, seed);
  const stage = setStage(plan, seed);
  const blocks = [0, 1, 2, 3].map((block) => playBlock(stage, block));
  const pairs = blocks.flatMap(({ totals, removals }) =>
    [...totals].map((passed, year) => [passed, removals!.more[year]!] as const),
  );
  const z = (values: readonly number[], expected: number): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return Math.abs(mean - expected) / Math.sqrt(variance / values.length);
  };
  expect(
    z(
      pairs.map(([passed]) => passed),
      3,
    ),
  ).toBeLessThan(4);
  expect(
    z(
      pairs.map(([, stopped]) => stopped),
      7,
    ),
  ).toBeLessThan(4);
  expect(
    z(
      pairs.map(([passed, stopped]) => (passed - 3) * (stopped - 7)),
      0,
    ),
  ).toBeLessThan(4);
  // Together they are what came before: Poisson(10), with a variance of its mean.
  expect(
    z(
      pairs.map(([passed, stopped]) => (passed + stopped - 10) ** 2),
      10,
    ),
  ).toBeLessThan(4);
});

test("a further guard rail never raises the occurrences of what it protects", () => {
  const share = fc.integer({ min: 0, max: 100 });
  const perYear = (rails: readonly number[], shared: number): number =>
    run(
      organization(`failures:
  slip: { function: pay, happens: 1 to 9 / year, detected after: 0h, contained after: 0h, impact: { harm: 1 USD, blast radius: 1 payment, time-sensitivity: none } }
controls:${rails.length === 0 ? " {}" : ""}
${rails.map((stops, i) => `  rail-${i}: { guard rail: [slip], stops: ${stops}% }`).join("\n")}
assumptions: { shared leaks: ${shared}% }`),
      { years: 1, seed },
    ).failures[0]!.perYear.value!;
  fc.assert(
    fc.property(fc.array(share, { maxLength: 3 }), share, share, (rails, more, shared) => {
      expect(perYear([...rails, more], shared)).toBeLessThanOrEqual(perYear(rails, shared) * (1 + 1e-12));
    }),
    { seed, numRuns: 15 },
  );
});
