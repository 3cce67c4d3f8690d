import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Model, type Occurrence, readText } from "../model/model.ts";
import { createGenerator } from "../numeric/generator.ts";
import { normalQuantile } from "../numeric/normal.ts";
import { summarize, withRecordedDelays } from "./learning.ts";

const failure = `
    function: payments
    happens: 5 to 20 / year
    detected after: 30min to 4h
    contained after: 1h
    impact: { harm: 100 USD, blast radius: 1 payment, time-sensitivity: none }`;
const model: Model = readText(
  `failwell: 1
organization: Test
currency: USD
capital: 1M USD
departments:
  desk: {}
functions:
  payments: { department: desk, uses: 2M / year }
failures:
  late: ${failure}
  lost: ${failure}
`,
  "test.yaml",
).model!;

const now = Date.parse("2026-01-01T00:00:00Z");
const at = (hours: number | null) => {
  const time = now + (hours ?? 0) * 3_600_000;
  return hours === null ? null : { earliest: time, latest: time };
};

/** One that was detected so many hours after onset, and contained so many after that. */
function sighting(detected: number | null, contained: number | null, told: Partial<Occurrence> = {}) {
  return {
    key: "",
    source: "test",
    title: "",
    functionId: null,
    failureId: "late",
    kind: "L",
    nearMiss: false,
    onset: at(0),
    detected: at(detected),
    contained: at(contained === null ? null : (detected ?? 0) + contained),
    recovered: null,
    loss: null,
    note: "",
    link: null,
    ...told,
  } satisfies Occurrence;
}
const learned = async (record: readonly Occurrence[]) =>
  withRecordedDelays(model, await summarize(record, { now, halfLifeYears: 3 }));

test("a failure is detected and contained as the record shows, once that was seen five times", async () => {
  const record = [4, 1, 2, 8, 3].map((hours, i) => sighting(hours, i < 4 ? hours : null));
  const [late, lost] = (await learned(record)).failures;
  expect(late!.detectedAfter).toEqual({ kind: "recorded", hours: [1, 2, 3, 4, 8] });
  expect(late!.containedAfter).toBe(model.failures[0]!.containedAfter);
  expect(lost).toBe(model.failures[1]);
});

test("near misses, times out of order and times of which one end is not known say nothing of it", async () => {
  const record = [
    ...[1, 2, 3, 4].map((hours) => sighting(hours, null)),
    sighting(5, null, { nearMiss: true }),
    sighting(-5, null),
    sighting(null, null),
    sighting(5, null, { onset: null }),
    sighting(5, null, { failureId: null }),
  ];
  expect((await learned(record)).failures[0]).toBe(model.failures[0]);
});

test("the order of the record leaves no trace", async () => {
  const hours = [4, 1, 2, 8, 3, 3];
  const forth = await learned(hours.map((each) => sighting(each, each)));
  expect(await learned([...hours].reverse().map((each) => sighting(each, each)))).toEqual(forth);
});

test("of very many times so many are kept as show the same mean and the same quantiles", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 251, max: 3000 }),
      fc.double({ min: 0.1, max: 1.5, noNaN: true }),
      fc.nat(),
      async (count, sigma, seed) => {
        const generator = createGenerator(seed);
        const all = Array.from({ length: count }, () =>
          Math.exp(sigma * normalQuantile(generator.uniform())),
        );
        const { failures } = await summarize(
          all.map((hours) => sighting(hours, null)),
          { now, halfLifeYears: 3 },
        );
        const kept = failures[0]!.recordedHours.latent;
        expect(kept).toHaveLength(250);
        expect([...kept].sort((a, b) => a - b)).toEqual(kept);
        // Moments are milliseconds, so that hours come back with an error of about 1e-10.
        const longest = Math.max(...all);
        expect(kept.at(-1)).toBeLessThan(longest * (1 + 1e-9));
        const sum = (hours: readonly number[]) => hours.reduce((total, each) => total + each, 0);
        const mean = (sum(kept) - (kept[0]! + kept.at(-1)!) / 2) / (kept.length - 1);
        const exact = sum(all) / count;
        // Where even the longest cannot make up for it, at most half of its own share is missing.
        const missing = kept.at(-1)! > longest * (1 - 1e-9) ? longest / 2 / (kept.length - 1) : 0;
        expect(mean).toBeLessThan(exact * (1 + 1e-8));
        expect(mean).toBeGreaterThan(exact * (1 - 1e-8) - missing);
        const median = (hours: readonly number[]) =>
          [...hours].sort((a, b) => a - b)[Math.floor(hours.length / 2)]!;
        expect(Math.abs(median(kept) / median(all) - 1)).toBeLessThan(0.1);
      },
    ),
    { seed: 7, numRuns: 30 },
  );
});
