import type { Coupling } from "../backward/backward.ts";
import type { Model } from "../model/model.ts";
import { log } from "../numeric/elementary.ts";
import { programRunner, type Value } from "../numeric/program.ts";
import { type Compiled, type CompiledFailure, compiledOf } from "./compile.ts";
import { capitalOf } from "./delay.ts";
import {
  NOWHERE,
  type Output,
  type Plan,
  type PlannedCoupling,
  type PlannedCrew,
  type PlannedFailure,
  type PlannedFate,
} from "./plan.ts";
import type { Pool } from "./pool.ts";
import { createPools, poolSize, ROUGH_POOL, roughSize } from "./pools.ts";
import { type Removal, removalsOf } from "./removable.ts";
import { LARGE } from "./ruin.ts";
import { mean, type TypicalYear, typicalYear } from "./typical.ts";
import { plannedWatches } from "./watches.ts";
import { hashOf, spreadUnknowns } from "./year.ts";

/**
 * Occurrences a year, expected, above which a failure's are taken from a pool instead of being played anew: summed at once, or dealt one
 * by one up to PLAYED_SINGLY where it matters when they come, since somebody watches, or they bring others about.
 */
export const PLAYED_ANEW = 2;
export const PLAYED_SINGLY = 48;
/** Where single losses are large beside the capital. */
const LARGE_SINGLY = 512;
/** A chance to wait below which a queue is steady for all that a year shows. */
const HARDLY_WAITS = 1e-3;
/** Plain losses are thrown one by one up to this many a year. */
const THROWN_SINGLY = 1024;

const plans = new WeakMap<Model, Map<number, Plan>>();

/** The plan that years of a model are played from; made once for a model and a seed. */
export function planOf(model: Model, seed: number): Plan {
  const known = plans.get(model) ?? new Map<number, Plan>();
  plans.set(model, known);
  const made = known.get(seed) ?? makePlan(compiledOf(model), seed);
  known.set(seed, made);
  return made;
}

function makePlan(compiled: Compiled, seed: number): Plan {
  const { model, frequencies, failures } = compiled;
  const typical = typicalYear(compiled, seed);
  const outputs = new Outputs();
  const watches = plannedWatches(model);
  const couplings = couplingsThatMatter(compiled, typical, seed);
  const watched = new Set(watches.flatMap(({ concerns }) => concerns.map(({ failure }) => failure)));
  const coupled = new Set(
    couplings.flatMap(({ parent, patterns }) => [parent, ...patterns.flatMap((of) => of.failures)]),
  );
  const crews = compiled.crews.map(
    (crew): PlannedCrew => ({
      usualWait: waitOf(typical, crew.index),
      people: crew.people,
      handlingHours: handlingOf(compiled, typical, crew.index),
      load: outputs.of(compiled.loads[crew.index]!),
      overloaded: outputs.of(compiled.overloaded[crew.index]!),
      queue: queueIsPlayed(crew.people, crew.index, typical) ? "played" : "steady",
    }),
  );
  const ownOf = beginningByThemselves(compiled, couplings);
  const pools = usualPools(compiled, crews, seed);
  const sizes = poolSizes(pools, typical);
  const capital = capitalOf(model);
  const planned = failures.map((failure): PlannedFailure => {
    const { index } = failure;
    const spreads = failure.failure.spreads && frequencies.quantity(failure.failure.spreads, "share");
    const fates = failure.fates.map((fate, f): PlannedFate => {
      const crew = fate.kind === "escape hatch" ? fate.crew.index : -1;
      const dated = watched.has(index) || coupled.has(index);
      const often = typical.totals[index]! * typical.fates[index]![f]!;
      const pool = pools[index]![f]!;
      const most = isLarge(pool, capital) ? LARGE_SINGLY : dated ? PLAYED_SINGLY : 0;
      return {
        kind: fate.kind,
        after: fate.kind === "none" ? atOnce : fate.after,
        handlingHours: fate.kind === "escape hatch" ? fate.handlingHours : 0,
        crew,
        share: outputs.of(compiled.shares[index]![f]!),
        played: crew >= 0 && crews[crew]!.queue === "played" ? "singly" : wayToPlay(often, most),
        meanLoss: pool.loss.mean,
        poolSize: sizes[index]![f]!,
      };
    });
    const simple =
      failure.fates.length === 1 &&
      !watched.has(index) &&
      !coupled.has(index) &&
      typical.totals[index]! <= THROWN_SINGLY;
    return {
      stream: failure.stream,
      detectedAfter: failure.failure.detectedAfter,
      containedAfter: failure.failure.containedAfter,
      impact: failure.failure.impact,
      usersPerUnit: failure.usersPerUnit,
      seasons: seasonsOf(failure),
      fates,
      total: outputs.of(frequencies.through[index]!),
      own: outputs.of(ownOf(failure)),
      spreads: spreads === undefined ? NOWHERE : outputs.of(spreads),
      leak: coupled.has(index) ? outputs.of(frequencies.throughShare(failure.failure.id)) : NOWHERE,
      plain: simple ? plainLosses(failure, capital) : null,
    };
  });
  const { removals, rows } = removalsOf(compiled);
  return {
    unknowns: frequencies.quantities.map(({ quantity: { low, high }, domain }) => ({ low, high, domain })),
    blockYears: blockYearsOf(failures.length),
    rows,
    capital,
    earnings: earningsOf(compiled, planned, typical),
    order: parentsFirst(failures.length, couplings),
    failures: planned,
    crews,
    couplings: couplings.map(
      ({ stream, parent, patterns }): PlannedCoupling => ({
        stream,
        parent,
        patterns: patterns.map(({ failures: together, how }) => ({
          failures: together,
          how: outputs.of(how),
        })),
      }),
    ),
    watches,
    removals: removals.map(({ value, ...removal }: Removal) => ({ ...removal, rate: outputs.of(value) })),
    program: frequencies.builder.build(outputs.values),
  };
}

