import { spellPhrase } from "./format/spelling.ts";
import { lookUp, type Names, namesOf, nearest, type Word } from "./names.ts";
import type { Named } from "./organization.ts";
import { type Phrase, phraseOf } from "./phrase.ts";
import { headOf, type Provenance, type Reader } from "./reader.ts";
import type { JsonSchema } from "./schema.ts";
import { formOf, isEmpty, type Mapping, type Node, type Scalar, type Span } from "./tree.ts";

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

/** One value, in words that `parse` reads to their end. */
export function phrase<T>(
  is: string,
  parse: (phrase: Phrase) => T | undefined,
  suggestions: readonly string[] = [],
): Shape<T> {
  return {
    is,
    suggestions: () => suggestions,
    canonical: spellPhrase,
    read(node, reader) {
      if (node.kind !== "scalar" || isEmpty(node)) return tellForm(node, inCurrency(is, reader), reader);
      const words = phraseOf(node, inCurrency(is, reader), reader);
      const value = parse(words);
      if (value === undefined) return undefined;
      const left = words.take();
      return left ? words.wrong(`“${left.text}” is not understood here`, left) : value;
    },
    schema: () => ({
      type: ["string", "number"],
      ...(suggestions.length > 0 ? { examples: suggestions } : {}),
    }),
  };
}

/** Examples speak of dollars; a problem speaks of the organization's own money. */
function inCurrency(words: string, reader: Reader): string {
  return reader.currency === null ? words : words.replaceAll("USD", reader.currency);
}

export const provenanceFields = {
  source: optional(prose("where it comes from"), "Where it comes from."),
  assumed: optional(
    prose("whose assumption it is"),
    "Whose assumption it is; shown wherever the figure has a part.",
  ),
  note: optional(prose("a note"), "Whatever a reader should know."),
} as const;

/**
 * A value that can also be written with where it comes from: `{ is: 5 to 20 USD, source: …, assumed: …, note: … }`.
 * What the thing around it says of its origin holds for it too, unless it says its own.
 */
export function stated<T>(shape: Shape<T>): Shape<T> {
  return statedWith(shape, {}, (value) => value);
}

/** As `stated`, with more keys beside the value. */
export function statedWith<T, const F extends Fields>(
  shape: Shape<T>,
  more: F,
  build: (value: T, read: Read<F> | undefined, reader: Reader) => T | undefined,
): Shape<T> {
  const beside = { ...more, ...provenanceFields };
  const fields: Fields = { is: required(shape, `The value: ${shape.is}.`), ...beside };
  return {
    is: shape.is,
    fields,
    brief: true,
    ...(shape.suggestions ? { suggestions: shape.suggestions } : {}),
    ...(shape.canonical ? { canonical: shape.canonical } : {}),
    read(node, reader) {
      if (node.kind !== "mapping") {
        const value = shape.read(node, reader);
        return value === undefined ? undefined : build(value, undefined, reader);
      }
      return withProvenance(node, ["source", "assumed", "note"], reader, () => {
        const read = readFields(node, fields, "a value with its origin", reader);
        if (read === undefined) return undefined;
        return build(read.is as T, read as Read<F>, reader);
      });
    },
    schema: () => ({ anyOf: [shape.schema(), fieldsSchema(fields)] }),
  };
}

/** Reads something while what it says of its origin (by these keys) holds for the figures in it. */
function withProvenance<T>(
  node: Mapping,
  keys: readonly (keyof Provenance)[],
  reader: Reader,
  read: () => T,
): T {
  const outer = reader.provenance;
  const said = node.entries.flatMap(({ key, value }) =>
    keys.some((known) => known === key.text) && value.kind === "scalar"
      ? [[key.text, value.text] as const]
      : [],
  );
  const own: Provenance = Object.fromEntries(said);
  const says = own.source !== undefined || own.assumed !== undefined;
  reader.provenance = says ? own : { ...outer, ...own };
  const value = read();
  reader.provenance = outer;
  return value;
}

/** Any words. */
export function prose(is: string): Shape<string> {
  return {
    is,
    read(node, reader) {
      if (node.kind !== "scalar" || isEmpty(node)) return tellForm(node, is, reader);
      return node.text.trim() === ""
        ? tellForm({ ...node, text: "", end: node.start }, is, reader)
        : node.text;
    },
    schema: () => ({ type: ["string", "number"] }),
  };
}

/** One of some words. */
export function choice<const C extends string>(is: string, choices: readonly C[]): Shape<C> {
  return {
    is,
    suggestions: () => choices,
    read(node, reader) {
      if (node.kind !== "scalar" || isEmpty(node)) return tellForm(node, is, reader);
      const found = choices.find((known) => known === node.text);
      if (found === undefined) {
        reader.tell("not-a-choice", node, `“${node.text}” cannot stand here`, {
          expected: `one of ${choices.join(", ")}`,
          nearest: nearest(node.text, choices),
        });
      }
      return found;
    },
    schema: () => ({ enum: choices }),
  };
}

/** `yes` or `no`. */
export const yes: Shape<boolean> = (() => {
  const words = choice("yes or no", ["yes", "no", "true", "false"]);
  return {
    ...words,
    suggestions: () => ["yes", "no"],
    canonical: (text) => ({ true: "yes", false: "no" })[text] ?? text,
    read(node, reader) {
      const word = words.read(node, reader);
      return word === undefined ? undefined : word === "yes" || word === "true";
    },
    schema: () => ({ enum: ["yes", "no", true, false] }),
  };
})();

