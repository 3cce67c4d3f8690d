import type { Model } from "../../model/model.ts";
import { createGenerator } from "../../numeric/generator.ts";
import { type Compiled, type CompiledFailure, compiledOf } from "../compile.ts";
import type { Queue } from "../crew.ts";
import { impactDraw } from "../impact.ts";
import { type Outcome, occurrencePlayer } from "../occurrence.ts";
import { evenPoints } from "../pool.ts";
import { typicalYear } from "../typical.ts";
import { purpose } from "../year.ts";

/** One failure of one organization, with all that its single occurrences are played from. */
export type Case = {
  readonly compiled: Compiled;
  readonly failure: CompiledFailure;
  /** Of its fates, on average. */
  readonly shares: Float64Array;
  readonly queues: readonly Queue[];
};

/** Throws RangeError when no failure has this id. */
export function caseOf(model: Model, failureId: string, seed: number): Case {
  const compiled = compiledOf(model);
  const failure = compiled.failures.find(({ failure: { id } }) => id === failureId);
  if (failure === undefined)
    throw new RangeError(`there is no failure named ${failureId} in ${model.organization.name}`);
  const { fates, queues } = typicalYear(compiled, seed);
  return { compiled, failure, shares: fates[failure.index]!, queues };
}

/** A case with one thing of another: how long it lasts, how far it reaches, what it costs where it reaches, what contains it. */
export function withPart(
  of: Case,
  thing: "delays" | "blast radius" | "harm" | "controls",
  other: Case,
): Case {
  const [mine, theirs] = [of.failure, other.failure];
  switch (thing) {
    case "delays":
      return { ...of, failure: { ...mine, detect: theirs.detect, contain: theirs.contain } };
    case "blast radius": {
      const impact = { ...mine.failure.impact, blast: theirs.failure.impact.blast };
      return {
        ...of,
        failure: {
          ...mine,
          failure: { ...mine.failure, impact },
          impact: impactDraw(impact),
          inShares: theirs.inShares,
          usersPerUnit: theirs.usersPerUnit,
        },
      };
    }
    case "harm": {
      const impact = { ...theirs.failure.impact, blast: mine.failure.impact.blast };
      return {
        ...of,
        failure: { ...mine, failure: { ...mine.failure, impact }, impact: impactDraw(impact) },
      };
    }
    case "controls":
      return {
        ...of,
        failure: { ...mine, fates: theirs.fates },
        shares: other.shares,
        queues: other.queues,
      };
  }
}

/** Single occurrences played a case. */
const DRAWS = 2048;

/**
 * Single occurrences, equally likely. Every case draws from the same stream, so that what two cases have in common gives them
 * the same figures.
 */
export function outcomesOf({ failure, shares, queues }: Case, seed: number): Outcome[] {
  const points = evenPoints(createGenerator(seed, purpose("compare")));
  const play = occurrencePlayer();
  // A place among the fates of its own, so that which occurrence a net catches does not hang on its size.
  const turns = createGenerator(seed, purpose("compare fates"));
  return Array.from({ length: DRAWS }, (_, i) => {
    let [f, below, turn] = [0, shares[0]!, turns.uniform()];
    while (f < shares.length - 1 && turn > below) below += shares[++f]!;
    const fate = failure.fates[f]!;
    const queue = fate.kind === "escape hatch" ? queues[fate.crew.index] : undefined;
    return { ...play(failure, fate, points.at(i), queue) };
  });
}
