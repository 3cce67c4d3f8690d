import { type Estimate, noFigure } from "../findings/estimate.ts";
import type { ExceedancePoint, LossFinding } from "../findings/losses.ts";
import type { Model } from "../model/model.ts";
import { compoundMixture, type YearMixture } from "../numeric/mixture.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { leftOut, statedAssumptions } from "./assumptions.ts";
import { type Compiled, compiledOf } from "./compile.ts";
import { capitalOf } from "./delay.ts";
import { lossSentences } from "./loss-sentences.ts";
import { type DrawnRates, drawnRates, type LossStream, lossStreams } from "./loss-streams.ts";

/**
 * What a year costs, without playing it: the exact distribution of a sum of compound Poisson losses, over what is not known, by
 * fast Fourier transform. Each failure's single losses are a representative sample; how often each comes is spread evenly over its
 * ranges.
 *
 * quick   a quarter of the draws of what is not known: for a figure that is being moved
 * Left out, and said: what brings about several failures at once, work that waits behind other work (waits are those of steady
 * queues), and the course of a year. Error: that of the samples of single losses, and twice how far half the draws would move a figure.
 */
export function losses(
  model: Model,
  { seed, quick = false }: { readonly seed: number; readonly quick?: boolean },
): LossFinding {
  const compiled = compiledOf(model);
  const streams = lossStreams(compiled, seed);
  const drawn = drawnRates(compiled, streams, { seed, draws: quick ? DRAWS / 4 : DRAWS });
  const half = drawnRates(compiled, streams, { seed, draws: drawn.draws / 2 });
  const year = mixtureOf(streams, drawn);
  const rougher = drawn.draws === 1 ? year : mixtureOf(streams, half);
  const capital = capitalOf(model);
  const { organization } = model;
  const noMean = endless(compiled, drawn);
  const sampled = errorOfSamples(streams, drawn, year);
  const at = (p: number): Estimate => {
    const [value, { low, high }] = [year.quantile(p), year.bandOfQuantile(p)];
    return figure(value, { low, high }, Math.hypot(sampled(value), 2 * (rougher.quantile(p) - value)));
  };
  const means = year.meanOfDraws.slice().sort();
  const ofMeans = { low: quantile(means, 0.05), high: quantile(means, 0.95) };
  const worst = year.cvar(0.99);
  const figures = {
    organization: organization.name,
    currency: organization.currency,
    capital,
    seed,
    mean:
      noMean ?? figure(year.mean, ofMeans, Math.hypot(sampled(year.mean), 2 * (rougher.mean - year.mean))),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    cvar99:
      noMean ??
      figure(
        worst,
        { low: worst, high: worst },
        Math.hypot(sampled(worst), 2 * (rougher.cvar(0.99) - worst)),
      ),
    exceedsCapital: {
      value: chance(year.exceedance(capital)),
      ...bandAt(year, capital),
      error: 2 * Math.abs(chance(year.exceedance(capital)) - chance(rougher.exceedance(capital))),
    },
    exceedance: exceedance(year),
    shareNotKnown: noMean === undefined ? shareNotKnown(streams, drawn, year) : null,
    leftOut: coupled(compiled),
    assumptions: [...leftOut(model, compiled.frequencies.unknown), ...statedAssumptions(model)],
  };
  return { finding: "losses", version: 1, sentences: lossSentences(figures), ...figures };
}

const DRAWS = 512;

export function mixtureOf(streams: readonly LossStream[], { rates }: DrawnRates): YearMixture {
  return compoundMixture({ claims: streams.map(({ claims }) => claims), rates });
}

/** Mean occurrences that begin, a year. */
function meanRate({ rates, draws }: DrawnRates, k: number): number {
  const failures = rates.length / draws;
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) sum += rates[draw * failures + k]!;
  return sum / draws;
}

/**
 * Error of a year's loss of this size, from samples of single losses whose mean and mean square are off: the one moves all years, the
 * other each as far as it lies from their middle.
 */
function errorOfSamples(
  streams: readonly LossStream[],
  drawn: DrawnRates,
  year: YearMixture,
): (loss: number) => number {
  const rates = streams.map((_, k) => meanRate(drawn, k));
  const variance = variances(streams, drawn, year).all;
  return (loss) => {
    const reach = variance > 0 ? Math.abs(loss - year.mean) / (2 * variance) : 0;
    return Math.hypot(...streams.map(({ error }, k) => (error.mean + reach * error.square) * rates[k]!));
  };
}

/** Why a year has no mean; undefined where it has one. */
function endless({ failures }: Compiled, drawn: DrawnRates): Estimate | undefined {
  const found = failures.find(({ runaways }, k) => runaways.some(Boolean) && meanRate(drawn, k) > 0);
  return found && noFigure(`“${found.failure.name}” has no mean: ${found.runaways.find(Boolean)}`);
}

function figure(value: number, { low, high }: { low: number; high: number }, error: number): Estimate {
  if (!Number.isFinite(value)) return noFigure("it lies beyond what can be laid out");
  return {
    value,
    low: Math.min(value, finite(low, value)),
    high: Math.max(value, finite(high, value)),
    error: finite(error, 0),
  };
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
function shareNotKnown(streams: readonly LossStream[], drawn: DrawnRates, year: YearMixture): number | null {
  const { between, all } = variances(streams, drawn, year);
  return all > 0 ? between / all : null;
}

function variances(
  streams: readonly LossStream[],
  drawn: DrawnRates,
  { meanOfDraws, mean }: YearMixture,
): { between: number; all: number } {
  const between = meanOfDraws.reduce((sum, of) => sum + (of - mean) ** 2, 0) / meanOfDraws.length;
  const within = streams.reduce((sum, { square }, k) => sum + square * meanRate(drawn, k), 0);
  return { between, all: between + within };
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
