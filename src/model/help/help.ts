import { declareNames } from "../declare.ts";
import { withArticle } from "../named.ts";
import { lookUp, type Names, namesOf, noNames } from "../names.ts";
import { createReader } from "../reader.ts";
import { type AnyShape, childOf, type Fields } from "../shape.ts";
import { type Node, valueAt } from "../tree.ts";
import { organizationFields } from "../words/organization-text.ts";
import { plant } from "../yaml.ts";
import { positionAt } from "./position.ts";

/** What could be written at a place of a text. `apply` is what to write where it differs from the label. */
export type Suggestions = {
  /** Where what is being written begins; the cursor ends it. */
  readonly from: number;
  readonly options: readonly { readonly label: string; readonly detail: string; readonly apply?: string }[];
};

const top: AnyShape = {
  is: "an organization",
  fields: organizationFields as Fields,
  read: () => undefined,
  schema: () => ({}),
};

/** What could be written at an offset of a text, which may be half written: keys, names, units, forms of a value. */
export function suggest(text: string, offset: number): Suggestions {
  const { path, writes, from, beside } = positionAt(text, Math.min(Math.max(0, offset), text.length));
  const shape = shapeAt(path);
  const { names, currency } = readingOf(text);
  const keys = writes === "key" ? keysOf(shape, beside, names) : [];
  if (writes === "key" && (path.at(-1) !== "-" || beside.length > 0)) return { from, options: keys };
  const of = /(?:^|\s)of (?:users of )?([\p{L}\p{N}-]*)$/u.exec(text.slice(from, offset));
  if (of && shape?.canonical) {
    const known = namesOf(names, ["function", "kind of use", "audience"]);
    const options = known.map((name) => ({ label: name, detail: wordOf(names, name) }));
    return { from: offset - of[1]!.length, options };
  }
  const values = (shape?.suggestions?.(names) ?? []).map((value) => ({
    label: inMoney(value, currency),
    detail: wordOf(names, value) || shape!.is,
  }));
  return { from, options: [...values, ...keys] };
}

function shapeAt(path: readonly string[]): AnyShape | undefined {
  return path.reduce<AnyShape | undefined>(
    (shape, key) => (key === "-" ? (shape?.item ?? shape) : childOf(shape, key)),
    top,
  );
}

function keysOf(
  shape: AnyShape | undefined,
  beside: readonly string[],
  names: Names,
): Suggestions["options"] {
  const fields = Object.entries(shape?.fields ?? {})
    .sort(([, a], [, b]) => Number(b.required) - Number(a.required))
    .map(([key, { about }]) => ({ label: key, detail: about }));
  const named = (shape?.keyed?.names(names) ?? []).map((name) => ({
    label: name,
    detail: wordOf(names, name),
  }));
  return [...fields, ...named]
    .filter(({ label }) => !beside.includes(label))
    .map(({ label, detail }) => ({ label, detail, apply: `${label}: ` }));
}

function readingOf(text: string): {
  readonly names: Names;
  readonly currency: string | null;
  readonly root: Node | null;
} {
  const reader = createReader(text, "", noNames);
  const { root } = plant(reader);
  if (root === null) return { names: noNames, currency: null, root };
  const currency = valueAt(root, "currency");
  return {
    names: declareNames(root, organizationFields, reader),
    currency: currency?.kind === "scalar" ? currency.text : null,
    root,
  };
}

function inMoney(words: string, currency: string | null): string {
  return currency === null ? words : words.replaceAll("USD", currency);
}

function wordOf(names: Names, name: string): string {
  const word = names.all.get(name)?.word ?? (names.departments.has(name) ? "department" : undefined);
  return word === undefined ? "" : withArticle(word);
}

/** What the key or the name at an offset of a text means; null where there is nothing to say. */
export function describe(text: string, offset: number): string | null {
  const { root, names, currency } = readingOf(text);
  const words = root && describeIn(root, top, offset, names);
  return words && inMoney(words, currency);
}

function describeIn(node: Node, shape: AnyShape | undefined, offset: number, names: Names): string | null {
  if (node.kind === "scalar") return describeValue(node.text, shape, names);
  const within = ({ start, end }: { readonly start: number; readonly end: number }) =>
    start <= offset && offset <= end;
  if (node.kind === "sequence") {
    const item = node.items.find(within);
    return item ? describeIn(item, shape?.item, offset, names) : null;
  }
  for (const { key, value } of node.entries) {
    const child = childOf(shape, key.text);
    if (within(key))
      return shape?.keyed ? describeValue(key.text, shape, names) : describeKey(key.text, shape, child);
    if (within(value))
      return describeIn(value, child?.loose && value.kind === "scalar" ? child.item : child, offset, names);
  }
  return null;
}

function describeKey(key: string, shape: AnyShape | undefined, child: AnyShape | undefined): string | null {
  const field = shape?.fields?.[key.replace(/^at least \d+ of$/, "at least 2 of")];
  if (field) return `${key}: ${field.about}`;
  return child ? `${key}: ${child.is}` : null;
}

/** What a name stands for, with its own name and note where it has them; for other values what is expected there. */
function describeValue(text: string, shape: AnyShape | undefined, names: Names): string | null {
  const named = shape?.suggestions?.(names).includes(text)
    ? (lookUp(names, ["department"], text) ?? names.all.get(text))
    : names.all.get(text);
  if (named === undefined) return shape?.is ?? null;
  const said = ["name", "note"].flatMap((key) => {
    const value = valueAt(named.node, key);
    return value?.kind === "scalar" ? [value.text] : [];
  });
  return [`${text}: ${withArticle(named.word)}`, ...said].join(". ");
}
