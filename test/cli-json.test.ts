import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { publishedSchemas } from "../src/cli/schemas.ts";
import { bank, checkout, failwell, folderWith } from "./failwell.ts";

const published = (name: string) =>
  JSON.parse(readFileSync(join(checkout, `docs/reference/${name}.schema.json`), "utf8"));
const examples = readdirSync(join(checkout, "examples"))
  .filter((name) => name.endsWith(".yaml") && !name.endsWith(".mapping.yaml"))
  .map((name) => join(checkout, "examples", name));

/** What the schema has against an answer; null where nothing. */
function objections(name: string, answer: string): unknown {
  const ajv = new Ajv2020({ strict: true, allErrors: true, validateFormats: false });
  const validate = ajv.compile(published(name));
  return validate(JSON.parse(answer)) ? null : validate.errors;
}

test("the published schemas are those that the program has", () => {
  for (const [name, schema] of publishedSchemas())
    expect(published(name)).toEqual(JSON.parse(JSON.stringify(schema)));
});

describe.each(examples)("%s", (file) => {
  test("check, run and map answer by their schemas", async () => {
    const answers = {
      check: await failwell(["check", file, "--json"]),
      run: await failwell(["run", file, "--years", "4096", "--json"]),
      map: await failwell(["map", file, "--json"]),
      format: await failwell(["format", file, "--json"]),
    };
    for (const [name, { code, out, err }] of Object.entries(answers)) {
      expect([name, code, err, objections(name, out)]).toEqual([name, 0, "", null]);
    }
  });

  test("why answers by its schema for every failure", async () => {
    const { failures } = JSON.parse((await failwell(["map", file, "--json"])).out);
    expect(failures.length).toBeGreaterThan(0);
    for (const { id } of failures) {
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
