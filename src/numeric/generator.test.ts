import fc from "fast-check";
import { expect, test } from "vitest";
import { createGenerator, fillStarts } from "./generator.ts";

test("the same seed and stream give the same numbers", () => {
  const [a, b] = [createGenerator(42, 3, 7), createGenerator(42, 3, 7)];
  expect(Array.from({ length: 100 }, () => a.uint32())).toEqual(
    Array.from({ length: 100 }, () => b.uint32()),
  );
});

test("the numbers of a seed never change between versions", () => {
  const generator = createGenerator(1, 2, 3);
  expect([generator.uint32(), generator.uint32(), generator.uint32()]).toEqual([
    2511763454, 1521058572, 2295209652,
  ]);
});

test("neighbouring streams, swapped streams and streams with a trailing zero differ", () => {
  const firsts = [[1], [2], [1, 0], [1, 0, 0], [0, 1], [1, 2], [2, 1], [-1], [2 ** 32], [2 ** 32 + 1]].map(
    ([seed, ...stream]) => createGenerator(seed!, ...stream).uint32(),
  );
  expect(new Set(firsts).size).toBe(firsts.length);
});

test("a step is that of xoshiro128++ as its authors publish it", () => {
  // The reference in unsigned BigInt arithmetic, on the state that the generator started from.
  const generator = createGenerator(7);
  const state = ["a", "b", "c", "d"].map((word) =>
    BigInt((generator as unknown as Record<string, number>)[word]! >>> 0),
  );
  const mask = 0xffffffffn;
  const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & mask;
  for (let i = 0; i < 1000; i++) {
    const [s0, s1, s2, s3] = state as [bigint, bigint, bigint, bigint];
    const result = (rotate((s0 + s3) & mask, 7n) + s0) & mask;
    const t = (s1 << 9n) & mask;
    const [x2, x3] = [s2 ^ s0, s3 ^ s1];
    state.splice(0, 4, s0 ^ x3, s1 ^ x2, x2 ^ t, rotate(x3, 11n));
    expect(generator.uint32()).toBe(Number(result));
  }
});

test("kernels start where the generators of their streams do", () => {
  const starts = new Int32Array(4 * 3);
  fillStarts(starts, 42, [7, -9]);
  for (let lane = 0; lane < 3; lane++) {
    const generator = createGenerator(42, 7, -9, lane) as unknown as Record<string, number>;
    expect(Array.from(starts.subarray(4 * lane, 4 * lane + 4))).toEqual(
      ["a", "b", "c", "d"].map((word) => generator[word]),
    );
  }
});

test("uniform numbers are spread evenly and never touch 0 or 1", () => {
  const generator = createGenerator(20260101);
  const counts = new Float64Array(100);
  let [least, most] = [1, 0];
  for (let i = 0; i < 200_000; i++) {
    const u = generator.uniform();
    counts[Math.floor(u * 100)]!++;
    least = Math.min(least, u);
    most = Math.max(most, u);
  }
  const chiSquare = counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
  expect(Math.abs(chiSquare - 99) / Math.sqrt(2 * 99)).toBeLessThan(4);
  expect(least).toBeGreaterThan(0);
  expect(most).toBeLessThan(1);
});

test("the first numbers of successive streams are not related", () => {
  const firsts = Array.from({ length: 20_000 }, (_, block) => createGenerator(5, 1, block).uniform());
  let sum = 0;
  for (let i = 1; i < firsts.length; i++) sum += (firsts[i]! - 0.5) * (firsts[i - 1]! - 0.5) * 12;
  expect(Math.abs(sum) / Math.sqrt(firsts.length)).toBeLessThan(4);
});

test("a seed that is not whole is refused", () => {
  fc.assert(
    fc.property(fc.double({ noInteger: true }), (seed) => {
      expect(() => createGenerator(seed)).toThrow(RangeError);
      expect(() => createGenerator(1, seed)).toThrow(RangeError);
    }),
    { seed: 1 },
  );
});
