import { type Claims, sampledClaims } from "../numeric/claims.ts";
import { createGenerator } from "../numeric/generator.ts";
import { cascade } from "./arrivals.ts";
import { type Compiled, type CompiledFailure, yearsOf } from "./compile.ts";
import { typical } from "./delay.ts";
import type { Fate } from "./fate.ts";
import type { Wait } from "./occurrence.ts";
import { type Moments, type Pool, playPool } from "./pool.ts";
import { type TypicalYear, typicalYear } from "./typical.ts";
import { purpose, spreadUnknowns } from "./year.ts";

/** Losses of one failure, all fates together; where it spreads, of one that begins and all that it sets off. */
export type LossStream = {
  readonly claims: Claims;
  /** Mean square. */
  readonly square: number;
  /** Mean loss of one occurrence under each of its fates. */
  readonly means: readonly number[];
  /** Standard errors of mean and mean square. */
  readonly error: Moments;
  /** Share of occurrences that begins by itself or by others, without what it sets off. */
  readonly begins: number;
};

/** Single losses played for each fate; fewer where failures are very many. */
const LOSSES = 2048;
const FEWEST_LOSSES = 128;

/** Of failures from which more than this share of a year's variance comes, so many times more losses are played. */
const MUCH = 1 / 20;
const CLOSELY = 8;

/** The losses of each failure, as claims of streams that touch each other in nothing but what is not known. */
export function lossStreams(compiled: Compiled, seed: number): LossStream[] {
  const year = typicalYear(compiled, seed);
  const size = losses(compiled);
  const streams = compiled.failures.map((failure) => streamOf(failure, year, { seed, size }));
  const variances = streams.map(({ square }, k) => square * year.totals[k]!);
  const all = variances.reduce((sum, variance) => sum + variance, 0);
  return streams.map((stream, k) =>
    variances[k]! > MUCH * all
      ? streamOf(compiled.failures[k]!, year, { seed, size: CLOSELY * size })
      : stream,
  );
}

/** One who makes the stream of a failure, in a typical year of a model. */
export function streamMaker(compiled: Compiled, seed: number): (failure: CompiledFailure) => LossStream {
  const year = typicalYear(compiled, seed);
  const size = losses(compiled);
  return (failure) => streamOf(failure, year, { seed, size });
}

function losses({ failures }: Compiled): number {
  return Math.max(FEWEST_LOSSES, Math.min(LOSSES, Math.floor(1e6 / Math.max(1, failures.length))));
}

/** How often each begins, by draws of what is not known. */
export type DrawnRates = {
  readonly draws: number;
  /** [draws × failures] */
  readonly rates: Float64Array;
};

const FEWEST_DRAWS = 16;

/**
 * draws   at most; fewer where failures are very many, one where all is known
 * at      something that is not known, and the value that it is given
 */
export function drawnRates(
  compiled: Compiled,
  streams: readonly LossStream[],
  {
    seed,
    draws: most,
    at,
  }: {
    readonly seed: number;
    readonly draws: number;
    readonly at?: { readonly unknown: number; readonly value: number };
  },
): DrawnRates {
  const { unknowns, failures } = compiled;
  const known = unknowns.every(({ sd }) => sd === 0);
  const fair = Math.floor(2e5 / Math.max(1, failures.length));
  const draws = known ? 1 : Math.max(FEWEST_DRAWS, Math.min(most, fair));
  const columns = spreadUnknowns(unknowns, seed, draws, { middle: true });
  if (at !== undefined) columns[at.unknown]!.fill(at.value);
  const { totals } = yearsOf(compiled, columns, draws);
  const rates = new Float64Array(draws * failures.length);
  streams.forEach(({ begins }, k) => {
    for (let draw = 0; draw < draws; draw++) rates[draw * failures.length + k] = totals[k]![draw]! * begins;
  });
  return { draws, rates };
}

/** How many more each occurrence sets off, on average. */
export function cascadeOf({ failure }: Pick<CompiledFailure, "failure">): number {
  return failure.spreads === undefined ? 0 : typical(failure.spreads, "share");
}

