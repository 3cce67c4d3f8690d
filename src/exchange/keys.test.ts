import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRowKeys, digestOf, keyOfId } from "./keys.ts";

test("rows that repeat in a file stay apart, and a second reading gives the same keys", () => {
  const rows = ["late,3", "late,3", "early,1", "late,3"];
  const first = rows.map(createRowKeys("csv:subway"));
  expect(new Set(first).size).toBe(4);
  expect(first[1]).toBe(`${first[0]}+2`);
  expect(first[3]).toBe(`${first[0]}+3`);
  expect(rows.map(createRowKeys("csv:subway"))).toEqual(first);
});

test("a digest is the beginning of SHA-256 in any language", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(digestOf(text)).toBe(createHash("sha256").update(text).digest("hex").slice(0, 32));
    }),
    { seed: 63 },
  );
});

test("an id is kept as it is, unless it is too long to be one", () => {
  expect(keyOfId("csv:desk", "INC-7")).toBe("csv:desk:INC-7");
  expect(keyOfId("csv:desk", "x".repeat(5000))).toHaveLength("csv:desk:".length + 32);
});

test("a hundred thousand rows, some of them equal, get keys of their own", () => {
  const keyOf = createRowKeys("csv:t");
  const keys = Array.from({ length: 100_000 }, (_, i) => keyOf(`row ${i % 60_000}`));
  expect(new Set(keys).size).toBe(100_000);
  expect(keys.filter((key) => key.endsWith("+2"))).toHaveLength(40_000);
});
