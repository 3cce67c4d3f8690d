import type { Control, Delay, Failure, Quantity } from "../model/model.ts";
import type { Domain } from "../numeric/range.ts";
import type { Crew } from "./crew.ts";
import { delayDraw, delayLaw, meanOf, type Uniform } from "./delay.ts";

/** What can become of an occurrence once guard rails have let it through. */
export type Fate =
  | { readonly kind: "none" }
  | {
      readonly kind: "fail fast";
      /** Which of the year's unknowns is the share it stops. */
      readonly chance: number;
      readonly after: Delay;
      readonly acts: (next: Uniform) => number;
    }
  | {
      readonly kind: "safety net";
      readonly controlId: string;
      readonly chance: number;
      readonly after: Delay;
      readonly acts: (next: Uniform) => number;
    }
  | {
      readonly kind: "escape hatch";
      readonly controlId: string;
      readonly chance: number;
      readonly crew: Crew;
      readonly handlingHours: number;
      readonly acts: (next: Uniform) => number;
    };

/**
 * The fates of a failure in the order in which they are tried: it is stopped at once, the quickest net that catches it
 * contains it, a hatch takes it, or it is left to be detected and contained by people.
 *
 * know   registers a share as one of the year's unknowns and returns its place
 */
export function compileFates(
  failure: Failure,
  controls: readonly Control[],
  crews: readonly Crew[],
  know: (quantity: Quantity, domain: Domain) => number,
): Fate[] {
  const fates: Fate[] = [];
  if (failure.failFast !== undefined) {
    const { stops, after } = failure.failFast;
    fates.push({ kind: "fail fast", chance: know(stops, "share"), after, acts: delayDraw(after) });
  }
  const nets = controls.filter((control) => control.kind === "safety net");
  nets.sort((a, b) => meanOf(delayLaw(a.after)) - meanOf(delayLaw(b.after)));
  for (const { id, catches, after } of nets) {
    const acts = delayDraw(after);
    fates.push({ kind: "safety net", controlId: id, chance: know(catches, "share"), after, acts });
  }
  for (const control of controls) {
    if (control.kind !== "escape hatch") continue;
    const crew = crews.find(({ hatchIds }) => hatchIds.includes(control.id));
    if (crew === undefined) continue;
    fates.push({
      kind: "escape hatch",
      controlId: control.id,
      chance: know(control.works, "share"),
      crew,
      handlingHours: meanOf(delayLaw(control.handling)),
      acts: delayDraw(control.handling),
    });
  }
  fates.push({ kind: "none" });
  return fates;
}

/**
 * Share of a failure's occurrences that meets each of its fates, in a year with these unknowns; they sum to 1.
 *
 * Nets miss together with share β of their leaks: all n leak β·min(1 − e) + (1 − β)·Π(1 − e). A hatch whose people are
 * overloaded has no steady state and takes nothing.
 *
 * into   one share a fate from place `at` on; overwritten
 */
export function shareFates(
  fates: readonly Fate[],
  unknowns: Float64Array,
  sharedLeaks: number,
  overloaded: (crew: Crew) => boolean,
  into: Float64Array,
  at = 0,
): void {
  let rest = 1;
  let [least, product, leaked] = [1, 1, 1];
  for (let i = 0; i < fates.length; i++) {
    const fate = fates[i]!;
    let share = rest;
    if (fate.kind === "safety net") {
      const leak = 1 - unknowns[fate.chance]!;
      least = Math.min(least, leak);
      product *= leak;
      const left = sharedLeaks * least + (1 - sharedLeaks) * product;
      share = leaked > 0 ? rest * (1 - left / leaked) : 0;
      leaked = left;
    } else if (fate.kind === "fail fast") {
      share = rest * unknowns[fate.chance]!;
    } else if (fate.kind === "escape hatch") {
      share = overloaded(fate.crew) ? 0 : rest * unknowns[fate.chance]!;
    }
    into[at + i] = share;
    rest = Math.max(0, rest - share);
  }
}
