import type { Estimate } from "../findings/estimate.ts";
import type { ExceedancePoint, LossFinding } from "../findings/losses.ts";
import type { Model } from "../model/model.ts";
import { compoundMixture, type YearMixture } from "../numeric/mixture.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { leftOut, statedAssumptions } from "./assumptions.ts";
import { type Compiled, compiledOf } from "./compile.ts";
import { capitalOf } from "./delay.ts";
import { noFigure } from "./estimates.ts";
import { lossSentences } from "./loss-sentences.ts";
import { type LossStreams, lossStreams } from "./loss-streams.ts";

/**
 * What a year costs, without playing it: the exact distribution of a sum of compound Poisson losses, over what is not known, by
 * fast Fourier transform. Each failure's single losses are a representative sample; how often each comes is spread evenly over its
 * ranges, and failures that share nothing that is not known combine freely.
 *
 * Left out, and said: what brings about several failures at once, work that waits behind other work (waits are those of steady
 * queues), and the course of a year. Error: that of the samples of single losses.
 */
export function losses(model: Model, { seed }: { readonly seed: number }): LossFinding {
  const compiled = compiledOf(model);
  const streams = lossStreams(compiled, seed);
  const year = mixtureOf(streams);
  const capital = capitalOf(model);
  const { organization } = model;
  const endless = compiled.failures.filter(
    ({ runaways }, k) => runaways.some(Boolean) && rateOf(streams, k) > 0,
  );
  const noMean =
    endless.length === 0
      ? undefined
      : `“${endless[0]!.failure.name}” has no mean: ${endless[0]!.runaways.find(Boolean)}`;
  const error = Math.hypot(...streams.failures.map((of, k) => of.error * rateOf(streams, k)));
  const figure = (value: number, { low, high }: { low: number; high: number }): Estimate =>
    Number.isFinite(value)
      ? { value, low: finite(low, value), high: finite(high, value), error }
      : noFigure("it lies beyond what can be laid out");
  const at = (p: number): Estimate => figure(year.quantile(p), year.bandOfQuantile(p));
  const means = year.meanOfDraws.slice().sort();
  const figures = {
    organization: organization.name,
    currency: organization.currency,
    capital,
    seed,
    mean:
      noMean === undefined
        ? figure(year.mean, { low: quantile(means, 0.05), high: quantile(means, 0.95) })
        : noFigure(noMean),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    cvar99: noMean === undefined ? cvarOf(year, error) : noFigure(noMean),
    exceedsCapital: { value: chance(year.exceedance(capital)), ...bandAt(year, capital), error: 0 },
    exceedance: exceedance(year),
    shareNotKnown: noMean === undefined ? shareNotKnown(streams, year) : null,
    leftOut: coupled(compiled),
    assumptions: [...leftOut(model, compiled.frequencies.unknown), ...statedAssumptions(model)],
  };
  return { finding: "losses", version: 1, sentences: lossSentences(figures), ...figures };
}

export function mixtureOf({ failures, rates, groups }: LossStreams): YearMixture {
  return compoundMixture({ claims: failures.map(({ claims }) => claims), rates, groups });
}

/** Mean occurrences that begin, a year. */
function rateOf({ rates, draws, failures }: LossStreams, k: number): number {
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) sum += rates[draw * failures.length + k]!;
  return sum / draws;
}

function finite(bound: number, value: number): number {
  return Number.isFinite(bound) ? bound : value;
}

function chance(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function bandAt(year: YearMixture, loss: number): { low: number; high: number } {
  const [{ low, high }, middle] = [year.band(loss), chance(year.exceedance(loss))];
  return { low: Math.min(middle, chance(low)), high: Math.max(middle, chance(high)) };
}

function cvarOf(year: YearMixture, error: number): Estimate {
  const value = year.cvar(0.99);
  if (!Number.isFinite(value)) return noFigure("it lies beyond what can be laid out");
  return { value, low: value, high: value, error };
}

const CURVE_POINTS = 60;
/** The curve ends where a year passes it with this chance. */
const RAREST = 1e-5;

/** From what nearly every year costs to what hardly any does, evenly on a log scale. */
function exceedance(year: YearMixture): ExceedancePoint[] {
  const most = year.quantile(1 - RAREST);
  if (!(most > 0) || !Number.isFinite(most)) return [];
  const least = Math.max(year.quantile(0.01), most * 1e-6);
  return Array.from({ length: CURVE_POINTS }, (_, i) => {
    const loss = least * (most / least) ** (i / (CURVE_POINTS - 1));
    return { loss, chance: chance(year.exceedance(loss)), ...bandAt(year, loss) };
  });
}

/** Variance of mean years over what is not known, against that and what chance adds in the mean. */
function shareNotKnown(streams: LossStreams, { meanOfDraws, mean }: YearMixture): number | null {
  const between = meanOfDraws.reduce((sum, of) => sum + (of - mean) ** 2, 0) / meanOfDraws.length;
  const within = streams.failures.reduce((sum, { square }, k) => sum + square * rateOf(streams, k), 0);
  return between + within > 0 ? between / (between + within) : null;
}

function coupled({ model, crews, frequencies }: Compiled): string[] {
  const said: string[] = [];
  if (frequencies.couplings().length > 0) said.push("what brings about several failures at once");
  if (crews.length > 0)
    said.push("how work waits behind other work at escape hatches, beyond a steady queue");
  if (model.functions.some(({ seasons }) => seasons !== undefined)) said.push("the seasons of the year");
  if (model.expectations.length > 0) said.push("what those who expect something experience");
  return said;
}
