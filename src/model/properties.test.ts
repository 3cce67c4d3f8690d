import fc from "fast-check";
import { expect, test } from "vitest";
import { texts } from "../../test/arbitrary-text.ts";
import { formatText, type Model, readText } from "./model.ts";

/** A model without the places of its parts. */
function meaning(model: Model): unknown {
  return JSON.parse(
    JSON.stringify(model, (key, value) =>
      key === "place" ? undefined : value instanceof Map ? [...value] : value,
    ),
  );
}

test("a text in its one form means what it meant, keeps its comments, and stays as it is when formatted again", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { model, problems } = readText(text, "any.yaml");
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
      const { text: formatted } = formatText(text, "any.yaml");
      const again = readText(formatted!, "any.yaml");
      expect(again.problems.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(meaning(again.model!)).toEqual(meaning(model!));
      expect(formatted!.match(/# comment \d+\./g)?.sort() ?? []).toEqual(
        text.match(/# comment \d+\./g)?.sort() ?? [],
      );
      expect(formatText(formatted!, "any.yaml").text).toBe(formatted);
    }),
    { seed: 1, numRuns: 100, endOnFailure: true },
  );
}, 120_000);

/** Pieces that mean something to YAML or to the language, in any order. */
const shards = fc.constantFrom(
  "\n",
  "\n  ",
  "\n    ",
  " ",
  ": ",
  ":",
  "- ",
  "? ",
  "{",
  "}",
  "[",
  "]",
  ", ",
  "#",
  " # ",
  "&a ",
  "*a",
  "!!str ",
  "|",
  ">-",
  "'",
  '"',
  "\t",
  "\r\n",
  "\r",
  "---",
  "...",
  "%YAML 1.2",
  "failwell: 1",
  "failures",
  "happens",
  "is",
  "all of",
  "as",
  "5 to 20",
  "1 in 0",
  "/ year",
  "USD",
  "1e999",
  "-",
  "🙂",
  "\ud800",
  "\u0000",
  "__proto__",
  "constructor",
);
const scraps = fc.array(shards, { maxLength: 60 }).map((pieces) => pieces.join(""));
/** A text in order, out of which a stretch was taken and something else put in. */
const broken = fc
  .tuple(texts, fc.nat(), fc.nat({ max: 60 }), fc.oneof(scraps, fc.string({ unit: "binary", maxLength: 20 })))
  .map(([text, from, length, put]) => {
    const start = from % text.length;
    return text.slice(0, start) + put + text.slice(start + length);
  });
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => new TextDecoder().decode(array));

test("any text whatever gives a model or problems with a place in it, never an exception", () => {
  fc.assert(
    fc.property(fc.oneof(broken, scraps, bytes, fc.string({ unit: "binary" })), (text) => {
      const { model, problems } = readText(text, "any.yaml");
      expect(model === null).toBe(problems.some(({ severity }) => severity === "error"));
      for (const { place, message } of problems) {
        expect(place.start).toBeLessThanOrEqual(place.end);
        expect(place.end).toBeLessThanOrEqual(text.length + 1);
        expect(message).not.toMatch(/undefined|NaN|\[object/);
      }
      const { text: formatted } = formatText(text, "any.yaml");
      if (formatted !== null) expect(formatText(formatted, "any.yaml").text).toBe(formatted);
    }),
    { seed: 2, numRuns: 800, endOnFailure: true },
  );
}, 120_000);
