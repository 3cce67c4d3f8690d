import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { organizations } from "../../test/any-organization.ts";
import { organization } from "../../test/small-organizations.ts";
import type { OssificationFinding, OssificationSource } from "../findings/ossification.ts";
import { type Control, type Ideas, type Model, type Quantity, readText } from "../model/model.ts";
import { ossification, ossificationOf } from "./growth.ts";

const seed = 5;
const place = { file: "any.yaml", line: 1, column: 1, start: 0, end: 0 };

function example(name: string): Model {
  return readText(readFileSync(`examples/${name}.yaml`, "utf8"), name).model!;
}

const slip = `failures:
  slip:
    function: pay
    happens: 100 / year
    detected after: 1h
    contained after: 1h
    impact: { harm: 100 USD, blast radius: 1 payment, time-sensitivity: none }
`;
/** 20 people, 35,000 hours a year. */
const desk = (text: string): Model =>
  readText(
    `failwell: 1
organization: Test
currency: USD
capital: 10M USD
departments: { desk: { people: 20 } }
functions: { pay: { department: desk, users: 1000, uses: { forms: 70k / year, others: 930k / year } } }
${slip}${text}`,
    "test.yaml",
  ).model!;

function found(model: Model): OssificationFinding {
  return ossification(model, { seed });
}

function source({ sources }: OssificationFinding, id: string): OssificationSource {
  return sources.find((of) => of.id === id)!;
}

const told = `ideas:
  work: 20%
  approvals: 4
  wait: 5d
  rejected: 5%
  exceptions: 20%
  exception costs: 500 USD
  value: 1000 USD
  irreversible: 40%
  changes: 100 / year
  error budget: 80 / year
`;

describe("nothing is said that the text does not", () => {
  test("a text without a word on ideas has no ossification, and is told how to get one", () => {
    const { ossification: of, stages, sources, sentences } = found(organization(slip));
    expect(of).toMatchObject({ value: null, why: expect.stringContaining("says nothing") });
    expect([stages, sources]).toEqual([[], []]);
    expect(sentences.join(" ")).toContain("A section “ideas” says it");
    expect(ossificationOf(undefined)).toBeNull();
  });

  test("ideas that tell no stage have none either", () => {
    const model = organization(`${slip}ideas: { value: 900 USD, approvals: 3 }`);
    expect(ossificationOf(model.ideas)).toBeNull();
    expect(found(model).ossification.value).toBeNull();
  });

  test("a stage that is not told loses nothing, and is named with what to write", () => {
    const {
      stages,
      sentences,
      ossification: of,
    } = found(organization(`${slip}ideas: { work: 20%, approvals: 3 }`));
    expect(of.value).toBeCloseTo(0.2, 12);
    const delay = stages.find(({ id }) => id === "delay")!;
    expect(delay).toMatchObject({ told: false, lost: 0, kept: { value: 1 } });
    expect(delay.says).toContain("write “wait”");
    expect(sentences.join(" ")).toContain("counted as losing nothing");
  });

  test("what is taken for granted is shown as Failwell's, and no longer once the text says it", () => {
    const whatOf = (more: string) =>
      found(organization(`${slip}${told}${more}`)).assumptions.map(({ what }) => what);
    expect(whatOf("")).toEqual(expect.arrayContaining(["an idea that waits fades by 1% a day"]));
    expect(whatOf("  fades: 1% / day\n")).not.toContain("an idea that waits fades by 1% a day");
    const hurdle = "what is held to be irreversible has to be worth two times what it costs";
    expect(whatOf("")).toContain(hurdle);
    expect(whatOf("  hurdle: 2\n")).not.toContain(hurdle);
  });

  test("no threshold is told above which it would be bad", () => {
    const words = JSON.stringify(found(example("harbour-bank")).sentences);
    expect(words).not.toMatch(/too (high|much)|bad|healthy|critical|severe/i);
  });
});

