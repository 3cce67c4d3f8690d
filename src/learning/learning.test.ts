import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Model, type Occurrence, readText } from "../model/model.ts";
import { learn, type RecordSummary, summarize } from "./learning.ts";

const text = `failwell: 1
organization: Test
currency: USD
capital: 1M USD
departments:
  desk: {}
functions:
  payments: { department: desk, uses: 2M / year }
failures:
  late: ${failure("happens: 5 to 20 / year")}
  lost: ${failure("happens: 1 in 100,000 to 1 in 20,000 of payments")}
  exact: ${failure("happens: 4 / year")}
  guarded: ${failure("happens: 100 / year")}
controls:
  rail: { guard rail: [guarded], stops: 90% to 98% }
`;

function failure(happens: string): string {
  return `
    function: payments
    ${happens}
    detected after: 30min to 4h
    contained after: 1h
    impact: { harm: 100 USD, blast radius: 1 payment, time-sensitivity: none }`;
}

function modelOf(written: string): Model {
  const { model, problems } = readText(written, "test.yaml");
  if (!model) throw new Error(JSON.stringify(problems));
  return model;
}
const model = modelOf(text);

const now = Date.parse("2026-01-01T00:00:00Z");
const hour = 3_600_000;
const year = 8766 * hour;

function occurrence(key: string, told: Partial<Occurrence> = {}): Occurrence {
  return {
    key,
    source: "test",
    title: "",
    functionId: null,
    failureId: "late",
    kind: "L",
    nearMiss: false,
    onset: { earliest: now, latest: now },
    detected: null,
    contained: null,
    recovered: null,
    loss: null,
    note: "",
    link: null,
    ...told,
  };
}

const yearsAgo = (years: number) => ({ earliest: now - years * year, latest: now - years * year });
const summarized = (record: readonly Occurrence[]) => summarize(record, { now, halfLifeYears: 2 });
const learned = (summary: RecordSummary, id: string, span = {}) =>
  learn(model, summary, span).failures.find((each) => each.id === id)!;

test("a sighting weighs half as much after a half-life; near misses are counted apart", async () => {
  const summary = await summarized([
    occurrence("a"),
    occurrence("b", { onset: yearsAgo(2) }),
    occurrence("c", { onset: yearsAgo(4) }),
    occurrence("d", { nearMiss: true }),
    occurrence("e", { onset: null }),
  ]);
  expect(summary).toMatchObject({ occurrences: 4, nearMisses: 1, undated: 1, from: now - 4 * year, to: now });
  expect(summary.failures).toMatchObject([{ id: "late", count: 3, nearMisses: 1, sightings: 1.75 }]);
});

test("an occurrence of which only the year is known stands in its middle, and the record spans all of it", async () => {
  const onset = { earliest: Date.parse("2014-01-01"), latest: Date.parse("2014-12-31") };
  const summary = await summarized([occurrence("a", { onset })]);
  expect([summary.from, summary.to]).toEqual([onset.earliest, onset.latest]);
  expect(summary.failures[0]!.first).toBe(Date.parse("2014-07-02"));
});

test("what began outside of the asked span is left out", async () => {
  const record = [occurrence("a"), occurrence("b", { onset: yearsAgo(3) })];
  const summary = await summarize(record, { now, halfLifeYears: 2, from: now - year });
  expect(summary.occurrences).toBe(1);
});

test("durations are told between the stages that are known, losses as recorded", async () => {
  const stages = (hours: readonly number[]) =>
    hours.map((each) => ({ earliest: now + each * hour, latest: now + each * hour }));
  const [onset, detected, contained, recovered] = stages([0, 2, 5, 29]) as [never, never, never, never];
  const summary = await summarized([
    occurrence("a", { onset, detected, contained, recovered, loss: 100 }),
    occurrence("b", { onset, detected: onset, loss: 300 }),
    occurrence("c", { onset: detected, detected: onset }),
  ]);
  expect(summary.failures[0]).toMatchObject({
    latentHours: { count: 2, zeros: 1, p50: 1, largest: 2, logMean: Math.log(2) },
    containingHours: { count: 1, p50: 3 },
    recoveringHours: { count: 1, p50: 24 },
    loss: { count: 2, p50: 200, largest: 300 },
  });
});

