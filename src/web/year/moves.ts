/** Figures moved by hand: how far, what becomes of them, and how that is said. Steps are even on a logarithmic line. */
import { sayCount, sayDuration, sayMoney, sayRange, sayRate, sayShare } from "../../findings/say.ts";
import type { Ends, StatedFigure } from "../../model/model.ts";
import type { Changes } from "../engine/engine.tsx";

/** Steps by name of figure; none is at 0. */
export type Moves = ReadonlyMap<string, number>;

/** A slider goes so many steps to either side: a factor of 32. */
export const mostSteps = 60;
const stepsPerDecade = 40;

/** Whether moving can change a figure at all: nothing stays nothing, and all of it stays all. */
export function isMovable({ low, high, unit }: StatedFigure): boolean {
  return high !== 0 && !(unit === "share" && low === 1);
}

/** A figure moved as a whole: by a factor, or a share by a factor of its odds. Within its bounds. */
export function movedEnds(figure: StatedFigure, steps: number): Ends {
  const factor = 10 ** (steps / stepsPerDecade);
  const move = (end: number): number => {
    const moved = figure.unit === "share" ? (end * factor) / (1 - end + end * factor) : end * factor;
    return Math.min(Math.max(moved, figure.least), figure.most);
  };
  return steps === 0 ? figure : { low: move(figure.low), high: move(figure.high) };
}

/** The changes that moves are, by where the figures stand. */
export function changesOf(moves: Moves, figures: ReadonlyMap<string, StatedFigure>): Changes {
  return new Map(
    [...moves].flatMap(([name, steps]) => {
      const figure = figures.get(name);
      return figure ? [[figure.at, movedEnds(figure, steps)] as const] : [];
    }),
  );
}

/** `×1.4`; for shares `odds ×1.4`; empty where nothing moved. */
export function sayMove({ unit }: StatedFigure, steps: number): string {
  if (steps === 0) return "";
  return `${unit === "share" ? "odds " : ""}×${sayCount(10 ** (steps / stepsPerDecade))}`;
}

/** `5 to 20 a year`, `30 minutes to 4 hours`. */
export function sayEnds(figure: StatedFigure, { low, high }: Ends, currency: string): string {
  return sayRange(low, high, sayerOf(figure, currency));
}

function sayerOf({ unit, what }: StatedFigure, currency: string): (value: number) => string {
  switch (unit) {
    case "a year":
      if (what === "how often") return sayRate;
      return (value) => `${what === "how often a user" ? sayShare(value) : sayCount(value)} a year`;
    case "an hour":
      return (value) => `${sayShare(value)} an hour`;
    case "hours":
      return sayDuration;
    case "money":
      return (value) => sayMoney(value, currency);
    case "share":
      return sayShare;
    case "count":
      return sayCount;
  }
}
