import { type FrequencyPlan, leakOf } from "../backward/backward.ts";
import type { Control, Delay, Failure, Quantity } from "../model/model.ts";
import type { Value } from "../numeric/program.ts";
import type { Crew } from "./crew.ts";
import { delayDraw, delayLaw, meanOf, type Uniform } from "./delay.ts";

/** What can become of an occurrence once guard rails have let it through. */
export type Fate =
  | { readonly kind: "none"; readonly acts: undefined }
  | ({ readonly kind: "fail fast" } & Acting)
  | ({ readonly kind: "safety net"; readonly controlId: string } & Acting)
  | ({
      readonly kind: "escape hatch";
      readonly controlId: string;
      readonly crew: Crew;
      readonly handlingHours: number;
    } & Acting);

type Acting = {
  /** Share of what meets it that it takes. */
  readonly chance: Quantity;
  /** Onset to containment; of a hatch its handling. */
  readonly after: Delay;
  readonly acts: (next: Uniform) => number;
};

/**
 * The fates of a failure in the order in which they are tried: it is stopped at once, the quickest net that catches it
 * contains it, a hatch takes it, or it is left to be detected and contained by people.
 */
export function compileFates(
  failure: Failure,
  controls: readonly Control[],
  crewOf: ReadonlyMap<string, Crew>,
): Fate[] {
  const fates: Fate[] = [];
  if (failure.failFast !== undefined) {
    const { stops, after } = failure.failFast;
    fates.push({ kind: "fail fast", chance: stops, after, acts: delayDraw(after) });
  }
  const nets = controls.filter((control) => control.kind === "safety net");
  nets.sort((a, b) => meanOf(delayLaw(a.after)) - meanOf(delayLaw(b.after)));
  for (const { id, catches, after } of nets)
    fates.push({ kind: "safety net", controlId: id, chance: catches, after, acts: delayDraw(after) });
  for (const control of controls) {
    const crew = control.kind === "escape hatch" ? crewOf.get(control.id) : undefined;
    if (control.kind !== "escape hatch" || crew === undefined) continue;
    const { id, works, handling } = control;
    fates.push({
      kind: "escape hatch",
      controlId: id,
      chance: works,
      crew,
      handlingHours: meanOf(delayLaw(handling)),
      after: handling,
      acts: delayDraw(handling),
    });
  }
  fates.push({ kind: "none", acts: undefined });
  return fates;
}

/** How shares of fates are worked out. */
export type Sharing = {
  readonly frequencies: FrequencyPlan;
  /** β: share of leaks that the safety nets of one failure have in common. */
  readonly sharedLeaks: number;
  /** 1 in years in which a crew has more work than people: it has no steady state and takes nothing. */
  readonly overloaded?: (crew: Crew) => Value;
};

/**
 * Share of a failure's occurrences that meets each of its fates; they sum to 1. Nets miss together with share β of their leaks.
 *
 * without   a fate that is not there: its own share is then 0
 */
export function fateShares(
  fates: readonly Fate[],
  { frequencies, sharedLeaks, overloaded }: Sharing,
  without?: Fate,
): Value[] {
  const { builder } = frequencies;
  const never = builder.constant(0);
  let rest = builder.constant(1);
  let [unstopped, leaked] = [rest, rest];
  const leaks: Value[] = [];
  return fates.map((fate) => {
    if (fate === without) return never;
    if (fate.kind === "none") return rest;
    const chance = frequencies.quantity(fate.chance, "share");
    if (fate.kind === "safety net") {
      leaks.push(builder.complement(chance));
      const left = leakOf(builder, leaks, sharedLeaks);
      // By rounding a net that catches nothing would seem to leak more than came to it.
      const share = builder.multiply(unstopped, builder.positive(builder.subtract(leaked, left)));
      leaked = left;
      rest = builder.multiply(unstopped, left);
      return share;
    }
    const idle = fate.kind === "escape hatch" ? overloaded?.(fate.crew) : undefined;
    const works = idle === undefined ? chance : builder.multiply(chance, builder.complement(idle));
    const share = builder.multiply(rest, works);
    rest = builder.multiply(rest, builder.complement(works));
    unstopped = rest;
    return share;
  });
}
