import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, stringify } from "yaml";
import type { Place, Problem } from "../model/model.ts";
import { isPlain } from "./json-fields.ts";
import type { Mapping } from "./mapping.ts";
import { checkMapping, type Report } from "./mapping-check.ts";

const longestMapping = 1_000_000;

/** Names that an organization's text knows; what a mapping names beyond them is a problem. */
export type KnownNames = { readonly failures: Iterable<string>; readonly functions: Iterable<string> };

/**
 * Reads a mapping, written as YAML or JSON. Never throws: what is not right comes as problems, each with its place.
 * With `known`, the names of failures and functions are checked too. A mapping with errors is null.
 */
export function parseMapping(
  text: string,
  options: { readonly file?: string; readonly known?: KnownNames } = {},
): { readonly mapping: Mapping | null; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const lines = new LineCounter();
  const placeOf = (start: number, end: number): Place => {
    const { line, col } = lines.linePos(start);
    return { file: options.file ?? "mapping", line: Math.max(1, line), column: Math.max(1, col), start, end };
  };
  const add = (start: number, end: number, message: string, expected?: string, nearest?: string) => {
    const told = { ...(expected && { expected }), ...(nearest && { nearest }) };
    problems.push({ code: "mapping", severity: "error", message, place: placeOf(start, end), ...told });
  };

  if (text.length > longestMapping) {
    add(0, 0, "this mapping is too long", `at most ${longestMapping} letters`);
    return { mapping: null, problems };
  }
  // Every value is a text here: a column may be called 2024, and a cell may say yes.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: "failsafe" });
  for (const error of document.errors)
    add(error.pos[0], error.pos[1], lowerFirst(error.message), "YAML or JSON");
  if (problems.length > 0) return { mapping: null, problems };

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    add(0, 0, lowerFirst(error instanceof Error ? error.message : "unreadable YAML"));
    return { mapping: null, problems };
  }
  value = withNumbers(value);
  const report: Report = (path, message, expected, nearest) => {
    const [start, end] = rangeOf(document, path);
    add(start, end, message, expected, nearest);
  };
  checkMapping(value, report, options.known);
  problems.sort((a, b) => a.place.start - b.place.start);
  return { mapping: problems.length === 0 ? (value as Mapping) : null, problems };
}

/** A mapping as a file of its own, to be kept and read again. */
export function formatMapping(mapping: Mapping): string {
  return stringify(mapping, { lineWidth: 100 });
}

/** The one figure of a mapping: what losses are multiplied by. */
function withNumbers(value: unknown): unknown {
  if (!isPlain(value) || !isPlain(value.columns) || !isPlain(value.columns.loss)) return value;
  const { times, ...loss } = value.columns.loss;
  if (typeof times !== "string" || !/^\d+(\.\d+)?$/.test(times)) return value;
  return { ...value, columns: { ...value.columns, loss: { ...loss, times: Number(times) } } };
}

/** Where a value stands, or its key where the value has no place of its own. */
function rangeOf(
  document: Document,
  path: readonly (string | number)[],
): readonly [start: number, end: number] {
  const last = path.at(-1);
  if (typeof last === "string") {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === last)
      : undefined;
    const node = isNode(pair?.value) && pair.value.range ? pair.value : pair?.key;
    if (isNode(node) && node.range) return [node.range[0], node.range[1]];
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) && node.range ? [node.range[0], node.range[1]] : [0, 0];
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
