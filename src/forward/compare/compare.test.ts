import { expect, test } from "vitest";
import { modelOf } from "../../../test/small-organizations.ts";
import type { CompareFinding } from "../../findings/compare.ts";
import type { Model } from "../../model/model.ts";
import { compare } from "../forward.ts";

const seed = 23;

type Said = {
  readonly name?: string;
  readonly currency?: string;
  readonly expectations?: string;
  readonly failures: string;
  readonly controls?: string;
};

const open =
  "open: { audience: customers, function: pay, missed by: outage, objective: 4h / month, tolerance: 4h, response: { leave: up to 30%, slope: 0.35, value: 1M USD } }";

function organization({
  name = "Here",
  currency = "USD",
  expectations = open,
  failures,
  controls,
}: Said): Model {
  return modelOf(`failwell: 1
organization: ${name}
currency: ${currency}
capital: 10M ${currency}
departments: { desk: {} }
functions: { pay: { department: desk, users: 1000, uses: 120k / year } }
audiences: { customers: { count: 1000 }, regulators: { count: 3 } }
${expectations === "" ? "" : `expectations: { ${expectations.replaceAll("USD", currency)} }`}
failures:
  ${failures.replaceAll("USD", currency)}
${controls ? `controls: { ${controls} }` : ""}
`);
}

const outage = (happens: string, contained: string, harm = "100 USD"): string =>
  `outage: { function: pay, happens: ${happens}, detected after: 0s, contained after: ${contained}, impact: { harm: ${harm}, blast radius: 1 channel, time-sensitivity: none } }`;

const rare = (contained: string): string => outage("1 / 1M years", contained);

function compared(a: Said, b: Said): CompareFinding {
  return compare(organization({ name: "Here", ...a }), organization({ name: "There", ...b }), {
    failureA: "outage",
    seed,
  });
}

test("an organization answers as itself: nothing makes a difference", () => {
  const model = organization({ failures: outage("2 to 20 / year", "1h to 14h") });
  const { sides, pairs } = compare(model, model, { failureA: "outage", seed });
  expect(sides[0]).toEqual(sides[1]);
  expect(pairs[0]).toMatchObject({ parts: { failure: 0, expectation: 0 }, exchanged: [] });
});

test("six hours are little to who is used to failing and much to who is not, and that is said to be why", () => {
  const { sides, pairs, sentences } = compared(
    { failures: outage("12 / year", "6h") },
    { failures: rare("6h") },
  );
  const [used] = sides[0].expectations;
  const [spoilt] = sides[1].expectations;
  expect(used!.bad.adds).toBe(6);
  expect(spoilt!.ordinary).toBe(0);
  expect(spoilt!.ratchet.objective.value).toBeCloseTo(0, 2);
  expect(spoilt!.ratchet.tolerance.value).toBe(1);
  expect(spoilt!.bad.stated.z).toBe(0.5);
  expect(spoilt!.bad.ratcheted.z).toBeCloseTo(6, 2);
  expect(spoilt!.bad.ratcheted.response).toBeCloseTo(0.3 * -Math.expm1(-2.25 * 0.35 * 5), 3);
  expect(spoilt!.bad.ratcheted.lost).toBeCloseTo(1e6 * spoilt!.bad.ratcheted.response, 6);
  expect(used!.bad.ratcheted).toMatchObject({ response: expect.closeTo(0, 1), penalty: 0 });
  expect(used!.bad.ratcheted.z).toBeLessThan(1.5);
  // The failure itself is greater where it comes on top of others, so all the difference and more lies in what is expected.
  expect(pairs[0]!.parts.failure).toBeLessThan(0);
  expect(pairs[0]!.parts.expectation).toBeGreaterThan(5);
  expect(sentences.join(" ")).toContain("It is what is expected that makes the difference");
});

test("the parts of failure and expectation add up to the difference", () => {
  const { pairs } = compared(
    { failures: outage("12 / year", "2h to 6h") },
    { failures: outage("3 / year", "1h to 30h") },
  );
  const { answers, parts } = pairs[0]!;
  expect(parts.failure + parts.expectation).toBeCloseTo(answers[1][1].z - answers[0][0].z, 9);
});

test("where only the delays differ, exchanging them is the whole difference", () => {
  const { pairs, sentences } = compared({ failures: rare("6h") }, { failures: rare("12h") });
  const { answers, parts, exchanged } = pairs[0]!;
  expect(parts.expectation).toBeCloseTo(0, 9);
  expect(exchanged.map(({ side, thing, of }) => [side, thing, of])).toEqual([
    [0, "delays", "failure"],
    [1, "delays", "failure"],
  ]);
  expect(exchanged[0]!.answer).toEqual(answers[1][1]);
  expect(exchanged[1]!.answer).toEqual(answers[0][0]);
  expect(sentences.join(" ")).toContain("It is the failure itself that makes the difference");
  expect(sentences.join(" ")).toContain("how long it takes to be detected and contained");
});

