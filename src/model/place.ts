/** Where something stands in a text. Lines and columns count from 1, offsets from 0 in UTF-16 units; `end` is exclusive. */
export type Place = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
};
