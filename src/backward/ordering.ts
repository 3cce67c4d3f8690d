import { type Diagram, diagramOf } from "./diagram.ts";
import { type Formula, isLeaf, partsFirst } from "./formula.ts";

/**
 * The diagram of a formula by whichever order of its leaves keeps it small; null where none does.
 *
 * Finding the best order is as hard as the whole question, and the customary ones differ by factors of a hundred on the same
 * graph, each being the best on some. So all are tried under a low limit before any is allowed a higher one.
 */
export function smallDiagramOf(formula: Formula, nodeLimit: number): Diagram | null {
  const orders = distinct(
    [byWeight, largeFirst, smallFirst, asWritten].map((key) => leavesByDepth(formula, key(formula))),
  );
  for (const nodes of [30_000, 300_000, 1_000_000, 2_500_000]) {
    for (const order of orders) {
      const diagram = diagramOf(formula, order, { nodes: Math.min(nodes, nodeLimit), steps: 10 * nodes });
      if (diagram !== null) return diagram;
    }
    if (nodes >= nodeLimit) return null;
  }
  return null;
}

/** What comes first among the parts of a gate: the least of these. */
type Key = (formula: Formula) => number;

function asWritten(): Key {
  return () => 0;
}

/** The outcome weighs 1; what weighs is divided among the parts of a gate; a leaf gathers from all places. Source: Minato, Ishiura and Yajima (1990). */
function byWeight(top: Formula): Key {
  const weight = new Map<Formula, number>([[top, 1]]);
  const leafWeight = new Map<number, number>();
  for (const part of partsFirst(top).reverse()) {
    const own = weight.get(part)!;
    if (isLeaf(part)) leafWeight.set(part.leaf, (leafWeight.get(part.leaf) ?? 0) + own);
    else for (const below of part.of) weight.set(below, (weight.get(below) ?? 0) + own / part.of.length);
  }
  return (part) => -(isLeaf(part) ? leafWeight.get(part.leaf)! : weight.get(part)!);
}

function smallFirst(top: Formula): Key {
  const size = new Map<Formula, number>();
  for (const part of partsFirst(top)) {
    size.set(part, isLeaf(part) ? 1 : part.of.reduce((sum, below) => sum + size.get(below)!, 0));
  }
  return (part) => size.get(part)!;
}

function largeFirst(top: Formula): Key {
  const size = smallFirst(top);
  return (part) => -size(part);
}

/** Leaves in the order in which a walk, depth first, meets them. */
function leavesByDepth(top: Formula, key: Key): number[] {
  const order = new Set<number>();
  const entered = new Set<Formula>();
  const stack: Formula[] = [top];
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    if (isLeaf(part)) order.add(part.leaf);
    else if (!entered.has(part)) {
      entered.add(part);
      stack.push(...[...part.of].sort((a, b) => key(a) - key(b)).reverse());
    }
  }
  return [...order];
}

function distinct(orders: readonly number[][]): number[][] {
  const seen = new Set<string>();
  return orders.filter((order) => {
    const written = order.join(",");
    return !seen.has(written) && seen.add(written);
  });
}
