import type { Expectation } from "../../model/model.ts";
import type { Generator } from "../../numeric/generator.ts";
import { sampleNormal } from "../../numeric/normal.ts";
import { samplePoisson } from "../../numeric/poisson.ts";
import type { Outcome } from "../occurrence.ts";
import type { FailurePlan } from "../plan.ts";
import { type Moments, type Pool, touchedHours } from "../pool.ts";
import { HOURS_A_YEAR } from "../year.ts";

/** How occurrences add to what is measured in a window. A share is measured by what goes wrong of it, until it is told. */
export type Measured = {
  /** What one occurrence adds; of time its hours, however many windows they fall in. */
  one(failure: FailurePlan, outcome: Outcome): number;
  /** A draw of what many of them add whose number is Poisson, with `expected` as its mean. */
  many(failure: FailurePlan, pool: Pool, expected: number, generator: Generator): number;
  /** The measure of a window that holds so much. */
  told(held: number): number;
};

/** No window counts for more, so that squares stay finite. */
const LARGEST = 1e120;

/** `usesAYear`: uses of the function, of which a share goes well. */
export function measuredBy(
  { measure, windowHours }: Pick<Expectation, "measure" | "windowHours">,
  usesAYear: number,
): Measured {
  const told = (held: number): number => Math.min(held, LARGEST);
  switch (measure) {
    case "occurrences":
      return {
        one: () => 1,
        many: (_failure, _pool, expected, generator) => samplePoisson(generator, expected),
        told,
      };
    case "loss":
      return {
        one: (_failure, { loss }) => loss,
        many: (_failure, { loss }, expected, generator) => normalSum(loss, expected, generator),
        told,
      };
    case "time":
      return {
        one: touchedHours,
        many: (_failure, pool, expected, generator) => normalSum(pool.touchedHours, expected, generator),
        told: (held) => Math.min(held, windowHours),
      };
    case "share":
      return shareMeasured(windowHours, usesAYear * (windowHours / HOURS_A_YEAR));
  }
}

/** Of uses where a failure's blast counts them, of the window's hours else. */
function shareMeasured(windowHours: number, uses: number): Measured {
  const counted = ({ failure }: FailurePlan): boolean => failure.impact.blast.of === "units" && uses > 0;
  return {
    one: (failure, outcome) =>
      counted(failure) ? outcome.blast / uses : touchedHours(failure, outcome) / windowHours,
    many: (failure, pool, expected, generator) =>
      counted(failure)
        ? normalSum(pool.blast, expected, generator) / uses
        : normalSum(pool.touchedHours, expected, generator) / windowHours,
    told: (held) => Math.max(0, 1 - held),
  };
}

/** A sum over a Poisson number of occurrences, by the normal law; never negative. */
function normalSum({ mean, square }: Moments, expected: number, generator: Generator): number {
  return Math.max(0, expected * mean + Math.sqrt(expected * square) * sampleNormal(generator));
}
