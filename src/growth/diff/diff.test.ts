import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { organizations } from "../../../test/any-organization.ts";
import { modelOf, organization } from "../../../test/small-organizations.ts";
import type { DiffFinding, Shift } from "../../findings/diff.ts";
import { losses } from "../../forward/forward.ts";
import type { Model } from "../../model/model.ts";
import { changesBetween } from "./changes.ts";
import { changesInWords, diff } from "./diff.ts";

const seed = 1;

const text = ({ late = "2 to 6 / year", more = "", controls = "", rest = "" } = {}) => `
failures:
  late: # as the desk says
    function: pay
    happens: ${late}
    detected after: 1h
    contained after: 2h
    impact: { harm: 1k USD / h, blast radius: 1 payment, time-sensitivity: linear }
  lost: { function: pay, happens: 1 / year, detected after: 1h to 5h, contained after: 1h to 9h, impact: { harm: 100 to 900 USD / h, blast radius: 1 payment, time-sensitivity: linear } }
${more}
${controls === "" ? "" : `controls: { ${controls} }`}
${rest}`;
const of = (parts?: Parameters<typeof text>[0]): Model => organization(text(parts));
const net = "match: { safety net: late, catches: 50%, after: 0s, upkeep: 300 USD / year }";

describe("what a text says otherwise", () => {
  test("comments, order, units and form are no change", () => {
    const other = `
failures:
  lost:
    function: pay
    happens: 1 / year
    detected after: 60min to 300min
    contained after: 1h to 9h
    impact: { harm: 100 to 900 USD / h, blast radius: 1 payment, time-sensitivity: linear }
  late: { function: pay, happens: 0.1666666666666667 to 0.5 / month, detected after: 60min, contained after: 2h, impact: { harm: 1000 USD / h, blast radius: 1 payment, time-sensitivity: linear } }`;
    const finding = diff(of(), organization(other), { seed });
    expect([finding.changed, finding.changes, finding.effects]).toEqual([false, [], null]);
    expect(finding.sentences[0]).toContain("Both texts say the same");
  });

  test("a figure that moved is said with what it was and what it is", () => {
    expect(changesInWords(of(), of({ late: "3 to 9 / year" }))).toBe(
      "Failure “Late”: how often 2 to 6 a year → 3 to 9 a year.",
    );
  });

  test("two figures that are said alike are told apart by all their figures", () => {
    const { changes } = changesBetween(of({ late: "2.001 / year" }), of({ late: "2.002 / year" }));
    expect(changes[0]?.moved).toEqual([{ what: "how often", before: "2.001 a year", after: "2.002 a year" }]);
  });

  test("whose assumption a figure is matters, and so does its source", () => {
    const assumed = of({ late: "{ is: 2 to 6 / year, assumed: Ann }" });
    const sourced = of({ late: "{ is: 2 to 6 / year, source: the ledger }" });
    const { changes } = changesBetween(assumed, sourced);
    expect(changes[0]?.moved).toEqual([
      { what: "source", before: null, after: "the ledger (how often)" },
      { what: "assumed by", before: "Ann (how often)", after: null },
    ]);
    expect(diff(assumed, sourced, { seed }).effects?.costPerYear.change.value).toBe(0);
  });

  test("what is gone, what is new, and what is called otherwise are told apart", () => {
    const renamed = organization(text({ controls: net }).replaceAll("late", "too-late"));
    const { changes } = changesBetween(of({ controls: net }), renamed);
    expect(changes.map(({ how, kind, id, was }) => [how, kind, id, was?.id])).toEqual([
      ["renamed", "failure", "too-late", "late"],
    ]);
    expect(changesInWords(of(), of({ controls: net }))).toBe("Safety net “Match” added.");
    expect(changesInWords(of({ controls: net }), of())).toBe("Safety net “Match” removed.");
  });

  test("two that are alike are no renaming: nobody can say which became which", () => {
    const pair = (a: string, b: string): Model =>
      modelOf(`failwell: 1
organization: Test
currency: USD
capital: 1M USD
departments: { ${a}: { people: 5 }, ${b}: { people: 5 } }
`);
    const hows = changesBetween(pair("a", "b"), pair("c", "d")).changes.map(({ how }) => how);
    expect(hows.sort()).toEqual(["added", "added", "removed", "removed"]);
  });

  test("gates mean the same in any order and under any name of a part", () => {
    const grown = (gate: string): Model =>
      organization(`
inputs: { a: { holds: 10% }, b: { happens: 3 / year }, c: { holds: 20% } }
failures:
  late: { function: pay, grows from: ${gate}, detected after: 1h, contained after: 1h, impact: { harm: 1 USD, blast radius: 1 payment, time-sensitivity: none } }`);
    const before = grown("{ all of: [b, { any of: [a, c] }] }");
    expect(changesInWords(before, grown("{ all of: [{ any of: [c, a], as: either }, b] }"))).toBe("");
    expect(changesInWords(before, grown("{ all of: [b, { all of: [a, c] }] }"))).toContain("grows from");
  });
});

