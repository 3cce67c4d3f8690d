import type { Expectation, Model } from "../model/model.ts";
import { typical } from "./delay.ts";
import { termsOf } from "./expectations/terms.ts";
import type { PlannedWatch } from "./plan.ts";

/** All who expect something, in the order of the text, and the failures that concern them. */
export function plannedWatches(model: Model): PlannedWatch[] {
  return model.expectations.map((expectation) => {
    const { moreIsBetter: _, ...terms } = termsOf(model, expectation);
    return {
      ...terms,
      measure: expectation.measure,
      windowHours: expectation.windowHours,
      usesPerYear: usesAYear(model, expectation.functionId),
      concerns: concernsOf(model, expectation),
    };
  });
}

type Functions = ReadonlyMap<string, Model["functions"][number]>;

/**
 * Functions whose failing is felt, and how much of the one that is watched each takes along: itself wholly, and where time or uses
 * are measured those that it depends on, by the strongest chain of dependence.
 */
function taking(functions: Functions, { functionId, measure }: Expectation): ReadonlyMap<string, number> {
  const weights = new Map([[functionId, 1]]);
  if (measure !== "time" && measure !== "share") return weights;
  const open = [functionId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { functionId: below, share } of functions.get(id)?.dependsOn ?? []) {
      const weight = weights.get(id)! * (share === undefined ? 1 : typical(share, "share"));
      if (weight <= (weights.get(below) ?? 0)) continue;
      weights.set(below, weight);
      open.push(below);
    }
  }
  return weights;
}

/** Failures that concern an expectation, by their place, and how much of its function each takes along. */
export function concernsOf(model: Model, expectation: Expectation): PlannedWatch["concerns"] {
  const { missedBy } = expectation;
  const functions = new Map(model.functions.map((owner) => [owner.id, owner]));
  const weights = missedBy === undefined ? taking(functions, expectation) : undefined;
  return model.failures.flatMap(({ id, functionId }, failure) => {
    const weight = weights?.get(functionId) ?? Number(missedBy?.includes(id) ?? false);
    return weight > 0 ? [{ failure, weight }] : [];
  });
}

/** Uses of a function a year, all kinds together. */
export function usesAYear(model: Model, functionId: string): number {
  const owner = model.functions.find(({ id }) => id === functionId);
  return (owner?.uses ?? []).reduce((sum, { perYear }) => sum + typical(perYear, "positive"), 0);
}
