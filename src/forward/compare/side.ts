import type { ComparedExpectation, ComparedSide, OneMore } from "../../findings/compare.ts";
import { type Estimate, noFigure } from "../../findings/estimate.ts";
import type { Expectation } from "../../model/model.ts";
import { quantile } from "../../numeric/order-statistics.ts";
import { capitalOf } from "../delay.ts";
import { quantileEstimate } from "../estimates.ts";
import { historian } from "../expectations/history.ts";
import { measuredBy } from "../expectations/measure.ts";
import { answersAYear, breachOf, RATCHETED_WINDOWS, ratchetOf, strictestOf } from "../expectations/moved.ts";
import type { Expected } from "../expectations/ratchet.ts";
import { reckon, type Terms, termsOf } from "../expectations/terms.ts";
import type { Outcome } from "../occurrence.ts";
import { protectionOf } from "../protection.ts";
import { frequencies, severities } from "../severities.ts";
import { concernsOf, usesAYear } from "../watches.ts";
import { type Case, outcomesOf } from "./case.ts";

/** Histories that an organization could have given. */
const HISTORIES = 200;

/** Draws of how often and of a single loss; fewer where failures are very many, since they are drawn together. */
function drawsFor(failures: number): number {
  return Math.max(128, Math.min(2048, Math.floor(2e6 / Math.max(1, failures))));
}

/** One organization with its failure, ready to be asked. */
export type Side = {
  readonly of: Case;
  readonly seed: number;
  readonly outcomes: readonly Outcome[];
  /** What those who expect something are given, window by window. */
  readonly experienced: (expectation: Expectation) => readonly Float64Array[];
};

export function sideOf(of: Case, seed: number): Side {
  const tell = historian(of.compiled, { seed, histories: HISTORIES });
  return {
    of,
    seed,
    outcomes: outcomesOf(of, seed),
    experienced: (expectation) => tell(expectation, RATCHETED_WINDOWS),
  };
}

/** Expectations that the failure misses. */
export function touched({ of: { compiled, failure } }: Side): Expectation[] {
  const { model } = compiled;
  return model.expectations.filter((expectation) =>
    concernsOf(model, expectation).some(({ failure: k }) => k === failure.index),
  );
}

/** What the median of all windows holds. */
export function ordinaryOf(histories: readonly Float64Array[]): number {
  const all = new Float64Array(histories.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const history of histories) {
    all.set(history, at);
    at += history.length;
  }
  return quantile(all.sort(), 0.5);
}

/**
 * What one typical (median) and one bad occurrence (95th percentile) add to a window; of a share, what goes wrong of it.
 * `uses`: a year, of the function of which something is expected.
 */
export function addedBy(
  of: Case,
  outcomes: readonly Outcome[],
  expectation: Expectation,
  uses: number,
): { typical: number; bad: number } {
  const measured = measuredBy(expectation, uses);
  const added = Float64Array.from(outcomes, (outcome) => measured.single(of.failure, outcome)).sort();
  return { typical: quantile(added, 0.5), bad: quantile(added, 0.95) };
}

/** The measure of an ordinary window once so much is added. */
export function withOneMore({ measure, windowHours }: Expectation, ordinary: number, added: number): number {
  if (measure === "share") return Math.max(0, ordinary - added);
  return measure === "time" ? Math.min(windowHours, ordinary + added) : ordinary + added;
}

/** What an expectation has come to, with the figures behind it. */
export type Held = {
  readonly expectation: Expectation;
  readonly terms: Terms;
  readonly ratcheted: Expected;
  readonly ordinary: number;
  /** A year, of the function. */
  readonly uses: number;
  readonly added: { readonly typical: number; readonly bad: number };
  readonly row: ComparedExpectation;
};

const UNITS = { time: "hours", occurrences: "occurrences", loss: "money", share: "share" } as const;