describe("what it comes from", () => {
  test("friction of a guard rail is its share of all hours, and the rest is not written down", () => {
    // 70,000 forms of 90 s are 1,750 hours of 35,000: 5% of all hours, a quarter of what is stated.
    const model = desk(`controls:
  second-look: { guard rail: slip, stops: 80%, friction: 90s, on: forms, upkeep: 1k USD / year }
${told}`);
    const all = found(model);
    const work = all.stages[0]!.lost;
    expect(source(all, "second-look").lost).toBeCloseTo(work / 4, 10);
    expect(source(all, "work, not written down").lost).toBeCloseTo((work * 3) / 4, 10);
    // Without it work is 15%.
    const without = source(all, "second-look").without!;
    const kept = 1 - all.ossification.value!;
    expect(1 - without.ossification.value!).toBeCloseTo((kept / 0.8) * 0.85, 10);
  });

  test("friction of users takes no hour of people", () => {
    const rail = (friction: string) =>
      desk(`controls: { look: { guard rail: slip, stops: 80%, friction: ${friction}, on: forms } }\n${told}`);
    expect(source(found(rail("90s")), "look")).toBeDefined();
    expect(source(found(rail("90s of users")), "look")).toBeUndefined();
  });

  test("work that is not stated follows from the guard rails", () => {
    const model = desk(`controls: { look: { guard rail: slip, stops: 80%, friction: 90s, on: forms } }
ideas: { irreversible: 0% }`);
    const all = found(model);
    expect(all.ossification.value).toBeCloseTo(0.05, 10);
    expect(all.stages[0]!.says).toContain("as far as the controls here say it");
  });

  test("guard rails that take more than is stated are cut to fit, and that is said", () => {
    const model = desk(`controls: { look: { guard rail: slip, stops: 80%, friction: 90s, on: forms } }
ideas: { work: 2% }`);
    const all = found(model);
    expect(all.ossification.value).toBeCloseTo(0.02, 12);
    expect(source(all, "look").lost).toBeCloseTo(0.02, 12);
    expect(all.assumptions.map(({ what }) => what).join()).toContain("more than the 2% that is stated");
  });

  test("named approvals take of the stated total by their waits, and what is left has no name", () => {
    const model = desk(`controls:
  board: { guard rail: slip, stops: 50%, approval: { wait: 14d, rejects: 11% } }
  legal: { guard rail: slip, stops: 10%, approval: { wait: 2d } }
${told}`);
    const all = found(model);
    const delay = (id: string) => source(all, id).parts.find(({ stage }) => stage === "delay")!.lost;
    const log = (days: number) => Math.log1p(0.01 * days);
    const [board, legal, rest] = ["board", "legal", "approvals, not written down"].map(delay);
    // Two are left, of 2 days each: 4 × 5 = 14 + 2 + 2 × 2.
    expect(board! / legal!).toBeCloseTo(log(14) / log(2), 10);
    expect(rest! / legal!).toBeCloseTo(2, 10);
    expect(board! + legal! + rest!).toBeCloseTo(all.stages[1]!.lost, 12);
    const rejected = (id: string) => source(all, id).parts.find(({ stage }) => stage === "rejection")!.lost;
    expect(rejected("board") / rejected("legal")).toBeCloseTo(Math.log1p(-0.11) / Math.log1p(-0.03), 10);
    // Without the board its parts of both hazards are gone.
    const shareOfDelay = log(14) / (log(14) + 3 * log(2));
    const shareOfRejection = Math.log1p(-0.11) / (Math.log1p(-0.11) + 3 * Math.log1p(-0.03));
    const back = 1.05 ** (4 * shareOfDelay) * 0.95 ** (-4 * shareOfRejection);
    const after = source(all, "board").without!.ossification.value!;
    expect(1 - after).toBeCloseTo((1 - all.ossification.value!) * back, 10);
  });

  test("one of several approvals alike takes as much as one fewer would", () => {
    const all = found(desk(told));
    const fewer = found(desk(told.replace("approvals: 4", "approvals: 3")));
    const { without } = source(all, "approvals, not written down");
    expect(without!.ossification.value).toBeCloseTo(fewer.ossification.value!, 12);
  });

  test("approvals that only the controls name are as many as are named", () => {
    const model = desk(`controls:
  board: { guard rail: slip, stops: 50%, approval: { wait: 10d, rejects: 10% } }
  legal: { guard rail: slip, stops: 10%, approval: { wait: 2d, rejects: 0% } }
ideas: { fades: 2% / day }`);
    expect(found(model).ossification.value).toBeCloseTo(1 - 1.12 ** -2 * 0.95 ** 2, 10);
  });

  test("exceptions that go through a hatch are its own; without it they are needed no longer", () => {
    const model = desk(`controls:
  waiver: { escape hatch: slip, people: 2, cost: 50 USD / h, handling: 1h, works: 50%, exceptions: 15% }
${told}`);
    const all = found(model);
    const stage = all.stages.find(({ id }) => id === "hatch")!;
    expect(source(all, "waiver").lost).toBeCloseTo((stage.lost * 15) / 20, 10);
    const kept = (share: number) => 1 - share * (1 - Math.exp(-0.5));
    const after = 1 - source(all, "waiver").without!.ossification.value!;
    expect(after).toBeCloseTo(((1 - all.ossification.value!) / kept(0.2)) * kept(0.05), 10);
  });

  test("expectations share their stage by how much failures take of their room", () => {
    const expecting = (objective: string) =>
      `audience: all\n    function: pay\n    objective: ${objective}\n    tolerance: 1\n`;
    const model = desk(`audiences: { all: { count: 10 } }
expectations:
  strict:
    ${expecting("50 / year")}  easy:
    ${expecting("200 / year")}${told}`);
    const all = found(model);
    expect(source(all, "strict").lost / source(all, "easy").lost).toBeCloseTo(4, 6);
    const without = source(all, "strict").without!.ossification.value!;
    // Four fifths of −log 0.8 are gone.
    expect((1 - without) / (1 - all.ossification.value!)).toBeCloseTo(0.8 ** -0.8, 6);
  });

  test("what a control avoids stands beside it, less what keeping it takes", () => {
    const model = desk(`controls:
  board: { guard rail: slip, stops: 80%, upkeep: 3k USD / year, approval: { wait: 5d, rejects: 5% } }
${told}`);
    // 80 of 100 slips of 100 USD.
    const { avoids, keeping, without } = source(found(model), "board");
    expect(avoids.value).toBeCloseTo(8000, 6);
    expect(keeping).toBe(3000);
    expect(without!.costsMore.value).toBeCloseTo(5000, 6);
    expect(without!.sentence).toMatch(
      /^Without “Board”, .* losses and upkeep together would come to 5k USD a year more\.$/,
    );
  });

  test("controls that cost ideas nothing are counted, and the dearest of the others is named", () => {
    const model = desk(`controls:
  board: { guard rail: slip, stops: 80%, approval: { wait: 5d, rejects: 5% } }
  net: { safety net: slip, catches: 50%, after: 10min }
  quick: { guard rail: slip, stops: 10% }
${told}`);
    const { sentences, sources } = found(model);
    expect(sources.map(({ id }) => id)).not.toContain("net");
    expect(sentences.join(" ")).toContain("2 of 3 controls cost ideas nothing");
    expect(sentences.join(" ")).toContain("No control costs ideas more than “Board”");
  });

  test("in money it is a share of what the ideas of a year are worth", () => {
    const all = found(desk(told));
    expect(all.ideasWorth.value).toBeCloseTo(100_000, 6);
    for (const of of all.sources) expect(of.lostPerYear).toBeCloseTo(of.lost * 100_000, 4);
    const unworthy = found(desk(told.replace("  value: 1000 USD\n", "")));
    expect(unworthy.ideasWorth.value).toBeNull();
    expect(unworthy.sources[0]!.lostPerYear).toBeNull();
  });
});

