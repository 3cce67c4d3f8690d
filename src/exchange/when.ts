import type { Moment } from "../model/model.ts";
import { durationMs, durationOrder, durationUnit, parseClockDuration } from "./durations.ts";
import type { Stage, WhenColumn } from "./mapping.ts";
import { parseNumber, saysNothing } from "./numbers.ts";
import { quoted, type Refusals } from "./reading.ts";
import {
  calendarDate,
  isoFormat,
  later,
  momentOf,
  parseTimeOfDay,
  type TimeFormat,
  timeFormat,
  type Written,
} from "./times.ts";
import { utc, type Zone, zoneOf } from "./zone.ts";

type Cell = (row: readonly string[]) => string;
type CellOf = (column: string | undefined) => Cell;

/** The moment of a stage in a row, with the stages read before it; null where the row does not say. */
export type WhenReading = (
  row: readonly string[],
  known: { readonly [stage in Stage]?: Moment },
  refusals: Refusals,
) => Moment;

/** Throws RangeError for a zone, a format or a unit that parseMapping would not let through. */
export function compileWhen(when: WhenColumn, zoneName: string | undefined, cellOf: CellOf): WhenReading {
  const zone = zoneName === undefined ? utc : zoneOf(zoneName);
  if (!zone) throw new RangeError(`no time zone ${zoneName}`);
  if (typeof when === "string") return inOneColumn(when, isoFormat, "iso", zone, cellOf);
  if ("column" in when) return inOneColumn(when.column, formatOf(when.format), when.format, zone, cellOf);
  if ("date" in when) return inTwoColumns(when, zone, cellOf);
  if ("year" in when) return inParts(when, zone, cellOf);
  return asDuration(when, cellOf);
}

function formatOf(format: string | undefined): TimeFormat {
  const compiled = timeFormat(format ?? "iso");
  if (!compiled) throw new RangeError(`no format ${format}`);
  return compiled;
}

function expectedTime(format: string | undefined): string {
  return format === undefined || format === "iso"
    ? "a time such as 2024-04-03 17:05; for another way of writing it, a format in the mapping"
    : `a time written as ${format}`;
}

function inOneColumn(
  column: string,
  format: TimeFormat,
  formatName: string | undefined,
  zone: Zone,
  cellOf: CellOf,
): WhenReading {
  const cell = cellOf(column);
  return (row, _known, refusals) => {
    const text = cell(row);
    if (saysNothing(text)) return null;
    const written = format(text);
    return (
      (written && momentOf(written, zone)) ?? refusals.refuse(column, quoted(text), expectedTime(formatName))
    );
  };
}

function inTwoColumns(
  when: { readonly date: string; readonly time: string; readonly format?: string },
  zone: Zone,
  cellOf: CellOf,
): WhenReading {
  const [dateCell, timeCell, format] = [cellOf(when.date), cellOf(when.time), formatOf(when.format)];
  return (row, _known, refusals) => {
    const [dateText, timeText] = [dateCell(row), timeCell(row)];
    if (saysNothing(dateText)) return null;
    const written = format(dateText);
    if (!written) return refusals.refuse(when.date, quoted(dateText), expectedTime(when.format));
    const time = saysNothing(timeText) ? undefined : parseTimeOfDay(timeText);
    if (time === null) return refusals.refuse(when.time, quoted(timeText), "a time of day such as 17:05");
    const both: Written =
      "date" in written && written.date.day && time !== undefined ? { ...written, time } : written;
    return momentOf(both, zone) ?? refusals.refuse(when.date, quoted(dateText), expectedTime(when.format));
  };
}

function inParts(
  when: { readonly year: string; readonly month?: string; readonly day?: string },
  zone: Zone,
  cellOf: CellOf,
): WhenReading {
  const cells = [cellOf(when.year), cellOf(when.month), cellOf(when.day)];
  return (row, _known, refusals) => {
    const [yearText = "", monthText = "", dayText = ""] = cells.map((cell) => cell(row));
    if (saysNothing(yearText)) return null;
    const month = saysNothing(monthText) ? undefined : Number(monthText);
    const day = month === undefined || saysNothing(dayText) ? undefined : Number(dayText);
    const date = calendarDate(Number(yearText), month, day);
    const moment = date && momentOf({ date }, zone);
    const found = [yearText, monthText, dayText].filter(Boolean).join(", ");
    return (
      moment ??
      refusals.refuse(when.year, quoted(found), "a year, a month from 1 to 12 and a day that it has")
    );
  };
}

function asDuration(
  when: {
    readonly after: string;
    readonly unit?: string;
    readonly "unit from"?: string;
    readonly since?: Stage;
  },
  cellOf: CellOf,
): WhenReading {
  const [cell, unitCell] = [cellOf(when.after), cellOf(when["unit from"])];
  return (row, known, refusals) => {
    const [text, unitText] = [cell(row), when.unit ?? unitCell(row)];
    const start = known[when.since ?? "onset"] ?? null;
    const empty = saysNothing(text);
    if (!start || saysNothing(unitText) || (empty && when.unit !== undefined)) return null;
    const unit = durationUnit(unitText);
    if (!unit)
      return refusals.refuse(when["unit from"] ?? null, quoted(unitText), "a unit such as minutes or days");
    if (empty) {
      const order = durationOrder(unit);
      return later(start, order.from, order.to);
    }
    const clock = parseClockDuration(text);
    const count = parseNumber(text);
    const span = clock ?? (count === null ? null : durationMs(count, unit));
    const moment = span === null || span < 0 ? null : later(start, span);
    return moment ?? refusals.refuse(when.after, quoted(text), `a number of ${unit}s, not below zero`);
  };
}
