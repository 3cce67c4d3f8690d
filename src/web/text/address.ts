/** What the address of the Text page may carry. */
export type TextAddress = {
  /** The line to begin at. */
  readonly line?: number;
  /** A revision to look at. */
  readonly revision?: number;
  /** The revision that it is compared with; without it, the one before. */
  readonly against?: number;
  readonly show?: "changes" | "history";
};

/** Reads an address leniently: what is not understood is left out. */
export function readTextAddress({ line, revision, against, show }: Record<string, unknown>): TextAddress {
  return {
    ...(isCount(line) && { line }),
    ...(isCount(revision) && { revision }),
    ...(isCount(revision) && isCount(against) && { against }),
    ...((show === "changes" || show === "history") && { show }),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1;
}
