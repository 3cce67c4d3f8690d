/** Writes docs/reference/*.schema.json from what the program publishes: node tools/write-schemas.ts */
import { writeFileSync } from "node:fs";
import { publishedSchemas } from "../src/cli/schemas.ts";
import { jsonSchema } from "../src/model/model.ts";

const folder = new URL("../docs/reference/", import.meta.url);
for (const [name, schema] of [...publishedSchemas(), ["failwell", jsonSchema()] as const]) {
  writeFileSync(new URL(`${name}.schema.json`, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
