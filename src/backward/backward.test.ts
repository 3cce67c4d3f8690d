import { describe, expect, test } from "vitest";
import { type SmallText, smallModel } from "../../test/small-organizations.ts";
import type { WhyFinding } from "../findings/why.ts";
import { why } from "./backward.ts";

function answer(text: SmallText, failure = "wrong"): WhyFinding {
  return why(smallModel(text), failure, { seed: 7 });
}

const three = "a: { holds: 10% }, b: { holds: 20% }, c: { holds: 30% }, now: { happens: 12 / year }";

describe("probability and combinations", () => {
  test("any of three conditions at 10%, 20%, 30% hold in 49.6% of cases", () => {
    const { probability, combinations } = answer({
      inputs: three,
      failures: { wrong: "grows from: { any of: [a, b, c] }, happens: 1 / year", x: "grows from: now" },
    });
    expect(probability.value).toBeCloseTo(0.496, 14);
    expect(combinations.count).toBe("3");
    expect(combinations.listed.map(({ inputs }) => inputs[0]!.id)).toEqual(["c", "b", "a"]);
    expect(combinations.listed[0]!.share).toBeCloseTo(0.5, 12);
  });

  test("at least two of three at 10% each: 2.8%, by three combinations", () => {
    const { probability, combinations, inputs } = answer({
      inputs: "a: { holds: 10% }, b: { holds: 10% }, c: { holds: 10% }",
      failures: { wrong: "grows from: { at least 2 of: [a, b, c] }, happens: 1 / year" },
    });
    expect(probability.value).toBeCloseTo(0.028, 14);
    expect(combinations).toMatchObject({ count: "3", kind: "minimal cut sets" });
    expect(inputs[0]!.birnbaum).toBeCloseTo(0.18, 12);
    expect(inputs[0]!.riskAchievementWorth).toBeCloseTo(0.19 / 0.028, 10);
    expect(inputs[0]!.riskReductionWorth).toBeCloseTo(2.8, 10);
    expect(inputs[0]!.fussellVesely).toBeCloseTo(2 / 3, 12);
    expect(inputs[0]!.criticality).toBeCloseTo((0.18 * 0.1) / 0.028, 10);
  });

  test("where an input must be absent, combinations are prime implicants", () => {
    // a and not b, or b and c: a and c are enough whatever b does.
    const { combinations, probability } = answer({
      inputs: three,
      failures: {
        wrong: "grows from: { any of: [{ all of: [a, { not: b }] }, { all of: [b, c] }] }, happens: 1 / year",
        x: "grows from: now",
      },
    });
    expect(probability.value).toBeCloseTo(0.1 * 0.8 + 0.2 * 0.3, 14);
    expect(combinations).toMatchObject({ count: "3", kind: "prime implicants" });
    expect(
      combinations.listed.map(({ inputs }) =>
        inputs.map(({ id, absent }) => (absent ? `no ${id}` : id)).join(" "),
      ),
    ).toEqual(["a no b", "b c", "a c"]);
  });

  test("each combination has its frequency and share, and together they are the failure's", () => {
    const finding = answer({
      inputs: three,
      failures: {
        wrong: "grows from: { all of: [now, { any of: [a, b] }] }",
        x: "grows from: c, happens: 1 / year",
      },
      controls: "check: { guard rail: wrong, stops: 50% }, lamp: { guard rail: a, stops: 50% }",
    });
    expect(finding.rateFrom).toBe("inputs");
    expect(finding.offeredPerYear.value).toBeCloseTo(12 * 0.28, 12);
    expect(finding.perYear.value).toBeCloseTo(0.5 * 12 * (1 - 0.95 * 0.8), 12);
    expect(finding.combinations.listed.map(({ perYear }) => perYear)).toEqual([
      expect.closeTo(0.5 * 12 * 0.2, 12),
      expect.closeTo(0.5 * 12 * 0.05, 12),
    ]);
    expect(finding.combinations.listed.map(({ share }) => share)).toEqual([
      expect.closeTo(0.8, 12),
      expect.closeTo(0.2, 12),
    ]);
  });

  test("a common cause is a combination of its own, and a line among the inputs", () => {
    const { probability, combinations, inputs } = answer({
      inputs: "main-down: { holds: 10% }, spare-down: { holds: 10% }",
      causes: "same-cable: { inputs: [main-down, spare-down], beta: 10% }",
      failures: { wrong: "grows from: { all of: [main-down, spare-down] }, happens: 1 / year" },
    });
    expect(probability.value).toBeCloseTo(0.01 + 0.99 * 0.09 ** 2, 14);
    expect(combinations.listed[0]!.inputs).toEqual([{ id: "same-cable", name: "Same cable", absent: false }]);
    expect(inputs.map(({ id, kind }) => `${id}: ${kind}`)).toEqual([
      "main-down: condition",
      "same-cable: common cause",
      "spare-down: condition",
    ]);
    expect(inputs[0]!.holds.value).toBeCloseTo(0.1, 14);
  });

  test("renaming inputs and turning gates around changes no figure", () => {
    const one = answer({
      inputs: three,
      failures: { wrong: "grows from: { all of: [now, { at least 2 of: [a, b, c] }] }" },
    });
    const other = answer({
      inputs: "z: { holds: 30% }, y: { holds: 10% }, event-x: { happens: 12 / year }, w: { holds: 20% }",
      failures: { wrong: "grows from: { all of: [{ at least 2 of: [w, z, y] }, event-x] }" },
    });
    expect(other.perYear.value).toBeCloseTo(one.perYear.value!, 14);
    expect(other.combinations.count).toBe(one.combinations.count);
    expect(other.combinations.listed.map(({ perYear }) => perYear)).toEqual(
      one.combinations.listed.map(({ perYear }) => expect.closeTo(perYear!, 12)),
    );
  });
});