describe("ranges", () => {
  test("are drawn, and the same seed gives the same band", () => {
    const model = desk("ideas: { work: 10% to 30% }");
    const { ossification: of } = found(model);
    expect(of.low).toBeCloseTo(0.1, 2);
    expect(of.high).toBeCloseTo(0.3, 2);
    expect(of.value).toBeCloseTo(ossificationOf(model.ideas)!, 12);
    expect(found(model)).toEqual(found(model));
    expect(ossification(model, { seed: 6 }).ossification.value).toBe(of.value);
  });
});

const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const amount = fc.oneof(fc.constantFrom(0, 1e-6, 1e6), fc.double({ min: 0, max: 1e3, noNaN: true }));
const range = (of: fc.Arbitrary<number>): fc.Arbitrary<Quantity> =>
  fc.tuple(of, of, fc.boolean()).map(([a, b, single]) => ({
    low: single ? a : Math.min(a, b),
    high: single ? a : Math.max(a, b),
    place,
  }));
const above = (least: number) => range(fc.double({ min: least, max: 1e3, noNaN: true }));
const anyIdeas: fc.Arbitrary<Ideas> = fc
  .record(
    {
      work: range(share),
      approvals: range(amount),
      waitDays: range(amount),
      fadesPerDay: range(amount),
      rejected: range(share),
      exceptions: range(share),
      exceptionCost: range(amount),
      value: above(1e-3),
      irreversible: range(share),
      hurdle: above(1),
      tail: above(0.01),
      changesPerYear: range(amount),
      errorBudgetPerYear: range(amount),
      demandPerChange: above(1e-3),
      usefulControls: range(share),
      controlsLastYears: above(1e-3),
      reviewPerYear: range(amount),
    },
    { requiredKeys: [] },
  )
  .map((figures) => ({ ...figures, place }) as Ideas);

