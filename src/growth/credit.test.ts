import fc from "fast-check";
import { expect, test } from "vitest";
import { modelOf } from "../../test/small-organizations.ts";
import type { Model } from "../model/model.ts";
import { gammaQuantile } from "../numeric/gamma.ts";
import { credibility, indicatorSkills, predictability, sightingsOf } from "./credit.ts";

test("one sighting makes a frequency half known, nine make it known to nine tenths", () => {
  expect(credibility(1, 1)).toBe(0.5);
  expect(credibility(9, 1)).toBe(0.9);
  expect(credibility(0, 1)).toBe(0);
  expect(credibility(0, 0)).toBe(0);
  expect(credibility(9, 3)).toBe(0.75);
});

test("a range claims the sightings that would make it that narrow", () => {
  expect(sightingsOf(5, 20)).toBeCloseTo(6.047062, 6);
  expect(sightingsOf(1, 2)).toBeCloseTo(22.9, 1);
  expect(sightingsOf(0.01, 0.1)).toBeCloseTo(2.44, 2);
  expect(sightingsOf(3, 300)).toBeCloseTo(0.84, 2);
});

test("a single figure claims no sighting", () => {
  expect(sightingsOf(7, 7)).toBe(0);
  expect(sightingsOf(7, 7 * (1 + 1e-12))).toBe(0);
});

test("the claim of a range is the shape of the Gamma whose percentiles it is", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.3, max: 500, noNaN: true }),
      fc.double({ min: 0.001, max: 1000, noNaN: true }),
      (shape, rate) => {
        const claimed = sightingsOf(gammaQuantile(0.05, shape, rate), gammaQuantile(0.95, shape, rate));
        expect(Math.abs(claimed / shape - 1)).toBeLessThan(1e-6);
      },
    ),
    { seed: 121 },
  );
});

test("what an indicator foretells is no longer a surprise", () => {
  expect(predictability(0.5, 0)).toBe(0.5);
  expect(predictability(0.5, 0.4)).toBeCloseTo(0.7, 12);
  expect(predictability(0, 0)).toBe(0);
});

function withIndicators(lines: string): Model {
  return modelOf(`failwell: 1
organization: Test
currency: USD
capital: 10M USD
departments: { desk: {} }
functions: { pay: { department: desk } }
failures:
  outage: { function: pay, happens: 1 to 4 / year, detected after: 1h, contained after: 1h, impact: { harm: 1 USD, blast radius: 1 user, time-sensitivity: none } }
indicators:
${lines}`);
}

test("a warning counts for its skill as often as it comes in time", () => {
  const skill = (ahead: string): number =>
    indicatorSkills(
      withIndicators(
        `  queue-grows: { warns of: [outage], ahead by: ${ahead}, skill: 40%, respond within: 30min }`,
      ),
    ).get("outage")!;
  expect(skill("2h")).toBeCloseTo(0.4, 12);
  expect(skill("10min")).toBe(0);
  expect(skill("about 30min")).toBeCloseTo(0.4 / Math.E, 12);
  expect(skill("30min to 2h")).toBeCloseTo(0.4 * 0.95, 9);
});

test("of several indicators the best counts", () => {
  const skills = indicatorSkills(
    withIndicators(`  late: { warns of: [outage], ahead by: about 30min, skill: 90%, respond within: 1h }
  early: { warns of: [outage], ahead by: 2h, skill: 30%, respond within: 1h }`),
  );
  expect(skills.get("outage")).toBeCloseTo(0.3, 12);
});