describe("what that does", () => {
  test("a net that catches half before it costs anything halves the loss and costs its upkeep", () => {
    const { effects } = diff(of(), of({ controls: net }), { seed });
    const { before, after, change, told } = effects!.lossPerYear;
    // 3 hours at 1,000 USD, half of it caught.
    const rate = change.value! / -1500;
    // Lognormal from 2 to 6: mean exp(μ + σ²/2).
    const sigma = Math.log(3) / (2 * 1.6448536269514722);
    expect(rate).toBeCloseTo(Math.sqrt(12) * Math.exp((sigma * sigma) / 2), 1);
    expect(told).toBe(true);
    expect(after.value! - before.value!).toBeCloseTo(change.value!, 6);
    expect(effects!.parts.map(({ of, id }) => [of, id])).toEqual([
      ["failure", "late"],
      ["control", "match"],
    ]);
    expect(effects!.costPerYear.change.value).toBeCloseTo(change.value! + 300, 6);
    expect(effects!.badYear.change.value!).toBeLessThan(0);
  });

  test("what a change does not touch costs the same to the last bit, though draws come elsewhere", () => {
    const more =
      "  early: { function: pay, happens: 1 to 9 / year, detected after: 1h, contained after: 1h, impact: { harm: 5 to 70 USD, blast radius: 1 payment, time-sensitivity: none } }";
    const { effects } = diff(of({ controls: net }), of({ more, controls: net }), { seed });
    expect(effects!.parts.map(({ id }) => id)).toEqual(["early"]);
  });

  test("levels are those of the exact year, within their errors", () => {
    const [a, b] = [of(), of({ late: "20 to 60 / year" })];
    const { effects } = diff(a, b, { seed });
    for (const [model, side] of [
      [a, "before"],
      [b, "after"],
    ] as const) {
      const exact = losses(model, { seed });
      const { lossPerYear, badYear } = effects!;
      expect(Math.abs(lossPerYear[side].value! - exact.mean.value!)).toBeLessThan(
        4 * Math.hypot(lossPerYear[side].error!, exact.mean.error!) + 1e-3 * exact.mean.value!,
      );
      expect(Math.abs(badYear[side].value! - exact.p99.value!)).toBeLessThan(
        4 * Math.hypot(badYear[side].error!, exact.p99.error!) + 0.01 * exact.p99.value!,
      );
    }
  });

  test("a hatch that gets more work than people is told first among what moves", () => {
    const hatch = (people: number): string =>
      `by-hand: { escape hatch: late, people: ${people}, cost: 50 USD / h, handling: 4h, works: 90% }`;
    const often = "3000 to 3300 / year";
    const { effects, sentences } = diff(
      of({ late: often, controls: hatch(4) }),
      of({ late: often, controls: hatch(1) }),
      { seed },
    );
    expect(effects!.queues[0]).toMatchObject({
      id: "by-hand",
      before: { people: 4, overloaded: 0 },
      after: { people: 1, overloaded: 1 },
    });
    expect(sentences[2]).toBe(
      "“By hand” gets more work than its people can do, so that its queue only grows.",
    );
  });

  test("a mean that is no longer there is said so, and no figure is made up", () => {
    const endless = of({
      more: "  rot: { function: pay, happens: 1 / year, detected after: about 10h, contained after: 1h, impact: { harm: 1 USD / h, blast radius: 1 payment, time-sensitivity: exponential 20% / h } }",
    });
    const finding = diff(of(), endless, { seed });
    expect(finding.effects!.costPerYear.after.value).toBeNull();
    expect(finding.sentences.join(" ")).toContain("no longer has a mean cost: “Rot” has no mean");
    expect(unfinished(finding)).toEqual([]);
  });

  test("money in two currencies is not set against each other", () => {
    const inEuro = (model: Model): Model => ({
      ...model,
      organization: { ...model.organization, currency: "EUR" },
    });
    const { effects, sentences } = diff(of(), inEuro(of()), { seed });
    expect(effects!.costPerYear.change.value).toBeNull();
    expect(sentences.join(" ")).toContain("different currencies");
  });

  test("what ideas lose moves with the stages that differ", () => {
    const ideas = (work: string): Model =>
      of({ rest: `ideas: { work: ${work}, approvals: 1, wait: 12h, rejected: 1% }` });
    const { ossification } = diff(ideas("5%"), ideas("15%"), { seed }).effects!;
    expect(ossification.stages.map(({ stage }) => stage)).toContain("work");
    // 1 − O is a product: without the work it stays as it was.
    expect((1 - ossification.after!) / (1 - ossification.before!)).toBeCloseTo(0.85 / 0.95, 10);
  });
});