type Sampling = { readonly seed: number; readonly size: number };

function streamOf(
  failure: CompiledFailure,
  { fates: shares, queues }: TypicalYear,
  sampling: Sampling,
): LossStream {
  const spreads = cascadeOf(failure);
  const pools = failure.fates.map((fate, f) => {
    const queue = fate.kind === "escape hatch" ? roughly(queues[fate.crew.index]!) : undefined;
    return rememberedPool(failure, f, queue, sampling);
  });
  const means = pools.map(({ loss }) => loss.mean);
  const weights = shares[failure.index]!;
  const kinds = pools.map((pool, f) => ({ pool, weight: weights[f]! })).filter(({ weight }) => weight > 0);
  const single = sampledClaims(...kinds.map(({ pool, weight }) => ({ weight, losses: pool.losses })));
  const square = kinds.reduce((sum, { pool, weight }) => sum + weight * pool.loss.square, 0);
  const errorOf = (moment: "mean" | "square"): number =>
    Math.hypot(...kinds.map(({ pool, weight }) => weight * pool.error[moment]));
  const error = { mean: errorOf("mean"), square: errorOf("square") };
  if (spreads === 0) return { claims: single, square, error, means, begins: 1 };
  return { ...clustered(failure, kinds, spreads, sampling), means };
}

/** One that begins with all that it sets off, as a sample of such clusters. */
export function clustered(
  { stream }: Pick<CompiledFailure, "stream">,
  kinds: readonly { readonly pool: Pick<Pool, "losses">; readonly weight: number }[],
  spreads: number,
  { seed, size }: Sampling,
): Omit<LossStream, "means"> {
  const generator = createGenerator(seed, purpose("cluster"), stream);
  let [mean, square, fourth] = [0, 0, 0];
  const losses = Float64Array.from({ length: 4 * size }, () => {
    let sum = 0;
    for (let left = cascade(generator, 1, spreads); left > 0; left--) {
      let [kind, turn] = [0, generator.uniform() - kinds[0]!.weight];
      while (turn > 0 && kind < kinds.length - 1) turn -= kinds[++kind]!.weight;
      const { losses: of } = kinds[kind]!.pool;
      sum += of[Math.floor(generator.uniform() * of.length)]!;
    }
    mean += sum / (4 * size);
    square += (sum * sum) / (4 * size);
    fourth += sum ** 4 / (4 * size);
    return sum;
  });
  const errorOf = (first: number, second: number): number =>
    Math.sqrt(Math.max(0, second - first * first) / losses.length);
  const error = { mean: errorOf(mean, square), square: errorOf(square, fourth) };
  const claims = sampledClaims({ weight: 1, losses: losses.sort() });
  return { claims, square, error, begins: 1 - spreads };
}

/** Waits that differ by little are one, so that a figure moved elsewhere plays nothing here anew. */
function roughly({ waitChance, waitHours }: Wait): Wait {
  const round = (value: number): number => (value > 0 ? Number(value.toPrecision(2)) : 0);
  return { waitChance: round(waitChance), waitHours: round(waitHours) };
}

/** Pools by what they are played from: as long as a failure and its control stay as they are, nothing is played again. */
const pools = new WeakMap<object, WeakMap<object, Map<string, Pool>>>();
const alone = {};

function rememberedPool(
  failure: CompiledFailure,
  f: number,
  queue: Wait | undefined,
  sampling: Sampling,
): Pool {
  const fate: Fate = failure.fates[f]!;
  const byFate = pools.get(failure.failure) ?? new WeakMap<object, Map<string, Pool>>();
  pools.set(failure.failure, byFate);
  const by = fate.kind === "none" ? alone : fate.after;
  const known = byFate.get(by) ?? new Map<string, Pool>();
  byFate.set(by, known);
  const reach = `${failure.usersPerUnit} ${queue?.waitChance} ${queue?.waitHours}`;
  const key = `${f} ${fate.kind} ${sampling.seed} ${sampling.size} ${reach}`;
  const pool = known.get(key) ?? playPool(failure, f, queue, sampling);
  known.set(key, pool);
  return pool;
}
