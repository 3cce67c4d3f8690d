import type { AssumptionShown, Estimate } from "../findings/estimate.ts";
import type { Model } from "../model/model.ts";
import { createGenerator } from "../numeric/generator.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { leftOut } from "./assumptions.ts";
import type { Queue } from "./crew.ts";
import { occurrencePlayer } from "./occurrence.ts";
import { type FailurePlan, type Plan, planOf } from "./plan.ts";
import { errorOfParts, evenPoints } from "./pool.ts";
import { fateStarts, purpose, spreadUnknowns, yearWorker } from "./year.ts";

/** What one occurrence of a failure costs, after guard rails have let it through and nets and hatches have done their part. */
export type Severity = {
  /** Money; value null with `why` where the mean is infinite. low–high: 5th and 95th percentile of an occurrence. */
  readonly mean: Estimate;
  /** Single losses, ascending; equally likely. */
  readonly sample: Float64Array;
  readonly infiniteMean?: string;
};

/** How often each failure occurs, drawn over what is not known. */
export type Frequencies = {
  /** By failure id: occurrences a year that guard rails let through, one a draw; draws of different failures belong together. */
  readonly perYear: ReadonlyMap<string, Float64Array>;
  /** Failures that had to be left out, and why, as sentences to show. */
  readonly leftOut: readonly AssumptionShown[];
};

/**
 * How often each failure occurs a year after guard rails, drawn `draws` times over what is not known. Draws are spread
 * evenly over each range, so that their mean is better than that of as many random ones.
 */
export function frequencies(
  model: Model,
  options: { readonly seed: number; readonly draws: number },
): Frequencies {
  const plan = planOf(model);
  const work = yearWorker(plan);
  const rows = plan.failures.map(() => new Float64Array(options.draws));
  spreadUnknowns(plan, options.seed, options.draws).forEach((unknowns, i) => {
    const { through } = work(unknowns);
    for (let k = 0; k < rows.length; k++) rows[k]![i] = through[k]!;
  });
  return {
    perYear: new Map(plan.failures.map(({ failure, index }) => [failure.id, rows[index]!])),
    leftOut: leftOut(model, plan.frequencies.unknown),
  };
}

/**
 * The single-loss distribution of every failure, by id.
 *
 * draws   single losses a failure, at least 8; what varies is spread evenly over its ranges
 * Error: `mean.error` from eight interleaved parts of the draws. Throws RangeError when draws are fewer than 8.
 */
export function severities(
  model: Model,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): Map<string, Severity> {
  if (!(draws >= 8)) throw new RangeError(`a severity needs at least 8 draws, not ${draws}`);
  const plan = planOf(model);
  const average = averageYear(plan, seed);
  return new Map(
    plan.failures.map((failure) => [failure.failure.id, severityOf(failure, average, { seed, draws })]),
  );
}

/** Shares of fates, by failure, and queues on average over what is not known. */
export type AverageYear = { readonly fates: readonly Float64Array[]; readonly queues: readonly Queue[] };

/** Years over which what is not known is averaged. */
const AVERAGED = 64;

/** The average over occurrences: years with many of them weigh more. */
export function averageYear(plan: Plan, seed: number): AverageYear {
  const work = yearWorker(plan);
  const starts = fateStarts(plan);
  const fates = plan.failures.map(({ fates: of }) => new Float64Array(of.length));
  const weights = new Float64Array(plan.failures.length);
  const queues = plan.crews.map(() => ({ load: 0, overloaded: 0, waitChance: 0, waitHours: 0 }));
  for (const unknowns of spreadUnknowns(plan, seed, AVERAGED)) {
    const year = work(unknowns);
    for (let k = 0; k < fates.length; k++) {
      // A failure that never occurs has fates all the same.
      const weight = year.through[k]! > 0 ? year.through[k]! : 1e-300;
      weights[k] = weights[k]! + weight;
      const of = fates[k]!;
      for (let f = 0; f < of.length; f++) of[f] = of[f]! + weight * year.fates[starts[k]! + f]!;
    }
    year.queues.forEach((queue, c) => {
      queues[c]!.load += queue.load / AVERAGED;
      queues[c]!.overloaded += queue.overloaded ? 1 / AVERAGED : 0;
      queues[c]!.waitChance += queue.waitChance / AVERAGED;
      queues[c]!.waitHours += queue.waitHours / AVERAGED;
    });
  }
  fates.forEach((of, k) => {
    for (let f = 0; f < of.length; f++) of[f] = of[f]! / weights[k]!;
  });
  return { fates, queues: queues.map((queue) => ({ ...queue, overloaded: queue.overloaded >= 0.5 })) };
}

/** Parts whose means are compared for the error. */
const PARTS = 8;

function severityOf(
  failure: FailurePlan,
  { fates: all, queues }: AverageYear,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): Severity {
  const shares = all[failure.index]!;
  const play = occurrencePlayer();
  const generator = createGenerator(seed, purpose("severity"), failure.stream);
  const points = evenPoints(generator);
  const sample = new Float64Array(draws);
  const parts = new Float64Array(PARTS);
  let [f, below] = [0, shares[0]!];
  for (let i = 0; i < draws; i++) {
    // Draws are dealt out to fates in proportion, one fate after another.
    while (f < shares.length - 1 && (i + 0.5) / draws > below) below += shares[++f]!;
    const fate = failure.fates[f]!;
    const queue = fate.kind === "escape hatch" ? queues[fate.crew.index] : undefined;
    sample[i] = play(failure, fate, points.at(i), queue).loss;
    parts[i % PARTS] = parts[i % PARTS]! + sample[i]!;
  }
  sample.sort();
  const mean = sample.reduce((sum, loss) => sum + loss, 0) / draws;
  const infiniteMean = failure.runaways.find((why, i) => why !== undefined && shares[i]! > 1e-12);
  const bounds = { low: quantile(sample, 0.05), high: quantile(sample, 0.95) };
  if (infiniteMean !== undefined)
    return { mean: { value: null, ...bounds, error: null, why: infiniteMean }, sample, infiniteMean };
  return { mean: { value: mean, ...bounds, error: errorOfParts(parts, draws / PARTS) }, sample };
}
