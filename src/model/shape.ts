import { type Names, nearest, type Word } from "./names.ts";
import { headOf, type Reader } from "./reader.ts";
import type { JsonSchema } from "./schema.ts";
import { formOf, isEmpty, type Mapping, type Node, type Scalar } from "./tree.ts";

/**
 * What may stand in one place of a text. Reading, problems, JSON Schema, completion, hover and the one form of a text all
 * follow from it, so that the grammar is written once.
 */
export type Shape<T> = {
  /** In words, as the expectation of a problem: “a share, such as 4%”. */
  readonly is: string;
  /** What the text says here; undefined where it was told why it says nothing. */
  read(node: Node, reader: Reader): T | undefined;
  readonly schema: () => JsonSchema;
  /** Keys of a mapping that fits here; for a mapping whose keys are names, `item` says what stands under each. */
  readonly fields?: Fields;
  readonly item?: AnyShape;
  /** For a mapping whose keys are names given elsewhere: which names, and what stands under each. */
  readonly keyed?: { readonly names: (names: Names) => readonly string[]; readonly item: AnyShape };
  /** What could be written here, for completion. */
  readonly suggestions?: (names: Names) => readonly string[];
  /** Tells the registry of the names given here and below, before anything is read. */
  readonly declare?: (node: Node, tell: Declare) => void;
  /** A value's one spelling, where it has one. */
  readonly canonical?: (text: string) => string;
  /** A mapping that is written on one line where it fits. */
  readonly brief?: boolean;
  /** A list of which a single item stands without brackets. */
  readonly loose?: boolean;
};

/** A shape whose yield is nobody's business: for walking. */
export type AnyShape = Shape<unknown>;
export type Declare = (word: Word, key: Scalar, node: Node) => void;

/** What stands under a key of a mapping, or in a list. */
export function childOf(shape: AnyShape | undefined, key: string): AnyShape | undefined {
  const known =
    shape?.fields &&
    (Object.hasOwn(shape.fields, key) ? key : key.replace(/^at least \d+ of$/, "at least 2 of"));
  if (known !== undefined && Object.hasOwn(shape!.fields!, known)) return shape!.fields![known]!.shape;
  if (shape?.keyed) return shape.keyed.item;
  return shape?.fields && !shape.item ? undefined : shape?.item;
}

export type Field<T, Required extends boolean = boolean> = {
  readonly shape: Shape<T>;
  /** What the key says, in a sentence: hover, completion and schema show it. */
  readonly about: string;
  readonly required: Required;
};
export type Fields = Readonly<Record<string, Field<unknown>>>;
export type Read<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T, infer Required>
    ? Required extends true
      ? T
      : T | undefined
    : never;
};

export function required<T>(shape: Shape<T>, about: string): Field<T, true> {
  return { shape, about, required: true };
}

export function optional<T>(shape: Shape<T>, about: string): Field<T, false> {
  return { shape, about, required: false };
}

/** Says that something of another form was expected. */
export function tellForm(node: Node, expected: string, reader: Reader): undefined {
  const code = isEmpty(node) ? "empty-value" : "wrong-form";
  const message = isEmpty(node) ? "nothing is written here" : `this is ${formOf(node)}`;
  reader.tell(code, node.kind === "mapping" ? headOf(node) : node, message, { expected });
  return undefined;
}

/**
 * Reads the keys of a mapping, telling unknown, doubled and missing ones; undefined where a key that must be there is not,
 * or where one could not be read. What could be read is put `into` an object all the same.
 */
