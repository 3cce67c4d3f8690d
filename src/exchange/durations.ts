const unitMs = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: (365.25 / 12) * 86_400_000,
  year: 365.25 * 86_400_000,
} as const;

export type DurationUnit = keyof typeof unitMs;
export const durationUnits = Object.keys(unitMs) as readonly DurationUnit[];

const shortNames: Record<string, DurationUnit> = {
  s: "second",
  sec: "second",
  m: "minute",
  min: "minute",
  h: "hour",
  hr: "hour",
  d: "day",
  w: "week",
  wk: "week",
  mo: "month",
  mth: "month",
  y: "year",
  yr: "year",
};

/** The unit that a word such as `minutes`, `Hrs` or `d` means; null where it means none. */
export function durationUnit(word: string): DurationUnit | null {
  const lower = word.trim().toLowerCase();
  const singular = lower.length > 1 ? lower.replace(/s$/, "") : lower;
  if (Object.hasOwn(unitMs, singular)) return singular as DurationUnit;
  return Object.hasOwn(shortNames, singular) ? shortNames[singular]! : null;
}

/** Milliseconds of so many units. A year has 365.25 days, a month is a twelfth of it. */
export function durationMs(count: number, unit: DurationUnit): number {
  return count * unitMs[unit];
}

/** What a unit without a count says (`days`): between one of it and one of the next, in milliseconds. Years: up to ten. */
export function durationOrder(unit: DurationUnit): { readonly from: number; readonly to: number } {
  const next = durationUnits[durationUnits.indexOf(unit) + 1];
  return { from: unitMs[unit], to: next ? unitMs[next] : 10 * unitMs[unit] };
}

/** `1:30` is hours and minutes, `1:30:15` with seconds; in milliseconds. Null for what is not written so. */
export function parseClockDuration(text: string): number | null {
  const match = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/.exec(text);
  if (!match) return null;
  return (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1000;
}
