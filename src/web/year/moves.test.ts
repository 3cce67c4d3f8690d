import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adjusted, readText, type StatedFigure, statedFigures } from "../../model/model.ts";
import { figuresByName } from "../engine/figure-names.ts";
import { readMoves, readYearAddress, writeMoves } from "./address.ts";
import { changesOf, isMovable, mostSteps, movedEnds, sayEnds, sayMove } from "./moves.ts";

const { model } = readText(
  readFileSync(join(import.meta.dirname, "../../../examples/harbour-bank.yaml"), "utf8"),
  "bank.yaml",
);
const figures = figuresByName(statedFigures(model!));
const figure = (name: string): StatedFigure => figures.get(name)!;

test("a figure moves as a whole by a factor, and a share by a factor of its odds", () => {
  const often = figure("failure.duplicate-batch.how-often");
  const { low, high } = movedEnds(often, 40);
  expect([low / often.low, high / often.high]).toEqual([expect.closeTo(10), expect.closeTo(10)]);
  const stops = movedEnds({ ...often, unit: "share", low: 0.5, high: 0.9, most: 1 }, 40);
  expect([stops.low, stops.high]).toEqual([expect.closeTo(10 / 11), expect.closeTo(90 / 91)]);
  expect(movedEnds(often, 0)).toBe(often);
});

test("what is shown of a moved figure is what the engines are asked about, however far it goes", () => {
  for (const steps of [-mostSteps, mostSteps]) {
    const moves = new Map([...figures].filter(([, it]) => isMovable(it)).map(([name]) => [name, steps]));
    const after = figuresByName(statedFigures(adjusted(model!, changesOf(moves, figures))));
    for (const [name, it] of figures) {
      const shown = movedEnds(it, moves.get(name) ?? 0);
      expect([name, after.get(name)!.low, after.get(name)!.high]).toEqual([
        name,
        expect.closeTo(shown.low, 6),
        expect.closeTo(shown.high, 6),
      ]);
    }
  }
});

test("a move is said as a factor, and a figure in its unit", () => {
  const often = figure("failure.duplicate-batch.how-often");
  expect(sayMove(often, 40)).toBe("×10");
  expect(sayMove(often, 0)).toBe("");
  expect(sayMove({ ...often, unit: "share" }, 12)).toBe("odds ×2");
  expect(sayEnds(often, { low: 0.05, high: 3 }, "USD")).toBe("1 in 20 years to 3 a year");
  expect(sayEnds({ ...often, unit: "hours" }, { low: 0.5, high: 4 }, "USD")).toBe("30 minutes to 4 hours");
});

test("every figure of the bank has a name of its own that an address can carry", () => {
  expect(figures.size).toBe(statedFigures(model!).length);
  const moves = new Map([...figures.keys()].map((name, index) => [name, (index % 7) - 3 || 5]));
  expect(readMoves(writeMoves(moves))).toEqual(moves);
});

test("an address is read leniently", () => {
  expect(readYearAddress({ figure: "", moved: "nonsense", point: 0.2, by: "x", shares: "y" })).toEqual({});
  expect(readYearAddress({ moved: "a_3~b", point: 20, shares: "functions" })).toEqual({
    moved: "a_3~b",
    point: 20,
    shares: "functions",
  });
  expect(readMoves("a_3~b~c_0~d_-999")).toEqual(
    new Map([
      ["a", 3],
      ["d", -mostSteps],
    ]),
  );
  expect(writeMoves(new Map())).toBeUndefined();
});