export function readFields<F extends Fields>(
  node: Node,
  fields: F,
  is: string,
  reader: Reader,
  into: Partial<Read<F>> = {},
): Read<F> | undefined {
  if (node.kind !== "mapping") return tellForm(node, is, reader);
  const read: Record<string, unknown> = into;
  const seen = new Set<string>();
  const misspelled = new Set<string>();
  let whole = true;
  const cut = tellCutFigures(node, reader);
  for (const { key, value } of cut ? [] : node.entries) {
    if (seen.has(key.text)) {
      reader.tell("double-key", key, `“${key.text}” stands here for the second time`, {
        expected: "each key once",
      });
      continue;
    }
    seen.add(key.text);
    const field = Object.hasOwn(fields, key.text) ? fields[key.text] : undefined;
    if (field === undefined) {
      const meant = tellUnknownKey(key, fields, is, reader);
      if (meant !== undefined) misspelled.add(meant);
      continue;
    }
    read[key.text] = field.shape.read(value, reader);
    if (read[key.text] === undefined) whole = false;
  }
  for (const [key, field] of Object.entries(fields)) {
    if (!field.required || seen.has(key) || cut) continue;
    whole = false;
    if (misspelled.has(key)) continue;
    reader.tell("missing-key", headOf(node), `“${key}” is missing here`, { expected: field.shape.is });
  }
  return whole && !cut ? (read as Read<F>) : undefined;
}

/** `{ people: 2,400 }` is a key 400 to YAML. Where that happens nothing else in these braces can be trusted. */
function tellCutFigures(node: Mapping, reader: Reader): boolean {
  const cut = node.entries.filter(
    ({ key, value }, index) => index > 0 && isEmpty(value) && /^\d/.test(key.text),
  );
  for (const { key } of cut) {
    reader.tell("comma-in-braces", key, "within braces a comma ends a value", {
      expected: "the figure without its comma, such as 2.4k for 2,400, or quotes around it",
    });
  }
  return cut.length > 0;
}

/** Returns the key that may have been meant. */
function tellUnknownKey(key: Scalar, fields: Fields, is: string, reader: Reader): string | undefined {
  const near = nearest(key.text, Object.keys(fields));
  reader.tell("unknown-key", key, `“${key.text}” is no key of ${is}`, {
    expected: near ? "a key that is known here" : `one of ${Object.keys(fields).join(", ")}`,
    nearest: near,
  });
  return near;
}

/** A mapping with known keys. */
export function mapping<const F extends Fields, T>(
  is: string,
  fields: F,
  build: (read: Read<F>, at: { readonly node: Mapping; readonly reader: Reader }) => T | undefined,
  options: { readonly brief?: boolean } = {},
): Shape<T> {
  return {
    is,
    fields,
    brief: options.brief ?? false,
    read(node, reader) {
      const read = readFields(node, fields, is, reader);
      return read && build(read, { node: node as Mapping, reader });
    },
    schema: () => fieldsSchema(fields),
    declare: (node, tell) => declareFields(node, fields, tell),
  };
}

export function declareFields(node: Node, fields: Fields, tell: Declare): void {
  if (node.kind !== "mapping") return;
  for (const { key, value } of node.entries) {
    if (Object.hasOwn(fields, key.text)) fields[key.text]!.shape.declare?.(value, tell);
  }
}

export function fieldsSchema(fields: Fields): JsonSchema {
  const optional = "name" in fields && Object.values(fields).every((field) => !field.required);
  return {
    type: optional ? ["object", "null"] : "object",
    properties: Object.fromEntries(
      Object.entries(fields).map(([key, { shape, about }]) => [
        key,
        { description: about, ...shape.schema() },
      ]),
    ),
    required: Object.entries(fields).flatMap(([key, field]) => (field.required ? [key] : [])),
    additionalProperties: false,
  };
}

/** A list, or a single one of what would be in it. */
export function oneOrMore<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    is: `${item.is}, or a list of such`,
    item,
    loose: true,
    ...(item.suggestions ? { suggestions: item.suggestions } : {}),
    read: (node, reader) => readItems(node.kind === "sequence" ? node.items : [node], item, reader),
    schema: () => ({ anyOf: [item.schema(), { type: "array", items: item.schema() }] }),
  };
}

/** A list. */
export function list<T>(is: string, item: Shape<T>): Shape<readonly T[]> {
  return {
    is,
    item,
    read: (node, reader) =>
      node.kind === "sequence" ? readItems(node.items, item, reader) : tellForm(node, is, reader),
    schema: () => ({ type: "array", items: item.schema() }),
  };
}

function readItems<T>(items: readonly Node[], item: Shape<T>, reader: Reader): readonly T[] | undefined {
  const read = items.map((node) => item.read(node, reader));
  return read.every((value) => value !== undefined) ? read : undefined;
}
