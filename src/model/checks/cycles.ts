import { limits } from "../limits.ts";
import type { Gate } from "../organization.ts";
import type { Node, Scalar, Span } from "../tree.ts";
import { membersOf, type Whole } from "./whole.ts";

type Edge = { readonly to: string; readonly span: Span };

/** Functions that depend on one another in a circle, and failures and gates that grow from themselves. */
export function checkCycles(whole: Whole): void {
  const { reader, functions, failures, gates } = whole;
  for (const { path, span } of circlesOf([...functions.keys()], (id) => dependences(id, whole))) {
    reader.tell("depends-in-circle", span, `this closes a circle: ${path.join(" depends on ")}`, {
      expected: "functions of which one can stand without the others",
    });
  }
  const edges = new Map<string, readonly Edge[]>();
  for (const { id, growsFrom } of failures.values()) edges.set(id, growsFrom ? edgesOf(growsFrom) : []);
  for (const [name, gate] of gates) edges.set(name, membersOf(gate).flatMap(edgesOf));
  for (const { path, span } of circlesOf([...edges.keys()], (id) => edges.get(id) ?? [])) {
    reader.tell("grows-in-circle", span, `this closes a circle: ${path.join(" grows from ")}`, {
      expected:
        "a failure that grows from something other than itself; a delayed return is a failure of its own",
    });
  }
}

function dependences(id: string, { functions, at }: Whole): readonly Edge[] {
  const places = new Map<string, Span>(namesIn(at(id, "depends on")).map((name) => [name.text, name]));
  return (functions.get(id)?.dependsOn ?? []).map(({ functionId: to }) => ({
    to,
    span: places.get(to) ?? at(id, "depends on"),
  }));
}

/** The names in a list, or those that are keys. */
function namesIn(node: Span | Node): readonly Scalar[] {
  if (!("kind" in node) || node.kind === "scalar") return [];
  if (node.kind === "mapping") return node.entries.map(({ key }) => key);
  return node.items.filter((item) => item.kind === "scalar");
}

/** Failures and named gates that a gate leads to, itself included where it has a name. */
function edgesOf(gate: Gate): readonly Edge[] {
  if (gate.gate === "failure" || gate.gate === "named") return [{ to: gate.id, span: gate.place }];
  if ("name" in gate && gate.name !== undefined) return [{ to: gate.name, span: gate.place }];
  return membersOf(gate).flatMap(edgesOf);
}

/** Every edge that closes a circle, with the way round; by depth-first search on a stack of its own. */
function circlesOf(
  ids: readonly string[],
  edgesOf: (id: string) => readonly Edge[],
): readonly { readonly path: readonly string[]; readonly span: Span }[] {
  const circles: { path: readonly string[]; span: Span }[] = [];
  const done = new Set<string>();
  const open = new Map<string, number>();
  for (const start of ids) {
    if (done.has(start)) continue;
    const way = [{ id: start, edges: edgesOf(start), next: 0 }];
    open.set(start, 0);
    for (let top = way.at(-1); top; top = way.at(-1)) {
      const edge = top.edges[top.next];
      top.next += 1;
      if (edge === undefined) {
        way.pop();
        open.delete(top.id);
        done.add(top.id);
      } else if (open.has(edge.to)) {
        if (circles.length >= limits.problems) return circles;
        circles.push({
          path: shorten([...way.slice(open.get(edge.to)).map(({ id }) => id), edge.to]),
          span: edge.span,
        });
      } else if (!done.has(edge.to)) {
        open.set(edge.to, way.length);
        way.push({ id: edge.to, edges: edgesOf(edge.to), next: 0 });
      }
    }
  }
  return circles;
}

/** A way that can still be read: its first and last few steps. */
function shorten(path: readonly string[]): readonly string[] {
  return path.length <= 8 ? path : [...path.slice(0, 4), "…", ...path.slice(-3)];
}
