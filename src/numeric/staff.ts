/** People who take work first come, first served, each one piece at a time. */
export type Staff = {
  /** Everybody is free again, at any time. */
  reset(): void;
  /**
   * When work that arrives begins: at once, or when the first of the people is free.
   *
   * arrival    not before the last arrival
   * handling   how long one of the people is then taken; not negative, Infinity for good. Both in one unit of time, neither is checked
   */
  serve(arrival: number, handling: number): number;
};

/**
 * A staff of equal people, all of them free.
 *
 * people   whole, ≥ 1
 *
 * Method: who comes next is whoever is free first, so the times at which people get free are all there is to know. They stand in
 * a binary heap, which is no slower than a scan even for one person. Nothing is allocated by serving; time grows with log₂ people.
 * Source: Kiefer and Wolfowitz, On the theory of queues with many servers, Transactions of the AMS 78 (1955).
 * Throws RangeError when people is not whole or below 1.
 */
export function createStaff(people: number): Staff {
  if (!Number.isInteger(people) || people < 1)
    throw new RangeError(`people are whole and at least 1, not ${people}`);
  const free = new Float64Array(people).fill(-Infinity);
  return {
    reset() {
      free.fill(-Infinity);
    },
    serve(arrival, handling) {
      const begin = Math.max(free[0]!, arrival);
      replaceFirst(free, begin + handling);
      return begin;
    },
  };
}

/** Puts `value` in the place of the least of a heap, and keeps it a heap. */
function replaceFirst(heap: Float64Array, value: number): void {
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
    const least = heap[child]!;
    if (least >= value) break;
    heap[at] = least;
    at = child;
  }
  heap[at] = value;
}
