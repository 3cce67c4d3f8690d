import { expect, test } from "vitest";
import type { WhyNode } from "../../findings/why.ts";
import { cutIntoLines, layOutGraph, nest, onTheWay, type WhyGraph } from "./graph-layout.ts";

const widthOf = (text: string) => text.length * 7;
const node = (id: string, kind: WhyNode["kind"] = "condition"): WhyNode => ({ id, label: id, kind });
const graph: WhyGraph = {
  nodes: [
    node("mis-keyed", "failure"),
    node("all of", "all"),
    node("form", "event"),
    node("rush"),
    node("boom"),
  ],
  edges: [
    { from: "all of", to: "mis-keyed" },
    { from: "form", to: "all of" },
    { from: "rush", to: "all of" },
    { from: "boom", to: "form" },
    { from: "boom", to: "rush" },
  ],
};

test("the outcome stands at the right of everything that it grows from", () => {
  const { nodes, edges } = layOutGraph(graph, widthOf);
  const places = new Map(nodes.map(({ node: { id }, x }) => [id, x]));
  for (const { from, to } of graph.edges) expect(places.get(from)).toBeLessThan(places.get(to) ?? 0);
  expect(edges).toHaveLength(graph.edges.length);
});

test("no two words or marks of the picture lie on each other", () => {
  const { nodes } = layOutGraph(graph, widthOf);
  for (const a of nodes)
    for (const b of nodes) {
      if (a === b) continue;
      const apart =
        a.right <= b.left || b.right <= a.left || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
      expect(apart, `${a.node.id} and ${b.node.id}`).toBe(true);
    }
});

test("everything between a chosen input and the outcome is on the way", () => {
  expect(onTheWay(graph, "rush")).toEqual(new Set(["rush", "all of", "mis-keyed"]));
});

test("what two inputs have in common is told once in full, and named again at the other", () => {
  const all = nest(graph)?.from[0];
  expect(all?.from.map(({ node: { id } }) => id)).toEqual(["form", "rush"]);
  expect(all?.from.map(({ from }) => from.map(({ node: { id } }) => id))).toEqual([["boom"], ["boom"]]);
});

test("a long name is cut between words, and a word longer than the line is kept whole", () => {
  expect(cutIntoLines("Change fails and is rolled back", 120, widthOf)).toEqual([
    "Change fails and",
    "is rolled back",
  ]);
  expect(cutIntoLines("Unwiederbringlichkeit", 50, widthOf)).toEqual(["Unwiederbringlichkeit"]);
});