test("a source that tells nothing of a failure says nothing of how long it was watched", async () => {
  const own = [occurrence("a", { onset: yearsAgo(3) }), occurrence("b")];
  const other = { source: "elsewhere", failureId: "lost", onset: yearsAgo(13) };
  const summary = await summarized([...own, occurrence("c", other)]);
  expect(learned(summary, "late").exposureYears).toBeCloseTo(3, 9);
  expect(learned(summary, "lost").exposureYears).toBe(0);
  expect(learned(summary, "lost").learnedPerYear).toEqual(learned(summary, "lost").statedPerYear);
});

test("a stated range is a gamma prior, and what the record counts updates it", async () => {
  const record = Array.from({ length: 31 }, (_, i) => occurrence(`${i}`, { onset: yearsAgo(i / 15) }));
  const late = learned(await summarized(record), "late");
  expect(late.prior?.shape).toBeCloseTo(6.047062, 6);
  expect(late.exposureYears).toBeCloseTo(2, 12);
  expect(late.posterior.shape).toBeCloseTo(37.047062, 6);
  expect(late.posterior.rate).toBeCloseTo(2.528811, 6);
  expect(late.learnedPerYear.value).toBeCloseTo(37.047062 / 2.528811, 5);
  expect(late.statedPerYear).toMatchObject({ low: 5, high: 20, error: 0 });
});

test("a share of uses is a rate of that share of them, exactly", async () => {
  const lost = learned(await summarized([]), "lost");
  expect([lost.statedPerYear.low, lost.statedPerYear.high]).toEqual([20, 100]);
});

test("what guard rails let through is sampled: the range of what they leave", async () => {
  const guarded = learned(await summarized([]), "guarded");
  expect(guarded.statedPerYear.low).toBeCloseTo(2, 1);
  expect(guarded.statedPerYear.high).toBeCloseTo(10, 1);
  expect(guarded.prior).not.toBeNull();
});

test("learning from nothing changes nothing", async () => {
  const finding = learn(model, await summarized([]));
  expect(finding.failures).toHaveLength(4);
  for (const each of finding.failures) {
    expect(each.learnedPerYear).toEqual(each.statedPerYear);
    expect(each.posterior).toEqual(each.prior ?? { shape: 0.5, rate: 0.125 });
    expect(each.surprise).toBe(1);
  }
  expect(finding.sentences).toEqual([
    "The record holds nothing yet, so that all rates are as they were stated.",
  ]);
});

test("a failure that the record never shows stays as stated, unless all were watched", async () => {
  const summary = await summarized([occurrence("a"), occurrence("b", { onset: yearsAgo(4) })]);
  expect(learned(summary, "exact")).toMatchObject({
    exposureYears: 0,
    counted: 0,
    posterior: { shape: 0.5, rate: 0.125 },
  });
  expect(learned(summary, "exact", { watched: "all" })).toMatchObject({
    exposureYears: 4,
    posterior: { shape: 0.5, rate: 4.125 },
  });
  expect(learn(model, summary).assumptions.map(({ what }) => what)).toContain(
    "what the record never shows was not watched, and stays as it was stated",
  );
});

test("a span that is known is taken; one shorter than the record is widened to it, and said to be", async () => {
  const summary = await summarized([occurrence("a"), occurrence("b", { onset: yearsAgo(4) })]);
  expect(learned(summary, "late", { from: now - 10 * year }).exposureYears).toBeCloseTo(10, 12);
  const short = learn(model, summary, { from: now - year, to: now });
  expect(short.from).toBe(now - 4 * year);
  expect(short.assumptions.map(({ what }) => what)).toContain(
    "the stated span is shorter than the record, so that the record's own span is taken",
  );
});

test("a record of one moment says that it happened, yet not how often", async () => {
  const finding = learn(model, await summarized([occurrence("a")]));
  expect(finding.failures[0]).toMatchObject({ counted: 1, exposureYears: 0 });
  expect(finding.failures[0]!.posterior).toEqual(finding.failures[0]!.prior);
  expect(finding.sentences[0]).toContain("until you say how long was watched");
});

test("kinds that the text does not know are counted, and so are failures that it no longer has", async () => {
  const summary = await summarized([
    ...["a", "b", "c"].map((key) => occurrence(key, { failureId: null, kind: "strange" })),
    occurrence("d", { failureId: "gone" }),
    occurrence("e", { failureId: null, kind: "" }),
  ]);
  const finding = learn(model, summary);
  expect(finding.unknownKinds.map(({ kind, count }) => [kind, count])).toEqual([
    ["strange", 3],
    ["", 1],
    ["gone", 1],
  ]);
  expect(summary.kinds).toEqual({
    seen: 4,
    timesSeen: [
      { times: 1, kinds: 1 },
      { times: 3, kinds: 1 },
    ],
  });
});

