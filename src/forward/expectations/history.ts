import type { Expectation } from "../../model/model.ts";
import { createGenerator, type Generator } from "../../numeric/generator.ts";
import { samplePoisson } from "../../numeric/poisson.ts";
import { occurrencePlayer } from "../occurrence.ts";
import type { FailurePlan, Plan } from "../plan.ts";
import { createPools } from "../pools.ts";
import { usesAYear } from "../window.ts";
import { fateStarts, HOURS_A_YEAR, purpose, spreadUnknowns, type Year, yearWorker } from "../year.ts";
import { measuredBy } from "./measure.ts";
import { concerns } from "./terms.ts";

/** Occurrences a window, expected, above which they are summed over a pool. */
const PLAYED_SINGLY = 48;

/**
 * One who tells what an organization gives those who expect something of it, window after window.
 *
 * histories   how many are told; in each, what is not known is drawn once and holds
 * The answer: one array of `windows` measures a history, in the expectation's unit. Hours run on from one window into the next, and
 * from the last into the first, so that none are lost.
 */
export function historian(
  plan: Plan,
  { seed, histories }: { readonly seed: number; readonly histories: number },
): (expectation: Expectation, windows: number) => Float64Array[] {
  const work = yearWorker(plan);
  const starts = fateStarts(plan);
  const years = spreadUnknowns(plan, seed, histories).map(work);
  const pools = createPools(plan, seed);
  const play = occurrencePlayer();
  return (expectation, windows) => {
    const hours = expectation.windowHours;
    const measured = measuredBy(expectation, usesAYear(plan.model, expectation.functionId));
    const concerned = plan.failures.filter(({ failure }) => concerns(expectation, failure));
    const add = (failure: FailurePlan, year: Year, held: Float64Array, generator: Generator): void => {
      const next = (): number => generator.uniform();
      failure.fates.forEach((fate, f) => {
        const rate = year.through[failure.index]! * year.fates[starts[failure.index]! + f]!;
        const perWindow = (rate * hours) / HOURS_A_YEAR;
        const queue = fate.kind === "escape hatch" ? year.queues[fate.crew.index] : undefined;
        if (perWindow > PLAYED_SINGLY) {
          const pool = pools.of(failure, f, queue, next);
          for (let w = 0; w < windows; w++)
            held[w] = held[w]! + measured.many(failure, pool, perWindow, generator);
          return;
        }
        for (let left = samplePoisson(generator, perWindow * windows); left > 0; left--) {
          const outcome = play(failure, fate, next, queue);
          const amount = measured.one(failure, outcome);
          const at = next() * windows;
          if (expectation.measure === "time") spreadOver(held, at, outcome.hours / hours, amount);
          else held[Math.floor(at) % windows] = held[Math.floor(at) % windows]! + amount;
        }
      });
    };
    return years.map((year, h) => {
      const held = new Float64Array(windows);
      for (const failure of concerned)
        add(failure, year, held, createGenerator(seed, purpose("history"), failure.stream, h));
      return held.map(measured.told);
    });
  };
}

/** Parts an amount over the windows that it lasts, in proportion. `from` and `lasts` in windows; the last is followed by the first. */
function spreadOver(held: Float64Array, from: number, lasts: number, amount: number): void {
  if (!(lasts > 0)) return;
  const n = held.length;
  const rounds = Math.floor(lasts / n);
  if (rounds > 0) for (let w = 0; w < n; w++) held[w] = held[w]! + (amount * rounds) / lasts;
  let left = lasts - rounds * n;
  let window = Math.floor(from);
  let part = Math.min(left, window + 1 - from);
  while (left > 0) {
    held[window % n] = held[window % n]! + (amount * part) / lasts;
    left -= part;
    part = Math.min(left, 1);
    window++;
  }
}
