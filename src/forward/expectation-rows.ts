import { type Estimate, noFigure } from "../findings/estimate.ts";
import type { RunExpectation } from "../findings/run.ts";
import type { Expectation, Model } from "../model/model.ts";
import type { Compiled } from "./compile.ts";
import { meanOfSums } from "./estimates.ts";
import { historian } from "./expectations/history.ts";
import { RATCHETED_WINDOWS, ratchetOf, strictestOf } from "./expectations/moved.ts";
import { termsOf } from "./expectations/terms.ts";
import type { Plan, PlannedWatch } from "./plan.ts";
import type { RunTally } from "./tally.ts";
import { windowsAYear } from "./watch.ts";

const UNITS = { time: "hours", occurrences: "occurrences", loss: "money", share: "share" } as const;

/** What everybody who expects something experienced in the years played, in the order of the text. */
export function expectationRows(
  compiled: Compiled,
  plan: Plan,
  { watches }: RunTally,
  seed: number,
): RunExpectation[] {
  const { model } = compiled;
  const tell = historian(compiled, { seed, histories: HISTORIES });
  return model.expectations.map((of, w) => rowOf({ model, of, tell }, plan.watches[w]!, watches[w]!));
}

/** Histories that the organization could have given. */
const HISTORIES = 64;

type Asked = {
  readonly model: Model;
  readonly of: Expectation;
  readonly tell: ReturnType<typeof historian>;
};

function rowOf(
  { model, of, tell }: Asked,
  watch: PlannedWatch,
  tally: RunTally["watches"][number],
): RunExpectation {
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
    ratchet: ratchetOf(termsOf(model, of), tell(of, RATCHETED_WINDOWS)),
    strictest: strictestOf(model, of),
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
