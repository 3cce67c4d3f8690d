import { type NodeTable, PairCache, tooLarge, widened } from "./node-table.ts";

/**
 * `and`, `or` of two conditions (nodes read as: high where the leaf of the level holds, else low; a level left out does not matter);
 * `without`, of two families of sets (high: the sets with that element; a level left out is in no set): those of the first that are not in the second.
 */
export type PairRule = "and" | "or" | "without";

/**
 * One of these on two diagrams of one table, with its own stack, since diagrams can be as deep as there are inputs.
 * After `maxSteps` pairs it answers `tooLarge`, as it does when the table is full.
 */
export class PairOperation {
  private readonly table: NodeTable;
  private readonly rule: PairRule;
  private readonly cache = new PairCache();
  private stepsLeft: number;
  /** Frames of four: a, b, result of the low side, stage. */
  private stack: Int32Array = new Int32Array(4 * 64);

  constructor(table: NodeTable, rule: PairRule, maxSteps: number) {
    this.table = table;
    this.rule = rule;
    this.stepsLeft = maxSteps;
  }

  apply(first: number, second: number): number {
    if (first === tooLarge || second === tooLarge) return tooLarge;
    let result = this.known(first, second);
    let depth = result < 0 ? this.push(0, first, second) : 0;
    while (depth > 0) {
      const frame = 4 * (depth - 1);
      const a = this.stack[frame]!;
      const b = this.stack[frame + 1]!;
      const level = Math.min(this.table.level[a]!, this.table.level[b]!);
      if (this.stack[frame + 3] === 0) {
        this.stack[frame + 3] = 1;
        const [a0, b0] = [this.lowOf(a, level), this.lowOf(b, level)];
        result = this.known(a0, b0);
        if (result < 0) {
          depth = this.push(depth, a0, b0);
          continue;
        }
      }
      if (this.stack[frame + 3] === 1) {
        this.stack[frame + 3] = 2;
        this.stack[frame + 2] = result;
        const [a1, b1] = [this.highOf(a, level), this.highOf(b, level)];
        result = this.known(a1, b1);
        if (result < 0) {
          depth = this.push(depth, a1, b1);
          continue;
        }
      }
      result = this.node(level, this.stack[frame + 2]!, result);
      if (result === tooLarge || --this.stepsLeft < 0) return tooLarge;
      this.remember(a, b, result);
      depth--;
    }
    return result;
  }

  private push(depth: number, a: number, b: number): number {
    const frame = 4 * depth;
    if (frame === this.stack.length) this.stack = widened(this.stack);
    this.stack[frame] = a;
    this.stack[frame + 1] = b;
    this.stack[frame + 3] = 0;
    return depth + 1;
  }

  private lowOf(node: number, level: number): number {
    return this.table.level[node] === level ? this.table.low[node]! : node;
  }

  private highOf(node: number, level: number): number {
    if (this.table.level[node] === level) return this.table.high[node]!;
    return this.rule === "without" ? 0 : node;
  }

  private node(level: number, low: number, high: number): number {
    if (this.rule === "without" ? high === 0 : low === high) return low;
    return this.table.node(level, low, high);
  }

  /** The result where it is plain or remembered; else −1. */
  private known(a: number, b: number): number {
    if (this.rule === "without") {
      if (a === 0 || a === b) return 0;
      return b === 0 ? a : this.cache.get(a, b);
    }
    const absorbing = this.rule === "and" ? 0 : 1;
    if (a === b) return a;
    if (a <= 1) return a === absorbing ? a : b;
    if (b <= 1) return b === absorbing ? b : a;
    return a < b ? this.cache.get(b, a) : this.cache.get(a, b);
  }

  private remember(a: number, b: number, result: number): void {
    this.cache.fit(this.table.size);
    if (this.rule === "without" || a > b) this.cache.set(a, b, result);
    else this.cache.set(b, a, result);
  }
}
