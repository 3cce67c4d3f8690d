import { expect, test } from "vitest";
import { compileFrequencies } from "../backward/backward.ts";
import { map } from "../growth/growth.ts";
import { readText } from "../model/model.ts";
import { run } from "./forward.ts";

const text = `failwell: 1
organization: One Without A Figure
currency: USD
capital: 1M USD
departments: { all: {} }
functions: { work: { department: all, users: 10, uses: 100 / year } }
inputs:
  storm: { happens: 1 to 3 / year }
failures:
  damage:
    function: work
    grows from: { any of: [storm] }
    detected after: 1h to 2h
    contained after: 1h to 2h
    impact: { harm: 10 to 20 USD, blast radius: 1 house, time-sensitivity: none }
`;

test("a failure whose frequency cannot be told is left out in words, not shown as harmless", () => {
  const read = readText(text, "one.yaml").model;
  if (read === null) throw new Error("the text has no model");
  const model = {
    ...read,
    inputs: read.inputs.map(({ id, name, place }) => ({ id, name, place, kind: "event" as const })),
  };
  const { unknown } = compileFrequencies(model);
  expect(unknown).toHaveLength(1);
  const told = (of: { assumptions: readonly { what: string }[] }): string[] =>
    of.assumptions.map(({ what }) => what).filter((what) => what.startsWith("“Damage”"));
  const expected = unknown.map(({ why }) => `“Damage” is counted as never happening: ${why}`);
  expect(told(run(model, { years: 16, seed: 1 }))).toEqual(expected);
  expect(told(map(model, { seed: 1 }))).toEqual(expected);
});
