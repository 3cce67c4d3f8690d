import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Model, type Problem, readText } from "./model.ts";

const head = "failwell: 1\norganization: Corner Shop\ncurrency: EUR\ncapital: 100k EUR\n";
const shop = `${head}departments: { shop: {} }
functions:
  sell:
    department: shop
    users: 400 to 900
    uses: { receipts: 2 / user / week, returns: 1k to 4k / year }
`;
const failure = (lines: string): string => `${shop}failures:\n  wrong-change:\n    function: sell\n${lines}`;
const usual =
  "    happens: 2 to 10 / month\n    contained after: 10min\n    impact: { harm: 2 to 20 EUR, blast radius: 1 customer, time-sensitivity: none }\n";

function modelOf(text: string): Model {
  const { model, problems } = readText(text, "shop.yaml");
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return model!;
}

function problemsOf(text: string): readonly Problem[] {
  return readText(text, "shop.yaml").problems;
}

test("the texts of the reference, put together, are one organization", () => {
  const page = readFileSync(new URL("../../docs/reference/language.md", import.meta.url), "utf8");
  const blocks = page
    .slice(page.indexOf("## The text"), page.indexOf("## Limits"))
    .matchAll(/```yaml\n([\s\S]*?)```/g);
  const model = modelOf([...blocks].map(([, block]) => block).join(""));
  expect(model.failures.map(({ id }) => id)).toEqual(["mis-keyed-payment", "outage"]);
  expect(model.gates.get("unsettled-desk")?.gate).toBe("any");
  expect(model.controls.map(({ kind }) => kind)).toEqual(["guard rail", "safety net", "escape hatch"]);
  expect(model.growth.people).toMatchObject({ users: 0.8, functions: 0.2 });
  expect(model.ideas?.waitDays).toMatchObject({ low: 5, high: 5 });
  expect(model.assumptions.sharedLeaks).toMatchObject({ value: 0.1, stated: true });
});

describe("what ideas pass", () => {
  const text = (sections: string) =>
    `${failure(`    happens: 2 to 10 / year\n    detected after: 1h\n${usual.replace(/.*\n/, "")}`)}${sections}`;
  const controlsOf = (words: string) => modelOf(text(`controls: { look: { ${words} } }\n`)).controls[0]!;

  test("a guard rail that is an approval, with its wait in days", () => {
    expect(
      controlsOf("guard rail: wrong-change, stops: 90%, approval: { wait: 2 weeks, rejects: 5% to 10% }"),
    ).toMatchObject({
      approval: { waitDays: { low: 14, high: 14 }, rejected: { low: 0.05, high: 0.1 } },
    });
    expect(controlsOf("guard rail: wrong-change, stops: 90%, approval: {}")).toMatchObject({ approval: {} });
  });

  test("whose time friction takes", () => {
    const frictionOf = (words: string) =>
      controlsOf(`guard rail: wrong-change, stops: 90%, friction: ${words}`);
    expect(frictionOf("36s of users")).toMatchObject({
      friction: { unit: "hours", of: "users", perUse: { low: 0.01 } },
    });
    expect(frictionOf("36s")).toMatchObject({ friction: { unit: "hours", perUse: { low: 0.01 } } });
    const [problem] = problemsOf(
      text("controls: { look: { guard rail: wrong-change, stops: 90%, friction: 36s of mine } }\n"),
    );
    expect(problem).toMatchObject({
      code: "not-understood",
      expected: expect.stringContaining("40s of users"),
    });
  });

  test("how long controls stay needed, in years", () => {
    const { ideas } = modelOf(
      text("ideas: { useful controls: 10%, controls last: 4 years, review: 5% / month }\n"),
    );
    expect(ideas).toMatchObject({ usefulControls: { low: 0.1 }, controlsLastYears: { low: 4 } });
    expect(ideas!.reviewPerYear!.low).toBeCloseTo(0.6, 12);
  });

  test("approvals by name that come to less than their mean, where none is left to make up for it", () => {
    const [problem] = problemsOf(
      text(
        "controls: { look: { guard rail: wrong-change, stops: 90%, approval: { wait: 1d } } }\nideas: { approvals: 1, wait: 5d }\n",
      ),
    );
    expect(problem).toMatchObject({
      code: "approvals-disagree",
      message: expect.stringContaining("less than this"),
    });
  });

  test("exceptions of more than all ideas", () => {
    const hatch = "people: 1, cost: 20 EUR / h, handling: 10min, works: 90%, exceptions: 60%";
    const [problem] = problemsOf(
      text(
        `controls: { one: { escape hatch: wrong-change, ${hatch} }, other: { escape hatch: wrong-change, ${hatch} } }\n`,
      ),
    );
    expect(problem).toMatchObject({ code: "exceptions-more" });
  });
});

