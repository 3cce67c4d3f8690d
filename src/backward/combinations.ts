import type { Diagram } from "./diagram.ts";
import { NodeTable, tooLarge } from "./node-table.ts";
import { PairOperation } from "./pair-operation.ts";

/** What a leaf can be in a formula. */
export type Sign = "present" | "absent" | "both";

/**
 * A family of combinations as a zero-suppressed diagram: node n adds element `element[n]` on its high side and leaves it out on its low side.
 * Element 2·leaf: the leaf is present; 2·leaf + 1: it is absent. Node 0: no combination; node 1: the one that needs nothing more.
 * Source: Minato, Zero-suppressed BDDs for set manipulation in combinatorial problems (1993).
 */
export type Family = {
  readonly top: number;
  readonly element: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
};

/**
 * All combinations that are enough for the outcome and from which nothing can be left out: minimal cut sets where every leaf
 * occurs present only, prime implicants in general. Null where they would take more nodes than the limit.
 *
 * Method: with f0, f1 the outcome without and with a leaf, primes(f) = primes(f0·f1) ∪ leaf·(primes(f1) − primes(f0·f1)) ∪
 * no leaf·(primes(f0) − primes(f0·f1)); f0·f1 is f0 where the leaf only ever helps the outcome, f1 where it only hinders it.
 * Source: Coudert and Madre, Implicit and incremental computation of primes (1992); Rauzy (1993).
 */
export function combinationsOf(
  diagram: Diagram,
  signs: ReadonlyMap<number, Sign>,
  nodeLimit: number,
): Family | null {
  const primes = new Primes(diagram, signs, nodeLimit);
  const top = primes.of(diagram.top);
  return top === tooLarge ? null : compactedFamily(primes.sets, top, diagram.order);
}

class Primes {
  readonly sets: NodeTable;
  private readonly conditions: NodeTable;
  private readonly signAt: readonly Sign[];
  private readonly and: PairOperation;
  private readonly without: PairOperation;
  /** Family of each node of `conditions`, where known. */
  private readonly known = new Map<number, number>([
    [0, 0],
    [1, 1],
  ]);

  constructor(diagram: Diagram, signs: ReadonlyMap<number, Sign>, nodeLimit: number) {
    this.sets = new NodeTable(nodeLimit);
    this.conditions = new NodeTable(nodeLimit + diagram.leaf.length);
    this.signAt = diagram.order.map((leaf) => signs.get(leaf)!);
    const levelOf = new Map(diagram.order.map((leaf, level) => [leaf, level]));
    for (let n = 2; n < diagram.leaf.length; n++) {
      this.conditions.node(levelOf.get(diagram.leaf[n]!)!, diagram.low[n]!, diagram.high[n]!);
    }
    this.and = new PairOperation(this.conditions, "and", 10 * nodeLimit);
    this.without = new PairOperation(this.sets, "without", 10 * nodeLimit);
  }

  of(top: number): number {
    const stack = [top];
    while (stack.length > 0) {
      const node = stack[stack.length - 1]!;
      const both = this.known.has(node) ? 0 : this.bothOf(node);
      if (both === tooLarge) return tooLarge;
      if (this.known.has(node)) stack.pop();
      else {
        const missing = [this.conditions.low[node]!, this.conditions.high[node]!, both].filter(
          (n) => !this.known.has(n),
        );
        if (missing.length > 0) stack.push(...missing);
        else {
          const family = this.joined(node, both);
          if (family === tooLarge) return tooLarge;
          this.known.set(node, family);
        }
      }
    }
    return this.known.get(top)!;
  }

  /** What holds whether or not the leaf of this node is present. */
  private bothOf(node: number): number {
    const [low, high] = [this.conditions.low[node]!, this.conditions.high[node]!];
    const sign = this.signAt[this.conditions.level[node]!]!;
    return sign === "present" ? low : sign === "absent" ? high : this.and.apply(low, high);
  }