function queueIsPlayed(people: number, crew: number, { arrivals, queues }: TypicalYear): boolean {
  return people > 0 && arrivals[crew]! <= PLAYED_SINGLY && queues[crew]!.waitChance > HARDLY_WAITS;
}

/** [failure][fate], at the wait that is usual there. */
function usualPools({ failures }: Compiled, crews: readonly PlannedCrew[], seed: number): Pool[][] {
  const pools = createPools(seed, () => roughSize(failures.length, 2 * ROUGH_POOL));
  return failures.map((failure) =>
    failure.fates.map((fate, f) =>
      pools.usual(failure, f, fate.kind === "escape hatch" ? crews[fate.crew.index]!.usualWait : undefined),
    ),
  );
}

/** [failure][fate]: the larger, the more a year's mean and variance hang on what is taken from the pool. */
function poolSizes(pools: readonly Pool[][], { totals, fates }: TypicalYear): number[][] {
  const taken = (k: number, f: number): number => {
    const often = totals[k]! * fates[k]![f]!;
    return often > PLAYED_ANEW ? often : 0;
  };
  const means = sharesOf(pools.map((of, k) => of.map(({ loss }, f) => taken(k, f) * Math.sqrt(loss.square))));
  const variances = sharesOf(pools.map((of, k) => of.map(({ loss }, f) => taken(k, f) * loss.square)));
  return means.map((of, k) => of.map((mean, f) => poolSize((mean + variances[k]![f]!) / 2)));
}

function sharesOf(weights: readonly number[][]): number[][] {
  const all = weights.flat().reduce((sum, weight) => sum + weight, 0);
  return weights.map((of) => of.map((weight) => (all > 0 ? weight / all : 0)));
}

function wayToPlay(often: number, most: number): PlannedFate["played"] {
  if (often <= PLAYED_ANEW) return "singly";
  return often <= most ? "dealt" : "pooled";
}

/** Whether one in 100 is so large that it matters when in the year it comes. */
function isLarge({ losses }: Pool, capital: number): boolean {
  return losses[Math.floor(0.99 * losses.length)]! > LARGE * capital;
}

const atOnce = {
  kind: "fixed",
  hours: { low: 0, high: 0, place: { file: "", line: 0, column: 0, start: 0, end: 0 } },
} as const;

/** Values that a program is to answer, each once. */
class Outputs {
  readonly values: Value[] = [];
  private readonly places = new Map<Value, Output>();

  of(value: Value): Output {
    const known = this.places.get(value);
    if (known !== undefined) return known;
    const place = this.values.push(value) - 1;
    this.places.set(value, place);
    return place;
  }
}

/** Years and failures of a block together. */
const BLOCK_SIZE = 2 ** 21;

/** A power of two from 64 to 1024: fewer years where failures are very many, so that a block stays small. */
function blockYearsOf(failures: number): number {
  return Math.max(64, Math.min(1024, 2 ** Math.floor(Math.log2(BLOCK_SIZE / Math.max(1, failures)))));
}

function waitOf({ queues }: TypicalYear, crew: number): PlannedCrew["usualWait"] {
  const { waitChance, waitHours } = queues[crew]!;
  return { waitChance, waitHours };
}

function handlingOf({ failures }: Compiled, { totals, fates }: TypicalYear, crew: number): number {
  let [hours, count] = [0, 0];
  failures.forEach(({ fates: of }, k) => {
    of.forEach((fate, f) => {
      if (fate.kind !== "escape hatch" || fate.crew.index !== crew) return;
      const taken = totals[k]! * fates[k]![f]!;
      hours += taken * fate.handlingHours;
      count += taken;
    });
  });
  return count > 0 ? hours / count : 0;
}

type Matter = {
  readonly stream: number;
  readonly parent: number;
  readonly patterns: readonly { readonly failures: readonly number[]; readonly how: Value }[];
};

