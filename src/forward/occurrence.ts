import { log } from "../numeric/elementary.ts";
import type { Uniform } from "./delay.ts";
import { blastAt, type HarmShape, harm } from "./harm.ts";

/** A failure as far as playing one occurrence needs it. */
export type Playable = {
  readonly detect: (next: Uniform) => number;
  readonly contain: (next: Uniform) => number;
  readonly impact: (next: Uniform) => HarmShape;
};

/** A fate as far as playing needs it; `acts`: hours from onset, of a hatch its handling. */
export type PlayableFate = {
  readonly kind: "none" | "fail fast" | "safety net" | "escape hatch";
  readonly acts: ((next: Uniform) => number) | undefined;
};

/** The wait before a hatch, where it is that of a steady queue. */
export type Wait = { readonly waitChance: number; readonly waitHours: number };

/** What one occurrence came to. */
export type Outcome = {
  /** Money, after what could be undone. */
  loss: number;
  /** Onset to containment. */
  hours: number;
  /** b at containment: units, or the share that was reached. */
  blast: number;
  /** A net or a hatch contained it before people did. */
  caught: boolean;
};

/** One who plays occurrences, each into the same place. */
export function occurrencePlayer(): (
  failure: Playable,
  fate: PlayableFate,
  next: Uniform,
  queue: Wait | undefined,
) => Outcome {
  const outcome: Outcome = { loss: 0, hours: 0, blast: 0, caught: false };
  return (failure, fate, next, queue) => {
    const shape = failure.impact(next);
    const detected = failure.detect(next);
    const natural = detected + failure.contain(next);
    cameTo(outcome, shape, fate, natural, Math.min(natural, actedBy(fate, detected, next, queue)));
    return outcome;
  };
}

/** When a fate contains what was detected then, if people don't before; hours from onset. */
export function actedBy(
  fate: PlayableFate,
  detected: number,
  next: Uniform,
  queue: Wait | undefined,
): number {
  if (fate.acts === undefined) return Infinity;
  const began = fate.kind === "escape hatch" ? detected + waited(queue, next) : 0;
  return began + fate.acts(next);
}

/** Fills in what an occurrence came to that was contained after `hours`; people would have needed `natural`. */
export function cameTo(
  outcome: Outcome,
  shape: HarmShape,
  fate: PlayableFate,
  natural: number,
  hours: number,
): void {
  outcome.loss = harm(shape, hours);
  outcome.hours = hours;
  outcome.blast = blastAt(shape, Math.min(hours, shape.endsByHours));
  outcome.caught = hours < natural && fate.kind !== "fail fast";
}

/** One uniform: below the chance to wait it is stretched into the wait's own. */
export function waited(queue: Wait | undefined, next: Uniform): number {
  const uniform = next();
  if (queue === undefined || !(uniform < queue.waitChance)) return 0;
  return -queue.waitHours * log(uniform / queue.waitChance);
}
