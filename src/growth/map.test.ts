import { expect, test } from "vitest";
import { modelOf } from "../../test/small-organizations.ts";
import type { LearnFinding } from "../findings/learn.ts";
import type { Severity } from "../forward/forward.ts";
import type { Model } from "../model/model.ts";
import { exponentialClaims } from "../numeric/claims.ts";
import { ruinCurve } from "../numeric/ruin.ts";
import { criticality } from "./criticality.ts";
import { map } from "./growth.ts";

const seed = 131;

function organization(rest: string, capital = "1M USD"): Model {
  return modelOf(`failwell: 1
organization: Test
currency: USD
capital: ${capital}
departments: { desk: {}, lab: {} }
functions: { pay: { department: desk, users: 1000, uses: 1M / year }, test: { department: lab } }
${rest}`);
}

const failure = (name: string, happens: string, harm: string, of = "pay"): string => `
  ${name}: { function: ${of}, happens: ${happens}, detected after: 1h, contained after: 1h, impact: { harm: ${harm}, blast radius: 1 thing, time-sensitivity: none } }`;

const three = organization(
  `failures:${failure("slip", "5 to 20 / year", "1k to 2k USD")}${failure("run", "{ is: 0.001 to 0.1 / year, assumed: Board }", "600k to 3M USD", "test")}${failure("click", "0.9 to 1.1 / day", "1 to 9 USD")}`,
);

/** A text states some capital; a start has none. */
function withoutCapital(model: Model): Model {
  const capital = { ...model.organization.capital, low: 0, high: 0 };
  return { ...model, organization: { ...model.organization, capital } };
}

const severityOf = (...losses: number[]): Severity => ({
  mean: { value: null, low: null, high: null, error: null },
  sample: Float64Array.from(losses),
});

test("one loss is as critical as the capital it meets is thin", () => {
  const [at10, at40] = [10, 40].map((capital) => ruinCurve(exponentialClaims(1), 0.25, capital, 4000));
  expect(criticality(severityOf(5), at10!).value).toBeCloseTo(0.186035, 5);
  expect(criticality(severityOf(5), at40!).value).toBeCloseTo(0.000461, 6);
  expect(criticality(severityOf(12), at10!).value).toBeCloseTo(0.891732, 5);
  expect(criticality(severityOf(5, 12), at10!).value).toBeCloseTo((0.186035 + 0.891732) / 2, 5);
});

test("a failure's place: predictability by the sightings that its range claims, risk by what one loss does", () => {
  const found = map(three, { seed });
  const [slip, run, click] = found.failures.map(({ stated }) => stated);
  expect(slip!.claimedSightings).toBeCloseTo(6.047062, 5);
  expect(slip!.predictability).toBeCloseTo(6.047062 / 7.047062, 6);
  expect(run!.claimedSightings).toBeCloseTo(0.84, 2);
  expect(slip!.perYear.value).toBeCloseTo(10.929, 1);
  expect(run!.criticality.value!).toBeGreaterThan(slip!.criticality.value!);
  expect(slip!.criticality.value!).toBeGreaterThan(click!.criticality.value!);
  expect(click!.criticality.value!).toBeGreaterThan(0);
  for (const { criticality: risk } of [slip!, run!, click!]) {
    expect(risk.low!).toBeLessThanOrEqual(risk.value!);
    expect(risk.value!).toBeLessThanOrEqual(risk.high!);
  }
  expect(run!.lossToCapital.high!).toBeCloseTo(3, 0);
  expect(found.failures[1]).toMatchObject({
    department: "lab",
    functionName: "Test",
    assumed: "Board",
    protectedBy: [],
  });
});

test("an organization is as predictable as what happens in it, each as often as it does", () => {
  const { failures, whole } = map(three, { seed });
  const rates = failures.map(({ stated }) => stated.perYear.value!);
  const sum = rates.reduce((all, rate) => all + rate, 0);
  const mean = failures.reduce((all, { stated }, k) => all + rates[k]! * stated.predictability, 0) / sum;
  expect(whole.predictability.value).toBeCloseTo(mean, 12);
  expect(whole.occurrencesPerYear.value).toBeCloseTo(sum, 9);
  expect(whole.costPerYear.value).toBeCloseTo(
    failures.reduce((all, { stated }) => all + stated.costPerYear.value!, 0),
    6,
  );
  expect(whole.predictability.low!).toBeLessThan(mean);
  expect(whole.predictability.high!).toBeGreaterThan(mean);
});

