import type { LearnedFailure, LearnFinding } from "../findings/learn.ts";
import {
  sayCount,
  sayCounted,
  sayDay,
  sayDuration,
  sayEstimate,
  sayRate,
  sayShare,
} from "../findings/say.ts";

type Told = Omit<LearnFinding, "sentences">;

/** Further out than 1 in 20 under what was stated. */
const surprising = 0.05;

/** One to five sentences: what the record holds, what it changes most, what it does not know. */
export function sentencesOf(finding: Told, exposureYears: number): string[] {
  if (finding.occurrences === 0 && exposureYears === 0) {
    return ["The record holds nothing yet, so that all rates are as they were stated."];
  }
  return [
    whatItHolds(finding, exposureYears),
    ...whatSurprises(finding.failures),
    ...whatIsUnknown(finding),
    ...whatIsNew(finding),
  ];
}

function whatItHolds(finding: Told, exposureYears: number): string {
  const counted = sayCounted(finding.occurrences, "occurrence");
  if (exposureYears === 0) {
    return `The record holds ${counted} of one moment: how often they happen it cannot say until you say how long was watched.`;
  }
  const seen = finding.failures.filter((failure) => failure.counted > 0).length;
  const watched = sayDuration(exposureYears * 8766);
  const span = `from ${sayDay(finding.from)} to ${sayDay(finding.to)} (${watched})`;
  const named = `${sayCount(seen)} of ${sayCounted(finding.failures.length, "failure")} of the text ${seen === 1 ? "is" : "are"} in it`;
  return `The record holds ${counted} ${span}; ${named}.`;
}

/** The number of surprises stands beside the number that chance alone would bring, so that none is taken for more than it is. */
function whatSurprises(failures: readonly LearnedFailure[]): string[] {
  const compared = failures.filter((each) => each.exposureYears > 0 && each.statedPerYear.value !== null);
  const most = compared
    .filter(({ surprise }) => surprise < surprising)
    .sort((a, b) => a.surprise - b.surprise);
  const [first] = most;
  if (compared.length === 0) return [];
  if (!first) return ["Nothing in it is surprising under what was stated."];
  const [stated, learned] = [first.statedPerYear, first.learnedPerYear].map((each) =>
    sayEstimate(each, sayRate),
  );
  const many = `Of ${sayCounted(compared.length, "count")}, ${sayCount(most.length)}`;
  const byChance = sayCount(compared.length * surprising);
  return [
    `${first.name} was stated as ${stated}; ${sayCount(first.counted)} were counted in ${sayDuration(first.exposureYears * 8766)}, and it is now ${learned}.`,
    `${many} ${most.length === 1 ? "is" : "are"} further out than 1 in 20 under what was stated; by chance alone about ${byChance} would be.`,
  ];
}

function whatIsUnknown(finding: Told): string[] {
  const [first] = finding.unknownKinds;
  if (!first) return [];
  const total = finding.unknownKinds.reduce((sum, { count }) => sum + count, 0);
  const kinds = sayCounted(finding.unknownKinds.length, "kind");
  const named = first.kind === "" ? "those without a kind" : `“${first.kind}”`;
  return [
    `${sayCounted(total, "occurrence")} of ${kinds} are no failure of the text, most of them ${named} (${sayCount(first.count)}).`,
  ];
}

function whatIsNew(finding: Told): string[] {
  const { novelty } = finding;
  if (!novelty || novelty.seen < 20) return [];
  if (novelty.once === 0)
    return ["No kind was seen only once: new kinds are rare, as long as the world stays as it is."];
  const { value, low, high } = novelty.chance;
  const unseen = Math.round(novelty.atLeastKinds.value) - novelty.kinds;
  const more =
    unseen > 0 ? `; at least ${sayCounted(unseen, "kind")} ${unseen === 1 ? "was" : "were"} not met yet` : "";
  return [
    `The chance that the next one is of a kind never seen is ${sayShare(value)} (${sayShare(low)} to ${sayShare(high)})${more}. ` +
      "Where the world changes, it is higher.",
  ];
}
