/** A JSON value, as JSON Schema is made of. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** The part of JSON Schema (draft 7, which editors know best) that the language needs. */
export type JsonSchema = { readonly [key: string]: JsonValue };
