import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { why } from "../src/backward/backward.ts";
import { run } from "../src/forward/forward.ts";
import { map } from "../src/growth/growth.ts";
import { formatText, type Model, type Quantity, readText } from "../src/model/model.ts";

const folder = join(import.meta.dirname, "../examples");
const texts = readdirSync(folder).filter((name) => name.endsWith(".yaml") && !name.endsWith(".mapping.yaml"));

const read = (name: string): Model => {
  const { model, problems } = readText(readFileSync(join(folder, name), "utf8"), name);
  expect(problems.filter((problem) => problem.severity === "error")).toEqual([]);
  if (model === null) throw new Error(`${name} gives no model`);
  return model;
};

const isGrounded = (figure: Quantity, owner: { source?: string; assumed?: string }): boolean =>
  [figure.source, figure.assumed, owner.source, owner.assumed].some((ground) => ground !== undefined);

describe.each(texts)("%s", (name) => {
  test("reads without a problem", () => {
    const { problems } = readText(readFileSync(join(folder, name), "utf8"), name);
    expect(problems).toEqual([]);
  });

  test("stands in its one form", () => {
    const text = readFileSync(join(folder, name), "utf8");
    expect(formatText(text, name).text).toBe(text);
  });

  test("gives a source or an owner for every harm", () => {
    const ungrounded = read(name)
      .failures.filter((failure) => !isGrounded(failure.impact.harm, failure))
      .map((failure) => failure.id);
    expect(ungrounded).toEqual([]);
  });

  test("has a place for every failure on the map, and an answer to why", () => {
    const model = read(name);
    const { failures } = map(model, { seed: 1 });
    expect(failures).toHaveLength(model.failures.length);
    for (const { stated } of failures) {
      expect(stated.predictability).toBeGreaterThanOrEqual(0);
      expect(stated.predictability).toBeLessThanOrEqual(1);
      expect(stated.criticality.value).not.toBeNull();
    }
    for (const failure of model.failures) {
      expect(why(model, failure.id, { seed: 1 }).combinations.listed.length).toBeGreaterThan(0);
    }
  });

  test("shares out the whole cost of a year", () => {
    const finding = run(read(name), { years: 500, seed: 1 });
    const total = finding.failures.reduce((sum, failure) => sum + failure.shareOfMean, 0);
    expect(total).toBeCloseTo(1, 6);
  });
});

test("Harbour Bank has eight functions and twenty-eight failures", () => {
  const model = read("harbour-bank.yaml");
  expect(model.functions).toHaveLength(8);
  expect(model.failures).toHaveLength(28);
});

test("Harbour Bank grows in three stages: each is larger than the one before and keeps its names", () => {
  const stages = ["harbour-bank-start-up.yaml", "harbour-bank-scale-up.yaml", "harbour-bank.yaml"].map(read);
  const capital = stages.map((model) => model.organization.capital.low);
  expect(capital).toEqual([...capital].sort((a, b) => a - b));
  const grown = new Set(stages[2]?.failures.map((failure) => failure.id));
  for (const stage of stages) {
    expect(stage.failures.filter((failure) => !grown.has(failure.id))).toEqual([]);
  }
});
