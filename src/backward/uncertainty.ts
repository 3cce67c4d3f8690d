import type { Estimate } from "../findings/estimate.ts";
import { createGenerator } from "../numeric/generator.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { type Program, programRunner } from "../numeric/program.ts";
import { spread } from "../numeric/range.ts";
import type { FrequencyPlan } from "./frequency.ts";

/** Figures at the means of what is not known, and their 5th and 95th percentiles over draws of it. [figure] */
export type Measured = {
  readonly value: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
};

/** Most figures kept at once over all draws; where there are more, fewer draws are made. */
const kept = 4_000_000;
const fewestSamples = 100;

/** Draws of what is not known that are evaluated together. */
const together = 64;

/** How figures follow from the outputs of a program: [output] in, [figure] out. */
export type Measure = {
  readonly program: Program;
  readonly figures: number;
  of(outputs: Float64Array, into: Float64Array): void;
};

/**
 * Measures figures at the means of all quantities and over `samples` draws of them; at the means last.
 * An outcome is linear in each independent input, so its value at the means is its mean.
 */
export function measured(
  quantities: FrequencyPlan["quantities"],
  { program, figures: count, of: measure }: Measure,
  { seed, samples }: { readonly seed: number; readonly samples: number },
): Measured {
  const spreads = quantities.map(({ quantity, domain }) => spread(quantity.low, quantity.high, domain));
  const figures = new Float64Array(count);
  const known = spreads.every(({ sd }) => sd === 0);
  const rounds = known ? 0 : Math.max(fewestSamples, Math.min(samples, Math.floor(kept / count)));
  const columns = Array.from({ length: rounds === 0 ? 0 : count }, () => new Float64Array(rounds));
  const generator = createGenerator(seed);
  const { run } = programRunner(program);
  const inputs = spreads.map(() => new Float64Array(together));
  const outputs = Array.from(program.outputs, () => new Float64Array(together));
  const row = new Float64Array(outputs.length);
  const measureAt = (trial: number): void => {
    for (let i = 0; i < row.length; i++) row[i] = outputs[i]![trial]!;
    measure(row, figures);
  };
  for (let from = 0; from < rounds; from += together) {
    const trials = Math.min(together, rounds - from);
    for (let t = 0; t < trials; t++)
      for (let i = 0; i < spreads.length; i++) inputs[i]![t] = spreads[i]!.sample(generator);
    run(inputs, outputs, trials);
    for (let t = 0; t < trials; t++) {
      measureAt(t);
      for (let i = 0; i < count; i++) columns[i]![from + t] = figures[i]!;
    }
  }
  spreads.forEach(({ mean }, i) => {
    inputs[i]![0] = mean;
  });
  run(inputs, outputs, 1);
  measureAt(0);
  for (const column of columns) column.sort();
  const at = (p: number) =>
    known ? figures.slice() : Float64Array.from(columns, (column) => quantile(column, p));
  return { value: figures, low: at(0.05), high: at(0.95) };
}

/** One of the figures as an estimate; exact, so that its bounds are only what is not known. */
export function estimateOf({ value, low, high }: Measured, figure: number): Estimate {
  return { value: value[figure]!, low: low[figure]!, high: high[figure]!, error: 0 };
}

export function unknownFor(why: string): Estimate {
  return { value: null, low: null, high: null, error: null, why };
}
