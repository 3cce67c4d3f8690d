import type { Moment, Occurrence } from "../model/model.ts";
import { quantile } from "../numeric/order-statistics.ts";

/** Milliseconds of a year of 365.25 days, and of an hour. */
export const yearMs = 8766 * 3_600_000;
const hourMs = 3_600_000;
const listedKinds = 1000;
const keptHours = 250;

/** What a record comes down to: all that learning needs of it, as plain data. Times in milliseconds since 1970. */
export type RecordSummary = {
  readonly summary: "record";
  readonly version: 1;
  /** When it was made: ages count from here. */
  readonly now: number;
  readonly halfLifeYears: number;
  /** Without near misses. */
  readonly occurrences: number;
  readonly nearMisses: number;
  /** Occurrences of which no time is known; they are in no count below. */
  readonly undated: number;
  /** The first and last moment of the record; null where it holds nothing with a time. */
  readonly from: number | null;
  readonly to: number | null;
  /** Those that are a failure of the text, by its id; the most frequent first. */
  readonly failures: readonly FailureSummary[];
  /** Those that are none, by the source's word; the most frequent first, at most 1,000. */
  readonly unknownKinds: readonly Sightings[];
  /** Kinds of all sorts, near misses included: how many were seen once, twice, … */
  readonly kinds: { readonly seen: number; readonly timesSeen: readonly TimesSeen[] };
};

export type TimesSeen = { readonly times: number; readonly kinds: number };

/** How often, and when, one kind was seen. */
export type Sightings = {
  readonly id: string;
  readonly count: number;
  readonly nearMisses: number;
  /** Count, each weighted 2^(−age / half-life). */
  readonly sightings: number;
  readonly first: number;
  readonly last: number;
};

export type FailureSummary = Sightings & {
  /** The span of the sources that tell of it: a list of outages says nothing of the years before it began. */
  readonly watched: Watched;
  /**
   * How long it lay latent and how long containing took, hours ascending, for each occurrence of which both ends are known. Of more
   * than 250, the means of 250 equal groups by rank, the last such that a law uniform between neighbours has the mean of all, as
   * far as that is possible without passing the longest.
   */
  readonly recordedHours: { readonly latent: readonly number[]; readonly containing: readonly number[] };
} & { readonly [quantity in LearnedQuantity]: Amounts | null };

/** From the first to the last moment, milliseconds since 1970. */
export type Watched = { readonly from: number; readonly to: number };

/** What is recorded of single occurrences: times in hours, loss in money. */
export const learnedQuantities = ["latentHours", "containingHours", "recoveringHours", "loss"] as const;
export type LearnedQuantity = (typeof learnedQuantities)[number];

/** Recorded amounts: quantiles of all of them, and the logarithms' mean and sum of squared deviations of those above 0. */
export type Amounts = {
  readonly count: number;
  readonly zeros: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly largest: number;
  readonly logMean: number;
  readonly logSquares: number;
};

export type SummaryOptions = {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly halfLifeYears: number;
  /** Only what happened between these times counts, where they are given. */
  readonly from?: number;
  readonly to?: number;
};

type Gathered = {
  count: number;
  nearMisses: number;
  sightings: number;
  first: number;
  last: number;
  readonly sources: Set<string>;
  readonly amounts: { readonly [quantity in LearnedQuantity]: number[] };
};

/**
 * What a record comes down to. An occurrence counts when it began; where its onset is not known, when it was detected, else
 * contained, else recovered. A time known only between two others stands in their middle.
 *
 * Near misses are counted apart: they did no harm, yet they show kinds. The order of occurrences does not matter.
 * Memory: 8 bytes for each recorded duration and loss. Throws RangeError unless the half-life is positive.
 */
export async function summarize(
  occurrences: Iterable<Occurrence> | AsyncIterable<Occurrence>,
  options: SummaryOptions,
): Promise<RecordSummary> {
  const { now, halfLifeYears, from = -Infinity, to = Infinity } = options;
  if (!(halfLifeYears > 0)) throw new RangeError(`a half-life of ${halfLifeYears} years`);
  const failures = new Map<string, Gathered>();
  const unknown = new Map<string, Gathered>();
  const sources = new Map<string, Watched>();
  const totals = { occurrences: 0, nearMisses: 0, undated: 0, from: Infinity, to: -Infinity };

  for await (const occurrence of occurrences) {
    const moment = occurrence.onset ?? occurrence.detected ?? occurrence.contained ?? occurrence.recovered;
    const time = middle(moment);
    if (time !== null && (time < from || time > to)) continue;
    if (occurrence.nearMiss) totals.nearMisses++;
    else totals.occurrences++;
    if (moment === null || time === null) {
      totals.undated++;
      continue;
    }
    totals.from = Math.min(totals.from, moment.earliest);
    totals.to = Math.max(totals.to, moment.latest);
    sources.set(occurrence.source, widened(sources.get(occurrence.source), moment));
    const [group, id] =
      occurrence.failureId === null ? [unknown, occurrence.kind] : [failures, occurrence.failureId];
    gather(gatheredOf(group, id), occurrence, time, 2 ** (-Math.max(0, now - time) / yearMs / halfLifeYears));
  }

  return {
    summary: "record",
    version: 1,
    now,
    halfLifeYears,
    ...totals,
    from: Number.isFinite(totals.from) ? totals.from : null,
    to: Number.isFinite(totals.to) ? totals.to : null,
    failures: mostFrequent(failures).map(([id, gathered]) => ({
      ...sightingsOf(id, gathered),
      watched: [...gathered.sources].map((source) => sources.get(source)!).reduce(spanOfBoth),
      recordedHours: {
        latent: thinned(gathered.amounts.latentHours),
        containing: thinned(gathered.amounts.containingHours),
      },
      latentHours: amountsOf(gathered.amounts.latentHours),
      containingHours: amountsOf(gathered.amounts.containingHours),
      recoveringHours: amountsOf(gathered.amounts.recoveringHours),
      loss: amountsOf(gathered.amounts.loss),
    })),
    unknownKinds: mostFrequent(unknown)
      .slice(0, listedKinds)
      .map(([id, gathered]) => sightingsOf(id, gathered)),
    kinds: kindsOf(failures, unknown),
  };
}