test("where only a net differs, it is the controls", () => {
  const { sides, pairs } = compared(
    { failures: rare("6h") },
    { failures: rare("6h"), controls: "failover: { safety net: outage, catches: 99.9%, after: 1h }" },
  );
  expect(sides[1].controls).toEqual([{ id: "failover", name: "Failover", kind: "safety net" }]);
  expect(sides[1].caught).toBeGreaterThan(0.99);
  expect(pairs[0]!.exchanged.map(({ thing }) => thing)).toEqual(["controls", "controls"]);
  expect(pairs[0]!.exchanged[0]!.answer).toEqual(pairs[0]!.answers[1][1]);
});

test("how far it reaches and what it costs there are told apart", () => {
  const loss = "cheap: { audience: customers, function: pay, objective: 10 USD / month, tolerance: 10 USD }";
  const { pairs } = compared(
    { expectations: loss, failures: rare("1h") },
    { expectations: loss, failures: outage("1 / 1M years", "1h", "300 USD") },
  );
  expect(pairs[0]!.exchanged.map(({ thing }) => thing)).toEqual(["harm", "harm"]);
  const wide = rare("1h").replace("1 channel", "5 channels");
  const reach = compared(
    { expectations: loss, failures: rare("1h") },
    { expectations: loss, failures: wide },
  );
  expect(reach.pairs[0]!.exchanged.map(({ thing }) => thing)).toEqual(["blast radius", "blast radius"]);
});

test("where only more is at stake, only the money changes", () => {
  const dear = open.replace("1M USD", "50M USD");
  const { pairs, sentences } = compared(
    { failures: rare("6h") },
    { failures: rare("6h"), expectations: dear },
  );
  const [{ answers, exchanged }] = pairs as [CompareFinding["pairs"][number]];
  expect(answers[0][0].z).toBe(answers[1][1].z);
  expect(answers[1][1].lost / answers[0][0].lost).toBeCloseTo(50, 9);
  expect(exchanged.map(({ thing }) => thing)).toEqual(["worth", "worth"]);
  expect(sentences.join(" ")).toContain("With as much at stake as in “There”");
});

test("money of two currencies is not exchanged", () => {
  const loss = "cheap: { audience: customers, function: pay, objective: 10 USD / month, tolerance: 10 USD }";
  const both = { expectations: `${open}, ${loss}`, failures: rare("6h") };
  const { sides, pairs } = compared(both, { ...both, currency: "EUR", failures: rare("12h") });
  expect(sides.map(({ currency, expectations }) => [currency, expectations.length])).toEqual([
    ["USD", 2],
    ["EUR", 2],
  ]);
  expect(pairs.map(({ expectations }) => expectations)).toEqual([["open", "open"]]);
  expect(pairs[0]!.exchanged.every(({ thing }) => thing !== "worth" && thing !== "penalty")).toBe(true);
});

test("a window of another length is compared by what falls into it", () => {
  const yearly = open.replace("4h / month, tolerance: 4h", "48h / year, tolerance: 48h");
  const { pairs } = compared(
    { failures: outage("12 / year", "4h") },
    { failures: outage("12 / year", "4h"), expectations: yearly },
  );
  const [{ answers }] = pairs as [CompareFinding["pairs"][number]];
  // The same failure under what is expected there is as the failure there.
  expect(answers[0][1]).toEqual(answers[1][1]);
  expect(answers[1][0]).toEqual(answers[0][0]);
});

test("a penalty that one audience alone exacts is told, and where it stands alone", () => {
  const fined =
    "supervised: { audience: regulators, function: pay, objective: 1h / year, tolerance: 1h, penalty: { amount: 2M USD, above: 5h } }";
  const { sides, pairs, sentences } = compared(
    { failures: rare("6h") },
    { failures: rare("6h"), expectations: `${open}, ${fined}` },
  );
  expect(sides[1].expectations[1]!.bad.stated.penalty).toBe(2e6);
  expect(pairs).toHaveLength(1);
  expect(sentences.join(" ")).toContain("In “There” alone it touches “Supervised” (regulators).");
});

test("where nothing is expected that is said, and the rest is told all the same", () => {
  const { sides, pairs, sentences } = compared(
    { failures: rare("6h"), expectations: "" },
    { failures: rare("6h") },
  );
  expect([sides[0].expectations, pairs]).toEqual([[], []]);
  expect(sides[0].hours.value).toBe(6);
  expect(sentences.at(-1)).toContain("No expectation is written down in “Here” that it misses");
});

test("a failure may be called otherwise there, and one that is not there is named", () => {
  const here = organization({ failures: rare("6h") });
  const there = organization({ expectations: "", failures: rare("6h").replace("outage", "blackout") });
  expect(compare(here, there, { failureA: "outage", failureB: "blackout", seed }).sides[1].failure.id).toBe(
    "blackout",
  );
  expect(() => compare(here, there, { failureA: "outage", seed })).toThrow(RangeError);
});

test("a mean without an end is said, not printed", () => {
  const endless =
    "outage: { function: pay, happens: 1 / year, detected after: 0s, contained after: about 10h, impact: { harm: 10 USD / 1h, blast radius: 1 table, time-sensitivity: exponential 20% / 1h } }";
  const { sides } = compared({ failures: endless }, { failures: rare("6h") });
  expect(sides[0].meanLoss.value).toBeNull();
  expect(sides[0].lossToCapital).toMatchObject({ value: null, why: expect.stringContaining("infinite") });
  expect(sides[0].loss.value).toBeGreaterThan(0);
});
