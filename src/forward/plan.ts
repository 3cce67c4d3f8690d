import { compileFrequencies, type FrequencyPlan } from "../backward/backward.ts";
import type { Control, Failure, Model, OrganizationFunction, Quantity } from "../model/model.ts";
import { type Domain, type Spread, spread } from "../numeric/range.ts";
import { type Crew, compileCrews } from "./crew.ts";
import { delayDraw, statedDecay, type Uniform } from "./delay.ts";
import { compileFates, type Fate } from "./fate.ts";
import type { HarmShape } from "./harm.ts";
import { impactDraw, runaway, shareOfUsersPerUnit } from "./impact.ts";

/** A model made ready to be played: everything looked up once, figures as draws. */
export type Plan = {
  readonly model: Model;
  readonly frequencies: FrequencyPlan;
  /** What is not known and drawn once a year: first the quantities of `frequencies`, then the shares that controls stop or catch. */
  readonly unknowns: readonly Spread[];
  readonly failures: readonly FailurePlan[];
  readonly crews: readonly Crew[];
  /** β: share of leaks that the safety nets of one failure have in common. */
  readonly sharedLeaks: number;
};

export type FailurePlan = {
  readonly failure: Failure;
  /** Place in the model's failures. */
  readonly index: number;
  /** Place in the frequency plan's answers. */
  readonly row: number;
  /** Names the failure's streams of random numbers, so that other failures coming or going change nothing here. */
  readonly stream: number;
  readonly owner: OrganizationFunction | undefined;
  readonly department: string;
  readonly detect: (next: Uniform) => number;
  readonly contain: (next: Uniform) => number;
  readonly impact: (next: Uniform) => HarmShape;
  /** What can become of an occurrence, in the order in which it is tried; the last is that nothing but people contains it. */
  readonly fates: readonly Fate[];
  /** Why the loss has no mean, by fate; undefined where it has one. */
  readonly runaways: readonly (string | undefined)[];
  /** Share of the function's users that one unit of blast is; null where the text does not say. */
  readonly usersPerUnit: number | null;
};

const plans = new WeakMap<Model, Plan>();

/** A model's plan; made once for each model, since models never change. */
export function planOf(model: Model): Plan {
  const known = plans.get(model);
  if (known !== undefined) return known;
  const plan = compilePlan(model);
  plans.set(model, plan);
  return plan;
}

function compilePlan(model: Model): Plan {
  const frequencies = compileFrequencies(model);
  const unknowns = frequencies.quantities.map(({ quantity, domain }) => spreadOf(quantity, domain));
  const know = (quantity: Quantity, domain: Domain): number => unknowns.push(spreadOf(quantity, domain)) - 1;
  const crews = compileCrews(model);
  const protectors = protectorsOf(model);
  const owners = new Map(model.functions.map((owner) => [owner.id, owner]));
  const rows = new Map(frequencies.failureIds.map((id, row) => [id, row]));
  const failures = model.failures.map((failure, index): FailurePlan => {
    const fates = compileFates(failure, protectors.get(failure.id) ?? [], crews, know);
    const owner = owners.get(failure.functionId);
    return {
      failure,
      index,
      row: rows.get(failure.id) ?? -1,
      stream: hashOf(failure.id),
      owner,
      department: owner?.department ?? "",
      detect: delayDraw(failure.detectedAfter),
      contain: delayDraw(failure.containedAfter),
      impact: impactDraw(failure.impact),
      fates,
      runaways: fates.map((fate) => runawayOf(failure, fate)),
      usersPerUnit: shareOfUsersPerUnit(failure, owner),
    };
  });
  return { model, frequencies, unknowns, failures, crews, sharedLeaks: model.assumptions.sharedLeaks.value };
}

function spreadOf({ low, high }: Quantity, domain: Domain): Spread {
  return spread(low, high, domain);
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
  const detected = statedDecay(failure.detectedAfter);
  const people = Math.min(detected, statedDecay(failure.containedAfter));
  switch (fate.kind) {
    case "none":
      return runaway(failure.impact, people);
    case "fail fast":
    case "safety net":
      return runaway(failure.impact, people + statedDecay(fate.after));
    case "escape hatch":
      // Waits of a steady queue have a tail of their own; bounded by people either way.
      return runaway(failure.impact, people);
  }
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
