import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { noNames } from "../names.ts";
import type { Problem } from "../problem.ts";
import { createReader } from "../reader.ts";
import { readText } from "../reading.ts";
import { type AnyShape, childOf, type Fields } from "../shape.ts";
import { organizationFields } from "../words/organization-text.ts";
import { type Planted, plant } from "../yaml.ts";
import { createMargin, type Margin } from "./margin.ts";
import { isPlain, printScalar, quoted, width } from "./scalar.ts";

/**
 * A text in its one form, its comments kept. Formatting twice is formatting once, and the form changes no meaning.
 *
 * `text` is null where the YAML itself cannot be read, or is no mapping; `problems` are then why. A text with problems of other kinds is
 * formatted as far as it is understood.
 */
export function formatText(
  text: string,
  file: string,
): { text: string | null; problems: readonly Problem[] } {
  const reader = createReader(text, file, noNames);
  const planted = plant(reader);
  if (!planted.sound) return { text: null, problems: reader.problems() };
  if (planted.root?.kind !== "mapping") return { text: null, problems: readText(text, file).problems };
  if (!text.includes("\r")) return { text: print(text, planted), problems: [] };
  const lines = text.replaceAll("\r\n", "\n");
  return { text: print(lines, plant(createReader(lines, file, noNames))), problems: [] };
}

type Pair = { readonly key: ParsedNode; readonly value: ParsedNode | null };
type Collection = YAMLMap.Parsed | YAMLSeq.Parsed;
/** How far a value may look for comments of its own, and where what it stands in begins. */
type Room = { readonly indent: number; readonly until: number; readonly outerColumn: number };

const top: AnyShape = {
  is: "an organization",
  fields: organizationFields as Fields,
  read: () => undefined,
  schema: () => ({}),
};

function print(text: string, { document, comments }: Planted): string {
  const margin = createMargin(text, comments);
  const lines = printTop(document!.contents as YAMLMap.Parsed, margin, text.length);
  return `${withoutFirstGap([...lines, ...margin.above(text.length + 1, 0)]).join("\n")}\n`;
}

/** Sections stand apart by an empty line. */
function printTop(map: YAMLMap.Parsed, margin: Margin, end: number): readonly string[] {
  const pairs = pairsOf(map);
  let afterTall = false;
  return pairs.flatMap((pair, index) => {
    const start = pair.key.range[0];
    const room = { indent: 0, until: pairs[index + 1]?.key.range[0] ?? end, outerColumn: 0 };
    const lines = [...margin.above(start, 0)];
    append(lines, margin.gap(start));
    append(lines, printPair(pair, top, room, margin));
    const tall = lines.some((line) => line.startsWith(" "));
    const apart = (tall || afterTall) && lines[0] !== "";
    afterTall = tall;
    return apart ? ["", ...lines] : lines;
  });
}

/** Adds lines, of two empty ones in a row only one. */
function append(lines: string[], more: readonly string[]): void {
  // One by one: a section can have more lines than a call can have arguments.
  for (const line of lines.at(-1) === "" ? withoutFirstGap(more) : more) lines.push(line);
}

function withoutFirstGap(lines: readonly string[]): readonly string[] {
  return lines[0] === "" ? lines.slice(1) : lines;
}

function pairsOf(map: YAMLMap.Parsed): readonly Pair[] {
  return map.items as unknown as readonly Pair[];
}

function shapeOf({ key }: Pair, parent: AnyShape | undefined): AnyShape | undefined {
  return childOf(parent, isScalar(key) ? String(key.value) : "");
}

/** An entry: its value behind its key or below. */
function printPair(pair: Pair, parent: AnyShape | undefined, room: Room, margin: Margin): readonly string[] {
  const { key, value } = pair;
  const shape = shapeOf(pair, parent);
  const before = `${" ".repeat(room.indent)}${keyText(key)}:`;
  if (value !== null && !isBare(value)) return printBehind(value, shape, room, before, margin);
  const nothing = shape && isThing(shape) ? " {}" : "";
  return [`${before}${nothing}${behind(value?.range[1] ?? key.range[1], margin)}`];
}

function behind(offset: number, margin: Margin): string {
  const comment = margin.behind(offset);
  return comment === "" ? "" : ` ${comment}`;
}

