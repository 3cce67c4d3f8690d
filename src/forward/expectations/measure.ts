import type { Expectation } from "../../model/model.ts";
import type { Generator } from "../../numeric/generator.ts";
import { sampleNormalQuickly } from "../../numeric/normal.ts";
import { samplePoisson } from "../../numeric/poisson.ts";
import type { Outcome } from "../occurrence.ts";
import { type Moments, type Pool, type Reaching, touchedHours } from "../pool.ts";
import { HOURS_A_YEAR } from "../year.ts";

/** How occurrences add to what is measured in a window. A share is measured by what goes wrong of it, until it is told. */
export type Measured = {
  /** Hours of failing, to be divided among the windows that they fall into. */
  readonly overTime: boolean;
  /** What one occurrence adds; of time its hours, however many windows they fall in. */
  single(failure: Reaching, outcome: Outcome): number;
  /** Mean and mean square of what one of many adds. */
  many(failure: Reaching, pool: Pool): Moments;
  /** One draw of what many add, with this mean and variance. */
  sum(mean: number, variance: number, generator: Generator): number;
  /** The measure of a window that holds so much. */
  told(held: number): number;
};

/** No window counts for more, so that squares stay finite. */
const LARGEST = 1e120;

/** `usesPerYear`: uses of the function, of which a share goes well. */
export function measuredBy(
  { measure, windowHours }: Pick<Expectation, "measure" | "windowHours">,
  usesPerYear: number,
): Measured {
  const told = (held: number): number => Math.min(held, LARGEST);
  switch (measure) {
    case "occurrences":
      return { overTime: false, single: () => 1, many: () => ({ mean: 1, square: 1 }), sum: countSum, told };
    case "loss":
      return {
        overTime: false,
        single: (_, { loss }) => loss,
        many: (_, { loss }) => loss,
        sum: normalSum,
        told,
      };
    case "time":
      return {
        overTime: true,
        single: touchedHours,
        many: (_, pool) => pool.touchedHours,
        sum: normalSum,
        told: (held) => Math.min(held, windowHours),
      };
    case "share":
      return shareMeasured(windowHours, usesPerYear * (windowHours / HOURS_A_YEAR));
  }
}

/** Of uses where a failure's blast counts them, of the window's hours else. */
function shareMeasured(windowHours: number, uses: number): Measured {
  const counted = ({ inShares }: Reaching): boolean => !inShares && uses > 0;
  return {
    overTime: false,
    single: (failure, outcome) =>
      counted(failure) ? outcome.blast / uses : touchedHours(failure, outcome) / windowHours,
    many: (failure, pool) => {
      const [of, by] = counted(failure) ? [pool.blast, uses] : [pool.touchedHours, windowHours];
      return { mean: Math.min(of.mean / by, LARGEST), square: Math.min(of.square / by / by, LARGEST ** 2) };
    },
    sum: normalSum,
    told: (held) => Math.max(0, 1 - held),
  };
}

/** Poisson, or by the normal law where counts vary more than that. */
function countSum(mean: number, variance: number, generator: Generator): number {
  if (variance <= mean * (1 + 1e-9)) return samplePoisson(generator, mean);
  return Math.round(normalSum(mean, variance, generator));
}

/** By the normal law; never negative. */
function normalSum(mean: number, variance: number, generator: Generator): number {
  return Math.max(0, mean + Math.sqrt(variance) * sampleNormalQuickly(generator));
}
