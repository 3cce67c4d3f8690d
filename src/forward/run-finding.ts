import type { Estimate } from "../findings/estimate.ts";
import type { RunExpectation, RunFailure, RunFinding, RunShare } from "../findings/run.ts";
import { cvar, meanInterval, quantile } from "../numeric/order-statistics.ts";
import { engineAssumptions, leftOut, statedAssumptions } from "./assumptions.ts";
import { controlCosts } from "./control-costs.ts";
import { capitalOf, typical } from "./delay.ts";
import {
  chanceEstimate,
  errorOfSums,
  meanOfSums,
  noFigure,
  quantileEstimate,
  withError,
} from "./estimates.ts";
import { runSentences } from "./run-sentences.ts";
import { type Severity, severities } from "./severities.ts";
import type { Stage } from "./stage.ts";
import type { Watch } from "./window.ts";

/** The finding of the years played so far. */
export function runFinding(stage: Stage & { readonly years: number }): RunFinding {
  const { plan, tally, seed } = stage;
  const { organization } = plan.model;
  const totals = tally.totals.slice(0, tally.played).sort();
  const worst = tally.worst.slice(0, tally.played).sort();
  const capital = capitalOf(plan.model);
  const failures = failureRows(stage);
  const endless = plan.failures.filter(({ runaways }, k) =>
    runaways.some((why, f) => why !== undefined && tally.fates[stage.starts[k]! + f]! > 0),
  );
  const noMean =
    endless.length === 0
      ? undefined
      : `“${endless[0]!.failure.name}” has no mean: ${endless[0]!.runaways.find(Boolean)}`;
  const figures = {
    organization: organization.name,
    currency: organization.currency,
    capital,
    seed,
    years: tally.played,
    complete: tally.played === stage.years,
    mean: noMean === undefined ? meanOfYears(stage, totals) : noFigure(noMean),
    p50: quantileEstimate(totals, 0.5),
    p90: quantileEstimate(totals, 0.9),
    p95: quantileEstimate(totals, 0.95),
    p99: quantileEstimate(totals, 0.99),
    cvar99: noMean === undefined ? tailMean(totals) : noFigure(noMean),
    worstSingle: {
      p50: quantileEstimate(worst, 0.5),
      p95: quantileEstimate(worst, 0.95),
      p99: quantileEstimate(worst, 0.99),
    },
    exceedsCapital: chanceEstimate(countAbove(totals, capital), totals.length),
    exceedance: exceedance(totals),
    failures,
    functions: shares(failures, (row) => row.functionId, namesOf(plan.model.functions)),
    departments: shares(failures, (row) => row.department, namesOf(plan.model.departments)),
    controls: controlCosts(plan, tally, stage.starts),
    expectations: stage.watches.map(expectationRow),
    assumptions: [
      ...leftOut(plan.model, plan.frequencies.unknown),
      ...statedAssumptions(plan.model),
      ...engineAssumptions(plan.model),
    ],
  };
  return {
    finding: "run",
    version: 1,
    sentences: runSentences(
      figures,
      endless.map(({ failure }) => failure.name),
    ),
    ...figures,
  };
}

function namesOf(things: readonly { readonly id: string; readonly name: string }[]): Map<string, string> {
  return new Map(things.map(({ id, name }) => [id, name]));
}

/** By simulation error and by the error that pooled means bring into every year alike. */
function meanOfYears({ tally }: Stage, totals: Float64Array): Estimate {
  const { mean, error } = meanInterval(totals, 0.9);
  const pooled = Math.hypot(...tally.pooledError.map((sum) => sum / tally.played));
  return withError(mean, Math.hypot(error, pooled));
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
    const loss = points === 1 ? most : least * (most / least) ** (i / (points - 1));
    const { value, low, high } = chanceEstimate(countAbove(totals, loss), totals.length);
    return { loss, chance: value!, low: low!, high: high! };
  });
}

/** Single losses drawn for the spread of one occurrence; fewer each where failures are very many. */
function severityDraws(failures: number): number {
  return Math.max(256, Math.min(4096, Math.floor(2e6 / Math.max(1, failures))));
}

function failureRows(stage: Stage): RunFailure[] {
  const { plan, tally, seed } = stage;
  const single = severities(plan.model, { seed, draws: severityDraws(plan.failures.length) });
  const tail = tally.dearest.sum(Math.max(1, Math.ceil(tally.played / 100)));
  const all = tally.loss.reduce((sum, loss) => sum + loss, 0);
  const allTail = tail.reduce((sum, loss) => sum + loss, 0);
  return plan.failures.map(({ failure, department }, k) => {
    const severity = single.get(failure.id)!;
    return {
      id: failure.id,
      name: failure.name,
      functionId: failure.functionId,
      department,
      perYear: rateEstimate(stage, k),
      lossEach: severity.mean,
      lossPerYear: lossPerYear(stage, k, severity),
      shareOfMean: all > 0 ? tally.loss[k]! / all : 0,
      shareOfTail: allTail > 0 ? tail[k]! / allTail : 0,
      caught: tally.count[k]! > 0 ? Math.min(1, tally.caught[k]! / tally.count[k]!) : 0,
    };
  });
}

function rateEstimate({ tally }: Stage, k: number): Estimate {
  const drawn = Float64Array.from(tally.rates, (row) => row[k]!).sort();
  return {
    value: tally.rate[k]! / tally.played,
    low: quantile(drawn, 0.05),
    high: quantile(drawn, 0.95),
    error: errorOfSums(tally.played, tally.rate[k]!, tally.rateSquare[k]!),
  };
}

function lossPerYear({ tally }: Stage, k: number, { infiniteMean }: Severity): Estimate {
  if (infiniteMean !== undefined) return noFigure(infiniteMean);
  const played = errorOfSums(tally.played, tally.loss[k]!, tally.lossSquare[k]!);
  return withError(tally.loss[k]! / tally.played, Math.hypot(played, tally.pooledError[k]! / tally.played));
}

function shares(
  failures: readonly RunFailure[],
  groupOf: (row: RunFailure) => string,
  names: ReadonlyMap<string, string>,
): RunShare[] {
  const groups = new Map<string, { shareOfMean: number; shareOfTail: number }>();
  for (const row of failures) {
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

const UNITS = { time: "hours", occurrences: "occurrences", loss: "money", share: "share" } as const;

function expectationRow(watch: Watch): RunExpectation {
  const { expectation: of } = watch;
  const domain = of.measure === "share" ? "share" : "positive";
  const most = of.measure === "share" ? 1 : Infinity;
  const cost = meanOfSums(watch.cost);
  const perYear = (money: number | null): number | null =>
    money === null ? null : money * watch.windowsAYear;
  return {
    id: of.id,
    name: of.name,
    audience: of.audience,
    functionId: of.functionId,
    experienced: meanOfSums(watch.experienced, 0, most),
    objective: typical(of.objective, domain),
    tolerance: typical(of.tolerance, domain),
    unit: UNITS[of.measure],
    windowHours: of.windowHours,
    missed: meanOfSums(watch.missed, 0, 1),
    beyondTolerance: meanOfSums(watch.beyond, 0, 1),
    response: responseEstimate(watch),
    costPerYear: {
      ...cost,
      value: perYear(cost.value),
      low: perYear(cost.low),
      high: perYear(cost.high),
      error: perYear(cost.error),
    },
  };
}

function responseEstimate({ expectation, response }: Watch): Estimate {
  if (expectation.response === undefined) return noFigure("no response is stated");
  if (response.count === 0) return noFigure("no window passed the tolerance");
  return meanOfSums(response, 0, 1);
}
