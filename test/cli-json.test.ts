import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { publishedSchemas } from "../src/cli/schemas.ts";
import { bank, checkout, failwell, folderWith, objections, published } from "./failwell.ts";

const examples = readdirSync(join(checkout, "examples"))
  .filter((name) => name.endsWith(".yaml") && !name.endsWith(".mapping.yaml"))
  .map((name) => join(checkout, "examples", name));

test("the published schemas are those that the program has", () => {
  for (const [name, schema] of publishedSchemas())
    expect(published(name)).toEqual(JSON.parse(JSON.stringify(schema)));
});

describe.each(examples)("%s", (file) => {
  test("check, run, map and ossification answer by their schemas", async () => {
    const answers = {
      check: await failwell(["check", file, "--json"]),
      run: await failwell(["run", file, "--years", "1024", "--json"]),
      map: await failwell(["map", file, "--json"]),
      ossification: await failwell(["ossification", file, "--json"]),
      format: await failwell(["format", file, "--json"]),
    };
    for (const [name, { code, out, err }] of Object.entries(answers)) {
      expect([name, code, err, objections(name, out)]).toEqual([name, 0, "", null]);
    }
  });

  test("why answers by its schema", async () => {
    const { failures } = JSON.parse((await failwell(["map", file, "--json"])).out);
    const chosen = [failures[0], failures[failures.length >> 1], failures.at(-1)];
    for (const { id } of chosen) {
      const { code, out } = await failwell(["why", file, id, "--samples", "200", "--json"]);
      expect([id, code, objections("why", out)]).toEqual([id, 0, null]);
    }
  });
});

test("a text with problems is answered by the schema of problems", async () => {
  const broken = readFileSync(bank, "utf8").replace("currency: USD", "currency: dollars");
  const { code, out } = await failwell(["map", "-", "--json"], { input: broken });
  expect([code, objections("problems", out)]).toEqual([1, null]);
  expect(JSON.parse(out).problems.length).toBeGreaterThan(0);
});

test("new answers by its schema", async () => {
  const args = ["new", "mine.yaml", "--name", "Ann", "--capital", "1M", "--json"];
  const { code, out } = await failwell(args, { folder: folderWith() });
  expect([code, objections("new", out)]).toEqual([0, null]);
});

test("an answer that is no finding of ours is objected to", () => {
  expect(objections("check", '{"finding":"check","version":1,"files":[{"file":3}]}')).not.toBeNull();
});
