import type { KindNames } from "./kinds.ts";

/**
 * What the columns of a table mean, and how the kinds of a source are named in the organization's text. This is the content
 * of a mapping file, with the same keys; it can be sent as JSON and read again by `parseMapping`.
 */
export type Mapping = {
  /** Name of the table in the record, part of its keys: the same table keeps the same name. Tables need one. */
  readonly source?: string;
  readonly columns?: Columns;
  /** Between cells; guessed from the first line where absent. */
  readonly delimiter?: string;
  /** Names of the columns, where the table has no header. */
  readonly header?: readonly string[];
  /** IANA name of the clocks that times without an offset were read from; UTC where absent. */
  readonly "time zone"?: string;
  /** Id of one function for all, or by a column's content, or (without `column`) by kind. */
  readonly function?: string | { readonly column?: string; readonly is: KindNames };
  /** From a kind, or a pattern of kinds, to the id of a failure. */
  readonly failures?: KindNames;
};

export type Columns = {
  readonly id?: string;
  readonly title?: string;
  /** Several columns are joined by ` / `. */
  readonly kind?: string | readonly string[];
  readonly note?: string | readonly string[];
  readonly link?: string;
  readonly loss?: string | LossColumn;
  readonly "near miss"?: { readonly column: string; readonly is: readonly string[] };
  readonly onset?: WhenColumn;
  readonly detected?: WhenColumn;
  readonly contained?: WhenColumn;
  readonly recovered?: WhenColumn;
};

export type LossColumn = {
  readonly column: string;
  readonly decimal?: "." | ",";
  /** What a figure is multiplied by, 1000 where thousands are meant. */
  readonly times?: number;
};

export type WhenColumn =
  /** Date and time in one column. */
  | string
  | { readonly column: string; readonly format?: string }
  /** Date and time of day in two columns. */
  | { readonly date: string; readonly time: string; readonly format?: string }
  /** Parts of a date in columns of their own; an empty one leaves the date open. */
  | { readonly year: string; readonly month?: string; readonly day?: string }
  /** A duration since another stage: in a unit, or in the unit that another column names. */
  | { readonly after: string; readonly unit?: string; readonly "unit from"?: string; readonly since?: Stage };

export const stages = ["onset", "detected", "contained", "recovered"] as const;
export type Stage = (typeof stages)[number];
