import type { Estimate } from "../../findings/estimate.ts";
import type { Expectation, Model } from "../../model/model.ts";
import { quantile } from "../../numeric/order-statistics.ts";
import { typical } from "../delay.ts";
import { quantileEstimate } from "../estimates.ts";
import { usesAYear } from "../watches.ts";
import { HOURS_A_YEAR } from "../year.ts";
import { breachChance } from "./breach.ts";
import { type Expected, ratchet } from "./ratchet.ts";
import { strictestTolerance } from "./strictest.ts";
import { reckon, type Terms } from "./terms.ts";

/** After so many windows an expectation is asked where it has moved to: two years of months. */
export const RATCHETED_WINDOWS = 24;

/** Where an expectation has moved to after so many windows: median over histories, 5th and 95th percentile of them. */
export type RatchetedEstimate = {
  readonly windows: number;
  readonly objective: Estimate;
  readonly tolerance: Estimate;
};

/**
 * Where what was stated moves by an organization's own experience.
 *
 * histories   at least one; what one organization could give, window by window, in the expectation's unit; all equally long
 */
export function ratchetOf(
  stated: Expected & { readonly moreIsBetter: boolean },
  histories: readonly ArrayLike<number>[],
): RatchetedEstimate {
  const ended = histories.map((history) => ratchet(stated, history, stated.moreIsBetter));
  return {
    windows: histories[0]?.length ?? 0,
    objective: overHistories(ended.map(({ objective }) => objective)),
    tolerance: overHistories(ended.map(({ tolerance }) => tolerance)),
  };
}

function overHistories(values: readonly number[]): Estimate {
  const sorted = Float64Array.from(values).sort();
  const { value, error } = quantileEstimate(sorted, 0.5);
  return { value, low: quantile(sorted, 0.05), high: quantile(sorted, 0.95), error };
}

/**
 * The least tolerance for a wait among all whom an audience counts, median; null where it is not counted or what is measured is no
 * time.
 */
export function strictestOf(
  model: Model,
  { measure, audience }: Expectation,
): { readonly users: number; readonly toleranceHours: number } | null {
  const count = model.audiences.find(({ id }) => id === audience)?.count;
  const users = measure === "time" && count !== undefined ? typical(count, "positive") : 0;
  return users >= 1 ? { users, toleranceHours: strictestTolerance(users) } : null;
}

/**
 * Chance that a window uses up the error budget of an objective that is a share of uses, if uses fail independently of each other
 * and as often as they do on average; null where no share is expected or no uses are known.
 *
 * wrong   share of uses that fails, on average
 */
export function breachOf(
  model: Model,
  { measure, functionId, windowHours, objective }: Expectation,
  wrong: number,
): { readonly uses: number; readonly chance: number } | null {
  const uses = (usesAYear(model, functionId) * windowHours) / HOURS_A_YEAR;
  if (measure !== "share" || !(uses >= 1)) return null;
  return { uses, chance: breachChance(uses, Math.min(1, wrong), typical(objective, "share")) };
}

/**
 * What an audience takes away and what falls due a year, on average over all windows of such histories: money, by what was stated.
 */
export function answersAYear(
  terms: Terms,
  histories: readonly ArrayLike<number>[],
  windowHours: number,
): { readonly lost: number; readonly penalty: number } {
  let [windows, lost, penalty] = [0, 0, 0];
  for (const history of histories) {
    for (let w = 0; w < history.length; w++) {
      const answer = reckon(terms, history[w]!);
      windows++;
      lost += answer.lost;
      penalty += answer.penalty;
    }
  }
  const perYear = HOURS_A_YEAR / windowHours / Math.max(1, windows);
  return { lost: lost * perYear, penalty: penalty * perYear };
}
