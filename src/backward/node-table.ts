/** Answer of an operation that would have needed more nodes or steps than allowed. */
export const tooLarge = -1;

/**
 * Nodes of a decision diagram, each kept once. Node 0 and node 1 are the ends. A node is known by its number; those below it have
 * lower numbers, so that a pass over the numbers visits what is below first.
 */
export class NodeTable {
  level: Int32Array;
  low: Int32Array;
  high: Int32Array;
  size = 2;
  private slots: Int32Array;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
    const start = 64;
    this.level = new Int32Array(start);
    this.low = new Int32Array(start);
    this.high = new Int32Array(start);
    this.slots = new Int32Array(2 * start);
    this.level[0] = this.level[1] = endLevel;
  }

  /** The node with these three, `tooLarge` where it would be one too many. */
  node(level: number, low: number, high: number): number {
    const mask = this.slots.length - 1;
    let slot = hash(level, low, high) & mask;
    for (let found = this.slots[slot]!; found !== 0; found = this.slots[slot]!) {
      if (this.level[found] === level && this.low[found] === low && this.high[found] === high) return found;
      slot = (slot + 1) & mask;
    }
    if (this.size >= this.limit) return tooLarge;
    if (this.size === this.level.length) {
      this.grow();
      return this.node(level, low, high);
    }
    const made = this.size++;
    this.level[made] = level;
    this.low[made] = low;
    this.high[made] = high;
    this.slots[slot] = made;
    return made;
  }

  /** The nodes that can be reached from `top`, both ends included, lowest first, and the place of each among them. */
  reachedFrom(top: number): { kept: Int32Array; renumbered: Int32Array } {
    const reached = new Uint8Array(Math.max(2, top + 1));
    reached[0] = reached[1] = reached[top] = 1;
    let count = 0;
    for (let n = top; n >= 2; n--) {
      if (reached[n] === 0) continue;
      count++;
      reached[this.low[n]!] = reached[this.high[n]!] = 1;
    }
    const kept = new Int32Array(count + 2);
    const renumbered = new Int32Array(reached.length);
    let next = 0;
    for (let n = 0; n < reached.length; n++) {
      if (reached[n] === 0) continue;
      kept[next] = n;
      renumbered[n] = next++;
    }
    return { kept, renumbered };
  }

  private grow(): void {
    this.level = widened(this.level);
    this.low = widened(this.low);
    this.high = widened(this.high);
    this.slots = new Int32Array(2 * this.level.length);
    const mask = this.slots.length - 1;
    for (let n = 2; n < this.size; n++) {
      let slot = hash(this.level[n]!, this.low[n]!, this.high[n]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = n;
    }
  }
}

/** The ends lie below every level. */
export const endLevel = 0x7fffffff;

export function hash(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

export function widened(array: Int32Array): Int32Array {
  const wider = new Int32Array(2 * array.length);
  wider.set(array);
  return wider;
}

/** Results of an operation on two nodes, the older one forgotten where two fall on the same place. */
export class PairCache {
  private keys: Int32Array;
  private results: Int32Array;

  constructor() {
    this.keys = new Int32Array(2 * 128);
    this.results = new Int32Array(128);
  }

  /** The result for (a, b) with a ≥ 2, or −1. */
  get(a: number, b: number): number {
    const place = hash(a, b, 0) & (this.results.length - 1);
    return this.keys[2 * place] === a && this.keys[2 * place + 1] === b ? this.results[place]! : -1;
  }

  set(a: number, b: number, result: number): void {
    const place = hash(a, b, 0) & (this.results.length - 1);
    this.keys[2 * place] = a;
    this.keys[2 * place + 1] = b;
    this.results[place] = result;
  }

  /** Grows with the number of nodes it serves; what it knew is forgotten, which costs time and no correctness. */
  fit(nodes: number): void {
    if (nodes <= this.results.length || this.results.length >= maxPairs) return;
    let length = this.results.length;
    while (length < nodes && length < maxPairs) length *= 4;
    this.keys = new Int32Array(2 * length);
    this.results = new Int32Array(length);
  }
}

const maxPairs = 2 ** 20;
