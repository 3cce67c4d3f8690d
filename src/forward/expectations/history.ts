import type { Expectation } from "../../model/model.ts";
import { createGenerator, type Generator } from "../../numeric/generator.ts";
import { samplePoisson } from "../../numeric/poisson.ts";
import { type Compiled, type CompiledFailure, type Years, yearsOf } from "../compile.ts";
import { queueOf } from "../crew.ts";
import type { Uniform } from "../delay.ts";
import { type Outcome, occurrencePlayer } from "../occurrence.ts";
import { deal, type Pool } from "../pool.ts";
import { createPools, ROUGH_POOL, roughSize } from "../pools.ts";
import { concernsOf, usesAYear } from "../watches.ts";
import { HOURS_A_YEAR, purpose, spreadUnknowns } from "../year.ts";
import { measuredBy } from "./measure.ts";

/** Occurrences a window, expected, above which they are summed over a pool. */
const PLAYED_SINGLY = 48;
/** Occurrences a history, expected, above which they are dealt from a pool. */
const PLAYED_ANEW = 8;

/**
 * One who tells what an organization gives those who expect something of it, window after window.
 *
 * histories   how many are told; in each, what is not known is drawn once and holds
 * years       what holds in each history, where that was worked out before
 * The answer: one array of `windows` measures a history, in the expectation's unit. Hours run on from one window into the next, and
 * from the last into the first, so that none are lost.
 */
export function historian(
  compiled: Compiled,
  {
    seed,
    histories,
    years = yearsOf(compiled, spreadUnknowns(compiled.unknowns, seed, histories), histories),
  }: { readonly seed: number; readonly histories: number; readonly years?: Years },
): (expectation: Expectation, windows: number) => Float64Array[] {
  const { model, failures } = compiled;
  const pools = createPools(seed, () => roughSize(failures.length, 2 * ROUGH_POOL));
  const play = occurrencePlayer();
  const outcome: Outcome = { loss: 0, hours: 0, blast: 0, caught: false };
  const dealt = (pool: Pool, next: Uniform): Outcome => {
    deal(pool, Math.floor(next() * pool.losses.length), outcome);
    return outcome;
  };
  return (expectation, windows) => {
    const hours = expectation.windowHours;
    const measured = measuredBy(expectation, usesAYear(model, expectation.functionId));
    const add = (
      failure: CompiledFailure,
      { h, weight }: { readonly h: number; readonly weight: number },
      held: Float64Array,
      generator: Generator,
    ): void => {
      const next = (): number => generator.uniform();
      failure.fates.forEach((fate, f) => {
        const rate = years.totals[failure.index]![h]! * years.shares[failure.index]![f]![h]!;
        const perWindow = (rate * hours) / HOURS_A_YEAR;
        const load = fate.kind === "escape hatch" ? years.loads[fate.crew.index]![h]! : 0;
        const queue =
          fate.kind === "escape hatch" ? queueOf(fate.crew.people, load, fate.handlingHours) : undefined;
        const pool = perWindow * windows > PLAYED_ANEW ? pools.of(failure, f, queue, next) : undefined;
        if (pool && perWindow > PLAYED_SINGLY) {
          const { mean, square } = measured.many(failure, pool);
          for (let w = 0; w < windows; w++)
            held[w]! += weight * measured.sum(perWindow * mean, perWindow * square, generator);
          return;
        }
        for (let left = samplePoisson(generator, perWindow * windows); left > 0; left--) {
          const outcome = pool ? dealt(pool, next) : play(failure, fate, next, queue);
          const amount = weight * measured.single(failure, outcome);
          const at = next() * windows;
          if (measured.overTime) spreadOver(held, at, outcome.hours / hours, amount);
          else held[Math.floor(at) % windows]! += amount;
        }
      });
    };
    const concerns = concernsOf(model, expectation);
    return Array.from({ length: histories }, (_, h) => {
      const held = new Float64Array(windows);
      for (const { failure: k, weight } of concerns) {
        const failure = failures[k]!;
        add(failure, { h, weight }, held, createGenerator(seed, purpose("history"), failure.stream, h));
      }
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