function widened(span: Watched | undefined, { earliest, latest }: NonNullable<Moment>): Watched {
  const moment = { from: earliest, to: latest };
  return span === undefined ? moment : spanOfBoth(span, moment);
}

function spanOfBoth(a: Watched, b: Watched): Watched {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

function gatheredOf(group: Map<string, Gathered>, id: string): Gathered {
  let gathered = group.get(id);
  if (!gathered) {
    const amounts = { latentHours: [], containingHours: [], recoveringHours: [], loss: [] };
    gathered = {
      count: 0,
      nearMisses: 0,
      sightings: 0,
      first: Infinity,
      last: -Infinity,
      sources: new Set(),
      amounts,
    };
    group.set(id, gathered);
  }
  return gathered;
}

function gather(gathered: Gathered, occurrence: Occurrence, time: number, weight: number): void {
  if (occurrence.nearMiss) gathered.nearMisses++;
  else {
    gathered.count++;
    gathered.sightings += weight;
  }
  gathered.sources.add(occurrence.source);
  gathered.first = Math.min(gathered.first, time);
  gathered.last = Math.max(gathered.last, time);
  // What is no failure of the text is only counted: nothing could learn from its amounts.
  if (occurrence.nearMiss || occurrence.failureId === null) return;
  const { onset, detected, contained, recovered, loss } = occurrence;
  const { amounts } = gathered;
  addBetween(amounts.latentHours, onset, detected);
  addBetween(amounts.containingHours, detected, contained);
  addBetween(amounts.recoveringHours, contained, recovered);
  if (loss !== null && Number.isFinite(loss) && loss >= 0) amounts.loss.push(loss);
}

function addBetween(hours: number[], start: Moment, end: Moment): void {
  const [from, to] = [middle(start), middle(end)];
  if (from !== null && to !== null && to >= from) hours.push((to - from) / hourMs);
}

function middle(moment: Moment): number | null {
  return moment && moment.earliest + (moment.latest - moment.earliest) / 2;
}

/** Equal counts in the order of their names, so that the order of occurrences leaves no trace. */
function mostFrequent(group: Map<string, Gathered>): [id: string, gathered: Gathered][] {
  return [...group].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
}

function sightingsOf(id: string, { count, nearMisses, sightings, first, last }: Gathered): Sightings {
  return { id, count, nearMisses, sightings, first, last };
}

function amountsOf(values: number[]): Amounts | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const logs = sorted.filter((value) => value > 0).map(Math.log);
  const logMean = logs.length === 0 ? 0 : sum(logs) / logs.length;
  return {
    count: sorted.length,
    zeros: sorted.length - logs.length,
    p5: quantile(sorted, 0.05),
    p25: quantile(sorted, 0.25),
    p50: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p95: quantile(sorted, 0.95),
    largest: sorted.at(-1)!,
    logMean,
    logSquares: sum(logs.map((log) => (log - logMean) ** 2)),
  };
}

function thinned(hours: readonly number[]): readonly number[] {
  const sorted = Float64Array.from(hours).sort();
  if (sorted.length <= keptHours) return [...sorted];
  const size = sorted.length / keptHours;
  const means = Array.from({ length: keptHours }, (_, i) => between(sorted, i * size, (i + 1) * size) / size);
  // Between neighbours the first and the last count half; what the last loses so, it has to make up for.
  const last = 2 * means.at(-1)! + means[0]! - (2 * sum(sorted)) / sorted.length;
  return [...means.slice(0, -1), Math.min(sorted.at(-1)!, Math.max(means.at(-2)!, last))];
}

/** The sum of what lies between two ranks, which may cut a value. */
function between(sorted: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = Math.floor(from); i < to && i < sorted.length; i++)
    total += sorted[i]! * (Math.min(i + 1, to) - Math.max(i, from));
  return total;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** What has neither a failure nor a word of its source is of no kind that could be counted. */
function kindsOf(failures: Map<string, Gathered>, unknown: Map<string, Gathered>): RecordSummary["kinds"] {
  const kindsBySeen = new Map<number, number>();
  let seen = 0;
  const named = [
    ...failures.values(),
    ...[...unknown].filter(([kind]) => kind !== "").map(([, each]) => each),
  ];
  for (const { count, nearMisses } of named) {
    const times = count + nearMisses;
    seen += times;
    kindsBySeen.set(times, (kindsBySeen.get(times) ?? 0) + 1);
  }
  const timesSeen = [...kindsBySeen].map(([times, kinds]) => ({ times, kinds }));
  return { seen, timesSeen: timesSeen.sort((a, b) => a.times - b.times) };
}
