import { expect, test } from "vitest";
import { readText, renderProblem } from "./model.ts";
import { inWords } from "./named.ts";
import { nearest } from "./names.ts";

const head = "failwell: 1\norganization: Corner Shop\ncurrency: EUR\n";

test("a problem is shown with its place, its line, a mark, and what would be right", () => {
  const text = `${head}capitl: 100k EUR\n`;
  const [problem] = readText(text, "shop.yaml").problems;
  expect(renderProblem(problem!, text)).toBe(`shop.yaml:4:1 unknown-key: “capitl” is no key of an organization
    capitl: 100k EUR
    ^^^^^^
    expected: a key that is known here; the nearest is “capital”`);
});

test("a long line is cut around the mark", () => {
  const text = `${head}capital: 100k EUR\ndepartments: { shop: { note: ${"so it is, ".repeat(30).replaceAll(",", "")}, colour: red, note: ${"so ".repeat(60)}} }\n`;
  const problem = readText(text, "shop.yaml").problems.find(({ code }) => code === "unknown-key")!;
  const [, line, mark] = renderProblem(problem, text, { width: 60 }).split("\n");
  expect(line!.length).toBeLessThanOrEqual(4 + 62);
  expect(line!.slice(mark!.indexOf("^"), mark!.lastIndexOf("^") + 1)).toBe("colour");
});

test("pieces can be dressed for a terminal", () => {
  const text = `${head}capital: 100k USD\n`;
  const [problem] = readText(text, "shop.yaml").problems;
  const painted = renderProblem(problem!, text, { paint: (piece, words) => `<${piece}>${words}</${piece}>` });
  expect(painted).toContain("<error>wrong-currency</error>");
  expect(painted).toContain("<mark>^^^^^^^^</mark>");
});

test.each([
  ["paymnets", "payments"],
  ["Payments", "payments"],
  ["ledgre", "ledger"],
  ["something-else", undefined],
])("the name nearest to “%s” is “%s”", (asked, known) => {
  expect(nearest(asked, ["payments", "ledger", "deposits"])).toBe(known);
});

test.each([
  ["mis-keyed-payment", "Mis-keyed payment"],
  ["run-on-deposits", "Run on deposits"],
  ["überlauf", "Überlauf"],
])("“%s” is shown as “%s”", (id, name) => {
  expect(inWords(id)).toBe(name);
});
