/** How much happened, from two ways of finding out that know nothing of each other. */
export type ReportingEstimate = {
  /** Chapman's estimate of all that happened, and its standard error. */
  readonly happened: number;
  readonly error: number;
  /** Share of what happened that the first way recorded; null where the second found nothing. */
  readonly reported: number | null;
};

/**
 * How much happened where `first` were reported, `second` were found otherwise (by an audit, say), and `both` are in both.
 *
 * Says what share reports are of what happens. It says nothing of departments or people: those who report more are often those
 * who look. Both ways must miss independently; where they miss the same ones, more happened than this says.
 * Source: Chapman (1951); variance by Seber (1970). Throws RangeError unless 0 ≤ both ≤ first, second.
 */
export function estimateReporting(first: number, second: number, both: number): ReportingEstimate {
  if (!(both >= 0 && both <= first && both <= second)) {
    throw new RangeError(`${both} in both of ${first} and ${second}`);
  }
  const variance =
    ((first + 1) * (second + 1) * (first - both) * (second - both)) / ((both + 1) ** 2 * (both + 2));
  return {
    happened: ((first + 1) * (second + 1)) / (both + 1) - 1,
    error: Math.sqrt(variance),
    reported: second === 0 ? null : both / second,
  };
}