export function heldBy(side: Side, expectation: Expectation): Held {
  const { model } = side.of.compiled;
  const histories = side.experienced(expectation);
  const terms = termsOf(model, expectation);
  const moved = ratchetOf(terms, histories);
  const ratcheted = { objective: moved.objective.value!, tolerance: moved.tolerance.value! };
  const ordinary = ordinaryOf(histories);
  const uses = usesAYear(model, expectation.functionId);
  const added = addedBy(side.of, side.outcomes, expectation, uses);
  const oneMore = (adds: number): OneMore => {
    const experienced = withOneMore(expectation, ordinary, adds);
    return {
      adds,
      experienced,
      stated: reckon(terms, experienced),
      ratcheted: reckon(terms, experienced, ratcheted),
    };
  };
  const row: ComparedExpectation = {
    id: expectation.id,
    name: expectation.name,
    audience: model.audiences.find(({ id }) => id === expectation.audience)?.name ?? expectation.audience,
    unit: UNITS[expectation.measure],
    windowHours: expectation.windowHours,
    stated: { objective: terms.objective, tolerance: terms.tolerance },
    ratchet: moved,
    ordinary,
    aYear: answersAYear(terms, histories, expectation.windowHours),
    typical: oneMore(added.typical),
    bad: oneMore(added.bad),
    strictest: strictestOf(model, expectation),
    breach: breachOf(model, expectation, wrongOf(expectation, histories)),
  };
  return { expectation, terms, ratcheted, ordinary, uses, added, row };
}

/** Mean share of what goes wrong; of no use where no share is measured. */
function wrongOf({ measure }: Expectation, histories: readonly Float64Array[]): number {
  if (measure !== "share") return 0;
  const windows = histories.flatMap((history) => [...history]);
  return 1 - windows.reduce((sum, share) => sum + share, 0) / windows.length;
}

/** All that is told of one organization. */
export function toldOf(side: Side, held: readonly Held[]): ComparedSide {
  const { of, seed, outcomes } = side;
  const { model } = of.compiled;
  const { failure } = of.failure;
  const capital = capitalOf(model);
  const draws = drawsFor(model.failures.length);
  const severity = severities(model, { seed, draws }).get(failure.id)!;
  return {
    organization: model.organization.name,
    currency: model.organization.currency,
    capital,
    failure: { id: failure.id, name: failure.name, functionName: of.failure.owner?.name ?? "" },
    perYear: overDraws(frequencies(model, { seed, draws }).perYear.get(failure.id)!),
    loss: overOccurrences(outcomes.map(({ loss }) => loss)),
    meanLoss: severity.mean,
    lossToCapital: lossToCapital(severity.mean, capital),
    hours: overOccurrences(outcomes.map(({ hours }) => hours)),
    controls: [
      ...protectionOf(model)(failure).map(({ id, name, kind }) => ({ id, name, kind })),
      ...(failure.failFast === undefined
        ? []
        : [{ id: failure.id, name: "fail fast", kind: "fail fast" as const }]),
    ],
    caught: outcomes.filter(({ caught }) => caught).length / outcomes.length,
    expectations: held.map(({ row }) => row),
  };
}

function overOccurrences(values: readonly number[]): Estimate {
  const sorted = Float64Array.from(values).sort();
  const { value, error } = quantileEstimate(sorted, 0.5);
  return { value, low: quantile(sorted, 0.05), high: quantile(sorted, 0.95), error };
}

function overDraws(draws: Float64Array): Estimate {
  const sorted = draws.slice().sort();
  const mean = sorted.reduce((sum, rate) => sum + rate, 0) / sorted.length;
  return { value: mean, low: quantile(sorted, 0.05), high: quantile(sorted, 0.95), error: 0 };
}

function lossToCapital({ value, low, high, error, why }: Estimate, capital: number): Estimate {
  if (!(capital > 0)) return noFigure("no capital is stated");
  if (value === null) return noFigure(why ?? "there is no mean loss");
  return { value: value / capital, low: low! / capital, high: high! / capital, error: error! / capital };
}
