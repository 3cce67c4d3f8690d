import { type Formula, isLeaf, partsFirst } from "./formula.ts";
import { NodeTable, tooLarge } from "./node-table.ts";
import { PairOperation } from "./pair-operation.ts";

/**
 * A reduced ordered binary decision diagram: the outcome as questions about leaves, asked in one order.
 *
 * Node 0: it does not hold; node 1: it holds; node n ≥ 2 asks for leaf `leaf[n]` and goes on at `high[n]` where it is present, else at
 * `low[n]`. Both are below n; the last node is the first question. Where there is none, `top` is 0 or 1.
 * Source: Bryant, Graph-based algorithms for Boolean function manipulation (1986); for fault trees, Rauzy (1993).
 */
export type Diagram = {
  readonly top: number;
  readonly leaf: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Leaves in the order of the questions. */
  readonly order: readonly number[];
};

/** Limits of a diagram; beyond them there is none, and the finding says so. */
export type DiagramLimits = { readonly nodes: number; readonly steps: number };

/**
 * The diagram of a formula, its leaves asked in the order given; null where it would pass the limits.
 * No edge is negated: chances are then sums of products without a subtraction, and tiny ones keep all their digits.
 */
export function diagramOf(formula: Formula, order: readonly number[], limits: DiagramLimits): Diagram | null {
  const table = new NodeTable(limits.nodes);
  const top = new Builder(table, order, limits.steps).build(formula);
  return top === tooLarge ? null : compacted(table, top, order);
}

class Builder {
  private readonly table: NodeTable;
  private readonly and: PairOperation;
  private readonly or: PairOperation;
  private readonly levelOf = new Map<number, number>();

  constructor(table: NodeTable, order: readonly number[], steps: number) {
    this.table = table;
    this.and = new PairOperation(table, "and", steps);
    this.or = new PairOperation(table, "or", steps);
    for (const [level, leaf] of order.entries()) this.levelOf.set(leaf, level);
  }

  build(formula: Formula): number {
    const built = new Map<Formula, number>();
    for (const part of partsFirst(formula)) {
      const node = isLeaf(part)
        ? this.leaf(part.leaf, part.absent)
        : this.atLeast(part.k, this.partsOf(part.of, built));
      if (node === tooLarge) return tooLarge;
      built.set(part, node);
    }
    return built.get(formula)!;
  }

  private leaf(leaf: number, absent: boolean): number {
    const level = this.levelOf.get(leaf);
    if (level === undefined) throw new RangeError(`leaf ${leaf} has no place in the order`);
    return this.table.node(level, Number(absent), Number(!absent));
  }

  /** Deepest first: joining from the bottom up walks over little of what is already joined. */
  private partsOf(of: readonly Formula[], built: ReadonlyMap<Formula, number>): number[] {
    const nodes = of.map((part) => built.get(part)!);
    return nodes.sort((a, b) => this.table.level[b]! - this.table.level[a]! || b - a);
  }

  private atLeast(k: number, parts: readonly number[]): number {
    if (k <= 0) return 1;
    if (k > parts.length) return 0;
    if (k === 1) return parts.reduce((sum, part) => this.or.apply(sum, part), 0);
    if (k === parts.length) return parts.reduce((product, part) => this.and.apply(product, part), 1);
    // reached[j]: at least j of the parts so far. At least j of one more: at least j already, or j − 1 and this one.
    const reached = [1, ...Array.from({ length: k }, () => 0)];
    for (const part of parts) {
      for (let j = k; j >= 1; j--)
        reached[j] = this.or.apply(reached[j]!, this.and.apply(reached[j - 1]!, part));
      if (reached.includes(tooLarge)) return tooLarge;
    }
    return reached[k]!;
  }
}

function compacted(table: NodeTable, top: number, order: readonly number[]): Diagram {
  const { kept, renumbered } = table.reachedFrom(top);
  const [leaf, low, high] = [
    new Int32Array(kept.length),
    new Int32Array(kept.length),
    new Int32Array(kept.length),
  ];
  leaf.fill(-1, 0, 2);
  for (let n = 2; n < kept.length; n++) {
    const old = kept[n]!;
    leaf[n] = order[table.level[old]!]!;
    low[n] = renumbered[table.low[old]!]!;
    high[n] = renumbered[table.high[old]!]!;
  }
  return { top: renumbered[top]!, leaf, low, high, order };
}

/**
 * Chance that the outcome holds, leaves being independent.
 *
 * chance    [leaf]; in [0, 1]
 * scratch   at least as long as the diagram; overwritten: chance from each node on
 * Error: relative, about depth × 2⁻⁵².
 */
export function chanceOf(diagram: Diagram, chance: Float64Array, scratch: Float64Array): number {
  const { leaf, low, high, top } = diagram;
  scratch[0] = 0;
  scratch[1] = 1;
  for (let n = 2; n < leaf.length; n++) {
    const p = chance[leaf[n]!]!;
    scratch[n] = p * scratch[high[n]!]! + (1 - p) * scratch[low[n]!]!;
  }
  return scratch[top]!;
}
