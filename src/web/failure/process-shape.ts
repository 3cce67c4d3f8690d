import type { Estimate } from "../../findings/estimate.ts";
import type { HarmFinding, HarmMark } from "../../findings/harm.ts";

/** Hours from onset, as places between 0 and 1 on a scale that leaves room for minutes beside months. */
export type TimeScale = {
  readonly at: (hours: number) => number;
  readonly ticks: readonly { readonly words: string; readonly at: number }[];
};

/** A stage: from when the one before it usually ends to when it ends itself, which is sure only as a band. */
export type Stage = {
  readonly start: number;
  readonly low: number;
  readonly usual: number;
  readonly high: number;
};

export const stageEnds = ["detected", "contained", "recovered"] as const;
export type StageEnd = (typeof stageEnds)[number];

export type Process = {
  readonly scale: TimeScale;
  readonly stages: Readonly<Partial<Record<StageEnd, Stage & { readonly mark: HarmMark }>>>;
};

/** The stages of one occurrence on a common scale, as far as the finding knows their times; `alsoAt`: other hours that must fit. */
export function processOf(marks: HarmFinding["marks"], alsoAt: readonly number[]): Process {
  const known = marks.filter(({ atHours }) => isKnown(atHours));
  const scale = timeScale([
    ...known.flatMap(({ atHours: { low, value, high } }) => [low ?? 0, value ?? 0, high ?? 0]),
    ...alsoAt,
  ]);
  const stages: Partial<Record<StageEnd, Stage & { mark: HarmMark }>> = {};
  let start = 0;
  for (const what of stageEnds) {
    const mark = known.find((it) => it.what === what);
    if (!mark) continue;
    const { value, low, high } = mark.atHours;
    const usual = scale.at(value ?? 0);
    stages[what] = {
      mark,
      start,
      usual,
      low: scale.at(low ?? value ?? 0),
      high: scale.at(high ?? value ?? 0),
    };
    start = usual;
  }
  return { scale, stages };
}

const isKnown = ({ value }: Estimate) => value !== null;

const lengths: readonly (readonly [hours: number, words: string])[] = [
  [1 / 3600, "1 second"],
  [1 / 60, "1 minute"],
  [1, "1 hour"],
  [24, "1 day"],
  [168, "1 week"],
  [730.5, "1 month"],
  [8766, "1 year"],
  [87660, "10 years"],
];

/** Nearly proportional up to the shortest time there is, logarithmic beyond it; onset is 0, the longest is 1. */
export function timeScale(hours: readonly number[]): TimeScale {
  const positive = hours.filter((it) => it > 0);
  const shortest = positive.length > 0 ? Math.min(...positive) : 1;
  const longest = positive.length > 0 ? Math.max(...positive) : 1;
  const whole = Math.log1p(longest / shortest);
  const at = (time: number) => Math.min(1, Math.max(0, Math.log1p(time / shortest) / whole));
  const ticks: { words: string; at: number }[] = [];
  for (const [length, words] of lengths) {
    if (length > longest * 0.98 || at(length) < 0.07) continue;
    if (at(length) - (ticks.at(-1)?.at ?? 0) >= 0.11) ticks.push({ words, at: at(length) });
  }
  return { at, ticks };
}
