import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readText } from "../model/model.ts";
import {
  aboveHurdle,
  type IdeaFigures,
  ideaStages,
  lostAt,
  stageHazards,
  stageKept,
  stageShares,
} from "./idea-stages.ts";
import { ossificationOf } from "./ossification.ts";

const startUp: IdeaFigures = {
  work: 0.05,
  approvals: 1,
  waitDays: 0.5,
  fadesPerDay: 0.01,
  rejected: 0.01,
  exceptions: 0.2,
  exceptionCost: 80,
  value: 2000,
  irreversible: 0.05,
  hurdle: 2,
  tail: 3,
  changesPerYear: 300,
  errorBudgetPerYear: 400,
  demandPerChange: 1,
};
const scaleUp: IdeaFigures = {
  ...startUp,
  work: 0.15,
  approvals: 3,
  waitDays: 2,
  rejected: 0.03,
  exceptionCost: 400,
  irreversible: 0.2,
  changesPerYear: 1000,
  errorBudgetPerYear: 900,
};
const bank: IdeaFigures = {
  ...scaleUp,
  work: 0.35,
  approvals: 7,
  waitDays: 5,
  rejected: 0.05,
  exceptions: 0.25,
  exceptionCost: 3000,
  irreversible: 0.6,
  errorBudgetPerYear: 600,
};

function ossification(of: IdeaFigures): number {
  const hazards = stageHazards(of);
  return lostAt(ideaStages.reduce((sum, stage) => sum + hazards[stage], 0));
}

describe("three organizations of the theory", () => {
  test.each([
    ["start-up", startUp, 0.09473],
    ["scale-up", scaleUp, 0.429335],
    ["bank", bank, 0.890826],
  ])("a %s", (_, figures, expected) => {
    expect(ossification(figures)).toBeCloseTo(expected, 6);
    const kept = stageKept(figures);
    expect(1 - ideaStages.reduce((product, stage) => product * kept[stage], 1)).toBeCloseTo(expected, 6);
  });

  test("of which the stages take their shares, and all of it together", () => {
    const shares = stageShares(stageHazards(bank));
    const percent = Object.fromEntries(
      ideaStages.map((stage) => [stage, Math.round(1000 * shares[stage]) / 10]),
    );
    expect(percent).toEqual({
      expectation: 23.1,
      work: 19.5,
      rejection: 16.2,
      irreversibility: 16.1,
      delay: 15.4,
      hatch: 9.7,
    });
  });

  test.each([
    ["start-up", "harbour-bank-start-up", 0.09473],
    ["scale-up", "harbour-bank-scale-up", 0.429335],
    ["bank", "harbour-bank", 0.890826],
  ])("the example of a %s says the same", (_, file, expected) => {
    const { model } = readText(readFileSync(`examples/${file}.yaml`, "utf8"), file);
    expect(ossificationOf(model!.ideas)).toBeCloseTo(expected, 6);
  });
});

describe("irreversibility", () => {
  test("held to twice its cost, a decision with Pareto index 3 keeps half of its surplus", () => {
    expect(aboveHurdle(2, 3)).toBeCloseTo(0.5, 12);
  });

  test.each([
    [1.5, 2.2],
    [3, 4],
    [2, 6],
  ])(
    "held to %f times its cost, index %f, it keeps what a Pareto law has above the hurdle",
    (hurdle, tail) => {
      // Surplus above a hurdle, the integral of (x − 1)·a·x^(−a−1), at x = from / t for t in (0, 1].
      const surplus = (from: number, steps = 100_000): number => {
        let sum = 0;
        for (let i = 0; i < steps; i++) {
          const t = (i + 0.5) / steps;
          const x = from / t;
          sum += ((x - 1) * tail * x ** (-tail - 1) * from) / (t * t) / steps;
        }
        return sum;
      };
      expect(surplus(hurdle) / surplus(1)).toBeCloseTo(aboveHurdle(hurdle, tail), 4);
    },
  );

  test("loses nothing where value has no mean, and tends to that", () => {
    expect(aboveHurdle(5, 1)).toBe(1);
    expect(aboveHurdle(5, 0.4)).toBe(1);
    expect(aboveHurdle(5, 1 + 1e-9)).toBeCloseTo(1, 6);
  });

  test("a hurdle below what it costs stops nothing", () => {
    expect(aboveHurdle(0.5, 3)).toBe(1);
    expect(aboveHurdle(1, 3)).toBe(1);
  });
});