/** A value behind `key:` or `-`: on the same line where it is short, else on lines of its own. */
function printBehind(
  value: ParsedNode,
  given: AnyShape | undefined,
  room: Room,
  before: string,
  margin: Margin,
): readonly string[] {
  const [start, end] = value.range;
  // A comment below a key keeps what follows it on lines of its own.
  const commented = isBlock(value)
    ? margin.anyWithin(end, room.until, room.outerColumn)
    : margin.any(start, end);
  const node = commented ? value : unwrapped(value, given);
  const shape = node === value ? given : given?.item;
  const label = `${before}${anchorOf(node)}`;
  if (isScalar(node)) return printLeaf(node, shape, room, label, end, margin);
  if (isAlias(node))
    return [...margin.above(start, room.indent), `${label} ${inFlow(node, shape)}${behind(end, margin)}`];
  const collection = node as Collection;
  if (
    !commented &&
    (collection.items.length === 0 || (isBrief(collection, shape) && flowsPlainly(collection, shape)))
  ) {
    const flow = `${label} ${inFlow(collection, shape)}`;
    const fits = flow.length <= width || collection.items.length === 0;
    if (fits) return [...margin.above(start, room.indent), flow + behind(end, margin)];
  }
  return [label, ...withoutFirstGap(printBlock(collection, shape, room, margin))];
}

/** A collection on lines of its own, set in by two. */
function printBlock(
  node: Collection,
  shape: AnyShape | undefined,
  room: Room,
  margin: Margin,
): readonly string[] {
  const indent = room.indent + 2;
  const [start, end] = node.range;
  const flow = node.flow ?? false;
  // A comment behind a bracket that is no more stands above what was in it.
  const last = flow ? margin.behind(end) : "";
  const lines = [...margin.above(start, indent), ...(last === "" ? [] : [" ".repeat(indent) + last])];
  const items: readonly (Pair | ParsedNode | null)[] = isMap(node) ? pairsOf(node) : node.items;
  const outerColumn = flow ? room.outerColumn : margin.column(start);
  items.forEach((item, index) => {
    const offset = startOf(item) ?? start;
    const next = items[index + 1];
    const inner = { indent, until: (next && startOf(next)) ?? (flow ? end : room.until), outerColumn };
    append(lines, margin.above(offset, indent));
    append(lines, margin.gap(offset));
    if (isMap(node)) append(lines, printPair(item as Pair, shape, inner, margin));
    else append(lines, printItem(item as ParsedNode | null, shape, inner, margin));
  });
  return [
    ...lines,
    ...(flow ? margin.above(end, indent) : margin.within(room.until, room.outerColumn, indent)),
  ];
}

function isBlock(node: ParsedNode): boolean {
  return (isMap(node) || isSeq(node)) && !node.flow;
}

function startOf(item: Pair | ParsedNode | null): number | undefined {
  if (item === null) return undefined;
  return "key" in item ? item.key.range[0] : item.range[0];
}

/** An item of a list on lines of its own: `- ` and what it is. */
function printItem(
  item: ParsedNode | null,
  parent: AnyShape | undefined,
  room: Room,
  margin: Margin,
): readonly string[] {
  const pad = " ".repeat(room.indent);
  if (item === null) return [`${pad}-`];
  if (isBare(item)) return [`${pad}-${behind(item.range[1], margin)}`];
  const shape = parent?.item;
  if (!isMap(item) || item.items.length === 0 || anchorOf(item) !== "")
    return printBehind(item, shape, room, `${pad}-`, margin);
  const lines = withoutFirstGap(printBlock(item as Collection, shape, room, margin));
  const first = lines.findIndex((line) => !line.trimStart().startsWith("#"));
  const comments = lines.slice(0, first).map((line) => line.slice(2));
  return [...comments, `${pad}- ${lines[first]!.slice(room.indent + 2)}`, ...lines.slice(first + 1)];
}

