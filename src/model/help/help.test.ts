import { Ajv } from "ajv";
import { describe as about, expect, test } from "vitest";
import { parse } from "yaml";
import { describe, jsonSchema, problemDocs, suggest } from "../model.ts";
import { problemsPage } from "../problems/docs.ts";
import { readText } from "../reading.ts";
import { renderProblem } from "../render.ts";

const shop = `failwell: 1
organization: Corner Shop
currency: EUR
capital: 100k EUR
departments: { shop: {} }
functions:
  sell: { department: shop, users: 500, uses: { receipts: 2 / user / week } }
inputs:
  rush: { happens: 5 to 20 / month }
  short-staff: { holds: 10% to 30% }
`;

/** What is suggested where `|` stands, and what of the text would be replaced. */
function suggested(text: string): { labels: readonly string[]; written: string } {
  const offset = text.indexOf("|");
  const { from, options } = suggest(text.replace("|", ""), offset);
  return { labels: options.map(({ label }) => label), written: text.slice(from, offset) };
}

about("what could be written is suggested", () => {
  test("at the left margin: sections that are not there yet", () => {
    const { labels, written } = suggested(`${shop}fail|`);
    expect(labels).toContain("failures");
    expect(labels).not.toContain("inputs");
    expect(written).toBe("fail");
  });

  test("in a failure: its keys, those first that have to be there", () => {
    const { labels } = suggested(`${shop}failures:\n  wrong-change:\n    function: sell\n    |`);
    expect(labels.slice(0, 3)).toEqual(["detected after", "contained after", "impact"]);
    expect(labels).not.toContain("function");
  });

  test("in braces: the keys that belong there", () => {
    const { labels, written } = suggested(
      `${shop}failures:\n  wrong-change:\n    impact: { harm: 20 EUR, bl|`,
    );
    expect(labels).toContain("blast radius");
    expect(labels).not.toContain("harm");
    expect(written).toBe("bl");
  });

  test("where a name belongs: the names of such things", () => {
    expect(suggested(`${shop}failures:\n  wrong-change:\n    function: |`).labels).toEqual(["sell"]);
    expect(suggested(`${shop}failures:\n  wrong-change:\n    grows from: { all of: [rush, |`).labels).toEqual(
      ["rush", "short-staff", "wrong-change"],
    );
    expect(
      suggested(
        `${shop}failures:\n  wrong-change:\n    grows from:\n      all of:\n        - rush\n        - |`,
      ).labels,
    ).toContain("short-staff");
    expect(
      suggested(`${shop}failures:\n  wrong-change:\n    grows from:\n      all of:\n        - not: |`).labels,
    ).toContain("short-staff");
  });

  test("where names are keys: the names that can stand there, and what stands under them", () => {
    const text = shop.replace("users: 500", "users: 500, depends on: { |");
    const bake = "  bake: { department: shop }\n";
    expect(suggested(text.replace("inputs:", `${bake}inputs:`)).labels).toEqual(["sell", "bake"]);
    expect(suggested(text.replace("{ |", "{ sell: |")).labels).toContain("60%");
    const lines = `${shop.slice(0, shop.indexOf("inputs:"))}  bake:\n    department: shop\n    depends on:\n      |`;
    expect(suggested(lines).labels).toEqual(["sell", "bake"]);
  });

  test("in seasons: months, and what they can be", () => {
    const text = shop.replace("users: 500", "users: 500, seasons: { december: 2, nov|");
    expect(suggested(text)).toMatchObject({ written: "nov", labels: expect.arrayContaining(["november"]) });
    expect(suggested(text).labels).not.toContain("december");
    expect(suggested(text.replace("nov|", "november: |")).labels).toEqual(["1.5", "70%"]);
  });

  test("behind “of”: what a share can be of", () => {
    const { labels, written } = suggested(`${shop}failures:\n  wrong-change:\n    happens: 0.1% of re|`);
    expect(labels).toEqual(["sell", "receipts"]);
    expect(written).toBe("re");
  });

  test("where a figure belongs: its forms, in the organization's currency", () => {
    expect(suggested(`${shop}failures:\n  wrong-change:\n    impact:\n      harm: |`).labels).toContain(
      "200 to 900 EUR",
    );
  });

  test("in a gate of its own line, with its number", () => {
    const text = `${shop}failures:\n  wrong-change:\n    grows from:\n      at least 2 of:\n        - rush\n        - |`;
    expect(suggested(text).labels).toContain("short-staff");
  });

  test("nothing, where a new name is to be found", () => {
    expect(suggested(`${shop}failures:\n  |`).labels).toEqual([]);
  });

  test("whatever the text and the place, without an exception", () => {
    const text = `${shop}failures:\n  wrong: { grows from: [ {"a": 'b\n - - x: [\n\t|`;
    for (let offset = 0; offset <= text.length; offset++) {
      expect(suggest(text, offset).from).toBeLessThanOrEqual(offset);
      describe(text, offset);
    }
  });
});

about("what stands in a text is explained", () => {
  test("a key by what it says", () => {
    expect(describe(shop, shop.indexOf("capital") + 2)).toBe("capital: What a loss is measured against.");
    expect(describe(shop, shop.indexOf("holds"))).toMatch(/^holds: A condition/);
  });

  test("a name by what it stands for", () => {
    const text = `${shop}failures:\n  wrong-change: { function: sell, grows from: rush }\n`;
    expect(describe(text, text.lastIndexOf("rush") + 1)).toBe("rush: an input");
    expect(describe(text, text.lastIndexOf("sell"))).toBe("sell: a function");
  });

  test("a name that is a key by what it stands for", () => {
    const text = `${shop}failures:\n`.replace("users: 500", "users: 500, depends on: { bake: 60% }");
    const baked = text.replace("inputs:", "  bake: { department: shop, note: at night }\ninputs:");
    expect(describe(baked, baked.indexOf("bake"))).toBe("bake: a function. at night");
    expect(describe(baked, baked.indexOf("60%"))).toMatch(/^a share/);
  });

  test("a value by what is expected there", () => {
    expect(describe(shop, shop.indexOf("100k"))).toMatch(/^money, such as 300 EUR/);
  });
});

about("the JSON Schema", () => {
  const validate = new Ajv({ strict: false }).compile(jsonSchema());

  test("is the published one", async () => {
    const published = `${JSON.stringify(jsonSchema(), null, 2)}\n`;
    await expect(published).toMatchFileSnapshot("../../../docs/reference/failwell.schema.json");
  });

  test("accepts every mended example of a problem", () => {
    for (const { code, mended } of problemDocs) {
      validate(parse(mended));
      expect({ code, errors: validate.errors }).toEqual({ code, errors: null });
    }
  });

  test("refuses a key that is not known, as an editor would show", () => {
    expect(validate(parse(`${shop}failures: { wrong-change: { colour: red } }`))).toBe(false);
    expect(validate.errors?.map(({ keyword }) => keyword)).toContain("required");
  });

  test("explains every key", () => {
    const properties = JSON.stringify(jsonSchema()).match(/"properties":\{/g)?.length ?? 0;
    expect(properties).toBeGreaterThan(20);
    const text = JSON.stringify((jsonSchema() as { properties: { failures: unknown } }).properties.failures);
    expect(text).toContain("From onset to detection");
  });
});

test("the page of problems is the one that the registry makes", async () => {
  const page = problemsPage((code, example) => {
    const { problems } = readText(example, "shop.yaml");
    return renderProblem(problems.find((problem) => problem.code === code)!, example);
  });
  await expect(page).toMatchFileSnapshot("../../../docs/reference/problems.md");
});
