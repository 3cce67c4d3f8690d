/**
 * A figure with how far it can be trusted. `low` and `high` bound it with 90% (5th to 95th percentile) by what is not
 * known; `error` is the standard error of the computation (0 where exact). All null where there is no such figure: `why` says so.
 */
export type Estimate = {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly error: number | null;
  readonly why?: string;
};

/** No figure, and why. */
export function noFigure(why: string): Estimate {
  return { value: null, low: null, high: null, error: null, why };
}

/** Something the answer rests on that nobody has measured, shown wherever the answer is. */
export type AssumptionShown = {
  /** What is assumed, as a sentence. */
  readonly what: string;
  /** Whose it is: as stated in the text, or "Failwell". */
  readonly whose: string;
};