describe("how often", () => {
  const rateOf = (happens: string) =>
    modelOf(failure(`    happens: ${happens}\n    detected after: 1h\n${usual.replace(/.*\n/, "")}`))
      .failures[0]!.rate!;

  test("by itself, brought to a year of 365.25 days", () => {
    expect(rateOf("2 to 10 / month")).toMatchObject({ of: "time", perYear: { low: 24, high: 120 } });
    expect(rateOf("1 / 3d")).toMatchObject({ perYear: { low: 121.75 } });
    expect(rateOf("1 in 300 to 1 in 100 years")).toMatchObject({ perYear: { low: 1 / 300, high: 0.01 } });
  });

  test("as a share of uses, of a kind of them, or of users", () => {
    expect(rateOf("1 in 10,000 of sell")).toMatchObject({
      of: "uses",
      share: { low: 1e-4 },
      functionId: "sell",
    });
    expect(rateOf("1% to 3% of receipts")).toMatchObject({
      of: "uses",
      functionId: "sell",
      kind: "receipts",
    });
    const users = rateOf("0.1% of users of sell / month");
    expect(users).toMatchObject({ of: "users", functionId: "sell" });
    expect(users.of === "users" && users.sharePerYear.low).toBeCloseTo(0.012, 12);
  });
});

describe("how long", () => {
  const delayOf = (delay: string) =>
    modelOf(failure(`    detected after: ${delay}\n${usual}`)).failures[0]!.detectedAfter;

  test.each([
    ["3d", { kind: "fixed", hours: { low: 72, high: 72 } }],
    ["30min to 4h", { kind: "lognormal", hours: { low: 0.5, high: 4 } }],
    ["30 to 40min", { kind: "lognormal", hours: { low: 0.5, high: 40 / 60 } }],
    ["about 2 weeks", { kind: "exponential", meanHours: { low: 336 } }],
    ["about 3d, shape 1.5", { kind: "weibull", meanHours: { low: 72 }, shape: 1.5 }],
    ["checked every 1d, found 70%", { kind: "checked", everyHours: { low: 24 }, found: { low: 0.7 } }],
  ])("%s", (delay, read) => expect(delayOf(delay)).toMatchObject(read));
});

describe("where figures come from", () => {
  test("a thing's source and assumption hold for its figures, but for those that say their own", () => {
    const text = failure(
      `    assumed: the owner\n    note: seen in May\n    detected after: { is: 1h, source: till }\n${usual}`,
    );
    const { rate, detectedAfter } = modelOf(text).failures[0]!;
    expect(rate?.of === "time" && rate.perYear).toMatchObject({ assumed: "the owner" });
    expect(rate?.of === "time" && rate.perYear.note).toBeUndefined();
    expect(detectedAfter).toMatchObject({ hours: { source: "till" } });
    expect(detectedAfter.kind === "fixed" && detectedAfter.hours.assumed).toBeUndefined();
  });

  test("every figure knows its place", () => {
    const { place } = modelOf(head).organization.capital;
    expect(place).toEqual({
      file: "shop.yaml",
      line: 4,
      column: 10,
      start: head.indexOf("100k"),
      end: head.length - 1,
    });
  });
});

