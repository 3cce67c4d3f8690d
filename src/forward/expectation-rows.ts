import type { Estimate } from "../findings/estimate.ts";
import type { RunExpectation } from "../findings/run.ts";
import type { Expectation, Model } from "../model/model.ts";
import { meanOfSums, noFigure } from "./estimates.ts";
import type { Plan, PlannedWatch } from "./plan.ts";
import type { RunTally } from "./tally.ts";
import { windowsAYear } from "./watch.ts";

const UNITS = { time: "hours", occurrences: "occurrences", loss: "money", share: "share" } as const;

/** What everybody who expects something experienced in the years played, in the order of the text. */
export function expectationRows(model: Model, plan: Plan, { watches }: RunTally): RunExpectation[] {
  return model.expectations.map((of, w) => rowOf(of, plan.watches[w]!, watches[w]!));
}

function rowOf(of: Expectation, watch: PlannedWatch, tally: RunTally["watches"][number]): RunExpectation {
  const most = of.measure === "share" ? 1 : Infinity;
  const perYear = (estimate: Estimate): Estimate => timesOf(estimate, windowsAYear(watch));
  return {
    id: of.id,
    name: of.name,
    audience: of.audience,
    functionId: of.functionId,
    experienced: meanOfSums(tally.experienced, 0, most),
    objective: watch.objective,
    tolerance: watch.tolerance,
    unit: UNITS[of.measure],
    windowHours: of.windowHours,
    missed: meanOfSums(tally.missed, 0, 1),
    beyondTolerance: meanOfSums(tally.beyond, 0, 1),
    response: responseEstimate(of, tally),
    costPerYear: perYear(meanOfSums(tally.cost)),
    penaltyPerYear: perYear(meanOfSums(tally.penalty)),
    missesPerYear: perYear(meanOfSums(tally.missed)),
  };
}

function timesOf({ value, low, high, error, ...rest }: Estimate, factor: number): Estimate {
  const times = (figure: number | null): number | null => (figure === null ? null : figure * factor);
  return { value: times(value), low: times(low), high: times(high), error: times(error), ...rest };
}

function responseEstimate({ response }: Expectation, tally: RunTally["watches"][number]): Estimate {
  if (response === undefined) return noFigure("no response is stated");
  if (tally.response.count === 0) return noFigure("no window passed the tolerance");
  return meanOfSums(tally.response, 0, 1);
}
