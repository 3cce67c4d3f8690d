import type { AssumptionShown, Estimate } from "../findings/estimate.ts";
import type { LearnedAmount, LearnedFailure, LearnFinding } from "../findings/learn.ts";
import type { Delay, Failure, Model } from "../model/model.ts";
import { knowledgeOfRange, learnAmounts, nextAmount, nothingKnown } from "./amounts.ts";
import { sentencesOf } from "./learn-sentences.ts";
import { noveltyOf } from "./novelty.ts";
import { bandOf, isRange, nextYear, priorOf, surpriseOf, updated } from "./rates.ts";
import { notStated, type StatedRate, statedRates } from "./stated.ts";
import {
  type FailureSummary,
  type LearnedQuantity,
  learnedQuantities,
  type RecordSummary,
  yearMs,
} from "./summary.ts";

/** What was watched, where that is known better than from the record. */
export type Span = {
  /** Milliseconds since 1970: when watching began and ended. */
  readonly from?: number;
  readonly to?: number;
  /**
   * `all`: every failure of the text would be in the record had it happened. Else only those that are in it count as watched:
   * a list of outages says nothing of fraud.
   */
  readonly watched?: "all" | "seen";
};

/**
 * What the record says against what the text stated: every failure's rate, Gamma before and after, and what next year brings;
 * what single occurrences cost and how long they took; kinds that the text does not know; the chance of kinds never seen.
 *
 * A failure counts where the record says it is one of the text's; one that was not watched stays as it was stated. Learning from
 * a record of nothing, watched for no time, changes nothing. Failures of which neither the text nor the record says how often they happen are left out.
 * A stated span that is shorter than the record is widened to it; to count less, summarize less.
 */
export function learn(model: Model, summary: RecordSummary, span: Span = {}): LearnFinding {
  const from = Math.min(span.from ?? summary.from ?? summary.now, summary.from ?? Infinity);
  const to = Math.max(span.to ?? summary.to ?? Math.max(summary.now, from), summary.to ?? from);
  const exposureYears = Math.max(0, to - from) / yearMs;
  const stated = statedRates(model);
  const recorded = new Map(summary.failures.map((each) => [each.id, each]));
  const failures = model.failures.flatMap((failure) => {
    const before = stated.get(failure.id) ?? unstated;
    const seen = recorded.get(failure.id);
    return learnFailure(failure, before, seen, yearsWatched(seen, span, exposureYears)) ?? [];
  });
  const known = new Set(model.failures.map(({ id }) => id));
  const unknownKinds = unknownKindsOf(summary, known);
  const novelty = noveltyOf(summary.kinds);
  const finding = {
    finding: "learn",
    version: 1,
    from,
    to,
    occurrences: summary.occurrences,
    failures,
    unknownKinds,
    ...(novelty && { novelty }),
    assumptions: assumptionsOf(model, summary, span, failures, [from, to]),
  } as const;
  return { ...finding, sentences: sentencesOf(finding, exposureYears) };
}

/** A failure is watched for as long as the sources that tell of it, or as is said. */
function yearsWatched(seen: FailureSummary | undefined, span: Span, all: number): number {
  if (span.watched === "all") return all;
  if (seen === undefined) return 0;
  const from = Math.min(span.from ?? Infinity, seen.watched.from);
  const to = Math.max(span.to ?? -Infinity, seen.watched.to);
  return (to - from) / yearMs;
}

const unstated = notStated("the text does not state it");

