import { Graph, layout } from "@dagrejs/dagre";
import type { WhyFinding, WhyNode } from "../../findings/why.ts";

export type WhyGraph = WhyFinding["graph"];

export type NodeDrawn = {
  readonly node: WhyNode;
  /** Centre of the mark, or of the words of a gate. */
  readonly x: number;
  readonly y: number;
  /** The label, cut into lines. */
  readonly lines: readonly string[];
  /** Words beside the mark: before it where the reading goes on to the left, after it at the outcome; `inside` a gate. */
  readonly words: "before" | "after" | "inside";
  readonly left: number;
  readonly right: number;
  readonly height: number;
  /** Where the column of its rank begins: an edge comes level there, so that it crosses no other words. */
  readonly column: number;
};

export type EdgeDrawn = {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly kind: "input" | "guard rail";
};

export type GraphDrawn = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly NodeDrawn[];
  readonly edges: readonly EdgeDrawn[];
};

export const lineHeight = 16;
/** Half a mark, and the air between it and what comes next. */
const half = 9;
const air = 6;
const widestLine = 150;
/** The outcome is set in a heavier type than was measured. */
const boldness = 1.08;
const gates: ReadonlySet<WhyNode["kind"]> = new Set(["all", "any", "at least", "not"]);

export const isGate = ({ kind }: WhyNode): boolean => gates.has(kind);

/** The graph on paper: the outcome at the right, what it grows from to its left, marks of a rank below each other. `widthOf` measures a label in pixels. */
export function layOutGraph(graph: WhyGraph, widthOf: (text: string) => number): GraphDrawn {
  const outcome = graph.nodes[0]?.id;
  const sized = new Map(graph.nodes.map((node) => [node.id, sizeOf(node, widthOf)]));
  const drawing = new Graph()
    .setGraph({ rankdir: "LR", nodesep: 16, ranksep: 46, marginx: 8, marginy: 10 })
    .setDefaultEdgeLabel(() => ({}));
  for (const { id } of graph.nodes) {
    const { width = 0, height = 0 } = sized.get(id) ?? {};
    drawing.setNode(id, { width, height });
  }
  for (const { from, to } of graph.edges) drawing.setEdge(from, to);
  layout(drawing);

  const ranks = new Map<number, { left: number; right: number }>();
  const places = graph.nodes.map((node) => {
    const { x, y } = drawing.node(node.id) as { x: number; y: number };
    const { width, height, lines } = sized.get(node.id) as Sized;
    const rank = Math.round(x);
    const { left, right } = ranks.get(rank) ?? { left: x, right: x };
    ranks.set(rank, { left: Math.min(left, x - width / 2), right: Math.max(right, x + width / 2) });
    return { node, x, y, width, height, lines, rank };
  });
  const nodes = places.map(({ node, x, y, width, height, lines, rank }): NodeDrawn => {
    if (node.id === outcome) {
      const left = x - width / 2;
      const right = left + width;
      return { node, x: left + half, y, lines, words: "after", left, right, height, column: left };
    }
    const { left: column, right } = ranks.get(rank) ?? { left: x - width / 2, right: x + width / 2 };
    if (isGate(node)) {
      return {
        node,
        x: right - width / 2,
        y,
        lines,
        words: "inside",
        left: right - width,
        right,
        height,
        column,
      };
    }
    return { node, x: right - half, y, lines, words: "before", left: right - width, right, height, column };
  });
  const drawn = new Map(nodes.map((it) => [it.node.id, it]));
  const { width = 0, height = 0 } = drawing.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    nodes,
    edges: graph.edges.flatMap(({ from, to }): EdgeDrawn[] => {
      const [a, b] = [drawn.get(from), drawn.get(to)];
      if (!a || !b) return [];
      const { points = [] } = drawing.edge(from, to) as { points?: readonly Point[] };
      const kind = a.node.kind === "guard rail" ? "guard rail" : "input";
      return [{ from, to, kind, path: pathOf(a, b, points) }];
    }),
  };
}

type Sized = { readonly width: number; readonly height: number; readonly lines: readonly string[] };
type Point = { readonly x: number; readonly y: number };

function sizeOf(node: WhyNode, widthOf: (text: string) => number): Sized {
  if (isGate(node)) return { lines: [node.label], width: widthOf(node.label) + 20, height: 24 };
  const lines = cutIntoLines(node.label, widestLine, widthOf);
  const widest = Math.max(
    ...lines.map((line) => widthOf(line) * boldness),
    node.figure ? widthOf(node.figure) : 0,
  );
  return {
    lines,
    width: widest + 2 * half + air,
    height: (lines.length + (node.figure ? 1 : 0)) * lineHeight + 4,
  };
}

/** Words in as few lines as hold `widest` pixels each; a longer word gets a line of its own. */
export function cutIntoLines(text: string, widest: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= widest)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** From mark to mark, through the places that the layout keeps free where an edge passes ranks. */
function pathOf(from: NodeDrawn, to: NodeDrawn, points: readonly Point[]): string {
  const start = { x: from.right + 2, y: from.y };
  const end = { x: Math.min(to.column, to.left) - 3, y: to.y };
  const between = points.length > 3 ? points.slice(1, -1).filter(({ x }) => x > start.x && x < end.x) : [];
  let path = `M${start.x} ${start.y}`;
  let at = start;
  for (const next of [...between, end]) {
    const bend = (next.x - at.x) / 2;
    path += `C${at.x + bend} ${at.y} ${next.x - bend} ${next.y} ${next.x} ${next.y}`;
    at = next;
  }
  return `${path}H${to.left - 3}`;
}

/** Everything that lies on a way from a node to the outcome, itself included. */
export function onTheWay({ edges }: WhyGraph, from: string): ReadonlySet<string> {
  const found = new Set([from]);
  for (const id of found) for (const edge of edges) if (edge.from === id) found.add(edge.to);
  return found;
}

export type Nested = {
  readonly node: WhyNode;
  readonly from: readonly Nested[];
  /** What it grows from stands at an earlier place of the list. */
  readonly above: boolean;
};

/** The graph as a nested list from the outcome down; what is reached by several ways is told in full once. */
export function nest({ nodes, edges }: WhyGraph): Nested | null {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const inputsOf = new Map<string, string[]>();
  for (const { from, to } of edges) inputsOf.set(to, [...(inputsOf.get(to) ?? []), from]);
  const told = new Set<string>();
  const tell = (node: WhyNode): Nested => {
    const inputs = inputsOf.get(node.id) ?? [];
    if (told.has(node.id)) return { node, from: [], above: inputs.length > 0 };
    told.add(node.id);
    return { node, from: inputs.flatMap((id) => byId.get(id) ?? []).map(tell), above: false };
  };
  return nodes[0] ? tell(nodes[0]) : null;
}
