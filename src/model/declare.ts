import { limits } from "./limits.ts";
import { isName, withArticle } from "./named.ts";
import type { NamedNode, Names, Word } from "./names.ts";
import type { Reader } from "./reader.ts";
import type { AnyShape, Fields } from "./shape.ts";
import { entryOf, type Node, type Scalar } from "./tree.ts";

/** Collects every name that a text gives, before anything is read, so that names can be used before they are given. */
export function declareNames(root: Node, fields: Fields, reader: Reader): Names {
  const departments = new Map<string, NamedNode>();
  const all = new Map<string, NamedNode>();
  let owner: string | undefined;
  const tell = (word: Word, key: Scalar, node: Node): void => {
    if (word === "function") owner = key.text;
    tellOddName(key, reader);
    const names = word === "department" ? departments : all;
    const first = names.get(key.text);
    if (first) tellTwice(first, word, key, reader);
    else {
      const named = { id: key.text, word, span: key, node };
      names.set(key.text, word === "kind of use" && owner !== undefined ? { ...named, owner } : named);
    }
  };
  for (const [key, { shape }] of Object.entries(fields)) {
    const entry = entryOf(root, key);
    if (entry) (shape as AnyShape).declare?.(entry.value, tell);
  }
  return { departments, all };
}

function tellOddName(key: Scalar, reader: Reader): void {
  if (isName(key.text)) return;
  const suggestion = nameLike(key.text);
  reader.tell("odd-name", key, `“${key.text.slice(0, 60)}” is not written as names are`, {
    expected: "lower-case letters and digits, begun by a letter, parts joined by hyphens, at most 100",
    nearest: suggestion !== key.text && isName(suggestion) ? suggestion : undefined,
  });
}

/** A name as it might have been meant. */
export function nameLike(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Ll}\p{Lo}\p{M}\p{N}]+/gu, "-")
    .replace(/^[-\p{N}]+|-+$/gu, "");
}

function tellTwice(first: NamedNode, word: Word, key: Scalar, reader: Reader): void {
  // The same key twice in one section is told as a doubled key's name, too: one problem says both.
  const same = first.word === word;
  const line = reader.place(first.span).line;
  const message = same
    ? `there is a ${word} called “${key.text}” already, on line ${line}`
    : `“${key.text}” is ${withArticle(first.word)} already, on line ${line}`;
  reader.tell("name-twice", key, message, {
    expected: "a name of its own; one name means one thing in the whole text",
  });
}

/** Tells where a text has more than may be read. */
export function tellTooMany(root: Node, names: Names, reader: Reader): boolean {
  const failures = entryOf(root, "failures");
  const count = failures?.value.kind === "mapping" ? failures.value.entries.length : 0;
  if (failures && count > limits.failures) {
    reader.tell("too-many-failures", failures.key, `this text has ${count} failures`, {
      expected: `at most ${limits.failures}`,
    });
    return true;
  }
  if (names.all.size + names.departments.size <= limits.names) return false;
  reader.tell(
    "too-many-names",
    { start: 0, end: 1 },
    `this text names ${names.all.size + names.departments.size} things`,
    {
      expected: `at most ${limits.names}`,
    },
  );
  return true;
}
