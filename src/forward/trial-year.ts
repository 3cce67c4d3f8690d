import { figureNames, type Model } from "../model/model.ts";
import { sampledClaims, type WeightedSample } from "../numeric/claims.ts";
import { createGenerator } from "../numeric/generator.ts";
import { compoundMixture } from "../numeric/mixture.ts";
import { shuffle } from "../numeric/shuffle.ts";
import { type Compiled, type CompiledFailure, compiledOf, type Years, yearsOf } from "./compile.ts";
import { money } from "./control-costs.ts";
import { type ControlKeeping, controlKeepings } from "./control-stakes.ts";
import { typical } from "./delay.ts";
import { historian } from "./expectations/history.ts";
import { answersAYear, RATCHETED_WINDOWS } from "./expectations/moved.ts";
import { termsOf } from "./expectations/terms.ts";
import { cascadeOf, clustered } from "./loss-streams.ts";
import { occurrencePlayer, type Wait } from "./occurrence.ts";
import { evenPoints } from "./pool.ts";
import { averaged, mean, type TypicalYear } from "./typical.ts";
import { usesAYear } from "./watches.ts";
import { hashOf, purpose } from "./year.ts";

/** What one set of random numbers says of a year. Money and rates are a year. */
export type TrialYear = {
  /** In the order of the text. */
  readonly failures: readonly TrialFailure[];
  /** What losses pass in 1 year of 100; infinite where it lies beyond what can be laid out. */
  readonly badYear: number;
  /** In the order of the text, and behind them what failing fast takes, by the failure's id. */
  readonly controls: readonly (Pick<ControlKeeping, "keeping" | "hours"> & { readonly id: string })[];
  readonly hatches: readonly TrialHatch[];
  readonly expectations: readonly TrialExpectation[];
};

export type TrialFailure = {
  readonly id: string;
  readonly perYear: number;
  /** Single losses under each fate; weights are shares of its occurrences. */
  readonly losses: readonly WeightedSample[];
  /** Rate times mean single loss; infinite where that has no mean. */
  readonly cost: number;
  /** Why there is no mean. */
  readonly endless?: string;
};

export type TrialHatch = {
  readonly id: string;
  readonly load: number;
  readonly people: number;
  /** Share of draws with as much work as people, or more. */
  readonly overloaded: number;
};

export type TrialExpectation = {
  readonly id: string;
  /** Share of windows in which what was expected is met. */
  readonly met: number;
  /** What people take away and what falls due. */
  readonly cost: number;
};

/** Draws of what is not known, and single losses of each failure and fate; fewer where failures are very many. */
const DRAWS = 128;
const LOSSES = 512;
const FEWEST = { draws: 16, losses: 64 };

/**
 * A year of a text by one set of random numbers, without playing it. What is not known is drawn by the name of the figure, losses by
 * the name of the failure: two texts that are tried with one seed differ by what they say, and by little else. The error of a
 * difference is how far differences lie apart over several seeds.
 *
 * called   what an id is called in both texts, where one of them calls it otherwise
 * Left out: as in `losses`.
 */
export function trialYear(
  model: Model,
  { seed, called = (id) => id }: { readonly seed: number; readonly called?: (id: string) => string },
): TrialYear {
  const compiled = compiledOf(model);
  const fair = (most: number, least: number, all: number): number =>
    Math.max(least, Math.min(most, Math.floor(all / Math.max(1, model.failures.length))));
  const draws = fair(DRAWS, FEWEST.draws, 32_000);
  const years = yearsOf(compiled, namedDraws(compiled, { seed, draws, called }), draws);
  const year = averaged(compiled, years);
  const size = fair(LOSSES, FEWEST.losses, 128_000);
  const failures = compiled.failures.map((failure) => triedFailure(failure, year, { seed, size, called }));
  return {
    failures,
    badYear: badYearOf(compiled, years, failures, { seed, size, called }),
    controls: keptControls(compiled, years, year),
    hatches: triedHatches(compiled, years),
    expectations: triedExpectations(compiled, years, seed),
  };
}

type Called = { readonly called: (id: string) => string };
type Trying = Called & { readonly seed: number; readonly size: number };

/** [unknown][draw], spread evenly over each range, in an order that hangs on the figure's name alone. */
function namedDraws(
  { model, frequencies, unknowns }: Compiled,
  { seed, draws, called }: Called & { readonly seed: number; readonly draws: number },
): Float64Array[] {
  const names = figureNames(model, called);
  return frequencies.quantities.map(({ quantity }, q) => {
    const unknown = unknowns[q]!;
    if (unknown.sd === 0) return new Float64Array(draws).fill(unknown.mean);
    const generator = createGenerator(seed, purpose("trial"), hashOf(names.get(quantity) ?? `figure ${q}`));
    const order = Uint32Array.from({ length: draws }, (_, i) => i);
    shuffle(order, generator);
    const within = generator.uniform();
    return Float64Array.from(order, (place) => unknown.quantile((place + within) / draws));
  });
}

