import type { Model } from "./organization.ts";
import { readText } from "./reading.ts";
import { respelled } from "./spelled.ts";
import { adjusted, type Ends, type StatedFigure, statedFigures } from "./stated.ts";

/** A text with other figures in it, and the figures that it could not be given. */
export type Rewritten = { readonly text: string; readonly left: readonly StatedFigure[] };

/**
 * The text in which figures have other ends (`at` as in `statedFigures`), brought to where they can be as by `adjusted`. Nothing but the
 * digits of these figures changes: comments, order, units, sources, whose assumption it is and quotes stay. Three figures are
 * written, more where fewer would not do.
 *
 * Null where the text cannot be understood. Left are figures that are written with escapes, or that were 0.
 */
export function rewritten(text: string, file: string, changes: ReadonlyMap<number, Ends>): Rewritten | null {
  const { model } = readText(text, file);
  if (model === null) return null;
  const moves = movesOf(model, changes);
  const left: StatedFigure[] = [];
  // From the end, so that the places of what comes before stay.
  const after = moves.reduceRight((text, { figure, end, ends }) => {
    const whole = figure.unit === "share" ? 1 : Number.POSITIVE_INFINITY;
    const words = respelled(text.slice(figure.at, end), figure, ends, whole);
    if (words === undefined) {
      left.unshift(figure);
      return text;
    }
    return text.slice(0, figure.at) + words + text.slice(end);
  }, text);
  return { text: after, left };
}

type Move = { readonly figure: StatedFigure; readonly end: number; readonly ends: Ends };

function movesOf(model: Model, changes: ReadonlyMap<number, Ends>): readonly Move[] {
  const after = statedFigures(adjusted(model, changes));
  return statedFigures(model).flatMap((figure, index) => {
    const ends = after[index]!;
    return ends.low === figure.low && ends.high === figure.high ? [] : [{ figure, end: figure.end, ends }];
  });
}
