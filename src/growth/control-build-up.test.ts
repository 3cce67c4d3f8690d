import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { organization } from "../../test/small-organizations.ts";
import { type BuildUp, obsoleteLoad, restingLoads, runawayThreshold, runsAway } from "./control-build-up.ts";
import { ossification } from "./growth.ts";

const theory: BuildUp = { useful: 0.1, lastsYears: 4, reviewPerYear: 0.2 };

test("the theory's case: threshold, where it settles, and where it tips over", () => {
  expect(runawayThreshold(0.1)).toBeCloseTo(0.493827, 6);
  const { settles, tipping } = restingLoads(theory)!;
  expect(settles).toBeCloseTo(0.171612, 6);
  expect(tipping).toBeCloseTo(0.728388, 6);
});

const cases = fc.record({
  useful: fc.double({ min: 0.01, max: 0.95, noNaN: true }),
  lastsYears: fc.double({ min: 0.5, max: 20, noNaN: true }),
  reviewPerYear: fc.double({ min: 0.01, max: 3, noNaN: true }),
});

describe("laws", () => {
  test("there is a load at which it rests exactly where πT is at least 4U/(1 − U)²", () => {
    fc.assert(
      fc.property(cases, (of) => {
        const clears = of.reviewPerYear * of.lastsYears;
        const threshold = runawayThreshold(of.useful);
        fc.pre(Math.abs(clears / threshold - 1) > 1e-9);
        expect(restingLoads(of) !== null).toBe(clears > threshold);
      }),
    );
  });

  test("at rest as much becomes obsolete as is let go", () => {
    fc.assert(
      fc.property(cases, (of) => {
        const resting = restingLoads(of);
        if (resting === null) return;
        for (const load of [resting.settles, resting.tipping]) {
          const cleared = of.reviewPerYear * load * (1 - of.useful - load);
          expect(cleared / (of.useful / of.lastsYears)).toBeCloseTo(1, 6);
        }
      }),
    );
  });

  test("from below the tipping point it comes to rest, from above it takes every hour there is", () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (of, part) => {
        const resting = restingLoads(of);
        fc.pre(resting !== null && resting.tipping - resting.settles > 0.05);
        const { settles, tipping } = resting!;
        const below = part * (tipping - 0.02);
        expect(obsoleteLoad(of, below, 4000).at(-1)).toBeCloseTo(settles, 3);
        expect(runsAway(of, below)).toBe(false);
        const above = tipping + part * (1 - of.useful - tipping);
        fc.pre(above > tipping + 1e-3);
        expect(obsoleteLoad(of, above, 4000).at(-1)).toBeCloseTo(1 - of.useful, 6);
        expect(runsAway(of, above)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test("its path is that of small steps of the differential equation", () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 0.5, noNaN: true }), (of, from) => {
        let load = Math.min(1 - of.useful, from);
        const steps = 20_000;
        for (let i = 0; i < 5 * steps; i++) {
          const change = of.useful / of.lastsYears - of.reviewPerYear * load * (1 - of.useful - load);
          load = Math.min(1 - of.useful, load + change / steps);
        }
        expect(obsoleteLoad(of, from, 5).at(-1)).toBeCloseTo(load, 3);
      }),
      { numRuns: 20 },
    );
  });
});

describe("of a text", () => {
  const buildUp = (ideas: string) => ossification(organization(`ideas: { ${ideas} }`), { seed: 3 }).buildUp;

  test("nothing is told where it says none of its figures", () => {
    expect(buildUp("work: 35%")).toBeUndefined();
  });

  test("it stands by itself, where no stage is told", () => {
    const found = buildUp("useful controls: 10%, controls last: 4 years, review: 20% / year")!;
    expect(found.now).toBeNull();
    expect(found.path[0]!.load).toBe(0);
    expect(found.settles).toBeCloseTo(0.171612, 6);
  });

  test("it begins with the work that is not useful, and is drawn by years", () => {
    const found = buildUp("work: 35%, useful controls: 10%, controls last: 4 years, review: 20% / year")!;
    expect(found).toMatchObject({ lastsYears: 4, reviewPerYear: 0.2, runsAway: 0 });
    expect(found.now).toBeCloseTo(0.25, 12);
    expect(found.path[0]).toMatchObject({ years: 0, load: found.now });
    expect(found.path.at(-1)!.load).toBeCloseTo(found.settles!, 2);
    expect(found.sentence).toContain("tend to 17% from 25% now; beyond 73%");
  });

  test("beyond the tipping point, and where reviews are too slow from anywhere, that is said", () => {
    const late = "work: 90%, useful controls: 10%, controls last: 4 years, review: 20% / year";
    expect(buildUp(late)!.sentence).toContain("beyond the 73%");
    const slow = buildUp("work: 20%, useful controls: 10%, controls last: 4 years, review: 5% / year")!;
    expect(slow).toMatchObject({ settles: null, tipping: null, runsAway: 1 });
    expect(slow.sentence).toContain("wherever one begins");
  });

  test("ranges make it a chance", () => {
    const found = buildUp(
      "work: 20%, useful controls: 10%, controls last: 2 to 4 years, review: 5% to 60% / year",
    )!;
    expect(found.runsAway).toBeGreaterThan(0.05);
    expect(found.runsAway).toBeLessThan(0.95);
    expect(found.path[20]!.high).toBeGreaterThan(found.path[20]!.low);
  });
});
