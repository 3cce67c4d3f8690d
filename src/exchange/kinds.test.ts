import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compileNames } from "./kinds.ts";

test("a name without a star goes before patterns, patterns in their order, whatever the capitals", () => {
  const nameOf = compileNames({ "MU*": "crowd", MUPR1: "person-on-track", "*SC": "door", "*": "other" });
  expect(["muis", "MUPR1", "TUSC", "X"].map(nameOf)).toEqual(["crowd", "person-on-track", "door", "other"]);
  expect(compileNames({ a: "b" })("c")).toBeNull();
});

test("a pattern fits what the same regular expression fits", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 6 });
  fc.assert(
    fc.property(letters, letters, (pattern, text) => {
      const plain = text.replaceAll("*", "c");
      const expected = new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "s").test(plain);
      expect(compileNames({ [pattern]: "yes" })(plain)).toBe(expected ? "yes" : null);
    }),
    { seed: 64 },
  );
});

test("a pattern of many stars takes no longer on a long text", () => {
  const nameOf = compileNames({ [`${"*a".repeat(200)}b`]: "never" });
  expect(nameOf("a".repeat(100_000))).toBeNull();
});
