import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bank, checkout, failwell, folderWith, objections } from "./failwell.ts";

const startUp = join(checkout, "examples/harbour-bank-start-up.yaml");
const scaleUp = join(checkout, "examples/harbour-bank-scale-up.yaml");

test("the same outage in a start-up and in a bank: who is used to more minds less", async () => {
  const { code, out, err } = await failwell(["compare", startUp, bank, "--failure", "outage"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("In “Harbour Bank, start-up” “Outage that customers notice” happens");
  expect(out).toMatch(
    /“Bank is open”\s\(customers\):\sas\sstated\sthey\sexpect\sat\smost\s4\shours\sa\smonth\sin\sboth/,
  );
  expect(out).toContain("A bad one of each under the expectations of each");
  expect(out).toContain("seed 1");
  for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
});

test("compare answers by its schema, the same for the same seed", async () => {
  const args = ["compare", startUp, bank, "--failure", "Outage that customers notice", "--json"];
  const first = await failwell(args);
  expect([first.code, objections("compare", first.out)]).toEqual([0, null]);
  expect((await failwell(args)).out).toBe(first.out);
  const [used, spoilt] = JSON.parse(first.out).sides.map(
    ({ expectations }: { expectations: { ratchet: { objective: { value: number } } }[] }) =>
      expectations[0]!.ratchet.objective.value,
  );
  expect(spoilt).toBeLessThan(used);
});

test("every failure that two banks share can be compared", async () => {
  const { failures } = JSON.parse((await failwell(["map", scaleUp, "--json"])).out);
  for (const { id } of failures.slice(0, 6)) {
    const { code, out } = await failwell(["compare", scaleUp, bank, "--failure", id, "--json"]);
    expect([id, code, objections("compare", out)]).toEqual([id, 0, null]);
  }
});

test("a failure that is called otherwise in the second text is found by its name there", async () => {
  const folder = folderWith({
    "other.yaml": readFileSync(startUp, "utf8").replace(/\boutage\b/g, "blackout"),
  });
  const args = ["compare", bank, "other.yaml", "--failure", "outage"];
  const unknown = await failwell(args, { folder });
  expect([unknown.code, unknown.out]).toEqual([2, ""]);
  expect(unknown.err).toContain("no failure is called outage in other.yaml");
  expect((await failwell([...args, "--as", "blackout"], { folder })).code).toBe(0);
});

test("what cannot be compared is said in a sentence", async () => {
  const missing = await failwell(["compare", startUp, bank]);
  expect([missing.code, missing.out]).toEqual([2, ""]);
  const misspelt = await failwell(["compare", startUp, bank, "--failure", "outtage"]);
  expect([misspelt.code, misspelt.err]).toEqual([2, expect.stringContaining("did you mean outage?")]);
  const both = await failwell(["compare", "-", "-", "--failure", "outage"]);
  expect([both.code, both.err]).toEqual([2, expect.stringContaining("standard input")]);
  const broken = readFileSync(bank, "utf8").replace("currency: USD", "currency: dollars");
  const problems = await failwell(["compare", startUp, "-", "--failure", "outage", "--json"], {
    input: broken,
  });
  expect([problems.code, objections("problems", problems.out)]).toEqual([1, null]);
});

test("an organization in which nothing is expected of it is told so, and that is no error", async () => {
  const { code, out } = await failwell(["compare", startUp, bank, "--failure", "hire-fails"]);
  expect(code).toBe(0);
  expect(out.replaceAll("\n", " ")).toContain("No expectation is written down in either organization");
});
