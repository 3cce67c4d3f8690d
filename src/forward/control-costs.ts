import { type Estimate, noFigure } from "../findings/estimate.ts";
import type { RunControl } from "../findings/run.ts";
import type { Control, Model, Quantity } from "../model/model.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { type Compiled, yearsOf } from "./compile.ts";
import { queueOf } from "./crew.ts";
import { typical } from "./delay.ts";
import { errorOfSums, meanOfSums, withError } from "./estimates.ts";
import type { Plan } from "./plan.ts";
import { protectionOf } from "./protection.ts";
import { MOST_CONTROLS } from "./removable.ts";
import type { RunTally } from "./tally.ts";
import { usesAYear } from "./watches.ts";
import { spreadUnknowns } from "./year.ts";

/** What every control and every fail fast costs a year, and what it is worth, in the order of the text. */
export function controlCosts(compiled: Compiled, plan: Plan, tally: RunTally, noMean?: string): RunControl[] {
  const { model } = compiled;
  const met = timesMet(compiled, tally);
  const removed = removedYears(tally);
  const { loads } = yearsOf(compiled, spreadUnknowns(compiled.unknowns, 1, TOLD), TOLD);
  const protectedUses = usesProtected(model);
  const free = {
    upkeepPerYear: 0,
    frictionHoursPerYear: 0,
    frictionMoneyPerYear: 0,
    falseAlarmMoneyPerYear: 0,
    useMoneyPerYear: 0,
    hatch: null,
  };
  const controls = model.controls.map((control, place): RunControl => {
    const { id, name, kind } = control;
    const worth = worthOf(removed, place, noMean);
    const row = { ...free, ...worth, id, name, kind, upkeepPerYear: money(control.upkeepPerYear) };
    const times = met.get(id) ?? 0;
    if (control.kind === "guard rail") return { ...row, ...railCosts(model, control, protectedUses) };
    if (control.kind === "escape hatch")
      return { ...row, ...hatchCosts({ compiled, plan, tally, loads }, id, times) };
    return { ...row, useMoneyPerYear: times * money(control.costPerCatch) };
  });
  const stopping = compiled.failures.filter(({ failure }) => failure.failFast !== undefined);
  const stops = stopping.map(({ failure }, i): RunControl => {
    const { stopCost, falseStops, upkeepPerYear } = failure.failFast!;
    const share = falseStops === undefined ? 0 : typical(falseStops, "share");
    return {
      ...free,
      ...worthOf(removed, model.controls.length + i, noMean),
      id: failure.id,
      name: `Fail fast: ${failure.name}`,
      kind: "fail fast",
      upkeepPerYear: money(upkeepPerYear),
      falseAlarmMoneyPerYear: usesAYear(model, failure.functionId) * share * money(stopCost),
      useMoneyPerYear: (met.get(`fail fast ${failure.id}`) ?? 0) * money(stopCost),
    };
  });
  return [...controls, ...stops];
}

type Worth = Pick<RunControl, "worthPerYear" | "worthInBadYear">;

/** The years in which removals were played, one block after another. */
type Removed = {
  /** [year], with all controls there. */
  readonly totals: Float64Array;
  /** 99th percentile of all of them, and of each batch. */
  readonly p99: number;
  readonly p99OfBatches: readonly number[];
  /** Of a row: [year], what it costs more, as played and on average given what is not known. */
  readonly more: (row: number) => Float64Array;
  readonly given: (row: number) => Float64Array;
};

/** Parts of the years whose differences are compared for the error. */
const BATCHES = 8;

/** Null where removals were not played. */
function removedYears({ removals }: RunTally): Removed | null {
  const [first] = removals;
  if (first === undefined) return null;
  const years = first.totals.length;
  const rowOf = (all: Float64Array, row: number): Float64Array =>
    all.subarray(row * years, (row + 1) * years);
  const totals = joined(removals.map((block) => block.totals));
  return {
    totals,
    p99: p99Of(totals),
    p99OfBatches: batchesOf(totals).map(p99Of),
    more: (row) => joined(removals.map(({ of }) => rowOf(of.more, row))),
    given: (row) => joined(removals.map(({ of }) => rowOf(of.given, row))),
  };
}

function batchesOf(years: Float64Array): Float64Array[] {
  const size = Math.floor(years.length / BATCHES);
  return Array.from({ length: BATCHES }, (_, batch) => years.subarray(batch * size, (batch + 1) * size));
}