test("the greatest surprise is told beside how many chance alone would bring", async () => {
  const record = Array.from({ length: 200 }, (_, i) => occurrence(`${i}`, { onset: yearsAgo(i / 100) }));
  const { sentences } = learn(model, await summarized(record));
  expect(sentences[1]).toBe(
    "Late was stated as 11 a year; 200 were counted in 2 years, and it is now 82 a year.",
  );
  expect(sentences[2]).toBe(
    "Of 1 count, 1 is further out than 1 in 20 under what was stated; by chance alone about 0.05 would be.",
  );
});

test("the chance of a kind never seen is told with its interval, and what it rests on", async () => {
  const kinds = ["A", "A", "A", "A", "B", "B", "C", "D", ...Array.from({ length: 22 }, () => "E")];
  const told = async (shown: readonly string[]) => {
    const record = shown.map((kind, i) =>
      occurrence(`${i}`, { failureId: null, kind, onset: yearsAgo(i / 20) }),
    );
    return learn(model, await summarized(record)).sentences.at(-1);
  };
  expect(await told(kinds)).toMatch(
    /^The chance that the next one is of a kind never seen is 6.7% \(0% to 17%\)/,
  );
  expect(await told(kinds.map(() => "E"))).toBe(
    "No kind was seen only once: new kinds are rare, as long as the world stays as it is.",
  );
});

test("recorded durations are learned beside the stated range, without a mean", async () => {
  const record = Array.from({ length: 20 }, (_, i) =>
    occurrence(`${i}`, {
      onset: yearsAgo(i / 10),
      detected: { earliest: now - (i / 10) * year + 6 * hour, latest: now - (i / 10) * year + 6 * hour },
    }),
  );
  const [latent] = learned(await summarized(record), "late").amounts!;
  expect(latent).toMatchObject({ what: "latentHours", counted: 20, zeros: 0, stated: { low: 0.5, high: 4 } });
  expect(latent!.next.value!).toBeGreaterThan(5);
  expect(latent!.next.value!).toBeLessThan(6);
});

const anyMoment = fc.oneof(
  fc.constant(null),
  fc.tuple(fc.integer({ min: -20, max: 5 }), fc.integer({ min: 0, max: 400 })).map(([years, days]) => ({
    earliest: now + years * year,
    latest: now + years * year + days * 24 * hour,
  })),
);
const anyRecord = fc.array(
  fc.record({
    failureId: fc.constantFrom("late", "lost", "exact", "guarded", "gone", null),
    kind: fc.constantFrom("", "A", "B"),
    nearMiss: fc.boolean(),
    onset: anyMoment,
    detected: anyMoment,
    contained: anyMoment,
    recovered: anyMoment,
    loss: fc.option(fc.double({ min: 0, max: 1e12, noNaN: true })),
  }),
  { maxLength: 25 },
);

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

test("the order of occurrences does not matter", async () => {
  const shuffled = anyRecord.chain((record) =>
    fc.tuple(fc.constant(record), fc.shuffledSubarray(record, { minLength: record.length })),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, async ([record, other]) => {
      const of = (each: Partial<Occurrence>[]) => summarized(each.map((told, i) => occurrence(`${i}`, told)));
      const [first, second] = [await of(record), await of(other)];
      const [a, b] = [numbersIn(learn(model, first)), numbersIn(learn(model, second))];
      expect(b.length).toBe(a.length);
      a.forEach((value, i) => {
        expect(Math.abs(value - b[i]!)).toBeLessThanOrEqual(1e-9 * Math.abs(value));
      });
    }),
    { seed: 48, numRuns: 60 },
  );
});

test("any record gives a finding that is finite, plain and bounded", async () => {
  await fc.assert(
    fc.asyncProperty(anyRecord, fc.constantFrom("all" as const, "seen" as const), async (record, watched) => {
      const summary = await summarized(record.map((told, i) => occurrence(`${i}`, told)));
      const finding = learn(model, summary, { watched });
      expect(numbersIn(finding).every(Number.isFinite)).toBe(true);
      expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
      expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
      for (const each of finding.failures) {
        expect(each.surprise).toBeGreaterThanOrEqual(0);
        expect(each.surprise).toBeLessThanOrEqual(1);
        expect(each.posterior.shape).toBeGreaterThan(0);
        expect(each.posterior.rate).toBeGreaterThan(0);
      }
    }),
    { seed: 49, numRuns: 100 },
  );
});
