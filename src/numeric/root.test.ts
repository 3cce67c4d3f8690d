import fc from "fast-check";
import { expect, test } from "vitest";
import { findRoot } from "./root.ts";

test("the root of a rising function is found between its bounds", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.constantFrom(1, 3, 9), (root, power) => {
      const found = findRoot((x) => x ** power - root ** power, 0, 1000);
      expect(Math.abs(found - root)).toBeLessThan(1e-10 * root);
    }),
    { seed: 14 },
  );
});

test("without a change of sign there is nothing to find", () => {
  expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow(RangeError);
});
