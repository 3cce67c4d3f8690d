import type { Shift } from "../../findings/diff.ts";
import { type Estimate, noFigure } from "../../findings/estimate.ts";

/** Student's t with 7 degrees of freedom: 95th and 97.5th percentile. For as many trials as there are. */
export const TRIALS = 8;
const [T95, T975] = [1.8945786050613054, 2.3646242510102993];

/** Of figures that differ by less, rounding is all that differs. */
const ROUNDING = 1e-9;

/**
 * A figure of two texts over trials, of which each pair had the same random numbers: means, and how far differences lie apart.
 * Infinite values have no mean: `why` says so in words.
 */
export function shiftOver(
  before: readonly number[],
  after: readonly number[],
  why: { readonly before?: string | undefined; readonly after?: string | undefined } = {},
): Shift {
  const [from, to] = [overTrials(before, why.before), overTrials(after, why.after)];
  if (from.value === null || to.value === null) {
    const change = noFigure(from.value === null ? from.why! : to.why!);
    return { before: from, after: to, change, told: from.value !== to.value };
  }
  const size = Math.max(Math.abs(from.value), Math.abs(to.value));
  const change = overTrials(
    before.map((value, i) => settled(after[i]! - value, size)),
    undefined,
  );
  return { before: from, after: to, change, told: Math.abs(change.value!) > T975 * change.error! };
}

/** A figure that is the same whatever the random numbers. */
export function exactShift(before: number, after: number): Shift {
  return shiftOver(Array(TRIALS).fill(before), Array(TRIALS).fill(after));
}

/** Of what both texts have no figure for. */
export function noShift(why: string): Shift {
  return { before: noFigure(why), after: noFigure(why), change: noFigure(why), told: false };
}

function settled(difference: number, size: number): number {
  return Math.abs(difference) <= ROUNDING * size ? 0 : difference;
}

function overTrials(values: readonly number[], why = "it lies beyond what can be laid out"): Estimate {
  if (!values.every(Number.isFinite)) return noFigure(why);
  const value = values.reduce((sum, of) => sum + of, 0) / values.length;
  const square = values.reduce((sum, of) => sum + (of - value) ** 2, 0);
  const error = Math.sqrt(square / (values.length - 1) / values.length);
  const isSame = error <= ROUNDING * Math.abs(value);
  const half = isSame ? 0 : T95 * error;
  return { value, low: value - half, high: value + half, error: isSame ? 0 : error };
}