function p99Of(years: Float64Array): number {
  return quantile(years.slice().sort(), 0.99);
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What years would have cost more without the control of this row. */
function worthOf(removed: Removed | null, row: number, noMean: string | undefined): Worth {
  if (removed === null) {
    const why = `what controls are worth is worked out for at most ${MOST_CONTROLS} of them`;
    return { worthPerYear: noFigure(why), worthInBadYear: noFigure(why) };
  }
  return {
    worthPerYear: noMean === undefined ? meanWorth(removed.given(row)) : noFigure(noMean),
    worthInBadYear: worthAt99(removed, removed.more(row)),
  };
}

function meanWorth(given: Float64Array): Estimate {
  const [sum, square] = given.reduce(([s, q], value) => [s! + value, q! + value * value], [0, 0]);
  const sorted = given.slice().sort();
  return {
    value: sum! / given.length,
    low: quantile(sorted, 0.05),
    high: quantile(sorted, 0.95),
    error: errorOfSums(given.length, sum!, square!),
  };
}

/** How much higher the 99th percentile of the same years is without the control. */
function worthAt99({ totals, p99, p99OfBatches }: Removed, more: Float64Array): Estimate {
  const without = totals.map((total, year) => total + more[year]!);
  let [sum, square] = [0, 0];
  batchesOf(without).forEach((batch, i) => {
    const found = p99Of(batch) - p99OfBatches[i]!;
    sum += found;
    square += found * found;
  });
  return withError(p99Of(without) - p99, errorOfSums(BATCHES, sum, square), -Infinity);
}

/** Money of a figure that may not be stated. */
export function money(quantity: Quantity | undefined): number {
  return quantity === undefined ? 0 : Math.max(0, typical(quantity, "positive"));
}

/** Occurrences a year that each net, hatch and fail fast took; for hatches in hours of people's time. */
function timesMet({ failures }: Compiled, tally: RunTally): Map<string, number> {
  const met = new Map<string, number>();
  let place = 0;
  for (const { failure, fates } of failures) {
    for (const fate of fates) {
      const times = tally.fates[place++]! / tally.played;
      if (fate.kind === "none") continue;
      const key = fate.kind === "fail fast" ? `fail fast ${failure.id}` : fate.controlId;
      const each = fate.kind === "escape hatch" ? fate.handlingHours : 1;
      met.set(key, (met.get(key) ?? 0) + times * each);
    }
  }
  return met;
}

/** What a guard rail costs a year beside its upkeep. */
export function railCosts(
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
export function usesProtected(model: Model): (controlId: string) => number {
  const functions = new Map<string, Set<string>>();
  const protection = protectionOf(model);
  for (const failure of model.failures) {
    for (const { id } of protection(failure))
      functions.set(id, (functions.get(id) ?? new Set()).add(failure.functionId));
  }
  return (controlId) =>
    [...(functions.get(controlId) ?? [])].reduce((sum, id) => sum + usesAYear(model, id), 0);
}

/** Years over which loads and steady waits are told. */
const TOLD = 256;

function hatchCosts(
  {
    compiled,
    plan,
    tally,
    loads,
  }: {
    readonly compiled: Compiled;
    readonly plan: Plan;
    readonly tally: RunTally;
    /** [crew][year] */
    readonly loads: readonly Float64Array[];
  },
  hatchId: string,
  hours: number,
): Partial<RunControl> {
  const crew = compiled.crews.find(({ hatchIds }) => hatchIds.includes(hatchId));
  if (crew === undefined) return {};
  const { queue, handlingHours } = plan.crews[crew.index]!;
  const queues = Array.from(loads[crew.index]!, (load) => queueOf(crew.people, load, handlingHours));
  const load = queues.reduce((sum, year) => sum + year.load, 0) / TOLD;
  const overloaded = queues.filter((year) => year.overloaded).length / TOLD;
  const waits = queues.filter((year) => !year.overloaded).map((year) => year.waitChance * year.waitHours);
  const [count = 0, sum = 0, square = 0] = tally.waits.subarray(3 * crew.index, 3 * crew.index + 3);
  return {
    useMoneyPerYear: hours * crew.costPerHour,
    hatch: {
      load,
      people: crew.people,
      queue,
      breaksDownAt: Number.isFinite(crew.people / load) ? crew.people / load : null,
      meanWaitHours: waitEstimate(
        queue === "played" ? meanOfSums({ count, sum, square }) : steady(waits),
        overloaded,
      ),
    },
  };
}

function steady(waits: readonly number[]): Estimate {
  if (waits.length === 0) return noFigure("");
  const sorted = Float64Array.from(waits).sort();
  const mean = sorted.reduce((sum, wait) => sum + wait, 0) / sorted.length;
  return { value: mean, low: quantile(sorted, 0.05), high: quantile(sorted, 0.95), error: 0 };
}

/** `overloaded`: share of years with more work than people. */
function waitEstimate(wait: Estimate, overloaded: number): Estimate {
  if (overloaded > 0.5)
    return noFigure(
      "its load is as much as its people or more, so that the queue only grows; it is left out of those years",
    );
  if (wait.value === null) return noFigure("nothing came to it in the years played");
  if (overloaded === 0) return wait;
  const share = Math.max(1, Math.round(100 * overloaded));
  return { ...wait, why: `overloaded in ${share}% of years, which are left out` };
}
