import type { JsonSchema } from "../schema.ts";
import { type Fields, fieldsSchema } from "../shape.ts";
import { gateSchema } from "../words/gate.ts";
import { organizationFields } from "../words/organization-text.ts";

/**
 * The language as JSON Schema (draft 7), for editors that complete and explain YAML by one. It knows keys, forms and
 * examples; what names stand for, and whether figures fit, `failwell check` knows.
 */
export function jsonSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Failwell",
    description: "An organization in the language of Failwell.",
    ...fieldsSchema(organizationFields as Fields),
    definitions: { gate: gateSchema() },
  };
}
