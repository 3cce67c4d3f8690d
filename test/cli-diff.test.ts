import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { DiffFinding } from "../src/findings/diff.ts";
import { bank, checkout, failwell, folderWith, objections } from "./failwell.ts";

const startUp = join(checkout, "examples/harbour-bank-start-up.yaml");
const scaleUp = join(checkout, "examples/harbour-bank-scale-up.yaml");
const bankText = readFileSync(bank, "utf8");

/** A bank with an edit, against the bank. */
async function edited(edit: (text: string) => string, ...options: string[]) {
  const text = edit(bankText);
  expect(text).not.toBe(bankText);
  return failwell(["diff", bank, "-", ...options], { input: text });
}

const doubled = (text: string): string =>
  text.replace("is: 0.4% to 1.2% of mortgages", "is: 0.8% to 2.4% of mortgages");
const withoutNet = (text: string): string =>
  text
    .replace(/^ {2}ledger-match:\n(?: {4}.*\n)+/m, "")
    .replace(
      /(^ {2}mis-keyed-payment:\n(?: {4}.*\n)*? {4}posture: )\[guard rail, safety net\]/m,
      "$1guard rail",
    );

test.each([
  [startUp, scaleUp],
  [scaleUp, bank],
])("from %s to %s: what grew is told by its schema, the same for the same seed", async (a, b) => {
  const first = await failwell(["diff", a, b, "--json"]);
  expect([first.code, first.err, objections("diff", first.out)]).toEqual([0, "", null]);
  const { changes, effects, sentences }: DiffFinding = JSON.parse(first.out);
  expect(changes.filter(({ how }) => how === "added").length).toBeGreaterThan(10);
  expect(effects?.costPerYear.change.value).toBeGreaterThan(1e7);
  expect(effects?.ossification.after).toBeGreaterThan(effects?.ossification.before ?? 1);
  expect(sentences.join(" ")).toMatch(/A year costs \S+ USD more on average/);
  expect((await failwell(["diff", a, b, "--json"])).out).toBe(first.out);
});

test("a figure that moved costs what it adds, and nothing else moves in cost", async () => {
  const { code, out, err } = await edited(doubled);
  expect([code, err]).toEqual([0, ""]);
  expect(out.replaceAll("\n", " ")).toContain("how often 0.4% to 1.2% of uses → 0.8% to 2.4% of uses");
  const { effects }: DiffFinding = JSON.parse((await edited(doubled, "--json")).out);
  expect(effects?.parts.map(({ of, id }) => [of, id])).toEqual([["failure", "application-fraud"]]);
  // Not twice exactly: shares are logit-normal.
  const cost = effects!.parts[0]!.cost;
  expect(cost.after.value! / cost.before.value!).toBeCloseTo(2, 2);
  for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
});

test("a control that is gone spares its upkeep, and what it caught costs more", async () => {
  const { out } = await edited(withoutNet, "--json");
  expect(objections("diff", out)).toBeNull();
  const { changes, effects }: DiffFinding = JSON.parse(out);
  expect(changes.map(({ how, kind, id }) => [how, kind, id])).toEqual([
    ["removed", "safety net", "ledger-match"],
    ["changed", "failure", "mis-keyed-payment"],
  ]);
  const part = (of: string, id: string) =>
    effects?.parts.find((row) => row.of === of && row.id === id)?.cost.change.value;
  expect(part("control", "ledger-match")).toBe(-30_000);
  expect(part("failure", "mis-keyed-payment")).toBeGreaterThan(0);
});

test("a text against itself, and one with another comment, say plainly that nothing changed", async () => {
  for (const text of [bankText, `# Reviewed this spring.\n${bankText}`]) {
    const { code, out } = await failwell(["diff", "-", bank, "--exit-code"], { input: text });
    expect([code, out.replaceAll("\n", " ")]).toEqual([
      0,
      expect.stringContaining("Both texts say the same"),
    ]);
  }
});

test("--exit-code ends with 1 where something changed in meaning, as git diff does", async () => {
  expect((await edited(doubled, "--exit-code")).code).toBe(1);
});

test("what cannot be compared is said in a sentence, with its place", async () => {
  const both = await failwell(["diff", "-", "-"]);
  expect([both.code, both.out, both.err]).toEqual([2, "", expect.stringContaining("standard input")]);
  const missing = await failwell(["diff", bank, "nowhere.yaml"]);
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining("nowhere.yaml")]);
  const two = await failwell(["diff", bank, bank, "--markdown", "--json"]);
  expect(two.code).toBe(2);
  const broken = await edited((text) => text.replace("currency: USD", "currency: dollars"));
  expect([broken.code, broken.out]).toEqual([1, expect.stringMatching(/^stdin:\d+:\d+ /)]);
  const asJson = await edited((text) => text.replace("currency: USD", "currency: dollars"), "--json");
  expect([asJson.code, objections("problems", asJson.out)]).toEqual([1, null]);
});

test("a comment for a pull request has a marker, one heading, sentences, one table, and the rest folded", async () => {
  const { code, out } = await edited(withoutNet, "--markdown");
  expect(code).toBe(0);
  expect(out).toMatch(/^<!-- failwell diff -->\n\n### Harbour Bank&#58; what the change does\n\n/);
  expect(out.match(/^#/gm)).toHaveLength(1);
  const open = out.replace(/<details>[\s\S]*?<\/details>/g, "");
  expect(open.match(/^\| ---/gm)).toHaveLength(1);
  expect(out.match(/<details>/g)).toHaveLength(out.match(/<\/details>/g)!.length);
});

test("nothing that a text says becomes Markdown or HTML in a comment", async () => {
  const nasty =
    "</details><img src=x onerror=alert(1)> [a](http://evil) ![b](c) @everyone # h | `x` *b* &lt;";
  const folder = folderWith({
    "a.yaml": bankText,
    "b.yaml": bankText
      .replace(/^organization: .*$/m, `organization: "${nasty}"`)
      .replace("  ledger-match:\n", `  ledger-match:\n    name: "${nasty}"\n    note: "--> <!-- ${nasty}"\n`),
  });
  const { code, out } = await failwell(["diff", "a.yaml", "b.yaml", "--markdown"], { folder });
  expect(code).toBe(0);
  const ours = out.replaceAll("<!-- failwell diff -->", "").replace(/<\/?(details|summary|sub)>/g, "");
  expect(ours).not.toMatch(/[<>`*@[\]]/);
  expect(ours).not.toContain("http://");
  // Rows have as many cells as their heads: no bar of a text parts them.
  for (const table of ours.match(/(?:^\|.*\n)+/gm) ?? []) {
    const cells = table
      .trim()
      .split("\n")
      .map((row) => row.split("|").length);
    expect(new Set(cells).size).toBe(1);
  }
  expect(out).toContain("&#60;img src=x");
  expect(out).toContain("&#64;\u200beveryone");
});