function learnFailure(
  failure: Failure,
  stated: StatedRate,
  seen: FailureSummary | undefined,
  exposureYears: number,
): LearnedFailure | null {
  const counted = seen?.count ?? 0;
  const prior = priorOf(stated.range);
  // A record that spans no time says that something happened, yet not how often.
  const posterior = exposureYears > 0 ? updated(prior, counted, exposureYears) : prior;
  if (!(posterior.rate > 0)) return null;
  const amounts = seen ? amountsOf(failure, seen) : [];
  return {
    id: failure.id,
    name: failure.name,
    exposureYears,
    counted,
    seenSightings: seen?.sightings ?? 0,
    firstSeen: seen?.first ?? null,
    lastSeen: seen?.last ?? null,
    prior: stated.range && isRange(stated.range) ? prior : null,
    posterior,
    statedPerYear: stated.perYear,
    learnedPerYear:
      exposureYears > 0
        ? { value: posterior.shape / posterior.rate, ...bandOf(posterior), error: 0 }
        : stated.perYear,
    nextYear: nextYear(posterior),
    surprise: surpriseOf(stated.range, counted, exposureYears),
    ...(amounts.length > 0 && { amounts }),
  };
}

function amountsOf(failure: Failure, seen: FailureSummary): LearnedAmount[] {
  return learnedQuantities.flatMap((what) => {
    const recorded = seen[what];
    if (!recorded) return [];
    const range = statedAmount(failure, what);
    const prior = range ? knowledgeOfRange(range.low, range.high) : nothingKnown;
    const { count: counted, zeros, logMean, logSquares } = recorded;
    const next = nextAmount(learnAmounts(prior, { count: counted - zeros, logMean, logSquares }));
    const stated: Estimate | null = range && { value: Math.sqrt(range.low * range.high), ...range, error: 0 };
    return [{ what, counted, zeros, stated, next }];
  });
}

/** Only a stated lognormal range can be compared with amounts: other delays have laws of their own, and losses follow from impact. */
function statedAmount(failure: Failure, what: LearnedQuantity): { low: number; high: number } | null {
  const delays: { [quantity in LearnedQuantity]: Delay | undefined } = {
    latentHours: failure.detectedAfter,
    containingHours: failure.containedAfter,
    recoveringHours: failure.recoveredAfter,
    loss: undefined,
  };
  const delay = delays[what];
  if (delay?.kind !== "lognormal") return null;
  const { low, high } = delay.hours;
  return low > 0 && low < high ? { low, high } : null;
}

/** What the record names as a failure that the text no longer has is unknown to it, too. */
function unknownKindsOf(summary: RecordSummary, known: ReadonlySet<string>): LearnFinding["unknownKinds"] {
  const strangers = summary.failures.filter(({ id }) => !known.has(id));
  return [...summary.unknownKinds, ...strangers]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
    .map(({ id, count, last }) => ({ kind: id, count, lastSeen: last }));
}

function assumptionsOf(
  model: Model,
  summary: RecordSummary,
  span: Span,
  failures: readonly LearnedFailure[],
  [from, to]: readonly [number, number],
): AssumptionShown[] {
  const shown: AssumptionShown[] = [];
  const assume = (what: string, whose = "Failwell") => shown.push({ what, whose });
  if (summary.from !== null && (span.from === undefined || span.to === undefined)) {
    assume(
      "a failure was watched from the first to the last occurrence of the sources that tell of it, no longer",
    );
  }
  if ((span.from !== undefined && span.from > from) || (span.to !== undefined && span.to < to)) {
    assume("the stated span is shorter than the record, so that the record's own span is taken");
  }
  if (summary.occurrences > 0) {
    assume("all that happened in that time is recorded");
    assume("uses and controls were the same all along");
  }
  if (failures.some(({ exposureYears }) => exposureYears === 0) && to > from) {
    assume("what the record never shows was not watched, and stays as it was stated");
  }
  if (summary.undated > 0) assume(`${summary.undated} occurrences without any time are left out`);
  if (failures.some(({ prior, statedPerYear }) => prior === null && statedPerYear.value !== null)) {
    assume("a frequency stated as one figure is worth half a sighting");
  }
  const halfLife = model.assumptions.halfLifeYears;
  if (summary.occurrences > 0) {
    assume(
      `a sighting loses half of its weight in ${summary.halfLifeYears} years`,
      halfLife.stated ? "stated in the text" : "Failwell",
    );
  }
  return shown;
}
