import type { FrequencyPlan } from "../backward/backward.ts";
import type { AssumptionShown } from "../findings/estimate.ts";
import { sayShare } from "../findings/say.ts";
import type { Delay, Failure, Model, Quantity, Rate } from "../model/model.ts";
import type { Plan } from "./plan.ts";
import { grownFrom } from "./protection.ts";

/**
 * What the text itself marks as assumed and a finding of losses rests on: one sentence each, with whose it is, in the order of
 * the text.
 */
export function statedAssumptions(model: Model): AssumptionShown[] {
  const shown: AssumptionShown[] = [];
  const tell = (what: string, of: { readonly assumed?: string } | undefined): void => {
    if (of?.assumed !== undefined) shown.push({ what: `${what} is assumed`, whose: of.assumed });
  };
  tell("the capital", model.organization.capital);
  const names = new Map(model.functions.map(({ id, name }) => [id, name]));
  for (const { name, users, uses, seasonsAssumed, dependsOn } of model.functions) {
    tell(`the number of users of “${name}”`, users);
    for (const use of uses) tell(`how often “${use.name}” is done`, use.perYear);
    tell(
      `in which months “${name}” is busy`,
      seasonsAssumed === undefined ? {} : { assumed: seasonsAssumed },
    );
    for (const { functionId, share } of dependsOn)
      tell(`how far “${name}” depends on “${names.get(functionId)}”`, share);
  }
  for (const input of model.inputs) {
    tell(`all that is said of “${input.name}”`, input);
    if (input.kind === "event") tell(`how often “${input.name}” happens`, rateQuantity(input.rate));
    else tell(`how often “${input.name}” holds`, input.holds);
  }
  for (const failure of model.failures) {
    const { name, impact } = failure;
    tell(`all that is said of “${name}”`, failure);
    tell(`how often “${name}” happens`, rateQuantity(failure.rate));
    tell(`how far “${name}” spreads`, failure.spreads);
    tell(`how soon “${name}” is detected`, delayQuantity(failure.detectedAfter));
    tell(`how soon “${name}” is contained`, delayQuantity(failure.containedAfter));
    const recorded = recordedStages(failure);
    if (recorded !== "")
      shown.push({
        what: `“${name}” is ${recorded} as in the record: no sooner than the soonest there, no later than the latest`,
        whose: "the record",
      });
    tell(`the harm of “${name}”`, impact.harm);
    tell(`the blast radius of “${name}”`, impact.blast.from);
    tell(`what can be undone of “${name}”`, impact.reversibility?.share);
    tell(`what one “${name}” costs at most`, impact.atMost);
  }
  for (const control of model.controls) {
    tell(`all that is said of “${control.name}”`, control);
    if (control.kind === "guard rail") tell(`what “${control.name}” stops`, control.stops);
    if (control.kind === "safety net") tell(`what “${control.name}” catches`, control.catches);
    if (control.kind === "escape hatch") tell(`how often “${control.name}” works`, control.works);
    tell(`the upkeep of “${control.name}”`, control.upkeepPerYear);
  }
  return shown;
}

function recordedStages({ detectedAfter, containedAfter }: Failure): string {
  const detected = detectedAfter.kind === "recorded" ? ["detected"] : [];
  const contained = containedAfter.kind === "recorded" ? ["contained"] : [];
  return [...detected, ...contained].join(" and ");
}

/** Whose assumption a failure's frequency is: marked on the figure, on the failure, or on an input that it grows from. */
export function frequencyAssumed(model: Model): (failure: Failure) => string | undefined {
  const inputs = new Map(model.inputs.map((input) => [input.id, input]));
  return (failure) => {
    if (failure.rate !== undefined) return rateQuantity(failure.rate)?.assumed ?? failure.assumed;
    const grown = grownFrom(model, failure.growsFrom).map((id) => inputs.get(id));
    const figures = grown.map((input) => (input?.kind === "event" ? rateQuantity(input.rate) : input?.holds));
    return failure.assumed ?? [...figures, ...grown].find((of) => of?.assumed !== undefined)?.assumed;
  };
}

function rateQuantity(rate: Rate | undefined): Quantity | undefined {
  if (rate === undefined) return undefined;
  if (rate.of === "time") return rate.perYear;
  return rate.of === "uses" ? rate.share : rate.sharePerYear;
}

function delayQuantity(delay: Delay): Quantity | undefined {
  if (delay.kind === "fixed" || delay.kind === "lognormal") return delay.hours;
  if (delay.kind === "recorded") return undefined;
  return delay.kind === "checked" ? delay.everyHours : delay.meanHours;
}

/** Failures whose frequency could not be worked out, said wherever they would otherwise pass for harmless. */
export function leftOut(model: Model, unknown: FrequencyPlan["unknown"]): AssumptionShown[] {
  const names = new Map(model.failures.map(({ id, name }) => [id, name]));
  return unknown.map(({ failureId, why }) => ({
    what: `“${names.get(failureId)}” is counted as never happening: ${why}`,
    whose: "Failwell",
  }));
}

/** What every answer about a year's losses takes for granted, as far as the model has use for it. */
export function engineAssumptions(model: Model, plan: Plan): AssumptionShown[] {
  const has = (kind: string): boolean => model.controls.some((control) => control.kind === kind);
  const shown = [
    "occurrences of a failure come independently of each other, but for what they set off themselves, at a rate that holds for the year and its seasons",
    "failures that share no input occur independently of each other",
    `the capital earns ${sayShare(model.assumptions.loading.value)} beyond expected losses, evenly over the year`,
  ];
  if (model.failures.some((failure) => recordedStages(failure) !== ""))
    shown.push("times in the record are those that people take, as if no control had had a part in them");
  if (has("safety net") && !model.assumptions.sharedLeaks.stated)
    shown.push("safety nets of the same failure miss independently of each other");
  if (has("escape hatch"))
    shown.push(
      plan.crews.some(({ queue }) => queue === "steady")
        ? "people at escape hatches are there at all hours; where more than 48 pieces of work a year arrive, waits are those of a steady queue with handling exponential about its mean"
        : "people at escape hatches are there at all hours",
    );
  if (model.expectations.some(({ measure }) => measure === "time" || measure === "share"))
    shown.push(
      "the time in which a function fails is weighted with the share of its users that a failure reaches, and with the share of its uses that stops where a function fails on which it depends",
    );
  return shown.map((what) => ({ what, whose: "Failwell" }));
}