/** Any organization, with ideas, people, and controls that have a part in them. */
const ossified: fc.Arbitrary<Model> = fc
  .record({
    model: organizations,
    ideas: anyIdeas,
    people: fc.option(range(amount), { nil: undefined }),
    friction: range(amount),
    wait: range(amount),
    rejects: range(share),
    exceptions: range(share),
  })
  .map(({ model, ideas, people, friction, wait, rejects, exceptions }) => ({
    ...model,
    ideas,
    departments: model.departments.map((department) => ({ ...department, ...(people && { people }) })),
    controls: model.controls.map((control): Control => {
      if (control.kind === "guard rail")
        return {
          ...control,
          friction: { unit: "hours", perUse: friction },
          approval: { waitDays: wait, rejected: rejects },
        };
      return control.kind === "escape hatch" ? { ...control, exceptions } : control;
    }),
  }));

/** Where a finding holds a number that is none. */
function faults(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => faults(part, `${path}.${key}`));
}

test("whatever the organization: finite, within bounds, and all parts add up to the whole", () => {
  fc.assert(
    fc.property(ossified, (model) => {
      const all = found(model);
      expect(faults(all)).toEqual([]);
      expect(JSON.parse(JSON.stringify(all))).toEqual(all);
      const { value } = all.ossification;
      if (value === null) return;
      expect(value >= 0 && value <= 1).toBe(true);
      const sum = (parts: readonly { readonly lost: number }[]) =>
        parts.reduce((whole, { lost }) => whole + lost, 0);
      expect(sum(all.stages)).toBeCloseTo(value, 9);
      expect(sum(all.sources)).toBeCloseTo(value, 9);
      for (const stage of all.stages) {
        const parts = all.sources.flatMap(({ parts }) => parts.filter((part) => part.stage === stage.id));
        expect(sum(parts)).toBeCloseTo(stage.lost, 9);
      }
      for (const { parts, lost, without } of all.sources) {
        expect(sum(parts)).toBeCloseTo(lost, 12);
        if (without === undefined) continue;
        expect(sum(without.stages)).toBeCloseTo(without.ossification.value!, 9);
        expect(without.ossification.value! >= 0 && without.ossification.value! <= 1).toBe(true);
      }
    }),
    { seed, numRuns: 50, endOnFailure: true },
  );
}, 60_000);

test("letting a part go never makes ideas lose more", () => {
  fc.assert(
    fc.property(anyIdeas, fc.nat(3), (ideas, named) => {
      const controls = Array.from(
        { length: named },
        (_, i) => `r${i}: { guard rail: slip, stops: 10%, approval: {} }`,
      );
      const model = { ...desk(`controls: { ${controls.join(", ")} }\n`), ideas };
      for (const { without } of found(model).sources)
        if (without) expect(without.change.value!).toBeLessThanOrEqual(1e-9);
    }),
    { seed, numRuns: 30, endOnFailure: true },
  );
}, 60_000);
