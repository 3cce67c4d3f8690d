import type { DiffEffects, DiffFinding, MovedPlace, Shift } from "../../findings/diff.ts";
import { sayCounted, sayList, sayMoney, sayShare } from "../../findings/say.ts";
import { sayChanges } from "./summary.ts";

type Told = Pick<DiffFinding, "before" | "after" | "changes" | "effects">;

/** What a manager can repeat: what was changed, what that costs or spares, what else moves; or that nothing changed. */
export function diffSentences({ changes, effects, after }: Told): string[] {
  if (effects === null)
    return [
      "Both texts say the same: at most comments, the order of things or the form of the text changed.",
    ];
  return [sayChanges(changes), cost(effects, after.currency), ...movesOf(effects)];
}

function cost({ costPerYear, badYear }: DiffEffects, currency: string): string {
  const { before, after, change, told } = costPerYear;
  const bad = badYears(badYear, currency);
  if (change.value === null) {
    if (before.value === null && after.value === null)
      return `What a year costs cannot be compared: ${change.why}.`;
    return before.value === null
      ? `A year now has a mean cost, of ${sayMoney(after.value!, currency)}; before it had none.`
      : `A year no longer has a mean cost: ${change.why}.`;
  }
  if (change.value === 0 && change.error === 0)
    return `A year costs what it did: ${sayMoney(after.value!, currency)} on average${bad}.`;
  if (!told)
    return `What a year costs on average cannot be told apart from before: ${sayMoney(after.value!, currency)} now, and the difference lies within its error${bad}.`;
  const more = change.value > 0 ? "more" : "less";
  const [low, high] = [Math.abs(change.low!), Math.abs(change.high!)].sort((a, b) => a - b);
  const [from, to] = [sayMoney(low!, currency), sayMoney(high!, currency)];
  const how = from === to ? "" : ` (${from} to ${to}, by the error of the computation)`;
  const [was, now] = [sayMoney(before.value!, currency), sayMoney(after.value!, currency)];
  const instead = was === now ? "as before" : `instead of ${was}`;
  return `A year costs ${sayMoney(Math.abs(change.value), currency)} ${more} on average${how}: ${now} ${instead}${bad}.`;
}

function badYears({ after, change, told }: Shift, currency: string): string {
  if (change.value === null || (change.value === 0 && change.error === 0)) return "";
  if (!told) return "; what losses pass in 1 year of 100 cannot be told apart";
  const way = change.value > 0 ? "rises" : "falls";
  return `; what losses pass in 1 year of 100 ${way} by ${sayMoney(Math.abs(change.value), currency)}, to ${sayMoney(after.value!, currency)}`;
}

function movesOf({ places, parts, expectations, queues, ossification }: DiffEffects): string[] {
  const moves = [
    ...queuesOverloaded(queues),
    ...riskMoves(places, parts),
    ...expectationMoves(expectations),
    ...ossificationMove(ossification),
  ];
  if (moves.length > 0) return moves;
  return places.length === 0 ? ["Nothing moves on the map, nor in what is expected or lost of ideas."] : [];
}

function queuesOverloaded(queues: DiffEffects["queues"]): string[] {
  const isOver = (load: { readonly overloaded: number } | null): boolean => (load?.overloaded ?? 0) > 0.5;
  return queues.flatMap(({ name, before, after }) => {
    if (isOver(after) && !isOver(before))
      return [`“${name}” gets more work than its people can do, so that its queue only grows.`];
    if (isOver(before) && after !== null && !isOver(after))
      return [`The people of “${name}” can now do their work.`];
    return [];
  });
}

/** What two figures are said alike for is left to the table. */
function isSaidOtherwise({ before, after }: Shift): boolean {
  return sayShare(before.value ?? 0) !== sayShare(after.value ?? 0);
}

/** Of the failures whose own cost moved: what these do to all others by way of what is earned is left to the table. */
function riskMoves(places: readonly MovedPlace[], parts: DiffEffects["parts"]): string[] {
  const touched = new Set(parts.flatMap(({ of, id, cost }) => (of === "failure" && cost.told ? [id] : [])));
  const told = places.filter(
    ({ id, before, after, criticality }) =>
      touched.has(id) &&
      before !== null &&
      after !== null &&
      criticality.told &&
      isSaidOtherwise(criticality),
  );
  const [worse, better] = [1, -1].map((sign) =>
    told.filter(({ criticality }) => sign * (criticality.change.value ?? 0) > 0),
  );
  const named = (of: readonly MovedPlace[]): string => {
    const others = of.length > 2 ? [sayCounted(of.length - 2, "other failure")] : [];
    return sayList([...of.slice(0, 2).map(({ name }) => `“${name}”`), ...others]);
  };
  return [
    ...(worse!.length > 0 ? [`More is at risk with one occurrence of ${named(worse!)}.`] : []),
    ...(better!.length > 0 ? [`Less is at risk with one occurrence of ${named(better!)}.`] : []),
  ];
}

function expectationMoves(expectations: DiffEffects["expectations"]): string[] {
  const told = expectations.filter(({ met }) => met.told).slice(0, 2);
  if (told.length === 0) return [];
  const said = told.map(
    ({ name, met }) =>
      `“${name}” in ${sayShare(met.after.value!)} of windows instead of ${sayShare(met.before.value!)}`,
  );
  return [`Expectations are met otherwise: ${sayList(said)}.`];
}

function ossificationMove({ before, after, stages }: DiffEffects["ossification"]): string[] {
  if (stages.length === 0 || before === after) return [];
  if (after === null) return ["The text no longer says what ideas pass through."];
  if (before === null)
    return [`Ideas lose ${sayShare(after)} of their worth on their way; before, nothing was said of it.`];
  const most = stages[0]!;
  const way = most.after > most.before ? "more" : "less";
  return [
    `Ideas lose ${sayShare(after)} of their worth on their way instead of ${sayShare(before)}, most of the difference by ${way} at “${most.name.toLowerCase()}”.`,
  ];
}