/** A single value: its comment behind it where it is one line, others above. */
function printLeaf(
  node: Scalar.Parsed,
  shape: AnyShape | undefined,
  { indent }: Room,
  before: string,
  end: number,
  margin: Margin,
): readonly string[] {
  const above = margin.above(end, indent);
  const last = margin.behind(end);
  const printed = printScalar(spelled(node, shape), {
    flow: false,
    indent: indent + 2,
    left: width - before.length - 1,
  });
  const [first, ...more] = printed.split("\n");
  if (more.length === 0) return [...above, `${before} ${first}${last === "" ? "" : ` ${last}`}`];
  return [...above, ...(last === "" ? [] : [" ".repeat(indent) + last]), `${before} ${first}`, ...more];
}

/** A value within braces and brackets. */
function inFlow(node: ParsedNode | null, shape: AnyShape | undefined): string {
  if (node === null) return "";
  if (isAlias(node)) return `*${(node as Alias).source}`;
  if (isScalar(node)) return isBare(node) ? "" : printScalar(spelled(node, shape), { flow: true });
  if (isMap(node)) {
    const entries = pairsOf(node).map((pair) => {
      const child = shapeOf(pair, shape);
      const value = pair.value && unwrapped(pair.value, child);
      const own = value === pair.value ? child : child?.item;
      return `${keyText(pair.key, true)}:${`${anchorOf(value)} ${inFlow(value, own)}`.trimEnd()}`;
    });
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  const items = (node as YAMLSeq.Parsed).items.map((item) =>
    `${anchorOf(item)} ${inFlow(item, shape?.item)}`.trim(),
  );
  return `[${items.join(", ")}]`;
}

/** Whether a collection goes between braces or brackets if there is room: lists of single values, and what is brief. */
function isBrief(node: ParsedNode | null, shape: AnyShape | undefined): boolean {
  if (isSeq(node)) return node.items.every((item) => isScalar(item) || isAlias(item));
  if (!isMap(node)) return true;
  const brief = shape === undefined ? (node.flow ?? false) : (shape.brief ?? false);
  return brief && pairsOf(node).every((pair) => isBrief(pair.value, shapeOf(pair, shape)));
}

/** Whether nothing in a collection would need quotes only because of braces or brackets, or is written on several lines. */
function flowsPlainly(node: ParsedNode | null, shape: AnyShape | undefined): boolean {
  if (node === null || isAlias(node)) return true;
  if (isScalar(node)) {
    const text = spelled(node, shape);
    return !isBare(node) && !text.includes("\n") && (isPlain(text, true) || !isPlain(text, false));
  }
  if (isSeq(node))
    return node.items.every((item) => item !== null && flowsPlainly(item as ParsedNode, shape?.item));
  return pairsOf(node as YAMLMap.Parsed).every(
    (pair) => pair.value !== null && flowsPlainly(pair.value, shapeOf(pair, shape)),
  );
}

/** A list of one where one may stand alone is that one. */
function unwrapped(node: ParsedNode, shape: AnyShape | undefined): ParsedNode {
  if (!shape?.loose || !isSeq(node) || node.items.length !== 1 || node.anchor) return node;
  const only = node.items[0] as ParsedNode | null;
  return only && isScalar(only) && !isBare(only) ? only : node;
}

function spelled(node: Scalar, shape: AnyShape | undefined): string {
  const text = String(node.value ?? "");
  return shape?.canonical && !/\n/.test(text) ? shape.canonical(text) : text;
}

/** Whether nothing at all is written (`key:`), which is another thing than `""`. */
function isBare(node: ParsedNode): boolean {
  return isScalar(node) && node.value === "" && node.type === "PLAIN" && !node.anchor;
}

/** Something with a name, whose keys can all be left out. */
function isThing(shape: AnyShape): boolean {
  return (
    shape.fields !== undefined &&
    "name" in shape.fields &&
    Object.values(shape.fields).every(({ required }) => !required)
  );
}

function keyText(key: ParsedNode, flow = false): string {
  if (isAlias(key)) return `*${(key as Alias).source} `;
  const text = isScalar(key) ? String(key.value ?? "") : "";
  const anchor = anchorOf(key).trimStart();
  return `${anchor}${anchor ? " " : ""}${isPlain(text, flow) ? text : quoted(text)}`;
}

function anchorOf(node: ParsedNode | null): string {
  return node !== null && "anchor" in node && node.anchor ? ` &${node.anchor}` : "";
}
