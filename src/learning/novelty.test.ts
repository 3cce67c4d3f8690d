import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createGenerator } from "../numeric/generator.ts";
import {
  earnedPredictability,
  estimateReporting,
  type KindCounts,
  missingMass,
  newKindsIn,
  novelShareOfRemainder,
  noveltyOf,
} from "./learning.ts";

/** 168 sightings of 26 kinds, 12 of them seen once and 4 twice. */
const counts: KindCounts = {
  seen: 168,
  timesSeen: [
    { times: 1, kinds: 12 },
    { times: 2, kinds: 4 },
    { times: 14, kinds: 8 },
    { times: 18, kinds: 2 },
  ],
};

test("kinds seen once and twice tell how many there are at least", () => {
  const novelty = noveltyOf(counts)!;
  expect(novelty.kinds).toBe(26);
  expect(novelty.atLeastKinds.value).toBeCloseTo(43.893, 3);
  expect(novelty.atLeastKinds.error).toBeCloseTo(14.306, 3);
  expect(novelty.coverage).toBeCloseTo(0.9289, 4);
  expect(novelty.chance.value).toBeCloseTo(12 / 168, 12);
  const error = Math.sqrt(12 * (1 - 12 / 168) + 2 * 4) / 168;
  expect(novelty.chance.high - novelty.chance.value).toBeCloseTo(1.6448536 * error, 7);
});

test("a record of nothing says nothing; one of a single kind seen often knows no new one", () => {
  expect(noveltyOf({ seen: 0, timesSeen: [] })).toBeNull();
  const sure = noveltyOf({ seen: 40, timesSeen: [{ times: 40, kinds: 1 }] })!;
  expect(sure).toMatchObject({ coverage: 1, chance: { value: 0 }, atLeastKinds: { value: 1, error: 0 } });
  expect(newKindsIn(sure, 100)).toBe(0);
});

const anyCounts = fc
  .uniqueArray(
    fc.record({ times: fc.integer({ min: 1, max: 30 }), kinds: fc.integer({ min: 1, max: 40 }) }),
    {
      selector: ({ times }) => times,
      minLength: 1,
      maxLength: 6,
    },
  )
  .map(
    (timesSeen): KindCounts => ({
      seen: timesSeen.reduce((sum, { times, kinds }) => sum + times * kinds, 0),
      timesSeen,
    }),
  );

test("estimates stay within their bounds, and the next one is new as often as coverage leaves open", () => {
  fc.assert(
    fc.property(anyCounts, (any) => {
      const novelty = noveltyOf(any)!;
      expect(novelty.coverage).toBeGreaterThanOrEqual(0);
      expect(novelty.coverage).toBeLessThanOrEqual(1);
      expect(novelty.atLeastKinds.value).toBeGreaterThanOrEqual(novelty.kinds);
      expect(Number.isFinite(novelty.atLeastKinds.error)).toBe(true);
      expect(novelty.chance.low).toBeLessThanOrEqual(novelty.chance.value);
      expect(novelty.chance.high).toBeGreaterThanOrEqual(novelty.chance.value);
      if (novelty.twice > 0) expect(newKindsIn(novelty, 1)).toBeCloseTo(1 - novelty.coverage, 9);
      expect(newKindsIn(novelty, 1e9)).toBeLessThanOrEqual(novelty.atLeastKinds.value - novelty.kinds + 1e-9);
      expect(newKindsIn(novelty, 20)).toBeLessThanOrEqual(newKindsIn(novelty, 21));
    }),
    { seed: 44 },
  );
});

/** Shares of kinds that fall as 1 / rank^s. */
const zipf = (kinds: number, s: number) => Array.from({ length: kinds }, (_, i) => (i + 1) ** -s);

test("under Zipf's law the chance of a new kind falls slowly with the record", () => {
  const shares = zipf(5000, 1.1);
  expect(missingMass(shares, 100)).toBeCloseTo(0.5008, 6);
  expect(missingMass(shares, 1000)).toBeCloseTo(0.279354, 6);
  expect(missingMass(shares, 100_000)).toBeCloseTo(0.007962, 6);
});

test("the better the controls, the more of what remains is new", () => {
  const chance = missingMass(zipf(5000, 1.1), 1000);
  expect(novelShareOfRemainder(chance, 0.1)).toBeCloseTo(0.794932, 6);
  expect(novelShareOfRemainder(chance, 0.01)).toBeCloseTo(0.974852, 6);
  expect(novelShareOfRemainder(0, 0)).toBe(0);
});

test("Good–Turing tells the chance of a new kind on average, by simulation of Zipf's law", () => {
  const shares = zipf(300, 1.1);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const ends = shares.map((share) => share / total);
  ends.forEach((share, i) => {
    ends[i] = share + (ends[i - 1] ?? 0);
  });
  const [trials, n] = [400, 200];
  const errors = Array.from({ length: trials }, (_, trial) => {
    const generator = createGenerator(45, trial);
    const seen = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      const uniform = generator.uniform();
      const kind = ends.findIndex((end) => uniform < end);
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }
    const once = [...seen.values()].filter((times) => times === 1).length;
    const missed = shares.reduce((mass, share, kind) => mass + (seen.has(kind) ? 0 : share / total), 0);
    return once / n - missed;
  });
  const mean = errors.reduce((sum, error) => sum + error, 0) / trials;
  const sd = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (trials - 1));
  // Good–Turing is biased by the chance that the next is seen once, at most 1 / n.
  expect(Math.abs(mean)).toBeLessThan((4 * sd) / Math.sqrt(trials) + 1 / n);
});

test("60 reports and 40 audit finds with 15 in both mean that about 155 happened and 37.5% were reported", () => {
  const estimate = estimateReporting(60, 40, 15);
  expect(estimate.happened).toBeCloseTo(155.3125, 9);
  expect(estimate.reported).toBeCloseTo(0.375, 12);
  expect(estimate.error).toBeCloseTo(Math.sqrt((61 * 41 * 45 * 25) / (16 ** 2 * 17)), 9);
  expect(estimateReporting(7, 0, 0)).toMatchObject({ happened: 7, reported: null });
  expect(() => estimateReporting(5, 5, 6)).toThrow(RangeError);
});

test("volume makes predictable: after four years with a rate that varies by half", () => {
  const earned = [0.2, 2, 20, 200].map((perYear) => earnedPredictability(perYear, 4, 0.5));
  expect(earned.map((each) => Number(each.toFixed(each < 0.01 ? 3 : 2)))).toEqual([0.007, 0.21, 0.79, 0.97]);
  expect(earnedPredictability(5, 0, 0.5)).toBe(0);
});