describe("what is not known", () => {
  test("ranges bound the answer by their 5th to 95th percentile", () => {
    const { perYear, probability } = answer({
      inputs: "slip: { happens: 5 to 20 / year }, tired: { holds: 10% }",
      failures: { wrong: "grows from: { all of: [slip, tired] }" },
    });
    expect(perYear.value).toBeCloseTo(1.0929, 3);
    expect(Math.abs(perYear.low! - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(perYear.high! - 2)).toBeLessThan(0.15);
    expect(perYear.error).toBe(0);
    expect(probability.low!).toBeLessThan(probability.value!);
  });

  test("the same seed gives the same bounds, single figures have none", () => {
    const text = {
      inputs: "slip: { happens: 5 to 20 / year }, tired: { holds: 10% }",
      failures: { wrong: "grows from: { all of: [slip, tired] }" },
    };
    expect(answer(text)).toEqual(answer(text));
    const { perYear } = answer({ failures: { wrong: "happens: 4 / year" } });
    expect(perYear).toEqual({ value: 4, low: 4, high: 4, error: 0 });
  });

  test("without figures, inputs are told apart by their place, and nothing is made up", () => {
    const { probability, combinations, inputs, perYear } = answer({
      inputs: "a: { condition: yes }, b: { event: yes }, c: { event: yes }",
      failures: { wrong: "grows from: { any of: [{ all of: [a, b] }, c] }, happens: 2 / year" },
    });
    expect(probability).toEqual({
      value: null,
      low: null,
      high: null,
      error: null,
      why: "not all of its inputs carry figures",
    });
    expect(perYear.value).toBe(2);
    expect(combinations.listed.map(({ inputs }) => inputs.length)).toEqual([1, 2]);
    expect(combinations.listed[0]).toMatchObject({ probability: null, perYear: null, share: null });
    expect(inputs.map(({ birnbaum, structural }) => [birnbaum, structural])).toEqual([
      [0.25, true],
      [0.25, true],
      [0.75, true],
    ]);
    expect(inputs[0]).toMatchObject({ criticality: null, fussellVesely: null });
  });

  test("a finding is plain: it survives being written and read, and holds no number that JSON cannot", () => {
    const finding = answer({
      inputs: three,
      failures: {
        wrong: "grows from: { all of: [now, { not: a }] }",
        x: "grows from: { all of: [b, c] }, happens: 1 / year",
      },
    });
    expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
  });
});

describe("in words", () => {
  test("one combination is told as what must come together", () => {
    const { sentences } = answer({
      inputs: "manual-form: { happens: 40 / year }, screen-unclear: { holds: 25% }",
      failures: { wrong: "grows from: { all of: [manual-form, screen-unclear] }" },
      controls: "check: { guard rail: wrong, stops: 90% }",
    });
    expect(sentences).toEqual([
      "Wrong happens 1 a year, by what it grows from; without its guard rails it would be 10 a year.",
      "Two things must come together: manual form and screen unclear.",
    ]);
  });

  test("several are counted, the likeliest named with its share, and what all of them take", () => {
    const { sentences } = answer({
      inputs: "form: { happens: 100 / year }, rush: { holds: 30% }, new: { holds: 10% }",
      failures: { wrong: "grows from: { all of: [form, { any of: [rush, new] }] }" },
    });
    expect(sentences.slice(1)).toEqual([
      "At least two things must come together. There are 2 ways; the likeliest is form and rush (75%).",
      "Each way takes form.",
    ]);
  });

  test("alternatives are named; without figures none is called likelier", () => {
    const { sentences } = answer({
      inputs: "late: { event: yes }, twice: { event: yes }",
      failures: { wrong: "grows from: { any of: [late, twice] }, happens: 40 / year" },
    });
    expect(sentences).toEqual([
      "Wrong happens 40 a year, as stated.",
      "Any one of two things is enough: late or twice.",
      "Its inputs carry no figures, so no way can be called likelier than another.",
    ]);
  });

  test("two events that would have to meet in an instant are pointed out", () => {
    const { sentences, perYear } = answer({
      inputs: "storm: { happens: 2 / year }, strike: { happens: 1 / year }",
      failures: { wrong: "grows from: { all of: [storm, strike] }" },
    });
    expect(perYear.value).toBe(0);
    expect(sentences).toContain(
      "Two events never come in the same instant: one of those that meet here should be a condition.",
    );
  });

  test("what the text marks as assumed is shown with whose it is, and so is what is taken for granted", () => {
    const { assumptions } = answer({
      inputs: "form: { happens: { is: 100 / year, assumed: the desk } }, rush: { holds: 30% }",
      failures: { wrong: "grows from: { all of: [form, rush] }" },
      controls:
        "check: { guard rail: form, stops: { is: 50%, assumed: audit } }, look: { guard rail: form, stops: 10% }",
    });
    expect(assumptions).toContainEqual({ what: "how often “Form” happens is assumed", whose: "the desk" });
    expect(assumptions).toContainEqual({ what: "what “Check” stops is assumed", whose: "audit" });
    expect(assumptions).toContainEqual({
      what: "guard rails on the same thing leak independently of each other",
      whose: "Failwell",
    });
  });
});

test("the graph has the outcome first, every gate and input once, and guard rails on what they keep out", () => {
  const { graph } = answer({
    inputs: three,
    failures: {
      wrong:
        "grows from: { any of: [{ all of: [now, { at least 2 of: [a, b, c] }] }, { all of: [now, { not: a }], as: bare }] }",
    },
    controls: "lamp: { guard rail: a, stops: 40% to 60% }",
  });
  expect(graph.nodes.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    "wrong failure",
    "wrong/1 any",
    "wrong/2 all",
    "now event",
    "wrong/3 at least",
    "a condition",
    "b condition",
    "c condition",
    "bare all",
    "wrong/5 not",
    "lamp guard rail",
  ]);
  expect(graph.edges).toContainEqual({ from: "lamp", to: "a" });
  expect(graph.edges).toContainEqual({ from: "now", to: "bare" });
  expect(graph.nodes.find(({ id }) => id === "a")).toMatchObject({ label: "A", figure: "10%" });
  expect(graph.nodes.find(({ id }) => id === "lamp")).toMatchObject({ figure: "stops 40% to 60%" });
});

test("a failure that the text does not explain is answered with what it says", () => {
  const finding = answer({ failures: { wrong: "happens: 4 / year" } });
  expect(finding.combinations).toMatchObject({ count: "0", listed: [] });
  expect(finding.graph.nodes).toHaveLength(1);
  expect(finding.sentences).toEqual([
    "Wrong happens 4 a year, as stated.",
    "The text does not say by which ways it comes about.",
  ]);
});

test("an outcome that excludes itself is told to be impossible", () => {
  const finding = answer({
    inputs: "slip: { happens: 4 / year }, tired: { holds: 10% }",
    failures: { wrong: "grows from: { all of: [slip, tired, { not: tired }] }" },
  });
  expect(finding.probability.value).toBe(0);
  expect(finding.combinations.count).toBe("0");
  expect(finding.sentences).toEqual([
    "Wrong never happens, by what it grows from.",
    "It cannot come about: what it takes excludes itself.",
  ]);
});

test("an unknown failure is refused", () => {
  expect(() => answer({ failures: { wrong: "happens: 4 / year" } }, "right")).toThrow(RangeError);
});
