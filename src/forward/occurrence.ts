import type { Uniform } from "./delay.ts";
import type { Fate } from "./fate.ts";
import { blastAt, harm } from "./harm.ts";
import type { FailurePlan } from "./plan.ts";

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
  failure: FailurePlan,
  fate: Fate,
  next: Uniform,
  queue: { readonly waitChance: number; readonly waitHours: number } | undefined,
) => Outcome {
  const outcome: Outcome = { loss: 0, hours: 0, blast: 0, caught: false };
  return (failure, fate, next, queue) => {
    const shape = failure.impact(next);
    const detected = failure.detect(next);
    const natural = detected + failure.contain(next);
    let hours = natural;
    if (fate.kind !== "none") {
      const began = fate.kind === "escape hatch" ? detected + waited(queue, next) : 0;
      hours = Math.min(natural, began + fate.acts(next));
    }
    outcome.loss = harm(shape, hours);
    outcome.hours = hours;
    outcome.blast = blastAt(shape, Math.min(hours, shape.endsByHours));
    outcome.caught = hours < natural && fate.kind !== "fail fast";
    return outcome;
  };
}

/** One uniform: below the chance to wait it is stretched into the wait's own. */
export function waited(
  queue: { readonly waitChance: number; readonly waitHours: number } | undefined,
  next: Uniform,
): number {
  const uniform = next();
  if (queue === undefined || !(uniform < queue.waitChance)) return 0;
  return -queue.waitHours * Math.log(uniform / queue.waitChance);
}
