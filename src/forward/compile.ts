import { compileFrequencies, type FrequencyPlan } from "../backward/backward.ts";
import type { Control, Failure, Model, OrganizationFunction } from "../model/model.ts";
import { type ProgramRunner, programRunner, type Value } from "../numeric/program.ts";
import type { Spread } from "../numeric/range.ts";
import { type Crew, compileCrews } from "./crew.ts";
import { delayDraw, statedDecay, type Uniform } from "./delay.ts";
import { compileFates, type Fate, fateShares } from "./fate.ts";
import type { HarmShape } from "./harm.ts";
import { impactDraw, runaway, shareOfUsersPerUnit } from "./impact.ts";
import { boundRates, HOURS_A_YEAR, hashOf, spreadsOf } from "./year.ts";

/** A model with everything looked up once, figures as draws, and rates and shares as values of a program. */
export type Compiled = {
  readonly model: Model;
  readonly frequencies: FrequencyPlan;
  readonly failures: readonly CompiledFailure[];
  readonly crews: readonly Crew[];
  /** [crew] */
  readonly loads: readonly Value[];
  readonly overloaded: readonly Value[];
  /** [failure][fate] */
  readonly shares: readonly (readonly Value[])[];
  /** What is not known and holds for a year; the inputs of the program. */
  readonly unknowns: readonly Spread[];
};

export type CompiledFailure = {
  readonly failure: Failure;
  /** Place in the model's failures. */
  readonly index: number;
  readonly stream: number;
  readonly owner: OrganizationFunction | undefined;
  readonly department: string;
  readonly detect: (next: Uniform) => number;
  readonly contain: (next: Uniform) => number;
  readonly impact: (next: Uniform) => HarmShape;
  readonly fates: readonly Fate[];
  /** Why the loss has no mean, by fate; undefined where it has one. */
  readonly runaways: readonly (string | undefined)[];
  readonly usersPerUnit: number | null;
  /** Blast is a share of the function's users, not a number of units. */
  readonly inShares: boolean;
};

const compiled = new WeakMap<Model, Compiled>();

/** A model compiled; once for each model, since models never change. */
export function compiledOf(model: Model): Compiled {
  const known = compiled.get(model);
  if (known !== undefined) return known;
  const made = compile(model);
  compiled.set(model, made);
  return made;
}

function compile(model: Model): Compiled {
  const frequencies = compileFrequencies(model);
  const crews = compileCrews(model);
  const compileFailure = failureCompiler(model, crews);
  const failures = model.failures.map(compileFailure);
  const sharedLeaks = model.assumptions.sharedLeaks.value;
  const asked = failures.map(({ fates }) => fateShares(fates, { frequencies, sharedLeaks }));
  const loads = loadsOf(failures, crews, asked, frequencies);
  const overloaded = crews.map(({ people, index }) => overload(loads[index]!, people, frequencies));
  const sharing = { frequencies, sharedLeaks, overloaded: (crew: Crew) => overloaded[crew.index]! };
  const shares = failures.map(({ fates }) => fateShares(fates, sharing));
  const unknowns = spreadsOf(
    frequencies.quantities.map(({ quantity, domain }) => ({
      low: quantity.low,
      high: quantity.high,
      domain,
    })),
  );
  return { model, frequencies, failures, crews, loads, overloaded, shares, unknowns };
}

/** One who compiles single failures of a model. */
export function failureCompiler(
  model: Model,
  crews: readonly Crew[],
): (failure: Failure, index: number) => CompiledFailure {
  const crewOf = new Map(crews.flatMap((crew) => crew.hatchIds.map((id) => [id, crew] as const)));
  const protectors = protectorsOf(model);
  const owners = new Map(model.functions.map((owner) => [owner.id, owner]));
  return (failure, index) => {
    const fates = compileFates(failure, protectors.get(failure.id) ?? [], crewOf);
    const owner = owners.get(failure.functionId);
    return {
      failure,
      index,
      stream: hashOf(failure.id),
      owner,
      department: owner?.department ?? "",
      detect: delayDraw(failure.detectedAfter),
      contain: delayDraw(failure.containedAfter),
      impact: impactDraw(failure.impact),
      fates,
      runaways: fates.map((fate) => runawayOf(failure, fate)),
      usersPerUnit: shareOfUsersPerUnit(failure, owner),
      inShares: failure.impact.blast.of === "share",
    };
  };
}

/** Controls by the failure that they protect, in the order of the text. */
function protectorsOf(model: Model): Map<string, Control[]> {
  const protectors = new Map<string, Control[]>();
  for (const control of model.controls) {
    for (const id of control.protects) {
      const known = protectors.get(id);
      if (known === undefined) protectors.set(id, [control]);
      else known.push(control);
    }
  }
  return protectors;
}

/** Both people and the control have to run on for an occurrence to run on, so the rates at which that gets rarer add. */
function runawayOf(failure: Failure, fate: Fate): string | undefined {
  const people = Math.min(statedDecay(failure.detectedAfter), statedDecay(failure.containedAfter));
  // Waits of a hatch have a tail of their own; they are bounded by people either way.
  const bounded = fate.kind === "none" || fate.kind === "escape hatch";
  return runaway(failure.impact, bounded ? people : people + statedDecay(fate.after));
}

/** Erlang by crew, if it took all that is asked of it. */
function loadsOf(
  failures: readonly CompiledFailure[],
  crews: readonly Crew[],
  shares: readonly (readonly Value[])[],
  { builder, through }: FrequencyPlan,
): Value[] {
  const work = crews.map((): Value[] => []);
  for (const { fates, index } of failures) {
    fates.forEach((fate, f) => {
      if (fate.kind !== "escape hatch") return;
      const years = builder.constant(fate.handlingHours / HOURS_A_YEAR);
      work[fate.crew.index]!.push(builder.product([through[index]!, shares[index]![f]!, years]));
    });
  }
  return work.map((parts) => builder.sum(parts));
}

/** A load of as much as the people or more has no steady state: the queue only grows. */
function overload(load: Value, people: number, { builder }: FrequencyPlan): Value {
  const enough = builder.below(load, builder.constant(people));
  return builder.multiply(builder.below(builder.constant(0), load), builder.complement(enough));
}

/** What holds in many trial years, once what is not known has been drawn. */
export type Years = {
  readonly count: number;
  /** Occurrences a year by failure, after guard rails; [failure][year]. */
  readonly totals: readonly Float64Array[];
  /** [failure][fate][year] */
  readonly shares: readonly (readonly Float64Array[])[];
  /** Erlang; [crew][year]. */
  readonly loads: readonly Float64Array[];
};

const runners = new WeakMap<Compiled, ProgramRunner>();

/** Works out years from [unknown][year]. */
export function yearsOf(of: Compiled, unknowns: readonly Float64Array[], count: number): Years {
  const { frequencies, shares, loads } = of;
  const runner =
    runners.get(of) ??
    programRunner(frequencies.builder.build([...frequencies.through, ...shares.flat(), ...loads]));
  runners.set(of, runner);
  const column = () => new Float64Array(count);
  const years = {
    count,
    totals: frequencies.through.map(column),
    shares: shares.map((fates) => fates.map(column)),
    loads: loads.map(column),
  };
  runner.run(unknowns, [...years.totals, ...years.shares.flat(), ...years.loads], count);
  years.totals.forEach(boundRates);
  return years;
}
