import { createGenerator, type Generator } from "../numeric/generator.ts";
import { samplePoisson } from "../numeric/poisson.ts";
import { arrivals } from "./arrivals.ts";
import { columnOf, type Stage, type StagedFailure } from "./stage.ts";
import { purpose } from "./year.ts";

/** In a year in which more than this are expected, where years are quieter as a rule, they are summed after all. */
export const MOST_SINGLY = 1024;

/** Events that bring about several failures at once, in a block of years. */
export function beginTogether(stage: Stage, block: number): void {
  const { plan, seed, years } = stage;
  const [rates, counts] = [new Float64Array(years), new Uint32Array(years)];
  for (const { stream, parent, patterns } of plan.couplings) {
    if (parent >= 0) continue;
    const generator = createGenerator(seed, purpose("coupling"), stream, block);
    for (const { how, failures } of patterns) {
      const column = columnOf(stage, how);
      for (let year = 0; year < years; year++) {
        const many = column[year]! > MOST_SINGLY;
        if (many) tellMany(stage, failures, year, column[year]!);
        rates[year] = many ? 0 : column[year]!;
      }
      arrivals(rates, generator, counts);
      for (let year = 0; year < years; year++)
        for (let left = counts[year]!; left > 0; left--)
          tell(stage, failures, { year, onset: generator.uniform() }, generator);
    }
  }
}

/** What comes with an occurrence of the parent of the coupling at `place`: at most one of its patterns. */
export function bringAbout(
  stage: Stage,
  place: number,
  at: { readonly year: number; readonly onset: number },
  generator: Generator,
): void {
  let left = generator.uniform();
  for (const { how, failures } of stage.plan.couplings[place]!.patterns) {
    left -= columnOf(stage, how)[at.year]!;
    if (left >= 0) continue;
    tell(stage, failures, at, generator);
    return;
  }
}

/** What comes with so many occurrences of a failure in a year. */
export function bringMany(
  stage: Stage,
  { parentOf }: StagedFailure,
  { year, count }: { readonly year: number; readonly count: number },
  generator: Generator,
): void {
  for (const { how, failures } of parentOf.flatMap((place) => stage.plan.couplings[place]!.patterns)) {
    const rate = count * columnOf(stage, how)[year]!;
    if (rate > MOST_SINGLY) tellMany(stage, failures, year, rate);
    else
      for (let left = samplePoisson(generator, rate); left > 0; left--)
        tell(stage, failures, { year, onset: generator.uniform() }, generator);
  }
}

function tell(
  stage: Stage,
  failures: readonly number[],
  at: { readonly year: number; readonly onset: number },
  generator: Generator,
): void {
  const brought = { ...at, mark: generator.uniform() };
  for (const k of failures) stage.failures[k]!.brought.push(brought);
}

function tellMany(stage: Stage, failures: readonly number[], year: number, count: number): void {
  for (const k of failures) {
    const { broughtMany } = stage.failures[k]!;
    broughtMany[year] = broughtMany[year]! + count;
  }
}