describe("edges", () => {
  test("nothing left of a stage is all lost, shared among such stages alike", () => {
    const hazards = stageHazards({ ...bank, work: 1, errorBudgetPerYear: 0 });
    expect(hazards.work).toBe(Infinity);
    expect(stageShares(hazards)).toMatchObject({ work: 0.5, expectation: 0.5, delay: 0 });
    expect(ossification({ ...bank, work: 1 })).toBe(1);
  });

  test("no changes wanted, no approvals, no waiting: nothing is lost there", () => {
    const kept = stageKept({ ...bank, changesPerYear: 0, errorBudgetPerYear: 0, approvals: 0, rejected: 1 });
    expect(kept).toMatchObject({ expectation: 1, delay: 1, rejection: 1 });
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const positive = (max: number) => fc.double({ min: 0, max, noNaN: true });
const anyFigures: fc.Arbitrary<IdeaFigures> = fc.record({
  work: share,
  approvals: positive(60),
  waitDays: positive(400),
  fadesPerDay: positive(3),
  rejected: share,
  exceptions: share,
  exceptionCost: positive(1e7),
  value: fc.double({ min: 1e-3, max: 1e7, noNaN: true }),
  irreversible: share,
  hurdle: fc.double({ min: 1, max: 100, noNaN: true }),
  tail: fc.double({ min: 0.05, max: 20, noNaN: true }),
  changesPerYear: positive(1e6),
  errorBudgetPerYear: positive(1e6),
  demandPerChange: fc.double({ min: 0.01, max: 50, noNaN: true }),
});

describe("laws", () => {
  test("every stage keeps between nothing and all, and so does the whole", () => {
    fc.assert(
      fc.property(anyFigures, (figures) => {
        const kept = stageKept(figures);
        for (const stage of ideaStages) {
          expect(kept[stage]).toBeGreaterThanOrEqual(0);
          expect(kept[stage]).toBeLessThanOrEqual(1);
        }
        expect(ossification(figures)).toBeGreaterThanOrEqual(0);
        expect(ossification(figures)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("hazards are the logarithms of what is kept, and shares add up to one", () => {
    fc.assert(
      fc.property(anyFigures, (figures) => {
        const [kept, hazards] = [stageKept(figures), stageHazards(figures)];
        for (const stage of ideaStages)
          if (kept[stage] > 1e-300) expect(Math.exp(-hazards[stage])).toBeCloseTo(kept[stage], 9);
        const sum = ideaStages.reduce((all, stage) => all + stageShares(hazards)[stage], 0);
        expect(sum === 0 || Math.abs(sum - 1) < 1e-9).toBe(true);
      }),
    );
  });

  const worse: readonly [keyof IdeaFigures, "more" | "less"][] = [
    ["work", "more"],
    ["approvals", "more"],
    ["waitDays", "more"],
    ["fadesPerDay", "more"],
    ["rejected", "more"],
    ["exceptions", "more"],
    ["exceptionCost", "more"],
    ["value", "less"],
    ["irreversible", "more"],
    ["hurdle", "more"],
    ["changesPerYear", "more"],
    ["errorBudgetPerYear", "less"],
    ["demandPerChange", "more"],
  ];
  test.each(worse)("with %s, the %s of it, never more is kept", (figure, direction) => {
    fc.assert(
      fc.property(anyFigures, anyFigures, (one, other) => {
        const [a, b] = [one[figure], other[figure]];
        const [mild, harsh] = (direction === "more") === a < b ? [a, b] : [b, a];
        const [before, after] = [
          stageKept({ ...one, [figure]: mild }),
          stageKept({ ...one, [figure]: harsh }),
        ];
        for (const stage of ideaStages) expect(after[stage]).toBeLessThanOrEqual(before[stage] + 1e-12);
      }),
    );
  });
});
