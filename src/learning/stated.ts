import { compileFrequencies, type FrequencyPlan } from "../backward/backward.ts";
import { type Estimate, noFigure } from "../findings/estimate.ts";
import type { Failure, Model, Quantity, Rate } from "../model/model.ts";
import { createGenerator, type Generator } from "../numeric/generator.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { spread } from "../numeric/range.ts";
import { shuffle } from "../numeric/shuffle.ts";
import type { StatedRange } from "./rates.ts";

/** What the text says of how often a failure happens, once its guard rails have stopped what they stop. */
export type StatedRate = { readonly range: StatedRange | null; readonly perYear: Estimate };

const seed = 20;
const mostSamples = 1024;
const leastSamples = 256;

/**
 * What the text states of every failure's frequency, by its id: exactly where the text gives it and no guard rail stands before
 * it, else by sampling the ranges that it follows from. The same text gives the same answer.
 */
export function statedRates(model: Model): Map<string, StatedRate> {
  const plan = compileFrequencies(model);
  const spreads = plan.quantities.map(({ quantity, domain }) => spread(quantity.low, quantity.high, domain));
  const middles = Float64Array.from(spreads, (each) => each.quantile(0.5));
  const [offered, through] = evaluated(plan, middles);
  const unknown = new Map(plan.unknown.map(({ failureId, why }) => [failureId, why]));
  const byId = new Map(model.failures.map((failure) => [failure.id, failure]));
  const stated = new Map<string, StatedRate>();
  const rows: number[] = [];
  plan.failureIds.forEach((id, row) => {
    const failure = byId.get(id);
    const range = failure && offered[row] === through[row] ? directRange(failure, model) : null;
    const why = unknown.get(id);
    if (why !== undefined) stated.set(id, notStated(why));
    else if (range) stated.set(id, { range, perYear: exactly(range) });
    else rows.push(row);
  });
  if (rows.length > 0) sampleRates(plan, spreads, rows, stated);
  return stated;
}

function evaluated(plan: FrequencyPlan, draws: Float64Array): [offered: Float64Array, through: Float64Array] {
  const offered = new Float64Array(plan.failureIds.length);
  const through = new Float64Array(plan.failureIds.length);
  plan.evaluate(draws, offered, through);
  return [offered, through];
}

/** The range that the text itself gives, where only one figure of it is not certain; null where it has to be sampled. */
function directRange(failure: Failure, model: Model): StatedRange | null {
  if (!failure.rate) return null;
  const { quantity, times } = factorsOf(failure.rate, model);
  const isSure = times.every(({ low, high }) => low === high);
  if (!isSure) return null;
  const factor = times.reduce((product, { low }) => product * low, 1);
  return { low: quantity.low * factor, high: quantity.high * factor };
}

/** The stated figure, and what it is multiplied by. */
function factorsOf(rate: Rate, model: Model): { quantity: Quantity; times: readonly Quantity[] } {
  if (rate.of === "time") return { quantity: rate.perYear, times: [] };
  const owner = model.functions.find(({ id }) => id === rate.functionId);
  if (rate.of === "users")
    return { quantity: rate.sharePerYear, times: owner?.users ? [owner.users] : unsure };
  const uses = owner?.uses.filter(({ id }) => rate.kind === undefined || id === rate.kind) ?? [];
  return { quantity: rate.share, times: uses.length === 1 ? [uses[0]!.perYear] : unsure };
}

/** Stands for a factor that is not one certain figure: the plan is sampled instead. */
const unsure: readonly Quantity[] = [
  { low: 0, high: 1, place: { file: "", line: 1, column: 1, start: 0, end: 0 } },
];

function exactly({ low, high }: StatedRange): Estimate {
  return { value: spread(low, high, "positive").mean, low, high, error: 0 };
}

/**
 * Latin hypercube sampling: every quantity takes each of its quantiles once, in an order of its own, so that few samples tell the
 * 5th and 95th percentile well. Source: McKay, Beckman and Conover (1979). The error told of a mean is that of plain sampling,
 * and so rather too large.
 */
function sampleRates(
  plan: FrequencyPlan,
  spreads: readonly ReturnType<typeof spread>[],
  rows: readonly number[],
  stated: Map<string, StatedRate>,
): void {
  const samples = Math.round(Math.min(mostSamples, Math.max(leastSamples, 4e6 / plan.failureIds.length)));
  const strata = spreads.map((_, i) => shuffled(samples, createGenerator(seed, i)));
  const offered = new Float64Array(plan.failureIds.length);
  const through = new Float64Array(plan.failureIds.length);
  const draws = new Float64Array(spreads.length);
  const drawn = rows.map(() => new Float64Array(samples));
  for (let sample = 0; sample < samples; sample++) {
    for (let i = 0; i < spreads.length; i++)
      draws[i] = spreads[i]!.quantile((strata[i]![sample]! + 0.5) / samples);
    plan.evaluate(draws, offered, through);
    for (let i = 0; i < rows.length; i++) drawn[i]![sample] = through[rows[i]!]!;
  }
  rows.forEach((row, i) => {
    stated.set(plan.failureIds[row]!, ofSample(drawn[i]!.sort()));
  });
}

/** 0 … count − 1 in random order. */
function shuffled(count: number, generator: Generator): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  shuffle(order, generator);
  return order;
}

/** A frequency that the text does not give, and why. */
export function notStated(why: string): StatedRate {
  return { range: null, perYear: noFigure(why) };
}

function ofSample(sorted: Float64Array): StatedRate {
  const [low, high] = [quantile(sorted, 0.05), quantile(sorted, 0.95)];
  const { mean, error } = meanOf(sorted);
  return { range: { low, high }, perYear: { value: mean, low, high, error } };
}

function meanOf(values: Float64Array): { mean: number; error: number } {
  let mean = 0;
  let squares = 0;
  values.forEach((value, i) => {
    const step = value - mean;
    mean += step / (i + 1);
    squares += step * (value - mean);
  });
  return { mean, error: Math.sqrt(squares / Math.max(1, values.length - 1) / values.length) };
}
