import { type Estimate, noFigure } from "../findings/estimate.ts";
import type { RunFailure, RunFinding, RunShare } from "../findings/run.ts";
import type { Model } from "../model/model.ts";
import { power } from "../numeric/elementary.ts";
import { cvar, meanInterval, quantile } from "../numeric/order-statistics.ts";
import { engineAssumptions, leftOut, statedAssumptions } from "./assumptions.ts";
import { type Compiled, type CompiledFailure, compiledOf } from "./compile.ts";
import { controlCosts } from "./control-costs.ts";
import { chanceEstimate, errorOfSums, quantileEstimate, withError } from "./estimates.ts";
import { expectationRows } from "./expectation-rows.ts";
import type { Plan } from "./plan.ts";
import { momentsOf, relativeHalfWidth, yearQuantiles } from "./precision.ts";
import { runSentences } from "./run-sentences.ts";
import { frequencies, type Severity, severities } from "./severities.ts";
import { dearestOf, FIGURES, figureOf, type RunTally, tailYears } from "./tally.ts";
import { windowsAYear } from "./watch.ts";

type Played = {
  readonly model: Model;
  readonly plan: Plan;
  readonly tally: RunTally;
  readonly seed: number;
  /** Half width over p99 that was wanted. */
  readonly precision: number | undefined;
  readonly complete: boolean;
};

/** The finding of the years played so far. */
export function runFinding(played: Played): RunFinding {
  const { model, plan, tally, seed } = played;
  const compiled = compiledOf(model);
  const { organization } = model;
  const totals = tally.totals.slice(0, tally.played).sort();
  const ofYears = yearQuantiles(tally, totals);
  const worst = tally.worst.slice(0, tally.played).sort();
  const failures = failureRows(played, compiled);
  const endless = endlessFailures(compiled, tally);
  const noMean =
    endless.length === 0
      ? undefined
      : `“${endless[0]!.failure.name}” has no mean: ${endless[0]!.runaways.find(Boolean)}`;
  const figures = {
    organization: organization.name,
    currency: organization.currency,
    capital: plan.capital,
    seed,
    years: tally.played,
    complete: played.complete,
    precision: { wanted: played.precision ?? null, reached: relativeHalfWidth(ofYears(0.99)) },
    mean: noMean === undefined ? meanOfYears(tally, totals) : noFigure(noMean),
    p50: ofYears(0.5),
    p90: ofYears(0.9),
    p95: ofYears(0.95),
    p99: ofYears(0.99),
    cvar99: noMean === undefined ? tailMean(totals) : noFigure(noMean),
    worstSingle: {
      p50: quantileEstimate(worst, 0.5),
      p95: quantileEstimate(worst, 0.95),
      p99: quantileEstimate(worst, 0.99),
    },
    exceedsCapital: chanceEstimate(countAbove(totals, plan.capital), totals.length),
    ruin: chanceEstimate(tally.ruined, tally.played),
    doubt: doubtOf(tally, noMean),
    exceedance: exceedance(totals),
    failures,
    functions: shares(failures, (row) => row.functionId, namesOf(model.functions)),
    departments: shares(failures, (row) => row.department, namesOf(model.departments)),
    audiences: audienceShares(model, tally),
    controls: controlCosts(compiled, plan, tally, noMean),
    expectations: expectationRows(compiled, plan, tally, seed),
    assumptions: [
      ...leftOut(model, compiled.frequencies.unknown),
      ...statedAssumptions(model),
      ...engineAssumptions(model, plan),
    ],
  };
  return {
    finding: "run",
    version: 2,
    sentences: runSentences(
      figures,
      endless.map(({ failure }) => failure.name),
    ),
    ...figures,
  };
}

/** Failures that occurred without a mean loss. */
function endlessFailures({ failures }: Compiled, { fates }: RunTally): CompiledFailure[] {
  let place = 0;
  return failures.filter(({ runaways }) => {
    const met = runaways.map((why) => fates[place++]! > 0 && why !== undefined);
    return met.some(Boolean);
  });
}

/** Share of the variance that is there already in mean years, given what is not known. */
function doubtOf({ totals, given, played }: RunTally, noMean: string | undefined): RunFinding["doubt"] {
  if (noMean !== undefined) return { meanYear: noFigure(noMean), shareNotKnown: null };
  const means = given.slice(0, played).sort();
  const [between, all] = [means, totals.subarray(0, played)].map((of) => momentsOf(of).variance) as [
    number,
    number,
  ];
  return {
    meanYear: {
      value: means.reduce((sum, mean) => sum + mean, 0) / played,
      low: quantile(means, 0.05),
      high: quantile(means, 0.95),
      error: errorOfSums(played, ...sumsOf(means)),
    },
    shareNotKnown: all > 0 ? Math.min(1, between / all) : null,
  };
}

function sumsOf(values: Float64Array): [sum: number, square: number] {
  let [sum, square] = [0, 0];
  for (const value of values) {
    sum += value;
    square += value * value;
  }
  return [sum, square];
}

function namesOf(things: readonly { readonly id: string; readonly name: string }[]): Map<string, string> {
  return new Map(things.map(({ id, name }) => [id, name]));
}

/** By simulation error and by the error that pooled means bring into every year alike. */
function meanOfYears(tally: RunTally, totals: Float64Array): Estimate {
  const { mean, error } = meanInterval(totals, 0.9);
  const failures = tally.failures.length / FIGURES.length;
  const errors = Array.from({ length: failures }, (_, k) => figureOf(tally, k, "pooledError") / tally.played);
  return withError(mean, Math.sqrt(errors.reduce((sum, of) => sum + of * of, error * error)));
}