/** Figures that are none: JSON would write them as null without a word. And words made of them. */
function unfinished(value: unknown): unknown[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [value];
  if (typeof value === "string") return /NaN|Infinity|undefined/.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(unfinished) : [];
}

const mirrored = ({ before, after, change, told }: Shift): Shift => ({
  before: after,
  after: before,
  told,
  change:
    change.value === null
      ? change
      : { value: 0 - change.value, low: 0 - change.high!, high: 0 - change.low!, error: change.error },
});

/** The finding of the change back. */
function back({ changes, effects }: DiffFinding): unknown {
  const turned = { added: "removed", removed: "added", renamed: "renamed", changed: "changed" } as const;
  const key = ({ kind, id, how }: { kind: string; id: string; how: string }): string =>
    `${kind} ${id} ${how}`;
  return {
    changes: changes.map(({ how, kind, id }) => key({ kind, id, how: turned[how] })).sort(),
    costPerYear: effects && mirrored(effects.costPerYear),
    badYear: effects && mirrored(effects.badYear),
    parts: effects?.parts.map(({ of, id, cost }) => [`${of} ${id}`, mirrored(cost)]).sort(byName),
    places: effects?.places.map(({ id, criticality }) => [id, mirrored(criticality)]).sort(byName),
    met: effects?.expectations.map(({ id, met }) => [id, mirrored(met)]).sort(byName),
  };
}

function byName([a]: unknown[], [b]: unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}

function there({ changes, effects }: DiffFinding): unknown {
  return {
    changes: changes.map(({ how, kind, id }) => `${kind} ${id} ${how}`).sort(),
    costPerYear: effects?.costPerYear ?? null,
    badYear: effects?.badYear ?? null,
    parts: effects?.parts.map(({ of, id, cost }) => [`${of} ${id}`, cost]).sort(byName),
    places: effects?.places.map(({ id, criticality }) => [id, criticality]).sort(byName),
    met: effects?.expectations.map(({ id, met }) => [id, met]).sort(byName),
  };
}

test("the way back is the way there with its sign turned, whatever the two texts", () => {
  fc.assert(
    fc.property(organizations, organizations, fc.nat(1000), (a, b, seed) => {
      expect(there(diff(b, a, { seed }))).toEqual(back(diff(a, b, { seed })));
    }),
    { numRuns: 8 },
  );
});

test("a text against itself says nothing, whatever the text", () => {
  fc.assert(
    fc.property(organizations, fc.nat(1000), (model, seed) => {
      const { changed, changes, effects } = diff(model, structuredClone(model), { seed });
      expect([changed, changes, effects]).toEqual([false, [], null]);
    }),
    { numRuns: 100 },
  );
});

test("every figure is finite, whatever the two texts", () => {
  fc.assert(
    fc.property(organizations, organizations, (a, b) => {
      expect(unfinished(diff(a, b, { seed }))).toEqual([]);
    }),
    { numRuns: 8 },
  );
});
