/** What a YAML text is made of, with the place of every piece, before any word has a meaning. */

/** A stretch of the text, in UTF-16 units; `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number };

export type Scalar = Span & {
  readonly kind: "scalar";
  readonly text: string;
  /** Where `text` begins where it stands in the source letter by letter; −1 where it was escaped or folded. */
  readonly inner: number;
};
export type Entry = { readonly key: Scalar; readonly value: Node };
export type Mapping = Span & { readonly kind: "mapping"; readonly entries: readonly Entry[] };
export type Sequence = Span & { readonly kind: "sequence"; readonly items: readonly Node[] };
export type Node = Scalar | Mapping | Sequence;

/** The first entry of a mapping with this key. */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  return node?.kind === "mapping" ? node.entries.find((entry) => entry.key.text === key) : undefined;
}

/** The value under a way of keys from a node; undefined where the text has none. */
export function valueAt(node: Node | undefined, ...keys: readonly string[]): Node | undefined {
  return keys.reduce<Node | undefined>((found, key) => entryOf(found, key)?.value, node);
}

/** Whether nothing was written where a value is expected (`key:`). */
export function isEmpty(node: Node): boolean {
  return node.kind === "scalar" && node.text === "" && node.start === node.end;
}

/** A node's kind in the words that problems use. */
export function formOf(node: Node): string {
  if (isEmpty(node)) return "nothing";
  return { scalar: "a single value", mapping: "a mapping of keys", sequence: "a list" }[node.kind];
}