  private joined(node: number, both: number): number {
    const rest = this.known.get(both)!;
    const element = 2 * this.conditions.level[node]!;
    const absent = this.without.apply(this.known.get(this.conditions.low[node]!)!, rest);
    const present = this.without.apply(this.known.get(this.conditions.high[node]!)!, rest);
    return this.adding(element, present, this.adding(element + 1, absent, rest));
  }

  private adding(element: number, high: number, low: number): number {
    if (high === tooLarge || low === tooLarge) return tooLarge;
    return high === 0 ? low : this.sets.node(element, low, high);
  }
}

function compactedFamily(sets: NodeTable, top: number, order: readonly number[]): Family {
  const { kept, renumbered } = sets.reachedFrom(top);
  const element = new Int32Array(kept.length);
  const low = new Int32Array(kept.length);
  const high = new Int32Array(kept.length);
  for (let n = 2; n < kept.length; n++) {
    const old = kept[n]!;
    const level = sets.level[old]!;
    element[n] = 2 * order[level >> 1]! + (level & 1);
    low[n] = renumbered[sets.low[old]!]!;
    high[n] = renumbered[sets.high[old]!]!;
  }
  return { top: renumbered[top]!, element, low, high };
}

/** How many combinations there are, exactly. */
export function countOf(family: Family): bigint {
  const count: bigint[] = [0n, 1n];
  for (let n = 2; n < family.element.length; n++)
    count.push(count[family.low[n]!]! + count[family.high[n]!]!);
  return count[family.top]!;
}

/** Σ over combinations of the product of their elements' weights [element], and for each element the part of it that holds the element. */
export function sumsOf(family: Family, weight: Float64Array): { all: number; having: Float64Array } {
  const { element, low, high, top } = family;
  const below = new Float64Array(element.length);
  below[1] = 1;
  for (let n = 2; n < element.length; n++)
    below[n] = below[low[n]!]! + weight[element[n]!]! * below[high[n]!]!;
  const above = new Float64Array(element.length);
  above[top] = 1;
  const having = new Float64Array(weight.length);
  for (let n = element.length - 1; n >= 2; n--) {
    const share = above[n]! * weight[element[n]!]!;
    having[element[n]!]! += share * below[high[n]!]!;
    above[high[n]!]! += share;
    above[low[n]!]! += above[n]!;
  }
  return { all: below[top]!, having };
}

/**
 * The same sums over those combinations that have exactly one event: occurrences a year, since two events never come in the same
 * instant.
 *
 * weight   [element]; of an event its rate
 */
export function onsetSumsOf(
  family: Family,
  weight: Float64Array,
  isEvent: (element: number) => boolean,
): { all: number; having: Float64Array } {
  const { element, low, high, top } = family;
  const nodes = element.length;
  const [noneBelow, oneBelow, noneAbove, oneAbove] = [0, 0, 0, 0].map(() => new Float64Array(nodes)) as Four;
  noneBelow[1] = 1;
  for (let n = 2; n < nodes; n++) {
    const [l, h, w, event] = [low[n]!, high[n]!, weight[element[n]!]!, isEvent(element[n]!)];
    noneBelow[n] = noneBelow[l]! + (event ? 0 : w * noneBelow[h]!);
    oneBelow[n] = oneBelow[l]! + w * (event ? noneBelow[h]! : oneBelow[h]!);
  }
  noneAbove[top] = 1;
  const having = new Float64Array(weight.length);
  for (let n = nodes - 1; n >= 2; n--) {
    const [l, h, w, event] = [low[n]!, high[n]!, weight[element[n]!]!, isEvent(element[n]!)];
    const none = event ? 0 : w * noneAbove[n]!;
    const one = w * (event ? noneAbove[n]! : oneAbove[n]!);
    having[element[n]!]! += none * oneBelow[h]! + one * noneBelow[h]!;
    noneAbove[h]! += none;
    oneAbove[h]! += one;
    noneAbove[l]! += noneAbove[n]!;
    oneAbove[l]! += oneAbove[n]!;
  }
  return { all: oneBelow[top]!, having };
}

type Four = [Float64Array, Float64Array, Float64Array, Float64Array];
