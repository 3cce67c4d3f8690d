import type { RunFailure, RunFinding } from "../findings/run.ts";
import {
  sayChance,
  sayDuration,
  sayExactly,
  sayList,
  sayMoney,
  sayNumber,
  sayShare,
} from "../findings/say.ts";
import { doubtSentences } from "./loss-sentences.ts";

/** What the run says in words; the first sentence is the one to read if only one is read. `endless`: failures without a mean. */
export function runSentences(
  found: Omit<RunFinding, "finding" | "version" | "sentences">,
  endless: readonly string[],
): string[] {
  return [
    concentration(found.failures),
    ...withoutMean(endless),
    ...badYears(found),
    ...capital(found),
    ...doubtSentences(found.doubt.meanYear, found.doubt.shareNotKnown, found.currency),
    ...worth(found),
    ...overload(found),
    ...disappointment(found),
  ];
}

function concentration(failures: readonly RunFailure[]): string {
  const ranked = [...failures].sort((a, b) => b.shareOfMean - a.shareOfMean);
  if (ranked.length === 0) return "No way to fail is written down yet.";
  if (!(ranked[0]!.shareOfMean > 0)) return "In the years played, nothing that failed cost anything.";
  let [count, sum] = [0, 0];
  while (sum < 0.8 && count < ranked.length) sum += ranked[count++]!.shareOfMean;
  const dearest = ranked[0]!;
  if (ranked.length === 1) return `There is one way to fail: “${dearest.name}”.`;
  const carry = `Of ${ranked.length} ways to fail, ${sayNumber(count)} ${count === 1 ? "carries" : "carry"} ${sayShare(sum)} of what failure costs in a year`;
  return count === 1
    ? `${carry}: “${dearest.name}”.`
    : `${carry}; “${dearest.name}” alone carries ${sayShare(dearest.shareOfMean)}.`;
}

function withoutMean(endless: readonly string[]): string[] {
  if (endless.length === 0) return [];
  const names = sayList(endless.slice(0, 3).map((name) => `“${name}”`));
  const rest = endless.length > 3 ? ` and ${endless.length - 3} more` : "";
  const they = endless.length === 1 ? "its harm grows" : "their harm grows";
  return [
    `The mean cost of ${names}${rest} is infinite: ${they} at least as fast as long occurrences get rarer. Shares below are those of the years played, and would move with more of them.`,
  ];
}

function badYears({
  mean,
  p95,
  currency,
  worstSingle,
}: Omit<RunFinding, "finding" | "version" | "sentences">): string[] {
  if (!((p95.value ?? 0) > 0)) return [];
  const usual = mean.value === null ? "" : `A year costs ${sayMoney(mean.value, currency)} on average; `;
  const dear = `${usual === "" ? "One" : "one"} year in 20 costs more than ${sayMoney(p95.value!, currency)}`;
  return [
    `${usual}${dear}, and in one year in 100 a single occurrence costs more than ${sayMoney(worstSingle.p99.value!, currency)}.`,
  ];
}

function capital({
  exceedsCapital,
  ruin,
  capital: of,
  currency,
  years,
}: Omit<RunFinding, "finding" | "version" | "sentences">): string[] {
  if (!(of > 0)) return ["No capital is stated, so any loss passes it."];
  if (exceedsCapital.value === 0)
    return [
      `In none of ${sayExactly(years)} years played did losses pass the capital of ${sayMoney(of, currency)}.`,
    ];
  const ruined =
    (ruin.value ?? 0) > 0 && ruin.value! < exceedsCapital.value!
      ? `; with what is earned as the year goes, it is used up with a chance of ${sayChance(ruin.value!)}`
      : "";
  return [
    `The chance that a year's losses pass the capital of ${sayMoney(of, currency)} is ${sayChance(exceedsCapital.value!)}${ruined}.`,
  ];
}

/** The control without which a year would cost most more. */
function worth({ controls, currency }: Pick<RunFinding, "controls" | "currency">): string[] {
  const [best] = [...controls].sort((a, b) => (b.worthPerYear.value ?? 0) - (a.worthPerYear.value ?? 0));
  const saved = best?.worthPerYear.value ?? 0;
  if (best === undefined || !(saved > 0)) return [];
  return [
    `No control spares more than “${best.name}”: without it a year would cost ${sayMoney(saved, currency)} more.`,
  ];
}

function overload({ controls }: Pick<RunFinding, "controls">): string[] {
  return controls.flatMap(({ name, hatch }) =>
    hatch !== null && hatch.meanWaitHours.value === null
      ? [
          `“${name}” is asked for more than its people can do, so that its queue only grows; it is counted as no help.`,
        ]
      : [],
  );
}

function disappointment({ expectations }: Pick<RunFinding, "expectations">): string[] {
  const most = [...expectations].sort(
    (a, b) => (b.beyondTolerance.value ?? 0) - (a.beyondTolerance.value ?? 0),
  )[0];
  const chance = most?.beyondTolerance.value ?? 0;
  if (most === undefined || chance < 0.005) return [];
  return [
    `“${most.name}” is disappointed beyond what is tolerated in ${sayShare(chance)} of its windows of ${sayDuration(most.windowHours)}.`,
  ];
}