test("ruin is that of all losses together, and gets rarer with capital", () => {
  const slip = `failures:${failure("slip", "5 to 20 / year", "1k to 200k USD")}`;
  const models = ["100k USD", "1M USD", "10M USD"].map((capital) => organization(slip, capital));
  const chances = [withoutCapital(models[0]!), ...models].map(
    (model) => map(model, { seed }).whole.ruin.value!,
  );
  expect(chances[0]).toBeCloseTo(0.8, 9);
  for (let i = 1; i < chances.length; i++) expect(chances[i]!).toBeLessThan(chances[i - 1]!);
});

const learnedOf = (id: string, seen: number, perYear: number): LearnFinding => ({
  finding: "learn",
  version: 1,
  sentences: [],
  from: 0,
  to: 1,
  occurrences: seen,
  unknownKinds: [],
  assumptions: [{ what: "the record is complete", whose: "Failwell" }],
  failures: [
    {
      id,
      name: id,
      exposureYears: 3,
      counted: seen,
      seenSightings: seen,
      firstSeen: null,
      lastSeen: null,
      prior: null,
      posterior: { shape: 1, rate: 1 },
      statedPerYear: { value: 1, low: 1, high: 1, error: 0 },
      learnedPerYear: { value: perYear, low: perYear * 0.8, high: perYear * 1.2, error: 0 },
      nextYear: { mean: 1, variance: 1, none: 0, low: 0, high: 1 },
      surprise: 0.01,
    },
  ],
});

test("with a record every failure has a learned place beside its stated one", () => {
  const found = map(three, { seed, learned: learnedOf("slip", 90, 33) });
  const [slip, run] = found.failures;
  expect(slip!.learned!.seenSightings).toBe(90);
  expect(slip!.learned!.credibility).toBeCloseTo(96.047 / 97.047, 5);
  expect(slip!.learned!.perYear.value).toBe(33);
  expect(slip!.learned!.costPerYear.value).toBeCloseTo(
    (slip!.stated.costPerYear.value! * 33) / slip!.stated.perYear.value!,
    6,
  );
  expect(slip!.stated.seenSightings).toBe(0);
  expect(run!.learned!.predictability).toBe(run!.stated.predictability);
  expect(found.sentences.join(" ")).toMatch(/“Slip” comes more often than stated: 33 a year, not 11 a year/);
  expect(found.assumptions).toContainEqual({ what: "the record is complete", whose: "Failwell" });
});

test("a loss without a mean is left out of ruin, and said", () => {
  const model = organization(`failures:${failure("slip", "5 to 20 / year", "1k to 2k USD")}
  rot: { function: pay, happens: 1 to 4 / year, detected after: about 4h, contained after: 0s, impact: { harm: 100 USD / h, blast radius: 1 row, time-sensitivity: exponential 26% / h } }`);
  const { whole, failures, sentences } = map(model, { seed });
  expect(whole.ruin.value).toBeNull();
  expect(whole.ruin.why).toMatch(/infinite/);
  expect(whole.costPerYear.value).toBeNull();
  expect(failures[0]!.stated.criticality.value!).toBeGreaterThan(0);
  expect(failures[1]!.stated.criticality.value!).toBeGreaterThan(0);
  expect(failures[1]!.stated.lossToCapital.value).toBeNull();
  expect(sentences.join(" ")).toMatch(/mean loss of “Rot” is infinite/);
});

test("without capital nothing is measured against it", () => {
  const model = organization(`failures:${failure("slip", "5 to 20 / year", "1k to 2k USD")}`);
  const [only] = map(withoutCapital(model), { seed }).failures;
  expect(only!.stated.lossToCapital.value).toBeNull();
  expect(only!.stated.criticality.value).toBeCloseTo(0.2, 9);
});

test("the map says what deserves thought, and what is assumed", () => {
  const { sentences, assumptions } = map(three, { seed });
  expect(sentences[0]).toMatch(
    /“Click” is understood best .* “Run” deserves thought first: it is \d+% predictable, and one would be enough/,
  );
  expect(sentences.join(" ")).toMatch(/an assumption for 1 of 3 failures/);
  expect(assumptions).toContainEqual({ what: "how often “Run” happens is assumed", whose: "Board" });
  expect(assumptions.map(({ what }) => what)).toContainEqual("earnings exceed expected losses by 25%");
});

test("the same seed gives the same map", () => {
  expect(map(three, { seed })).toEqual(map(three, { seed }));
  expect(map(three, { seed: seed + 1 })).not.toEqual(map(three, { seed }));
});
