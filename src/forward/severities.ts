import type { AssumptionShown, Estimate } from "../findings/estimate.ts";
import type { Model } from "../model/model.ts";
import { createGenerator } from "../numeric/generator.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { leftOut } from "./assumptions.ts";
import { type CompiledFailure, compiledOf, yearsOf } from "./compile.ts";
import { occurrencePlayer } from "./occurrence.ts";
import { errorOfParts, evenPoints } from "./pool.ts";
import { type TypicalYear, typicalYear } from "./typical.ts";
import { purpose, spreadUnknowns } from "./year.ts";

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
  const compiled = compiledOf(model);
  const unknowns = spreadUnknowns(compiled.unknowns, options.seed, options.draws);
  const { totals } = yearsOf(compiled, unknowns, options.draws);
  return {
    perYear: new Map(compiled.failures.map(({ failure, index }) => [failure.id, totals[index]!])),
    leftOut: leftOut(model, compiled.frequencies.unknown),
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
  const compiled = compiledOf(model);
  const typical = typicalYear(compiled, seed);
  return new Map(
    compiled.failures.map((failure) => [failure.failure.id, severityOf(failure, typical, { seed, draws })]),
  );
}

/** Parts whose means are compared for the error. */
const PARTS = 8;

function severityOf(
  failure: CompiledFailure,
  { fates: all, queues }: TypicalYear,
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