function triedFailure(
  failure: CompiledFailure,
  { totals, fates: shares, queues }: TypicalYear,
  trying: Trying,
): TrialFailure {
  const perYear = totals[failure.index]!;
  const met = failure.fates
    .map((fate, f) => ({ fate, weight: shares[failure.index]![f]!, endless: failure.runaways[f] }))
    .filter(({ weight }) => weight > 0);
  const losses = met.map(({ fate, weight }) => {
    const wait = fate.kind === "escape hatch" ? queues[fate.crew.index] : undefined;
    return { weight, losses: singleLosses(failure, fate, wait, trying) };
  });
  const endless = perYear > 0 ? met.find((of) => of.endless !== undefined)?.endless : undefined;
  const each = losses.reduce((sum, of) => sum + of.weight * mean(of.losses), 0);
  return {
    id: failure.failure.id,
    perYear,
    losses,
    cost: endless === undefined ? perYear * each : Number.POSITIVE_INFINITY,
    ...(endless !== undefined && { endless }),
  };
}

/** Ascending. All fates are tried by the same points, so that what moves from one to another is the same occurrence. */
function singleLosses(
  failure: CompiledFailure,
  fate: CompiledFailure["fates"][number],
  wait: Wait | undefined,
  { seed, size, called }: Trying,
): Float64Array {
  const points = evenPoints(createGenerator(seed, purpose("trial"), hashOf(called(failure.failure.id))));
  const play = occurrencePlayer();
  return Float64Array.from({ length: size }, (_, i) => play(failure, fate, points.at(i), wait).loss).sort();
}

function badYearOf(
  { failures }: Compiled,
  { totals, count }: Years,
  tried: readonly TrialFailure[],
  { seed, size, called }: Trying,
): number {
  const streams = failures.map((failure, k) => {
    const kinds = tried[k]!.losses.map(({ weight, losses }) => ({ weight, pool: { losses } }));
    const spreads = cascadeOf(failure);
    if (spreads === 0) return { claims: sampledClaims(...tried[k]!.losses), begins: 1 };
    return clustered({ stream: hashOf(called(failure.failure.id)) }, kinds, spreads, { seed, size });
  });
  const rates = new Float64Array(count * failures.length);
  streams.forEach(({ begins }, k) => {
    for (let draw = 0; draw < count; draw++) rates[draw * failures.length + k] = totals[k]![draw]! * begins;
  });
  return compoundMixture({ claims: streams.map(({ claims }) => claims), rates }).quantile(0.99);
}

function keptControls(
  compiled: Compiled,
  years: Years,
  { totals, fates }: TypicalYear,
): TrialYear["controls"] {
  const kept = [...controlKeepings(compiled, years)].map(([id, { keeping, hours }]) => ({
    id,
    keeping,
    hours,
  }));
  const stops = compiled.failures.flatMap(({ failure: { id, functionId, failFast }, index, fates: of }) => {
    if (failFast === undefined) return [];
    const { stopCost, falseStops, upkeepPerYear } = failFast;
    const falsely =
      usesAYear(compiled.model, functionId) * (falseStops === undefined ? 0 : typical(falseStops, "share"));
    const rightly = totals[index]! * fates[index]![of.findIndex(({ kind }) => kind === "fail fast")]!;
    return [{ id, keeping: money(upkeepPerYear) + (falsely + rightly) * money(stopCost), hours: 0 }];
  });
  return [...kept, ...stops];
}

function triedHatches({ crews }: Compiled, { loads, count }: Years): TrialHatch[] {
  return crews.flatMap(({ hatchIds, people, index }) => {
    const load = mean(loads[index]!);
    const overloaded = loads[index]!.filter((of) => of > 0 && of >= people).length / count;
    return hatchIds.map((id) => ({ id, load, people, overloaded }));
  });
}

function triedExpectations(compiled: Compiled, years: Years, seed: number): TrialExpectation[] {
  const { model } = compiled;
  const tell = historian(compiled, { seed, histories: years.count, years });
  return model.expectations.map((expectation) => {
    const terms = termsOf(model, expectation);
    const histories = tell(expectation, RATCHETED_WINDOWS);
    const { lost, penalty } = answersAYear(terms, histories, expectation.windowHours);
    let met = 0;
    for (const history of histories)
      for (const x of history) if (terms.moreIsBetter ? x >= terms.objective : x <= terms.objective) met++;
    return { id: expectation.id, met: met / (histories.length * RATCHETED_WINDOWS), cost: lost + penalty };
  });
}
