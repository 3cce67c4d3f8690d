import type { Change, DiffFinding, DiffSide } from "../../findings/diff.ts";
import type { AssumptionShown } from "../../findings/estimate.ts";
import { capitalOf, protectionOf } from "../../forward/forward.ts";
import type { Model } from "../../model/model.ts";
import { type Changes, changesBetween } from "./changes.ts";
import { diffSentences } from "./diff-sentences.ts";
import { effectsOf, sizeOf } from "./effects.ts";
import { sayChanges } from "./summary.ts";

/**
 * What a change of a text does: what is said otherwise, and what that does to the map, to what a year costs, to expectations, queues and
 * ossification. Both texts are tried with the same random numbers by the names of things, so that what both say alike gives both the same;
 * a difference within its error is told as none.
 *
 * Left out: as in `losses`, what brings about several failures at once, and the course of a year.
 */
export function diff(before: Model, after: Model, { seed }: { readonly seed: number }): DiffFinding {
  const found = changesBetween(before, after);
  const changed = found.changes.length > 0;
  const effects = changed ? effectsOf(before, after, found, seed) : null;
  const weigh = effects === null ? () => 0 : weights(before, after, found, effects.parts);
  const told = {
    before: sideOf(before),
    after: sideOf(after),
    changes: ordered(found.changes, weigh),
    effects,
  };
  return {
    finding: "diff",
    version: 1,
    seed,
    sentences: diffSentences(told),
    changed,
    ...told,
    assumptions: changed ? assumed : [],
  };
}

/** In one sentence what a text says otherwise than another one, at once; empty where it says the same. */
export function changesInWords(before: Model, after: Model): string {
  return sayChanges(ordered(changesBetween(before, after).changes, () => 0));
}

const assumed: readonly AssumptionShown[] = [
  "what is not known of figures is averaged over: the error is that of the computation, and says nothing of how well they are known",
  "both texts are tried with the same random numbers; a difference within its error, eight times tried, is told as none",
  "left out as in every answer without playing years: what brings about several failures at once, work that waits behind other work beyond a steady queue, and the seasons of the year",
  "what is earned exceeds expected losses by the same share before and after: where these grow, so do earnings, and one loss of another failure brings ruin a little less near",
  "places on the map are as stated, without a record",
].map((what) => ({ what, whose: "Failwell" }));

function sideOf(model: Model): DiffSide {
  const { name, currency } = model.organization;
  return { organization: name, currency, capital: capitalOf(model) };
}

const hows = ["removed", "added", "changed", "renamed"] as const;

/** What weighs more first, then what is gone or new, then in the order of the text. */
function ordered(changes: readonly Change[], weigh: (change: Change) => number): Change[] {
  return changes
    .map((change) => ({ change, weight: weigh(change) }))
    .sort((a, b) => b.weight - a.weight || hows.indexOf(a.change.how) - hows.indexOf(b.change.how))
    .map(({ change }) => change);
}

/** How far the cost moves of the failures that a changed thing touches: itself, what it protects, what grows from it or belongs to it. */
function weights(
  before: Model,
  after: Model,
  { called }: Changes,
  parts: NonNullable<DiffFinding["effects"]>["parts"],
): (change: Change) => number {
  const sides = [before, after].map((model, side) => touchedBy(model, called[side]!));
  const moves = new Map<string, number>();
  for (const { of, id, cost } of parts) if (of === "failure") moves.set(id, sizeOf(cost));
  const name = (id: string): string => called[0](called[1](id));
  const byCalled = new Map([...moves].map(([id, size]) => [name(id), size]));
  return ({ id, kind }) => {
    if (kind === "failure") return byCalled.get(name(id)) ?? 0;
    const failures = new Set(sides.flatMap((of) => [...(of.get(name(id)) ?? [])]));
    return [...failures].reduce((sum, failure) => sum + (byCalled.get(failure) ?? 0), 0);
  };
}

/** Failures by the controls, inputs and functions that touch them; all by what both texts call them. */
function touchedBy(model: Model, called: (id: string) => string): ReadonlyMap<string, Set<string>> {
  const touched = new Map<string, Set<string>>();
  const protection = protectionOf(model);
  for (const failure of model.failures) {
    const ids = [...protection(failure).flatMap(({ id, protects }) => [id, ...protects]), failure.functionId];
    for (const id of ids)
      touched.set(called(id), (touched.get(called(id)) ?? new Set()).add(called(failure.id)));
  }
  return touched;
}
