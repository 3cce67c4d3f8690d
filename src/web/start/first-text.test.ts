import fc from "fast-check";
import { expect, test } from "vitest";
import { readText } from "../../model/model.ts";
import { firstText, noAnswers } from "./first-text.ts";

const answers = {
  organization: "Lindgren & Sons: Bakery",
  capital: "400k",
  currency: "EUR",
  functionName: "Payroll",
  department: "HR",
  failure: "Wrong payslip",
  happens: "5 to 20",
  noticed: "1h to 2d",
  stopped: "10min to 4h",
  harm: "200 to 4000",
  author: "Ada",
};

test("the answers to the seven questions are a text that is understood, and the guesses say whose they are", () => {
  const { model, problems } = readText(firstText(answers), "first.yaml");
  expect(problems).toEqual([]);
  expect(model?.organization.name).toBe("Lindgren & Sons: Bakery");
  expect(model?.departments.map(({ name }) => name)).toEqual(["HR"]);
  expect(model?.failures).toMatchObject([{ name: "Wrong payslip", functionId: "payroll", assumed: "Ada" }]);
});

test("the text begins with one line and never shrinks as one answers", () => {
  const given = Object.keys(answers) as (keyof typeof answers)[];
  let soFar = noAnswers;
  let length = firstText(soFar).length;
  expect(firstText(soFar)).toBe("failwell: 1\n");
  for (const question of given) {
    soFar = { ...soFar, [question]: answers[question] };
    expect(firstText(soFar).length).toBeGreaterThanOrEqual(length);
    length = firstText(soFar).length;
  }
});

test("a failure called like its function keeps its name", () => {
  const { model } = readText(firstText({ ...answers, failure: "Payroll" }), "first.yaml");
  expect(model?.failures.map(({ name }) => name)).toEqual(["Payroll"]);
});

test("whatever people call things, the text is understood and gives the names back", () => {
  const name = fc
    .oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
      fc.constantFrom("no", "2024", "a: b", "#1", "Über-Ich", "users"),
    )
    .map((text) => text.replace(/\p{C}/gu, "").replace(/\s+/gu, " ").trim())
    .filter((text) => text !== "");
  fc.assert(
    fc.property(name, name, name, name, name, (organization, department, functionName, failure, author) => {
      const given = { ...answers, organization, department, functionName, failure, author };
      const { model, problems } = readText(firstText(given), "first.yaml");
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(model?.organization.name).toBe(organization);
      expect(model?.departments[0]?.name).toBe(department);
      expect(model?.functions[0]?.name).toBe(functionName);
      expect(model?.failures[0]).toMatchObject({ name: failure, assumed: author });
    }),
    { seed: 42, numRuns: 300 },
  );
});
