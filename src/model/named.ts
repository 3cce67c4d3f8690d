import { lookUp, namesOf, nearest, type Word } from "./names.ts";
import type { Named } from "./organization.ts";
import type { Provenance, Reader } from "./reader.ts";
import {
  declareFields,
  type Fields,
  fieldsSchema,
  optional,
  type Read,
  readFields,
  type Shape,
  tellForm,
} from "./shape.ts";
import { isEmpty, type Mapping, type Span } from "./tree.ts";
import { prose, provenanceFields, withProvenance } from "./values.ts";

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
