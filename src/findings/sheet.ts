/** A finding laid out for reading, before anybody decides on what: a terminal, a file of values, a page. */
import type { AssumptionShown, Estimate } from "./estimate.ts";
import { sayEstimate } from "./say.ts";

/** One value: as people say it, and exactly. `band` where it is an estimate. */
export type Cell = {
  readonly said: string;
  readonly exact: number | string | null;
  readonly band?: { readonly low: number | null; readonly high: number | null };
};

export type Column = {
  readonly title: string;
  /** Unit of the exact value: `USD`, `hours`, `a year`. */
  readonly unit?: string;
  /** Figures stand to the right. */
  readonly figures: boolean;
  /** Its cells carry a band. */
  readonly estimate: boolean;
  /** Left out first where there is no room for all. */
  readonly aside: boolean;
};

export type Table = {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
};

export type Sheet = {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly tables: readonly Table[];
  readonly assumptions: readonly AssumptionShown[];
  /** What one needs to get the same again: seed, number of years. */
  readonly remarks: readonly string[];
};

/** A column of words, one of figures, one of figures with a band; and any of them, left out first where there is little room. */
export const words = (title: string): Column => ({ title, figures: false, estimate: false, aside: false });
export const figures = (title: string, unit?: string): Column => ({
  ...words(title),
  figures: true,
  ...(unit && { unit }),
});
export const estimates = (title: string, unit?: string): Column => ({
  ...figures(title, unit),
  estimate: true,
});

export const aside = (column: Column): Column => ({ ...column, aside: true });

export const word = (text: string): Cell => ({ said: text, exact: text });

/** A figure; null is said as a dash. */
export function figure(value: number | null, say: (value: number) => string): Cell {
  return { said: value === null ? "–" : say(value), exact: value };
}

/** An estimate's value with its band; where there is none, a dash (why is said in the sentences). */
export function estimated(estimate: Estimate, say: (value: number) => string): Cell {
  return {
    said: estimate.value === null ? "–" : sayEstimate(estimate, say),
    exact: estimate.value,
    band: { low: estimate.low, high: estimate.high },
  };
}
