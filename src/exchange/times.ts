import type { Moment } from "../model/model.ts";
import { atMidnight, type Zone } from "./zone.ts";

/** A date as it was written: what is absent was not said. */
export type CalendarDate = { readonly year: number; readonly month?: number; readonly day?: number };

/** Time of day, milliseconds since midnight. */
export type TimeOfDay = number;

/** What a format makes of a text: a date, perhaps a time of day and an offset from UTC (ms); or an exact time; null: not this format. */
export type Written =
  | { readonly date: CalendarDate; readonly time?: TimeOfDay; readonly offset?: number }
  | { readonly exactly: number };
export type TimeFormat = (text: string) => Written | null;

/** Times and their formats are short; what is longer is none. */
const longestTime = 80;

const isoPattern =
  /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?)?$/i;

/** `2024`, `2024-04`, `2024-04-03`, `2024-04-03 17:05`, `2024-04-03T17:05:09.123456789+02:00`; also with `/` or `.` between. */
export const isoFormat: TimeFormat = (text) => {
  const match = isoPattern.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const date = calendarDate(Number(year), numberOr(month), numberOr(day));
  if (!date) return null;
  if (hour === undefined) return { date };
  const time = timeOfDay(Number(hour), Number(minute), numberOr(second) ?? 0, fraction);
  if (time === null) return null;
  return offset === undefined ? { date, time } : { date, time, offset: offsetMs(offset) };
};

/** `17:05`, `17:05:09`, `5:05 pm`, `1705`; null for what is no time of day. */
export function parseTimeOfDay(text: string): TimeOfDay | null {
  const match = /^(\d{1,2}):?(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(?:([ap])\.?\s?m\.?)?$/i.exec(text);
  if (!match) return null;
  const [, hour, minute, second, fraction, half] = match;
  return timeOfDay(halfDayHour(Number(hour), half), Number(minute), numberOr(second) ?? 0, fraction);
}

/** The moment that a written time means on the clocks of `zone`: exact, or a range where a part was not said or a clock was put back. */
export function momentOf(written: Written, zone: Zone): NonNullable<Moment> | null {
  if ("exactly" in written) return momentBetween(written.exactly, written.exactly);
  const { year, month, day } = written.date;
  const start = atMidnight(year, month ?? 1, day ?? 1);
  if (written.time === undefined) {
    const next =
      month === undefined
        ? atMidnight(year + 1, 1, 1)
        : day === undefined
          ? atMidnight(year, month + 1, 1)
          : atMidnight(year, month, day + 1);
    return momentBetween(zone.moments(start)[0]!, zone.moments(next).at(-1)! - 1);
  }
  const local = start + written.time;
  if (written.offset !== undefined) return momentBetween(local - written.offset, local - written.offset);
  const moments = zone.moments(local);
  return momentBetween(moments[0]!, moments.at(-1)!);
}

/** Null where a bound is further from 1970 than dates go. */
export function momentBetween(earliest: number, latest: number): NonNullable<Moment> | null {
  const [from, to] = [Math.round(earliest), Math.round(latest)];
  return Math.abs(from) <= 8.64e15 && Math.abs(to) <= 8.64e15 && from <= to
    ? { earliest: from, latest: to }
    : null;
}

export function later(
  moment: NonNullable<Moment>,
  fromMs: number,
  toMs = fromMs,
): NonNullable<Moment> | null {
  return momentBetween(moment.earliest + fromMs, moment.latest + toMs);
}

/** Null where the calendar has no such day. A day without its month says no more than the year. */
export function calendarDate(year: number, month?: number, day?: number): CalendarDate | null {
  if (!(Number.isInteger(year) && year >= 1 && year <= 9999)) return null;
  if (month === undefined) return { year };
  if (!(Number.isInteger(month) && month >= 1 && month <= 12)) return null;
  if (day === undefined) return { year, month };
  const last = new Date(atMidnight(year, month + 1, 0)).getUTCDate();
  return Number.isInteger(day) && day >= 1 && day <= last ? { year, month, day } : null;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const longMonths = "january|february|march|april|may|june|july|august|september|october|november|december";

/** Parts of a format: what it matches, and which figure it gives. Longest first, so that `MMMM` is not read as `MM` twice. */
const tokens: readonly (readonly [token: string, pattern: string, field: string])[] = [
  ["yyyy", "(\\d{4})", "year"],
  ["yy", "(\\d{2})", "shortYear"],
  ["MMMM", `(${longMonths})`, "monthName"],
  ["MMM", "([a-z]{3})[a-z]*\\.?", "monthName"],
  ["MM", "(\\d{2})", "month"],
  ["M", "(\\d{1,2})", "month"],
  ["dd", "(\\d{2})", "day"],
  ["d", "(\\d{1,2})", "day"],
  ["EEE", "([a-z]+\\.?,?)", "weekday"],
  ["HH", "(\\d{2})", "hour"],
  ["H", "(\\d{1,2})", "hour"],
  ["hh", "(\\d{2})", "hour"],
  ["h", "(\\d{1,2})", "hour"],
  ["mm", "(\\d{2})", "minute"],
  ["ss", "(\\d{2})", "second"],
  ["S", "(\\d+)", "fraction"],
  ["a", "([ap])\\.?m\\.?", "half"],
  ["ZZ", "(z|utc|gmt|[+-]\\d{2}:?\\d{2})", "offset"],
];

/** Formats that are no pattern. */
const named: Record<string, TimeFormat> = {
  iso: isoFormat,
  unix: (text) => exactly(text, 1000),
  "unix ms": (text) => exactly(text, 1),
  "decimal year": (text) => {
    const year = /^\d{4}(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0;
    if (!year) return null;
    const start = atMidnight(year, 1, 1);
    return { exactly: start + (Number(text) - year) * (atMidnight(year + 1, 1, 1) - start) };
  },
};

export const formatExpected =
  "iso, unix, unix ms, decimal year, or a pattern of yyyy yy MMMM MMM MM M dd d EEE HH H hh h mm ss S a ZZ, such as d/M/yyyy HH:mm";

/**
 * A way of writing times, by name or as a pattern; null where it is none. In a pattern other letters stand in quotes
 * (`d 'of' MMMM yyyy`), and every other sign for itself.
 */
export function timeFormat(format: string): TimeFormat | null {
  if (Object.hasOwn(named, format)) return named[format]!;
  if (format.length > longestTime) return null;
  const compiled = compilePattern(format);
  if (!compiled) return null;
  const { pattern, fields } = compiled;
  const hasDate = fields.includes("year") || fields.includes("shortYear");
  if (!hasDate || new Set(fields).size !== fields.length) return null;
  return (text) => {
    const match = text.length <= longestTime ? pattern.exec(text) : null;
    return match ? writtenOf(Object.fromEntries(fields.map((field, i) => [field, match[i + 1]!]))) : null;
  };
}

function compilePattern(format: string): { pattern: RegExp; fields: string[] } | null {
  const fields: string[] = [];
  let source = "";
  let rest = format;
  while (rest !== "") {
    const token = tokens.find(([name]) => rest.startsWith(name));
    const literal = /^'([^']*)'|^[^A-Za-z']/.exec(rest);
    if (token) {
      source += token[1];
      fields.push(token[2]);
    } else if (literal) {
      source += literal[0] === " " ? "\\s+" : (literal[1] ?? literal[0]).replace(/[^\w]/g, "\\$&");
    } else {
      return null;
    }
    rest = rest.slice((token?.[0] ?? literal?.[0] ?? rest).length);
  }
  return { pattern: new RegExp(`^${source}$`, "i"), fields };
}