describe("a function's seasons", () => {
  const seasonsOf = (seasons: string) =>
    modelOf(
      shop.replace("department: shop\n    users", `department: shop\n    seasons: ${seasons}\n    users`),
    ).functions[0]!;

  test("are factors of an ordinary month, brought to a mean of 1 so that the year's uses stay as stated", () => {
    const { seasons } = seasonsOf("{ november: 1.5, december: 2.5, january: 70% }");
    expect(seasons).toHaveLength(12);
    expect(seasons!.reduce((sum, each) => sum + each, 0)).toBeCloseTo(12, 12);
    expect(seasons![0]! / seasons![1]!).toBeCloseTo(0.7, 12);
    expect(seasons![10]! / seasons![1]!).toBeCloseTo(1.5, 12);
    expect(seasons![11]! / seasons![1]!).toBeCloseTo(2.5, 12);
  });

  test("may be the smallest figures there are", () => {
    const months = ["february", "march", "april", "may", "june", "july", "august", "september", "october"];
    const none = ["january", ...months, "november"].map((month) => `${month}: 0`).join(", ");
    expect(seasonsOf(`{ ${none}, december: 5e-324 }`).seasons!.at(-1)).toBe(12);
  });

  test("say whose assumption they are, by themselves or by the function", () => {
    expect(seasonsOf("{ december: 2, assumed: the owner }").seasonsAssumed).toBe("the owner");
    expect(seasonsOf("{ december: 2 }\n    assumed: the till").seasonsAssumed).toBe("the till");
    expect(
      seasonsOf("{ december: 2, source: receipts }\n    assumed: the till").seasonsAssumed,
    ).toBeUndefined();
  });

  test("know their months by name, and no figure below nothing and no range", () => {
    const text = (seasons: string) =>
      shop.replace("department: shop\n    users", `department: shop\n    seasons: ${seasons}\n    users`);
    expect(problemsOf(text("{ decembre: 2 }"))).toMatchObject([{ code: "unknown-key", nearest: "december" }]);
    expect(problemsOf(text("{ december: -2 }"))).toMatchObject([{ code: "negative" }]);
    expect(problemsOf(text("{ december: 1 to 2 }"))).toMatchObject([{ code: "range-not-allowed" }]);
    expect(problemsOf(text("{ december: 3d }"))).toMatchObject([{ code: "wrong-dimension" }]);
    const unused = text("{ december: 2 }").replace(/ +uses: .*\n/, "");
    expect(problemsOf(unused)).toMatchObject([{ code: "uses-missing", place: { line: 9 } }]);
  });
});

describe("what a function depends on", () => {
  const dependent = (on: string) =>
    `${head}departments: { shop: {} }\nfunctions:\n  sell: { department: shop, depends on: ${on} }\n  bake: { department: shop }\n  clean: { department: shop }\n`;
  const dependsOn = (on: string) => modelOf(dependent(on)).functions[0]!.dependsOn;

  test("is named, and then stops it wholly", () => {
    expect(dependsOn("bake")).toEqual([{ functionId: "bake" }]);
    expect(dependsOn("[bake, clean]")).toEqual([{ functionId: "bake" }, { functionId: "clean" }]);
  });

  test("may stop a share of its uses only, with where that comes from", () => {
    expect(dependsOn("{ bake: 60%, clean: { is: 20% to 50%, assumed: the owner } }")).toMatchObject([
      { functionId: "bake", share: { low: 0.6, high: 0.6 } },
      { functionId: "clean", share: { low: 0.2, high: 0.5, assumed: "the owner" } },
    ]);
  });

  test("is a function of the text, once, with a share above nothing", () => {
    expect(problemsOf(dependent("{ bakes: 60% }"))).toMatchObject([
      { code: "unknown-name", nearest: "bake" },
    ]);
    expect(problemsOf(dependent("{ bake: 0% }"))).toMatchObject([{ code: "must-be-positive" }]);
    expect(problemsOf(dependent("{ bake: 120% }"))).toMatchObject([{ code: "share-beyond-whole" }]);
    expect(problemsOf(dependent("{ bake: 60%, bake: 70% }"))).toMatchObject([{ code: "double-key" }]);
  });

  test("does not depend on it in turn, whatever the share", () => {
    const text = dependent("{ bake: 60% }").replace(
      "bake: { department: shop",
      "bake: { department: shop, depends on: { sell: 1% }",
    );
    const [problem, ...others] = problemsOf(text);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: "depends-in-circle", place: { start: text.indexOf("sell: 1%") } });
  });
});

