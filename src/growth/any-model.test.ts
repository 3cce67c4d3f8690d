import fc from "fast-check";
import { expect, test } from "vitest";
import { organizations } from "../../test/any-organization.ts";
import { harmOverTime, run, severities } from "../forward/forward.ts";
import { map } from "./growth.ts";

const seed = 91;
/** Where a finding holds a number that is none, or an interval out of order. */
function faults(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== "object" || value === null) return value === undefined ? [`${path} is undefined`] : [];
  const found = Object.entries(value).flatMap(([key, part]) => faults(part, `${path}.${key}`));
  const { low, value: middle, high } = value as { low?: unknown; value?: unknown; high?: unknown };
  // A mean may lie outside the 5th to 95th percentile of a skewed single loss.
  if (typeof low === "number" && typeof high === "number" && low > high + 1e-12 * Math.abs(high))
    found.push(`${path} has ${low} above ${high}`);
  if ("why" in value && middle === null && typeof (value as { why: unknown }).why !== "string")
    found.push(`${path} has no reason`);
  return found;
}

const chances = ["chance", "shareOfMean", "shareOfTail", "caught"];

function outOfBounds(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    chances.includes(key) && !(part >= 0 && part <= 1)
      ? [`${path}.${key} is ${part}`]
      : outOfBounds(part, `${path}.${key}`),
  );
}

test("any organization whatever gets a finite, bounded answer", () => {
  fc.assert(
    fc.property(organizations, (model) => {
      const found = run(model, { years: 20, seed });
      expect(faults(found)).toEqual([]);
      expect(outOfBounds(found)).toEqual([]);
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    }),
    { seed, numRuns: 150 },
  );
});

test("any failure whatever has a finite picture of its harm and finite single losses", () => {
  fc.assert(
    fc.property(organizations, (model) => {
      expect(faults(harmOverTime(model, "failure-0", { seed, draws: 40 }))).toEqual([]);
      for (const { mean, sample } of severities(model, { seed, draws: 64 }).values()) {
        expect(faults(mean)).toEqual([]);
        expect(sample.every((loss, i) => Number.isFinite(loss) && loss >= (sample[i - 1] ?? 0))).toBe(true);
      }
    }),
    { seed, numRuns: 150 },
  );
});

test("any organization whatever has a finite map", () => {
  fc.assert(
    fc.property(organizations, (model) => {
      const found = map(model, { seed });
      expect(faults(found)).toEqual([]);
      for (const { stated } of found.failures) {
        for (const chance of [stated.predictability, stated.credibility, stated.criticality.value ?? 0])
          expect(chance >= 0 && chance <= 1).toBe(true);
      }
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    }),
    { seed, numRuns: 100 },
  );
});
