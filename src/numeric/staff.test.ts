import fc from "fast-check";
import { expect, test } from "vitest";
import { createGenerator } from "./generator.ts";
import { erlangC, meanWait } from "./queue.ts";
import { createStaff } from "./staff.ts";

type Work = { readonly arrival: number; readonly handling: number };

test("one person with an hour for each piece, and pieces every 40 minutes, falls behind by 20 minutes a piece", () => {
  const staff = createStaff(1);
  const begins = [0, 40, 80, 120, 300].map((arrival) => staff.serve(arrival, 60));
  expect(begins).toEqual([0, 60, 120, 180, 300]);
});

test("work waits for whoever is free first, not for whoever began first", () => {
  const staff = createStaff(2);
  expect([staff.serve(0, 10), staff.serve(1, 3), staff.serve(2, 1), staff.serve(2, 1)]).toEqual([0, 1, 4, 5]);
});

test("somebody who is taken for good leaves the others to go on", () => {
  const staff = createStaff(2);
  staff.serve(0, Infinity);
  expect([staff.serve(0, 5), staff.serve(0, 5), staff.serve(20, 5)]).toEqual([0, 5, 20]);
});

test("after a reset everybody is free, also for work that arrives before time 0", () => {
  const staff = createStaff(3);
  for (let i = 0; i < 9; i++) staff.serve(i, 100);
  staff.reset();
  expect([-5, -5, -5].map((arrival) => staff.serve(arrival, 1))).toEqual([-5, -5, -5]);
  expect(staff.serve(-5, 1)).toBe(-4);
});

test("work begins when a simulation that goes from event to event says", () => {
  const work = fc.record({ gap: fc.nat({ max: 4 }), handling: fc.nat({ max: 20 }) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.array(work, { maxLength: 150 }), (people, pieces) => {
      let arrival = 0;
      const all = pieces.map(({ gap, handling }) => {
        arrival += gap;
        return { arrival, handling };
      });
      const staff = createStaff(people);
      expect(all.map((piece) => staff.serve(piece.arrival, piece.handling))).toEqual(
        beginsByEvent(people, all),
      );
    }),
    { seed: 29 },
  );
});

/** From moment to moment: who is done leaves, who has waited longest and finds somebody idle begins. */
function beginsByEvent(people: number, all: readonly Work[]): number[] {
  const begins: number[] = [];
  let busyUntil: number[] = [];
  for (let time = 0; begins.length < all.length; time++) {
    busyUntil = busyUntil.filter((end) => end > time);
    while (busyUntil.length < people && begins.length < all.length) {
      const next = all[begins.length]!;
      if (next.arrival > time) break;
      begins.push(time);
      if (next.handling > 0) busyUntil.push(time + next.handling);
    }
  }
  return begins;
}

test.each([
  [1, 0.5, 31],
  [2, 1.4, 32],
  [4, 3.2, 33],
  [10, 8, 34],
  [50, 45, 35],
])("%d people with %d erlang let as many wait, and as long, as Erlang says", (people, load, seed) => {
  const { waiting, waits } = batchesOf(people, load, seed);
  expect(Math.abs(scoreOf(waiting, erlangC(people, load)))).toBeLessThan(4);
  expect(Math.abs(scoreOf(waits, meanWait(people, load, 1)))).toBeLessThan(4);
});

/** Share that waits and mean wait, with handling 1 on average, in batches long enough to be independent; a first batch is left out. */
function batchesOf(people: number, load: number, seed: number): { waiting: number[]; waits: number[] } {
  const [batches, size] = [40, 20_000];
  const generator = createGenerator(seed);
  const staff = createStaff(people);
  const waiting: number[] = [];
  const waits: number[] = [];
  let now = 0;
  for (let batch = 0; batch <= batches; batch++) {
    let [delayed, waited] = [0, 0];
    for (let i = 0; i < size; i++) {
      now -= Math.log(generator.uniform()) / load;
      const wait = staff.serve(now, -Math.log(generator.uniform())) - now;
      waited += wait;
      if (wait > 0) delayed++;
    }
    if (batch === 0) continue;
    waiting.push(delayed / size);
    waits.push(waited / size);
  }
  return { waiting, waits };
}

/** How many standard errors the mean of the batches lies from what is expected. */
function scoreOf(batches: readonly number[], expected: number): number {
  const mean = batches.reduce((sum, value) => sum + value, 0) / batches.length;
  const variance = batches.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (batches.length - 1);
  return (mean - expected) / Math.sqrt(variance / batches.length);
}

test("100,000 people take as many pieces at once, and the next when the quickest is done", () => {
  const people = 100_000;
  const generator = createGenerator(36);
  const staff = createStaff(people);
  const ends = Array.from({ length: people }, () => 1 + generator.uniform());
  expect(ends.every((end) => staff.serve(0, end) === 0)).toBe(true);
  ends.sort((a, b) => a - b);
  expect(ends.every((end) => staff.serve(1, 10) === end)).toBe(true);
});

test("half a person, or nobody, is refused", () => {
  for (const people of [0, -1, 1.5, Number.NaN, Infinity])
    expect(() => createStaff(people)).toThrow(RangeError);
});
