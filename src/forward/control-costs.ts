import type { Estimate } from "../findings/estimate.ts";
import type { RunControl } from "../findings/run.ts";
import type { Control, Model, Quantity } from "../model/model.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { typical } from "./delay.ts";
import type { Plan } from "./plan.ts";
import { protectionOf } from "./protection.ts";
import type { RunTally } from "./tally.ts";
import { usesAYear } from "./window.ts";

/** What every control and every fail fast costs a year, in the order of the text. */
export function controlCosts(plan: Plan, tally: RunTally, starts: Uint32Array): RunControl[] {
  const { model } = plan;
  const met = timesMet(plan, tally, starts);
  const protectedUses = usesProtected(model);
  const free = {
    upkeepPerYear: 0,
    frictionHoursPerYear: 0,
    frictionMoneyPerYear: 0,
    falseAlarmMoneyPerYear: 0,
    useMoneyPerYear: 0,
    hatch: null,
  };
  const controls = model.controls.map((control): RunControl => {
    const { id, name, kind } = control;
    const row = { ...free, id, name, kind, upkeepPerYear: money(control.upkeepPerYear) };
    const times = met.get(id) ?? 0;
    if (control.kind === "guard rail") return { ...row, ...railCosts(model, control, protectedUses) };
    if (control.kind === "escape hatch") return { ...row, ...hatchCosts(plan, tally, id, times) };
    return { ...row, useMoneyPerYear: times * money(control.costPerCatch) };
  });
  const stops = plan.failures.flatMap(({ failure }): RunControl[] => {
    if (failure.failFast === undefined) return [];
    const { stopCost, falseStops, upkeepPerYear } = failure.failFast;
    const share = falseStops === undefined ? 0 : typical(falseStops, "share");
    return [
      {
        ...free,
        id: failure.id,
        name: `Fail fast: ${failure.name}`,
        kind: "fail fast",
        upkeepPerYear: money(upkeepPerYear),
        falseAlarmMoneyPerYear: usesAYear(model, failure.functionId) * share * money(stopCost),
        useMoneyPerYear: (met.get(`fail fast ${failure.id}`) ?? 0) * money(stopCost),
      },
    ];
  });
  return [...controls, ...stops];
}

function money(quantity: Quantity | undefined): number {
  return quantity === undefined ? 0 : Math.max(0, typical(quantity, "positive"));
}

/** Occurrences a year that each net, hatch and fail fast took; for hatches in hours of people's time. */
function timesMet(plan: Plan, tally: RunTally, starts: Uint32Array): Map<string, number> {
  const met = new Map<string, number>();
  for (const { failure, fates, index } of plan.failures) {
    fates.forEach((fate, f) => {
      if (fate.kind === "none") return;
      const key = fate.kind === "fail fast" ? `fail fast ${failure.id}` : fate.controlId;
      const times = tally.fates[starts[index]! + f]! / tally.played;
      const each = fate.kind === "escape hatch" ? fate.handlingHours : 1;
      met.set(key, (met.get(key) ?? 0) + times * each);
    });
  }
  return met;
}

function railCosts(
  model: Model,
  { id, friction, falseAlarms, on }: Extract<Control, { kind: "guard rail" }>,
  protectedUses: (controlId: string) => number,
): Partial<RunControl> {
  if (friction === undefined && falseAlarms === undefined) return {};
  const uses = on === undefined ? protectedUses(id) : usesOn(model, on);
  const perUse = friction === undefined ? 0 : Math.max(0, typical(friction.perUse, "positive"));
  return {
    frictionHoursPerYear: friction?.unit === "hours" ? uses * perUse : 0,
    frictionMoneyPerYear: friction?.unit === "money" ? uses * perUse : 0,
    falseAlarmMoneyPerYear:
      falseAlarms === undefined ? 0 : uses * typical(falseAlarms.share, "share") * money(falseAlarms.cost),
  };
}

/** Uses of a function, or of one kind of use. */
function usesOn(model: Model, id: string): number {
  if (model.functions.some((owner) => owner.id === id)) return usesAYear(model, id);
  const kind = model.functions.flatMap(({ uses }) => uses).find((use) => use.id === id);
  return kind === undefined ? 0 : typical(kind.perYear, "positive");
}

/** Uses of the functions whose failures each control protects, by themselves or through what they grow from. */
function usesProtected(model: Model): (controlId: string) => number {
  const functions = new Map<string, Set<string>>();
  const protection = protectionOf(model);
  for (const failure of model.failures) {
    for (const { id } of protection(failure))
      functions.set(id, (functions.get(id) ?? new Set()).add(failure.functionId));
  }
  return (controlId) =>
    [...(functions.get(controlId) ?? [])].reduce((sum, id) => sum + usesAYear(model, id), 0);
}

function hatchCosts(plan: Plan, tally: RunTally, hatchId: string, hours: number): Partial<RunControl> {
  const crew = plan.crews.find(({ hatchIds }) => hatchIds.includes(hatchId));
  if (crew === undefined) return {};
  const queues = tally.queues.map((year) => year[crew.index]!);
  const load = queues.reduce((sum, queue) => sum + queue.load, 0) / Math.max(1, queues.length);
  const waits = queues
    .filter(({ overloaded }) => !overloaded)
    .map(({ waitChance, waitHours }) => waitChance * waitHours);
  return {
    useMoneyPerYear: hours * crew.costPerHour,
    hatch: { load, people: crew.people, meanWaitHours: waitEstimate(waits, queues.length) },
  };
}

function waitEstimate(waits: number[], years: number): Estimate {
  const overloaded = years - waits.length;
  if (waits.length === 0 || overloaded > years / 2) {
    const why =
      "its load is as much as its people or more, so that the queue only grows; it is left out of those years";
    return { value: null, low: null, high: null, error: null, why };
  }
  const sorted = Float64Array.from(waits).sort();
  const mean = sorted.reduce((sum, wait) => sum + wait, 0) / sorted.length;
  const share = Math.round((100 * overloaded) / years);
  return {
    value: mean,
    low: quantile(sorted, 0.05),
    high: quantile(sorted, 0.95),
    error: 0,
    ...(overloaded > 0 && { why: `overloaded in ${Math.max(1, share)}% of years, which are left out` }),
  };
}
