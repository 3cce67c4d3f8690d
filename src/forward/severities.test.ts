import { expect, test } from "vitest";
import { organization } from "../../test/small-organizations.ts";
import type { Model } from "../model/model.ts";
import { expectedHarm, frequencies, harmOverTime, harmShape, severities } from "./forward.ts";

const seed = 101;

const spreading = (controls = "", more = ""): Model =>
  organization(`failures:
  rot:
    function: pay
    happens: 1 to 4 / year
    detected after: about 4h
    contained after: about 1h
    recovered after: 2d
    impact:
      harm: 100 USD / h
      blast radius: 2% to reach 40% of pay, 50% / h
      time-sensitivity: linear
      ${more}
${controls}`);

test("a single loss costs on average what the closed form says", () => {
  const exact = expectedHarm(
    harmShape({ harm: 100, from: 0.02, to: 0.4, blastGrowth: 0.5, time: "linear" }),
    { kind: "exponential", mean: 4 },
    { kind: "exponential", mean: 1 },
  );
  expect(exact.value).toBeCloseTo(140.8889, 4);
  const { mean, sample } = severities(spreading(), { seed, draws: 20_000 }).get("rot")!;
  expect(Math.abs(mean.value! - exact.value!)).toBeLessThan(4 * mean.error!);
  expect(mean.error!).toBeLessThan(0.01 * exact.value!);
  expect(sample).toHaveLength(20_000);
  for (let i = 1; i < sample.length; i++) expect(sample[i]! >= sample[i - 1]!).toBe(true);
});

test("few even draws are about as good as many random ones", () => {
  const { mean } = severities(spreading(), { seed, draws: 512 }).get("rot")!;
  expect(Math.abs(mean.value! - 140.8889) / 140.8889).toBeLessThan(0.02);
});

test("a failure that sets off others says that one of it is not all", () => {
  const model = spreading();
  const { place } = model.organization;
  const cascading = {
    ...model,
    failures: model.failures.map((failure) => ({ ...failure, spreads: { low: 0.6, high: 0.6, place } })),
  };
  const said = (of: Model): string => harmOverTime(of, "rot", { seed, draws: 40 }).sentences.join(" ");
  expect(said(cascading)).toContain("Each sets off 0.6 more on average, so what begins as one comes to 2.5");
  expect(said(model)).not.toContain("sets off");
});

test("a loss without a mean says why, whatever the draws happen to be", () => {
  const grows = (growth: string, more = ""): ReturnType<typeof severities> =>
    severities(
      organization(`failures:
  rot:
    function: pay
    happens: 1 to 4 / year
    detected after: about 4h
    contained after: 0s
    impact: { harm: 100 USD / h, blast radius: 1 row, time-sensitivity: exponential ${growth} / h${more} }`),
      { seed, draws: 64 },
    );
  expect(grows("20%").get("rot")!.mean.value).toBeGreaterThan(0);
  const endless = grows("26%").get("rot")!;
  expect(endless.mean.value).toBeNull();
  expect(endless.infiniteMean).toMatch(/mean is infinite/);
  expect(grows("26%", ", at most: 1M USD").get("rot")!.infiniteMean).toBeUndefined();
  expect(grows("26%", ", ends by: 30d").get("rot")!.infiniteMean).toBeUndefined();
});

test("a net that always catches in time gives a runaway loss its mean back", () => {
  const model = (catches: string): Model =>
    organization(`failures:
  rot: { function: pay, happens: 1 to 4 / year, detected after: about 4h, contained after: 0s, impact: { harm: 100 USD / h, blast radius: 1 row, time-sensitivity: exponential 26% / h } }
controls:
  checksum: { safety net: [rot], catches: ${catches}, after: 8h }`);
  expect(severities(model("99%"), { seed, draws: 64 }).get("rot")!.infiniteMean).toBeDefined();
  expect(severities(model("100%"), { seed, draws: 64 }).get("rot")!.mean.value).toBeGreaterThan(0);
});

test("frequencies are drawn evenly over what is not known", () => {
  const rates = frequencies(spreading(), { seed, draws: 200 }).perYear.get("rot")!;
  const below = (limit: number): number => rates.filter((rate) => rate < limit).length / 200;
  expect(Math.abs(below(1) - 0.05)).toBeLessThanOrEqual(0.01);
  expect(Math.abs(below(4) - 0.95)).toBeLessThanOrEqual(0.01);
  expect(Math.abs(below(2) - 0.5)).toBeLessThanOrEqual(0.01);
});

test("too few draws are refused", () => {
  expect(() => severities(spreading(), { seed, draws: 4 })).toThrow(RangeError);
});

const protectedRot = spreading(
  `controls:
  checksum: { safety net: [rot], catches: 80%, after: 1h }
  by-hand: { escape hatch: [rot], people: 1, cost: 50 USD / h, handling: 1h, works: 50% }`,
  "reversibility: 90% fading over 6h",
);

test("harm over time: from nobody to everybody, and never less than nothing", () => {
  const found = harmOverTime(protectedRot, "rot", { seed });
  expect(found.curves.map(({ id }) => id)).toEqual(["nothing", "people", "checksum", "by-hand", "all"]);
  const [nothing, people, net, hatch, all] = found.curves;
  expect(found.hours[0]).toBe(0);
  for (const curve of found.curves) {
    expect(curve.mean).toHaveLength(found.hours.length);
    for (let i = 1; i < curve.mean.length; i++) {
      expect(curve.mean[i]!).toBeGreaterThanOrEqual(curve.mean[i - 1]! - 1e-9);
      expect(curve.low[i]!).toBeLessThanOrEqual(curve.high[i]!);
      expect(curve.mean[i]!).toBeLessThanOrEqual(nothing!.mean[i]! + 1e-9);
    }
  }
  expect(nothing!.stopsAtHours.value).toBeNull();
  expect(nothing!.lossEach.why).toMatch(/nothing stops it/);
  for (const curve of [net!, hatch!, all!])
    expect(curve.lossEach.value!).toBeLessThan(people!.lossEach.value!);
  expect(net!.cutsOff).toBeCloseTo(people!.lossEach.value! - net!.lossEach.value!, 9);
  expect(all!.cutsOff!).toBeGreaterThan(net!.cutsOff!);
});

test("harm over time: people alone cost what the closed form says, and the marks come in their order", () => {
  const exact = expectedHarm(
    harmShape({
      harm: 100,
      from: 0.02,
      to: 0.4,
      blastGrowth: 0.5,
      time: "linear",
      reversible: 0.9,
      windowHours: 6,
    }),
    { kind: "exponential", mean: 4 },
    { kind: "exponential", mean: 1 },
  ).value!;
  const found = harmOverTime(protectedRot, "rot", { seed, draws: 4000 });
  const people = found.curves[1]!.lossEach;
  expect(Math.abs(people.value! - exact)).toBeLessThan(4 * people.error!);
  expect(found.marks.map(({ what }) => what)).toEqual(["detected", "contained", "recovered"]);
  expect(found.marks[0]!.atHours.value!).toBeCloseTo(4 * Math.LN2, 1);
  expect(found.undo!.windowHours).toBe(6);
  expect(found.undo!.share[0]).toBeCloseTo(0.9, 9);
  expect(found.sentences[0]).toMatch(/People usually contain it/);
});

test("harm over time of a failure that is not there is refused by name", () => {
  expect(() => harmOverTime(protectedRot, "elsewhere", { seed })).toThrow(/elsewhere/);
});
