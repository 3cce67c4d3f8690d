/** What somebody expects of one window, in the expectation's unit: E and ω. */
export type Expected = { readonly objective: number; readonly tolerance: number };

/** Share of the way that E goes towards a window that was better than expected, and towards one that was worse. */
const TO_BETTER = 0.3;
const TO_WORSE = 0.1;
/** Weight of the latest window in the moving mean and variance: the last nine windows or so are remembered. */
const LATEST = 0.2;
/** ω never falls below this share of the stated tolerance, however steady things are. Failwell's assumption. */
const LEAST_TOLERANCE = 0.25;

/**
 * What somebody comes to expect who begins with `stated` and then experiences one window after another: E goes 0.30 of the way
 * towards what was better than expected, 0.10 towards what was worse; ω = max(floor, 2 · moving standard deviation).
 *
 * experienced   the measure, window by window
 * moreIsBetter  for shares that go well; else less is better
 * floor         least ω, in the same unit
 * The moving mean begins at E and the moving deviation at ω/2, so that nothing moves before anything is experienced.
 * Source of the moving moments: Finch, Incremental calculation of weighted mean and variance (2009).
 */
export function ratchet(
  stated: Expected,
  experienced: ArrayLike<number>,
  moreIsBetter = false,
  floor = LEAST_TOLERANCE * stated.tolerance,
): Expected {
  let { objective, tolerance } = stated;
  let [mean, variance] = [objective, (tolerance / 2) ** 2];
  for (let w = 0; w < experienced.length; w++) {
    const x = experienced[w]!;
    const better = moreIsBetter ? x > objective : x < objective;
    objective += (better ? TO_BETTER : TO_WORSE) * (x - objective);
    const difference = x - mean;
    mean += LATEST * difference;
    variance = (1 - LATEST) * (variance + LATEST * difference * difference);
    tolerance = Math.max(floor, 2 * Math.sqrt(variance));
  }
  return { objective, tolerance };
}
