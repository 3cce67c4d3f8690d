import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { organizations } from "../../test/any-organization.ts";
import { modelOf } from "../../test/small-organizations.ts";
import type { Model } from "../model/model.ts";
import { programRunner } from "../numeric/program.ts";
import { playBlock } from "./block.ts";
import { createPlayer, run, startRun } from "./forward.ts";
import { planOf } from "./make-plan.ts";
import type { Plan } from "./plan.ts";
import { openPlan, packPlan } from "./plan-tape.ts";
import { setStage } from "./stage.ts";
import { spreadsOf, spreadUnknowns } from "./year.ts";

const seed = 131;

const examples = ["harbour-bank-start-up", "harbour-bank-scale-up", "harbour-bank", "hospital-ward"].map(
  (name): Model => {
    return modelOf(readFileSync(new URL(`../../examples/${name}.yaml`, import.meta.url), "utf8"));
  },
);

/** Without what a plan leaves behind: where in the text a figure stands, and what is said about it. */
function figuresOf(value: unknown): unknown {
  if (ArrayBuffer.isView(value) || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(figuresOf);
  const kept = Object.entries(value).filter(
    ([key, part]) => part !== undefined && !["place", "source", "assumed", "note", "unit"].includes(key),
  );
  return Object.fromEntries(kept.map(([key, part]) => [key, figuresOf(part)]));
}

function expectSameAfterTrip(plan: Plan): void {
  const opened = openPlan(packPlan(plan));
  expect(figuresOf(opened)).toEqual(figuresOf(plan));
  const unknowns = spreadUnknowns(spreadsOf(plan.unknowns), seed, 16);
  const [before, after] = [plan, opened].map(({ program }) => {
    const columns = Array.from(program.outputs, () => new Float64Array(16));
    programRunner(program).run(unknowns, columns, 16);
    return columns;
  });
  expect(after).toEqual(before);
}

test("a plan is the same after its trip in one buffer, and its program runs the same", () => {
  for (const model of examples) expectSameAfterTrip(planOf(model, seed));
  fc.assert(
    fc.property(organizations, (model) => expectSameAfterTrip(planOf(model, seed))),
    { seed, numRuns: 60 },
  );
});

test("a buffer that is no plan, or only a part of one, or a plan of another version, is refused in words", () => {
  const buffer = packPlan(planOf(examples[3]!, seed));
  for (const size of [0, 8, 31, buffer.byteLength / 2, buffer.byteLength - 8])
    expect(() => openPlan(buffer.slice(0, size))).toThrow(/no plan of Failwell's/);
  expect(() => openPlan(new ArrayBuffer(buffer.byteLength))).toThrow(RangeError);
  expect(() => openPlan(new Float64Array(40).fill(Number.NaN).buffer)).toThrow(RangeError);
  const other = buffer.slice(0);
  new Float64Array(other)[1] = 999;
  expect(() => openPlan(other)).toThrow(RangeError);
  expect(() => createPlayer(other, seed)).toThrow(/version 999.*make it anew/);
});

/** All that makes one block depend on what was played before it, if anything did: queues and loads that are not known, and couplings. */
const entangled = modelOf(`failwell: 1
organization: Entangled
currency: USD
capital: 1M USD
departments: { desk: {} }
people: { crew: { department: desk, count: 2, cost: 60 USD / h } }
functions: { pay: { department: desk, users: 1000, uses: 100k / year, seasons: { december: 2 } } }
audiences: { people: { count: 1000, value: 2M USD / year } }
expectations: { hope: { audience: people, function: pay, objective: 4h / month, tolerance: 2h } }
inputs:
  storm: { happens: 1 to 6 / year }
  unready: { holds: 20% to 60% }
failures:
  flood: { function: pay, grows from: { all of: [storm, unready] }, spreads: 20% to 40%, detected after: about 2h, contained after: 1h to 9h, impact: { harm: 1k to 20k USD / h, blast radius: 10% of pay, time-sensitivity: linear } }
  outage: { function: pay, grows from: { any of: [storm, flood] }, detected after: about 2h, contained after: 1h to 9h, impact: { harm: 1k to 20k USD, blast radius: 1 site, time-sensitivity: none } }
  slip: { function: pay, happens: 0.1% to 2% of pay, detected after: 1h to 2h, contained after: 20h, impact: { harm: 3 USD / h, blast radius: 1 payment, time-sensitivity: linear } }
  error: { function: pay, happens: 3 to 30 / year, detected after: 1h to 2h, contained after: 90h, impact: { harm: 3 to 90 USD / h, blast radius: 1 payment, time-sensitivity: linear } }
controls:
  net: { safety net: [slip, error], catches: 30% to 70%, after: 1h to 4h }
  by-hand: { escape hatch: [slip], people: crew, handling: 2h to 14h, works: 80% }
  repair: { escape hatch: [error, flood], people: 1, cost: 60 USD / h, handling: 20h to 90h, works: 80% }
`);

test("a player from the buffer plays a block as one from the plan, whatever it played before", () => {
  for (const model of [entangled, examples[3]!]) {
    const plan = planOf(model, seed);
    const stage = setStage(plan, seed);
    const inOrder = [0, 1, 2].map((block) => playBlock(stage, block));
    const player = createPlayer(packPlan(plan), seed);
    for (const block of [2, 0, 1, 2]) expect(player(block)).toEqual(inOrder[block]);
  }
});

test("blocks in any order and from several players make the same finding, bit for bit", () => {
  const years = 5000;
  const whole = run(entangled, { years, seed });
  const backwards = startRun(entangled, { years, seed });
  const player = createPlayer(backwards.plan, seed);
  for (let block = backwards.blocks - 1; block >= 0; block--) {
    expect(backwards.played).toBe(0);
    backwards.add(player(block));
  }
  expect(backwards.finding()).toEqual(whole);
  const shared = startRun(entangled, { years, seed });
  const players = [createPlayer(shared.plan, seed), createPlayer(shared.plan, seed)];
  for (const block of [1, 0, 4, 3, 2]) shared.add(players[block % 2]!(block));
  expect([shared.played, shared.blocks]).toEqual([whole.years, 5]);
  expect(shared.finding()).toEqual(whole);
});
