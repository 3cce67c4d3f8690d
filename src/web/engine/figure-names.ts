import type { StatedFigure } from "../../model/model.ts";

/**
 * Figures by a name that an address can carry and that stays while the text around them changes: `failure.card-fraud.how-often`.
 * Should two be named alike, the second one's name ends in -2.
 */
export function figuresByName(figures: readonly StatedFigure[]): ReadonlyMap<string, StatedFigure> {
  const named = new Map<string, StatedFigure>();
  for (const figure of figures) {
    const { owner, what } = figure;
    const plain = `${owner.kind}.${owner.id}.${what.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}`;
    let name = plain;
    for (let again = 2; named.has(name); again++) name = `${plain}-${again}`;
    named.set(name, figure);
  }
  return named;
}
