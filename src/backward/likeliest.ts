import type { Family } from "./combinations.ts";

/** How a combination is weighed: by the product of its elements' weights, among those whose number of events is wanted. */
export type Weighing = {
  /** [element]; ≥ 0 */
  readonly weight: Float64Array;
  /** True for elements that are an event which happens. */
  isEvent(element: number): boolean;
  /** Which numbers of events are wanted: 0, 1, and 2 for two or more. */
  readonly wanted: readonly (0 | 1 | 2)[];
};

/**
 * The combinations of greatest weight, greatest first (to a part in 10⁹), as lists of elements; at most
 * `limit`, without visiting the others.
 *
 * Method: best-first search down the diagram, each node knowing the best that can still come below it.
 */
export function likeliest(family: Family, weighing: Weighing, limit: number): number[][] {
  const best = bestBelow(family, weighing);
  const found: number[][] = [];
  const queue = new Queue();
  const offer = (node: number, events: number, logWeight: number, chosen: Chosen | null): void => {
    const bound = bestFrom(best, node, events, weighing.wanted);
    if (bound > -Infinity) queue.push({ bound: rounded(logWeight + bound), node, events, logWeight, chosen });
  };
  offer(family.top, 0, 0, null);
  for (let item = queue.pop(); item !== null && found.length < limit; item = queue.pop()) {
    if (item.node === 1) {
      found.push(elementsOf(item.chosen));
      continue;
    }
    const element = family.element[item.node]!;
    offer(family.low[item.node]!, item.events, item.logWeight, item.chosen);
    const events = Math.min(2, item.events + Number(weighing.isEvent(element)));
    const logWeight = item.logWeight + logOf(weighing.weight[element]!);
    offer(family.high[item.node]!, events, logWeight, { element, before: item.chosen });
  }
  return found;
}

type Chosen = { readonly element: number; readonly before: Chosen | null };
type Item = { bound: number; node: number; events: number; logWeight: number; chosen: Chosen | null };

function elementsOf(chosen: Chosen | null): number[] {
  const elements: number[] = [];
  for (let link = chosen; link !== null; link = link.before) elements.push(link.element);
  return elements.reverse();
}

/** So that ties stay ties, and the search is not led about by the last bit. */
function rounded(bound: number): number {
  return Math.round(bound * 1e9) / 1e9;
}

/** A weight of 0 is far below any other and yet possible. */
function logOf(weight: number): number {
  return weight > 0 ? Math.log(weight) : -1e6;
}

/** For 0, 1 and more events: the log of the greatest weight below each node; −Infinity where there is no such combination. */
function bestBelow(family: Family, { weight, isEvent }: Weighing): readonly Float64Array[] {
  const { element, low, high } = family;
  const best = [0, 1, 2].map(() => new Float64Array(element.length).fill(-Infinity));
  const [none, one, more] = best as [Float64Array, Float64Array, Float64Array];
  none[1] = 0;
  for (let n = 2; n < element.length; n++) {
    const [l, h, w] = [low[n]!, high[n]!, logOf(weight[element[n]!]!)];
    const event = isEvent(element[n]!);
    none[n] = event ? none[l]! : Math.max(none[l]!, w + none[h]!);
    one[n] = Math.max(one[l]!, w + (event ? none[h]! : one[h]!));
    more[n] = Math.max(more[l]!, w + (event ? Math.max(one[h]!, more[h]!) : more[h]!));
  }
  return best;
}

function bestFrom(
  best: readonly Float64Array[],
  node: number,
  events: number,
  wanted: readonly number[],
): number {
  let bound = -Infinity;
  for (let further = 0; further <= 2; further++) {
    if (wanted.includes(Math.min(2, events + further))) bound = Math.max(bound, best[further]![node]!);
  }
  return bound;
}

/** Greatest bound first; among equals the newest, so that ties are followed to their end before others are begun. */
class Queue {
  private readonly heap: (Item & { turn: number })[] = [];
  private turns = 0;

  push(item: Item): void {
    const heap = this.heap;
    const entry = { ...item, turn: this.turns++ };
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = entry;
  }

  pop(): Item | null {
    const heap = this.heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = last;
    return first;
  }
}

function before(a: { bound: number; turn: number }, b: { bound: number; turn: number }): boolean {
  return a.bound > b.bound || (a.bound === b.bound && a.turn > b.turn);
}