describe("how far a failure spreads", () => {
  const spreading = (spreads: string) => failure(`    detected after: 1h\n    spreads: ${spreads}\n${usual}`);

  test("is how many more each occurrence sets off", () => {
    expect(modelOf(spreading("60% to 90%")).failures[0]!.spreads).toMatchObject({ low: 0.6, high: 0.9 });
    expect(modelOf(failure(`    detected after: 1h\n${usual}`)).failures[0]!.spreads).toBeUndefined();
  });

  test.each(["100%", "1", "80", "50% to 150%"])("%s would never end", (spreads) => {
    expect(problemsOf(spreading(spreads))).toMatchObject([{ code: "endless-cascade" }]);
  });

  test("is a share, of nothing in particular", () => {
    expect(problemsOf(spreading("3d"))).toMatchObject([{ code: "wrong-dimension" }]);
    expect(problemsOf(spreading("20% / year"))).toMatchObject([{ code: "per-unexpected" }]);
  });
});

test("uses by user are multiplied by users, two ranges as independent ones", () => {
  const [receipts, returns] = modelOf(shop).functions[0]!.uses;
  expect(receipts!.perYear.low).toBeCloseTo((400 * 2 * 8766) / 168, 6);
  expect(returns!.perYear).toMatchObject({ low: 1000, high: 4000 });
  const uncertain = modelOf(shop.replace("2 / user", "1 to 4 / user")).functions[0]!.uses[0]!.perYear;
  const width = Math.hypot(Math.log(4), Math.log(900 / 400)) / 2;
  expect(Math.log(uncertain.high / uncertain.low) / 2).toBeCloseTo(width, 12);
});

test("ten mistakes are told at once, in the order of their places", () => {
  const text = `failwell: 1
organization: Corner Shop
currency: EUR
capital: 100k USD
departments: { shop: { people: ten } }
functions:
  sell: { department: stroe, depends on: sell }
inputs:
  Rush: { happens: 20 to 5 / month }
failures:
  wrong-change:
    function: sell
    grows from: { all of: [] }
    detected after: 3 foot
    impact: { harm: 2 EUR / h, blast radius: 1 customer, time-sensitivity: none }
controls:
  look-twice: { guard rail: wrong-chnage, stops: 130% }
`;
  const problems = problemsOf(text);
  expect(problems.map(({ place, code }) => `${place.line} ${code}`)).toEqual([
    "4 wrong-currency",
    "5 not-understood",
    "7 unknown-name",
    "9 odd-name",
    "9 range-upside-down",
    "12 missing-key",
    "13 gate-empty",
    "14 wrong-dimension",
    "15 harm-does-not-fit",
    "17 unknown-name",
    "17 share-beyond-whole",
  ]);
  expect(problems.map(({ nearest }) => nearest)).toContain("wrong-change");
  expect(
    problems.every(({ message }) => message === message.charAt(0).toLowerCase() + message.slice(1)),
  ).toBe(true);
});

test("what only follows from a broken line is not told", () => {
  const { problems } = readText(`${shop}note: "never closed\nfailures: {}\n`, "shop.yaml");
  expect(problems.map(({ code }) => code)).toEqual(["unreadable"]);
});

describe("within the limits, reading ends soon", () => {
  test("a bomb of aliases is refused in milliseconds", () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `x${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(",")}]`,
    );
    const start = performance.now();
    const problems = problemsOf(`x0: &a0 [a,b,c,d,e,f,g,h,i]\n${levels.join("\n")}\n`);
    expect(performance.now() - start).toBeLessThan(100);
    expect(problems.map(({ code }) => code)).toEqual(["too-many-values"]);
  });

  test.each(["[", "{", "- ", "? ", "a: {", '{"a":[', "!!seq ["])(
    "100,000 times “%s” is refused, not followed",
    (piece) => {
      const start = performance.now();
      const { model, problems } = readText(piece.repeat(100_000), "deep.yaml");
      expect(model).toBeNull();
      expect(problems[0]?.code).toMatch(/too-deep|yaml-feature|unreadable|colon-in-value/);
      expect(performance.now() - start).toBeLessThan(2_000);
    },
  );

  test("failures that grow from one another 5,000 deep do not overflow", () => {
    const chain = Array.from(
      { length: 5_000 },
      (_, index) =>
        `  f-${index}: { function: sell, ${index === 0 ? "happens: 1 to 2 / year" : `grows from: f-${index - 1}`}, detected after: 1h, contained after: 1h, impact: { harm: 1 EUR, blast radius: 1 customer, time-sensitivity: none } }`,
    );
    expect(modelOf(`${shop}failures:\n${chain.join("\n")}\n`).failures).toHaveLength(5_000);
  });
});