function writtenOf(said: Record<string, string>): Written | null {
  const date = calendarDate(yearOf(said), monthOf(said), numberOr(said.day));
  if (!date) return null;
  if (said.hour === undefined) return { date };
  const hour = halfDayHour(Number(said.hour), said.half);
  const time = timeOfDay(hour, numberOr(said.minute) ?? 0, numberOr(said.second) ?? 0, said.fraction);
  if (time === null) return null;
  return said.offset === undefined ? { date, time } : { date, time, offset: offsetMs(said.offset) };
}

/** Two figures mean 1970 to 2069, as POSIX nearly does. */
function yearOf(said: Record<string, string>): number {
  if (said.year !== undefined) return Number(said.year);
  const short = Number(said.shortYear);
  return short < 70 ? 2000 + short : 1900 + short;
}

function monthOf(said: Record<string, string>): number | undefined {
  return said.monthName ? months.indexOf(said.monthName.slice(0, 3).toLowerCase()) + 1 : numberOr(said.month);
}

function exactly(text: string, unitMs: number): Written | null {
  return /^-?\d{1,16}(\.\d+)?$/.test(text) ? { exactly: Number(text) * unitMs } : null;
}

function halfDayHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

function timeOfDay(hour: number, minute: number, second: number, fraction = ""): TimeOfDay | null {
  // 24:00 is the end of a day in ISO 8601, and 60 is a leap second.
  const ends = hour === 24 && minute === 0 && second === 0;
  if (!((hour <= 23 || ends) && minute <= 59 && second <= 60)) return null;
  return ((hour * 60 + minute) * 60 + second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
}

function offsetMs(offset: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset);
  if (!match) return 0;
  const size = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000;
  return match[1] === "-" ? -size : size;
}

function numberOr(text: string | undefined): number | undefined {
  return text === undefined || text === "" ? undefined : Number(text);
}
