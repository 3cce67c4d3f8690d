/** Moments of the record as people say and give them. Times are local to whoever looks. */
import type { Moment } from "../../model/model.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** How exactly somebody knows when it was. */
export const precisions = ["day", "minute", "month", "between", "unknown"] as const;
export type Precision = (typeof precisions)[number];

/** What the fields of a form hold: `2026-03-14`, `2026-03-14T09:30`, `2026-03`; `until` is used with `between` only. */
export type WhenGiven = { readonly precision: Precision; readonly at: string; readonly until: string };

/**
 * A moment from what was given: a day and a month are the whole of it, the last millisecond included.
 * `undefined` where a field is empty or not a time; null where it is said to be unknown.
 */
export function momentGiven({ precision, at, until }: WhenGiven): Moment | undefined {
  if (precision === "unknown") return null;
  const from = localTime(at);
  if (from === undefined) return undefined;
  switch (precision) {
    case "minute":
      return { earliest: from, latest: from };
    case "day": {
      const start = new Date(from);
      return {
        earliest: from,
        latest: new Date(start.getFullYear(), start.getMonth(), start.getDate() + 1).getTime() - 1,
      };
    }
    case "month": {
      const start = new Date(from);
      return { earliest: from, latest: new Date(start.getFullYear(), start.getMonth() + 1, 1).getTime() - 1 };
    }
    case "between": {
      const to = localTime(until);
      return to === undefined || to < from ? undefined : { earliest: from, latest: to };
    }
  }
}

const written = /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?$/;

function localTime(text: string): number | undefined {
  const match = written.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  return new Date(year, month - 1, day, hour, minute).getTime();
}

const dayWords = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const dayWordsUtc = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const monthWords = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });
const monthWordsUtc = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const clockWords = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/**
 * A moment in words, no more exact than it is known: `14 Mar 2026, 09:30`, `14 Mar 2026`, `March 2026`, `2026`,
 * `between … and …`, `at an unknown time`. Whole days, months and years are recognized in local time and in UTC.
 */
export function sayWhen(moment: Moment): string {
  if (moment === null) return "at an unknown time";
  const { earliest, latest } = moment;
  const exact = (time: number) => `${dayWords.format(time)}, ${clockWords.format(time)}`;
  if (latest - earliest < minuteMs) return exact(earliest);
  return (
    sayWhole(earliest, latest, localStart, dayWords, monthWords) ??
    sayWhole(earliest, latest, utcStart, dayWordsUtc, monthWordsUtc) ??
    `between ${exact(earliest)} and ${exact(latest)}`
  );
}

type Start = (time: number) => {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly midnight: boolean;
};

const localStart: Start = (time) => {
  const date = new Date(time);
  const midnight = time === new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return { year: date.getFullYear(), month: date.getMonth(), day: date.getDate(), midnight };
};

const utcStart: Start = (time) => {
  const date = new Date(time);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    midnight: time % dayMs === 0,
  };
};

/** The last moment of a whole is the millisecond before the next one begins. */
function sayWhole(
  earliest: number,
  latest: number,
  start: Start,
  day: Intl.DateTimeFormat,
  month: Intl.DateTimeFormat,
): string | null {
  const first = start(earliest);
  const after = start(latest + 1);
  if (!first.midnight || !after.midnight) return null;
  const years = after.year - first.year;
  const months = 12 * years + after.month - first.month;
  if (first.day === 1 && after.day === 1 && first.month === 0 && after.month === 0 && years === 1)
    return String(first.year);
  if (first.day === 1 && after.day === 1 && months === 1) return month.format(earliest);
  return latest - earliest < 1.1 * dayMs ? day.format(earliest) : null;
}

/** How long it was from one moment to a later one, as the least and the most it can have been, in hours; null where unknown. */
export function hoursBetween(
  from: Moment,
  to: Moment,
): { readonly least: number; readonly most: number } | null {
  if (from === null || to === null) return null;
  const hours = 3_600_000;
  return {
    least: Math.max(0, to.earliest - from.latest) / hours,
    most: Math.max(0, to.latest - from.earliest) / hours,
  };
}

/** A date for a field of a form, in local time. */
export function dateField(time: number): string {
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