/** A name that stands for something in the text, and where it was used. */
export type Reference = { readonly id: string; readonly span: Span };

/** The name of something that is one of these words. */
export function reference(...words: readonly Word[]): Shape<Reference> {
  const is = `the name of ${listed(words)}`;
  return {
    is,
    suggestions: (names) => namesOf(names, words),
    read(node, reader) {
      if (node.kind !== "scalar" || isEmpty(node)) return tellForm(node, is, reader);
      return resolve(node.text, node, words, reader);
    },
    schema: () => ({ type: "string" }),
  };
}

/** A name used somewhere, if it stands for one of these words; tells and returns undefined where it doesn't. */
export function resolve(
  id: string,
  span: Span,
  words: readonly Word[],
  reader: Reader,
): Reference | undefined {
  if (lookUp(reader.names, words, id)) return { id, span };
  const other = reader.names.all.get(id);
  const looks = reader.looksForNearest();
  const known = looks ? namesOf(reader.names, words) : [];
  const expected =
    looks && known.length === 0 ? `${listed(words)}; the text has none yet` : `the name of ${listed(words)}`;
  if (other) reader.tell("wrong-word", span, `“${id}” is ${withArticle(other.word)}`, { expected });
  else
    reader.tell("unknown-name", span, `nothing here is called “${id}”`, {
      expected,
      nearest: nearest(id, known),
    });
  return undefined;
}

export function withArticle(word: Word): string {
  if (word === "people") return "a group of people";
  return /^[aeio]/.test(word) ? `an ${word}` : `a ${word}`;
}

function listed(words: readonly Word[]): string {
  const named = words.map(withArticle);
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} or ${named.at(-1)}`;
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

const namePattern =
  /^\p{Ll}[\p{Ll}\p{Lo}\p{M}\p{N}]*(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$|^\p{Lo}[\p{Ll}\p{Lo}\p{M}\p{N}]*(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u;

/** Whether a name is written as names are. */
export function isName(text: string): boolean {
  return text.length <= 100 && namePattern.test(text);
}

const namedFields = {
  name: optional(
    prose("the name that people see"),
    "The name that people see; without it, the key itself in words.",
  ),
  ...provenanceFields,
} as const;

/** Everything of one word, by name. */
export function section<T>(word: Word, item: Shape<Build<T>>, plural: string): Shape<readonly T[]> {
  const is = `${plural}, each with a name`;
  return {
    is,
    item,
    declare(node, tell) {
      if (node.kind !== "mapping") return;
      for (const { key, value } of node.entries) {
        tell(word, key, value);
        item.declare?.(value, tell);
      }
    },
    read(node, reader) {
      if (node.kind !== "mapping") return tellForm(node, is, reader);
      return node.entries.flatMap(({ key, value }) => {
        const built = item.read(value, reader);
        const thing = built?.({ id: key.text, span: key });
        return thing === undefined ? [] : [thing];
      });
    },
    schema: () => ({ type: "object", additionalProperties: item.schema() }),
  };
}

/** Makes a thing once its name is known. */
export type Build<T> = (key: Reference) => T | undefined;

/** Something with a name: its own keys, and `name`, `source`, `assumed`, `note`. */
export function thing<const F extends Fields, T>(
  is: string,
  fields: F,
  build: (
    read: Read<F>,
    named: Named,
    at: { readonly node: Mapping; readonly reader: Reader; readonly key: Span },
  ) => T | undefined,
  options: { readonly brief?: boolean } = {},
): Shape<Build<T>> {
  const all = { ...fields, ...namedFields } as Fields;
  return {
    is,
    fields: all,
    brief: options.brief ?? false,
    declare: (node, tell) => declareFields(node, all, tell),
    read(node, reader) {
      const keys: Mapping | undefined =
        node.kind === "mapping"
          ? node
          : isEmpty(node)
            ? { ...node, kind: "mapping", entries: [] }
            : undefined;
      if (keys === undefined) return tellForm(node, `${is}: its keys`, reader);
      // A thing's note is about the thing; its source and its assumption are about its figures.
      const read = withProvenance(keys, ["source", "assumed"], reader, () =>
        readFields(keys, all, is, reader),
      );
      if (read === undefined) return undefined;
      return (key) =>
        build(read as unknown as Read<F>, namedOf(key, read, reader), { node: keys, reader, key: key.span });
    },
    schema: () => fieldsSchema(all),
  };
}

function namedOf(key: Reference, read: Readonly<Record<string, unknown>>, reader: Reader): Named {
  const { name, source, assumed, note } = read as { name?: string } & Provenance;
  return {
    id: key.id,
    name: name ?? inWords(key.id),
    place: reader.place(key.span),
    ...(source === undefined ? {} : { source }),
    ...(assumed === undefined ? {} : { assumed }),
    ...(note === undefined ? {} : { note }),
  };
}

/** `mis-keyed-payment` as “Mis-keyed payment”: hyphens become spaces, but for those after a prefix. */
export function inWords(id: string): string {
  const words = id.replace(/(?<!^(?:mis|non|re|pre|co|de|un|e|off|on))-/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
