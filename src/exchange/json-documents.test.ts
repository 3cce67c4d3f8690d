import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createDocumentSplitter, type JsonDocument } from "./json-documents.ts";

function documentsOf(pieces: readonly string[]): JsonDocument[] {
  const splitter = createDocumentSplitter();
  return [...pieces.flatMap((piece) => [...splitter.push(piece)]), ...splitter.end()];
}

const valuesOf = (text: string) =>
  documentsOf([text]).map((each) => ("value" in each ? each.value : `broken: ${each.broken.found}`));

test("an array, values one after the other, and one value over many lines are all read", () => {
  expect(valuesOf('[{"a":1}, {"a":[2,{"b":3}]}, 4, "x]", null]')).toEqual([
    { a: 1 },
    { a: [2, { b: 3 }] },
    4,
    "x]",
    null,
  ]);
  expect(valuesOf('{"a":1}\n{"a":2}{"a":3}\n')).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  expect(valuesOf('{\n "a": {\n  "b": "}"\n }\n}\n')).toEqual([{ a: { b: "}" } }]);
  expect(valuesOf(" [ ] ")).toEqual([]);
});

test("a broken member of an array is named with its line, and the next ones are read", () => {
  const documents = documentsOf(['[{"a":1},\n{"a" 2},\n{"a":3}]']);
  expect(documents.map(({ line, index }) => [line, index])).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
  expect(documents[1]).toMatchObject({ broken: { expected: "a JSON value" } });
  expect(documents[2]).toMatchObject({ value: { a: 3 } });
});

test("a line that is cut off costs itself only, where every line is a value", () => {
  const documents = documentsOf(['{"a":1}\n{"a":"cut o\n{"a":3}\n{"b":[\n{"a":5}']);
  expect(documents.map((each) => ("value" in each ? each.value : each.line))).toEqual([
    { a: 1 },
    2,
    { a: 3 },
    4,
    { a: 5 },
  ]);
});

test("a file that ends too early is told where", () => {
  expect(valuesOf('[{"a":1},\n{"a":')).toEqual([
    { a: 1 },
    "broken: the end of the file, in line 2, within this value",
  ]);
  expect(valuesOf('[{"a":1}\n,')).toEqual([
    { a: 1 },
    "broken: the end of the file, in line 2, within an array",
  ]);
  expect(valuesOf('{"a":"never closed')).toEqual([
    "broken: the end of the file, in line 1, within this value",
  ]);
});

test("what stands behind an array, or between two commas, is told", () => {
  expect(valuesOf("[1,,2] 3")).toEqual([
    1,
    "broken: nothing where a value should be",
    2,
    "broken: “3” behind the end of the array",
  ]);
});

test("a value of more than 32 MB is passed over", () => {
  const piece = "x".repeat(1 << 20);
  const documents = documentsOf(['[{"a":"', ...Array.from({ length: 33 }, () => piece), '"}, 2]']);
  expect(documents).toEqual([
    { line: 1, index: 0, broken: { found: "a JSON value of more than 32 MB", expected: "shorter values" } },
    { line: 1, index: 1, value: 2 },
  ]);
});

test("any values written as an array or as lines are read back, however the text is cut", () => {
  const pieces = (text: string, size: number) => text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      (values, size) => {
        const plain = JSON.parse(JSON.stringify(values)) as unknown[];
        const read = (text: string) =>
          documentsOf(pieces(text, size)).map((each) => "value" in each && each.value);
        expect(read(JSON.stringify(plain))).toEqual(plain);
        expect(read(JSON.stringify(plain, null, 1))).toEqual(plain);
        expect(read(plain.map((value) => JSON.stringify({ value })).join("\n"))).toEqual(
          plain.map((value) => ({ value })),
        );
      },
    ),
  );
});
