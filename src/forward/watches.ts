import type { Expectation, Failure, Model } from "../model/model.ts";
import { typical } from "./delay.ts";
import type { PlannedWatch } from "./plan.ts";

/** All who expect something, in the order of the text, and the failures that concern them. */
export function plannedWatches(model: Model): PlannedWatch[] {
  const functions = new Map(model.functions.map((owner) => [owner.id, owner]));
  return model.expectations.map((expectation) => {
    const { measure, response, penalty } = expectation;
    const domain = measure === "share" ? "share" : "positive";
    return {
      measure,
      windowHours: expectation.windowHours,
      objective: typical(expectation.objective, domain),
      tolerance: typical(expectation.tolerance, domain),
      leave: response?.leave.high ?? 0,
      slope: response?.slope ?? 0,
      worth: worthOf(model, expectation),
      penalty: penalty === undefined ? 0 : typical(penalty.amount, "positive"),
      above: penalty === undefined ? (measure === "share" ? -1 : Infinity) : typical(penalty.above, domain),
      usesPerYear: usesAYear(model, expectation.functionId),
      concerns: concernsOf(model.failures, expectation, taking(functions, expectation)),
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

function concernsOf(
  failures: readonly Failure[],
  { missedBy }: Expectation,
  weights: ReadonlyMap<string, number>,
): PlannedWatch["concerns"] {
  return failures.flatMap(({ id, functionId }, failure) => {
    const weight = missedBy === undefined ? (weights.get(functionId) ?? 0) : Number(missedBy.includes(id));
    return weight > 0 ? [{ failure, weight }] : [];
  });
}

/** Uses of a function a year, all kinds together. */
export function usesAYear(model: Model, functionId: string): number {
  const owner = model.functions.find(({ id }) => id === functionId);
  return (owner?.uses ?? []).reduce((sum, { perYear }) => sum + typical(perYear, "positive"), 0);
}

/** What is at stake with the whole audience: the response's stated value, else what the audience is worth a year; 0 without either. */
function worthOf(model: Model, { audience, response }: Expectation): number {
  const who = model.audiences.find(({ id }) => id === audience);
  const worth = response?.value ?? who?.valuePerYear;
  return worth === undefined ? 0 : typical(worth, "positive");
}