function tailMean(totals: Float64Array): Estimate {
  const { value, error } = cvar(totals, 0.99);
  return withError(value, error);
}

function countAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
}

const CURVE_POINTS = 60;

/** Chance to lose more, at losses evenly spaced on a log scale from what nearly every year costs to the dearest year. */
function exceedance(totals: Float64Array): RunFinding["exceedance"] {
  const most = totals[totals.length - 1]!;
  if (!(most > 0)) return [];
  const least = Math.max(quantile(totals, 0.01), most * 1e-6, totals.find((total) => total > 0)!);
  const points = least < most ? CURVE_POINTS : 1;
  return Array.from({ length: points }, (_, i) => {
    const loss = points === 1 ? most : least * power(most / least, i / (points - 1));
    const { value, low, high } = chanceEstimate(countAbove(totals, loss), totals.length);
    return { loss, chance: value!, low: low!, high: high! };
  });
}

/** Single losses drawn for the spread of one occurrence; fewer each where failures are very many. */
function severityDraws(failures: number): number {
  return Math.max(256, Math.min(2048, Math.floor(2e6 / Math.max(1, failures))));
}

function failureRows({ model, tally, seed }: Played, { failures }: Compiled): RunFailure[] {
  const single = severities(model, { seed, draws: severityDraws(failures.length) });
  const { perYear } = frequencies(model, { seed, draws: rateDraws(failures.length) });
  const dearest = dearestOf(tally, tailYears(tally.played, failures.length));
  const sum = (of: (k: number) => number): number => failures.reduce((all, { index }) => all + of(index), 0);
  const inTail = failures.map((_, k) => dearest.reduce((all, { losses }) => all + losses[k]!, 0));
  const all = sum((k) => figureOf(tally, k, "loss"));
  const allTail = sum((k) => inTail[k]!);
  return failures.map(({ failure, department }, k) => {
    const severity = single.get(failure.id)!;
    const [count, caught] = [figureOf(tally, k, "count"), figureOf(tally, k, "caught")];
    return {
      id: failure.id,
      name: failure.name,
      functionId: failure.functionId,
      department,
      perYear: rateEstimate(tally, k, perYear.get(failure.id)!),
      lossEach: severity.mean,
      lossPerYear: lossPerYear(tally, k, severity),
      shareOfMean: all > 0 ? figureOf(tally, k, "loss") / all : 0,
      shareOfTail: allTail > 0 ? inTail[k]! / allTail : 0,
      caught: count > 0 ? Math.min(1, caught / count) : 0,
    };
  });
}

/** Draws of the frequencies, for their percentiles. */
function rateDraws(failures: number): number {
  return Math.max(64, Math.min(512, Math.floor(4e6 / Math.max(1, failures))));
}

function rateEstimate(tally: RunTally, k: number, drawn: Float64Array): Estimate {
  const [rate, square] = [figureOf(tally, k, "rate"), figureOf(tally, k, "rateSquare")];
  const sorted = drawn.slice().sort();
  return {
    value: rate / tally.played,
    low: quantile(sorted, 0.05),
    high: quantile(sorted, 0.95),
    error: errorOfSums(tally.played, rate, square),
  };
}

function lossPerYear(tally: RunTally, k: number, { infiniteMean }: Severity): Estimate {
  if (infiniteMean !== undefined) return noFigure(infiniteMean);
  const { played } = tally;
  const [loss, square] = [figureOf(tally, k, "loss"), figureOf(tally, k, "lossSquare")];
  const error = errorOfSums(played, loss, square);
  return withError(loss / played, Math.hypot(error, figureOf(tally, k, "pooledError") / played));
}

/** Of what disappointed audiences cost: in all years, and in the dearest one in a hundred. */
function audienceShares(model: Model, tally: RunTally): RunShare[] {
  const dearest = dearestOf(tally, tailYears(tally.played, model.failures.length));
  const costs = model.expectations.map(({ audience }, w) => {
    const { count, sum } = tally.watches[w]!.cost;
    const perYear = count > 0 ? (sum / count) * windowsAYear(model.expectations[w]!) : 0;
    return { audience, perYear, inTail: dearest.reduce((all, { costs: of }) => all + of[w]!, 0) };
  });
  const all = costs.reduce((sum, { perYear }) => sum + perYear, 0);
  const allTail = costs.reduce((sum, { inTail }) => sum + inTail, 0);
  if (!(all > 0)) return [];
  const rows = costs.map(({ audience, perYear, inTail }) => ({
    audience,
    shareOfMean: perYear / all,
    shareOfTail: allTail > 0 ? inTail / allTail : 0,
  }));
  return shares(rows, ({ audience }) => audience, namesOf(model.audiences)).filter(
    ({ shareOfMean, shareOfTail }) => shareOfMean > 0 || shareOfTail > 0,
  );
}

function shares<Row extends { readonly shareOfMean: number; readonly shareOfTail: number }>(
  rows: readonly Row[],
  groupOf: (row: Row) => string,
  names: ReadonlyMap<string, string>,
): RunShare[] {
  const groups = new Map<string, { shareOfMean: number; shareOfTail: number }>();
  for (const row of rows) {
    const group = groups.get(groupOf(row)) ?? { shareOfMean: 0, shareOfTail: 0 };
    group.shareOfMean += row.shareOfMean;
    group.shareOfTail += row.shareOfTail;
    groups.set(groupOf(row), group);
  }
  return [...groups]
    .map(([id, { shareOfMean, shareOfTail }]) => ({
      id,
      name: names.get(id) ?? id,
      shareOfMean: Math.min(1, shareOfMean),
      shareOfTail: Math.min(1, shareOfTail),
    }))
    .sort((a, b) => b.shareOfMean - a.shareOfMean);
}