/** Couplings whose occurrences are few enough to be played one by one; of many, each is one among many in any year, coupled or not. */
function couplingsThatMatter(compiled: Compiled, typical: TypicalYear, seed: number): Matter[] {
  const places = new Map(compiled.failures.map(({ failure, index }) => [failure.id, index]));
  const couplings = compiled.frequencies.couplings();
  const rates = typicalValues(compiled, couplings, seed);
  return couplings.flatMap(({ eventId, parent, patterns }): Matter[] => {
    const from = parent === "failure" ? places.get(eventId)! : -1;
    if (from >= 0 && !(typical.totals[from]! <= PLAYED_SINGLY)) return [];
    const few = patterns.filter(({ how }) => from >= 0 || rates.get(how)! <= PLAYED_SINGLY);
    if (few.length === 0) return [];
    return [
      {
        stream: hashOf(eventId),
        parent: from,
        patterns: few.map(({ failureIds, how }) => ({
          how,
          failures: failureIds.map((id) => places.get(id)!),
        })),
      },
    ];
  });
}

function typicalValues(
  { frequencies, unknowns }: Compiled,
  couplings: readonly Coupling[],
  seed: number,
): Map<Value, number> {
  const values = couplings.flatMap(({ patterns }) => patterns.map(({ how }) => how));
  if (values.length === 0) return new Map();
  const count = 64;
  const columns = values.map(() => new Float64Array(count));
  const { run } = programRunner(frequencies.builder.build(values));
  run(spreadUnknowns(unknowns, seed, count), columns, count);
  return new Map(values.map((value, i) => [value, mean(columns[i]!)]));
}

/** What begins without a coupling, a year: all, less what couplings bring about, and less what cascades add. */
function beginningByThemselves(
  { frequencies, failures }: Compiled,
  couplings: readonly Matter[],
): (failure: CompiledFailure) => Value {
  const { builder } = frequencies;
  const brought = failures.map((): Value[] => []);
  for (const { parent, patterns } of couplings) {
    for (const { failures: together, how } of patterns) {
      const rate = parent < 0 ? how : builder.multiply(frequencies.through[parent]!, how);
      for (const k of together) brought[k]!.push(rate);
    }
  }
  return ({ failure, index }) => {
    const spreads = failure.spreads && frequencies.quantity(failure.spreads, "share");
    const through = frequencies.through[index]!;
    const begun = spreads === undefined ? through : builder.multiply(through, builder.complement(spreads));
    if (brought[index]!.length === 0) return begun;
    const others = builder.multiply(builder.sum(brought[index]!), frequencies.throughShare(failure.id));
    return builder.positive(builder.subtract(begun, others));
  };
}

function parentsFirst(count: number, couplings: readonly Matter[]): number[] {
  const children = Array.from({ length: count }, (): number[] => []);
  for (const { parent, patterns } of couplings)
    if (parent >= 0) for (const { failures } of patterns) children[parent]!.push(...failures);
  const order: number[] = [];
  const seen = new Uint8Array(count);
  for (let first = 0; first < count; first++) {
    const stack = [{ failure: first, next: 0 }];
    if (seen[first] === 1) continue;
    seen[first] = 1;
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const child = children[top.failure]![top.next++];
      if (child === undefined) order.push(stack.pop()!.failure);
      else if (seen[child] === 0) {
        seen[child] = 1;
        stack.push({ failure: child, next: 0 });
      }
    }
  }
  return order.reverse();
}

/** Share of the year's occurrences up to the end of each month, for what happens as a share of uses. */
function seasonsOf({ failure, owner }: CompiledFailure): number[] {
  const seasons = owner?.seasons;
  if (seasons === undefined || failure.rate?.of !== "uses") return [];
  const all = seasons.reduce((sum, part) => sum + part, 0);
  let sum = 0;
  return seasons.map((part) => {
    sum += part;
    return sum / all;
  });
}

/** Losses that are the same however long an occurrence lasts: their law, where it is lognormal and none is large. */
function plainLosses({ failure }: CompiledFailure, capital: number): PlannedFailure["plain"] {
  const { harm, blast, time, reversibility, atMost } = failure.impact;
  const steady = blast.to === undefined && blast.from.low === blast.from.high && blast.from.low > 0;
  const undone = reversibility?.share ?? { low: 0, high: 0 };
  if (time.kind !== "none" || !steady || atMost !== undefined || !(harm.low > 0)) return null;
  if (reversibility?.windowHours !== undefined || undone.low !== undone.high || undone.low === 1) return null;
  const sigma = log(harm.high / harm.low) / (2 * 1.6448536269514722);
  const mu = log(harm.low * harm.high) / 2 + log(blast.from.low * (1 - undone.low));
  return sigma < 5 && Math.abs(mu) < 200 && mu + 5 * sigma < log(capital * LARGE) ? { mu, sigma } : null;
}

/** Expected losses of a year and the loading on them; failures without a mean are left out. */
function earningsOf(
  { model, failures }: Compiled,
  planned: readonly PlannedFailure[],
  { totals, fates }: TypicalYear,
): number {
  let expected = 0;
  planned.forEach(({ fates: of }, k) => {
    of.forEach(({ meanLoss }, f) => {
      if (failures[k]!.runaways[f] === undefined) expected += totals[k]! * fates[k]![f]! * meanLoss;
    });
  });
  return Math.max(0, (1 + model.assumptions.loading.value) * expected);
}
