import { expect, test } from "vitest";
import { formatText } from "../model.ts";
import { spellPhrase } from "./spelling.ts";

const head = "failwell: 1\norganization: Corner Shop\ncurrency: EUR\ncapital: 100k EUR\n";
const form = (text: string): string | null => formatText(text, "shop.yaml").text;

test("sections stand apart, entries take two spaces for each step, a list of one stands bare", () => {
  const text = `${head}functions:\n    sell: {department: shop, depends on: [bake]}\n    bake: {department: shop}\ndepartments:\n    shop:\n`;
  expect(form(text)).toBe(`${head}
functions:
  sell:
    department: shop
    depends on: bake
  bake:
    department: shop

departments:
  shop: {}
`);
});

test("what is brief stands in braces where it fits, on lines of its own where a comment is in it or it is long", () => {
  const inputs = "inputs:\n  rush:\n    happens: 5 to 20 / month\n  slip:\n    holds: 10% # by the owner\n";
  expect(form(head + inputs)).toBe(`${head}
inputs:
  rush: { happens: 5 to 20 / month }
  slip:
    holds: 10% # by the owner
`);
  const long = `people asked ${"again and ".repeat(12)}again`;
  expect(form(`${head}inputs: { rush: { happens: 5 to 20 / month, source: ${long} } }\n`)).toBe(`${head}
inputs:
  rush:
    happens: 5 to 20 / month
    source: >-
      people asked again and again and again and again and again and again and again and again and again and
      again and again and again and again
`);
});

test("seasons and shares by name stand in braces, their figures spelled as figures are", () => {
  const functions =
    "functions:\n  sell:\n    department: shop\n    seasons:\n      december: 250 %\n    depends on:\n      bake: 40–60 %\n";
  expect(form(head + functions)).toBe(`${head}
functions:
  sell:
    department: shop
    seasons: { december: 250% }
    depends on: { bake: 40 to 60% }
`);
});

test("comments stay with what they stand above or behind, also where a comment ends a section", () => {
  const text = `# of the shop\n\n${head}departments:\n  # the only one\n  shop: {}   # so far\n\n  # store: {}\n# what it does\nfunctions: {}\n# the end\n`;
  expect(form(text)).toBe(`# of the shop

${head}
departments:
  # the only one
  shop: {} # so far

  # store: {}

# what it does
functions: {}
# the end
`);
});

test("quotes stand where YAML needs them, and what braces alone would quote goes on its own lines", () => {
  const text = `${head.replace("Corner Shop", "'Corner Shop'")}note: 'a: b'\ninputs: { rush: { happens: "1 in 10,000 of sell", name: '#1' } }\n`;
  expect(form(text)).toBe(`${head}note: "a: b"

inputs:
  rush:
    happens: 1 in 10,000 of sell
    name: "#1"
`);
});

test("lines end with a line feed, whatever they ended with", () => {
  expect(form(head.replaceAll("\n", "\r\n"))).toBe(head);
});

test("a text that cannot be read is not formatted, and it is said why", () => {
  const { text, problems } = formatText(`${head}note: "never closed\n`, "shop.yaml");
  expect(text).toBeNull();
  expect(problems.map(({ code }) => code)).toEqual(["unreadable"]);
});

test.each([
  ["30  minutes", "30min"],
  ["2 week", "2 weeks"],
  ["1 years", "1 year"],
  ["5 – 20 EUR/month", "5 to 20 EUR / month"],
  ["26/users/d", "26 / user / day"],
  ["10 % to 30 %", "10% to 30%"],
  ["about 3 days ,shape 1.5", "about 3d, shape 1.5"],
  ["users ^ 0.8 * functions^0.2", "users^0.8 × functions^0.2"],
  ["1 in 10,000 of day", "1 in 10,000 of day"],
  ["whatever (this) is", "whatever (this) is"],
])("“%s” is spelled “%s”", (text, spelled) => {
  expect(spellPhrase(text)).toBe(spelled);
  expect(spellPhrase(spelled)).toBe(spelled);
});
