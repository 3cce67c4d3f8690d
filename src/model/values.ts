import { spellPhrase } from "./format/spelling.ts";
import { nearest } from "./names.ts";
import { type Phrase, phraseOf } from "./phrase.ts";
import type { Provenance, Reader } from "./reader.ts";
import {
  type Fields,
  fieldsSchema,
  optional,
  type Read,
  readFields,
  required,
  type Shape,
  tellForm,
} from "./shape.ts";
import { isEmpty, type Mapping } from "./tree.ts";

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
export function withProvenance<T>(
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
