import { durationUnit } from "./durations.ts";
import type { Columns, Mapping, Stage, WhenColumn } from "./mapping.ts";
import { parseNumber, saysNothing } from "./numbers.ts";
import { isoFormat, parseTimeOfDay, timeFormat } from "./times.ts";

/** A guess at what a table's columns mean, and what a person should look at before using it. */
export type Proposal = { readonly mapping: Mapping; readonly remarks: readonly string[] };

/** A column with what its cells say. */
type Seen = { readonly name: string; readonly words: string; readonly values: readonly string[] };

/**
 * Guesses a mapping from a header and some rows. It goes by the columns' names and by what stands in them; a column is used
 * once. What is ambiguous is said in `remarks`; where none
 * says what happened, or when, `parseMapping` will say so too.
 */
export function proposeMapping(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  fileName = "",
): Proposal {
  const remarks: string[] = [];
  const open = header
    .map((name, i) => ({ name, words: wordsOf(name), values: valuesOf(rows, i) }))
    .filter(({ name }, i) => name !== "" && header.indexOf(name) === i);
  const take = (fits: (column: Seen) => boolean): Seen | undefined => {
    const at = open.findIndex(fits);
    return at === -1 ? undefined : open.splice(at, 1)[0];
  };
  const takeNamed = (
    names: readonly string[],
    fits: (column: Seen) => boolean = () => true,
  ): Seen | undefined => {
    for (const name of names) {
      const found = take((column) => ` ${column.words} `.includes(` ${name} `) && fits(column));
      if (found) return found;
    }
    return undefined;
  };

  const id = takeNamed(idNames, (column) => isDistinct(column.values));
  const nearMiss = takeNamed(["near miss"]);
  const times = proposeDurations(open, take, proposeTimes(take, takeNamed, remarks));
  const loss = takeNamed(lossNames, (column) => areNumbers(column.values));
  const link = takeNamed(linkNames, ({ values }) => values.every((value) => /^https?:/.test(value)));
  const kind = takeNamed(kindNames, ({ values }) => values.length > 0);
  const title = takeNamed(titleNames);
  const note = takeNamed(noteNames);
  const columns: Columns = {
    ...named("id", id),
    ...named("title", title),
    ...named("kind", kind),
    ...times,
    ...named("loss", loss),
    ...proposeNearMiss(nearMiss),
    ...named("link", link),
    ...named("note", note),
  };
  if (!times.onset && !times.detected) remarks.push("no column looks like the time at which it happened");
  if (!kind) remarks.push("no column looks like a kind of failure");
  if (!id) remarks.push("no column looks like an id: rows are told apart by their content");
  if (Object.values(times).some((when) => typeof when === "string" || "column" in when || "date" in when)) {
    remarks.push("times without an offset are read as UTC: name their time zone where they are not");
  }
  return { mapping: { source: sourceOf(fileName), columns }, remarks };
}

const idNames = [
  "id",
  "incident id",
  "uuid",
  "key",
  "ticket",
  "case",
  "reference",
  "ref",
  "incident number",
  "number",
];
const kindNames = [
  ...["kind", "type", "category", "code", "cause", "action", "failure", "class", "reason", "error"],
  ...["variety", "service", "component", "alert", "system"],
];
const titleNames = ["title", "name", "subject", "headline", "short description", "summary"];
const noteNames = ["note", "notes", "summary", "description", "details", "comment", "comments", "narrative"];
const lossNames = ["loss", "cost", "damage", "amount", "losses", "costs"];
const linkNames = ["link", "url", "href", "permalink"];
const stageNames: readonly (readonly [stage: Stage, names: readonly string[]])[] = [
  [
    "detected",
    ["detected", "discovered", "discovery", "reported", "noticed", "opened", "created", "triggered"],
  ],
  ["recovered", ["recovered", "restored", "recovery"]],
  ["contained", ["contained", "mitigated", "resolved", "closed", "end", "ended", "finish", "fixed", "stop"]],
  ["onset", ["onset", "start", "started", "begin", "began", "occurred", "happened", "incident", "event"]],
];

type Take = (fits: (column: Seen) => boolean) => Seen | undefined;
type TakeNamed = (names: readonly string[], fits?: (column: Seen) => boolean) => Seen | undefined;

/** Columns of times: by the name of a stage first; a plain date is the onset. */
function proposeTimes(
  take: Take,
  takeNamed: TakeNamed,
  remarks: string[],
): { [stage in Stage]?: WhenColumn } {
  const times: { [stage in Stage]?: WhenColumn } = {};
  for (const [stage, names] of stageNames) {
    const column = takeNamed(names, ({ values }) => formatOf(values) !== null);
    if (column) times[stage] = whenOf(column, undefined, remarks);
  }
  if (times.onset) return times;
  const year = take(
    ({ words, values }) => words === "year" && values.every((value) => /^\d{4}$/.test(value)),
  );
  if (year) {
    const [month, day] = [take(({ words }) => words === "month"), take(({ words }) => words === "day")];
    times.onset = { year: year.name, ...(month && { month: month.name }), ...(day && { day: day.name }) };
    return times;
  }
  const date =
    takeNamed(
      ["date", "datetime", "timestamp", "time", "day", "when"],
      ({ values }) => formatOf(values) !== null,
    ) ?? take(({ values }) => formatOf(values) !== null && !values.every((value) => /^\d+$/.test(value)));
  if (date) {
    const time = takeNamed(["time", "hour", "clock"], ({ values }) =>
      areAll(values, (value) => parseTimeOfDay(value) !== null),
    );
    times.onset = whenOf(date, time, remarks);
  }
  return times;
}

function whenOf(date: Seen, time: Seen | undefined, remarks: string[]): WhenColumn {
  const fitting = formatsOf(date.values);
  const format = fitting[0] ?? "iso";
  if (format.startsWith("d/M/") && fitting.includes(format.replace("d/M/", "M/d/"))) {
    remarks.push(
      `dates such as ${date.values[0]} in ${date.name} are read as day/month/year: look whether that is right`,
    );
  }
  const stated = format === "iso" ? {} : { format };
  if (time) return { date: date.name, time: time.name, ...stated };
  return format === "iso" ? date.name : { column: date.name, ...stated };
}

type Times = { [stage in Stage]?: WhenColumn };

/** Where a duration ends and begins, by words in its name; what says neither is how long it took until it was contained. */
const durationStages: readonly (readonly [stage: Stage, since: Stage, named: RegExp])[] = [
  ["detected", "onset", /detect|discover|notice/],
  ["recovered", "contained", /recover|restore/],
  ["contained", "detected", /fix|resol|contain|repair|mitigat|clos/],
  ["contained", "onset", /delay|duration|minute|min|hour|day|second|downtime|outage|took/],
];

/** Numbers that say how long. A time that a duration until detection follows is the onset, whatever its name. */
function proposeDurations(open: readonly Seen[], take: Take, stated: Times): Times {
  const times = { ...stated };
  const unit = open.find(({ values }) => areAll(values, (value) => durationUnit(value) !== null));
  const stem = unit?.words.replace(/ ?units? ?/, "");
  for (const [stage, since, pattern] of durationStages) {
    const column = take(
      (each) =>
        each !== unit &&
        pattern.test(each.words) &&
        areNumbers(each.values) &&
        unitOf(each, unit, stem) !== null,
    );
    if (!column) continue;
    if (stage === "detected" && times.detected && !times.onset) {
      times.onset = times.detected;
      delete times.detected;
    }
    const begins = [since, "onset", "detected"].find((each) => times[each as Stage] !== undefined) as
      | Stage
      | undefined;
    if (times[stage] || begins === undefined) continue;
    const from = begins === "onset" ? {} : { since: begins };
    times[stage] = { after: column.name, ...unitOf(column, unit, stem), ...from };
  }
  return times;
}

/** From a column of units with the same stem (`discovery_value`, `discovery_unit`), from the name, else minutes. */
function unitOf(
  column: Seen,
  unit: Seen | undefined,
  stem: string | undefined,
): { "unit from": string } | { unit: string } | null {
  if (unit && stem && column.words.startsWith(stem)) return { "unit from": unit.name };
  const word = column.words.split(" ").find((each) => each.length > 1 && durationUnit(each) !== null);
  if (word) return { unit: `${durationUnit(word)}s` };
  return /delay|duration|downtime|outage|time|took/.test(column.words) ? { unit: "minutes" } : null;
}

/** Words that say yes, of those that the column has. */
function proposeNearMiss(column: Seen | undefined): Pick<Columns, "near miss"> {
  if (!column) return {};
  const said = new Set(column.values.map((value) => value.toLowerCase()));
  const yes = ["yes", "y", "true", "1", "x", "near miss"];
  const is = yes.filter((word) => said.has(word));
  return { "near miss": { column: column.name, is: is.length > 0 ? is : yes.slice(0, 4) } };
}

const triedFormats = [
  "iso",
  "d/M/yyyy",
  "M/d/yyyy",
  "d/M/yyyy HH:mm",
  "M/d/yyyy HH:mm",
  "d/M/yyyy HH:mm:ss",
  "M/d/yyyy HH:mm:ss",
  "M/d/yyyy h:mm a",
  "d.M.yyyy",
  "d.M.yyyy HH:mm",
  "d-M-yyyy",
  "d MMM yyyy",
  "d MMM yyyy HH:mm",
  "MMM d, yyyy",
  "decimal year",
];

/** The ways of writing times that fit all cells, the likeliest first. */
function formatsOf(values: readonly string[]): string[] {
  return triedFormats.filter((name) => {
    const format = name === "iso" ? isoFormat : timeFormat(name)!;
    return areAll(values, (value) => format(value) !== null);
  });
}

function formatOf(values: readonly string[]): string | null {
  return formatsOf(values)[0] ?? null;
}

function named<Key extends string>(key: Key, column: Seen | undefined): { [key in Key]?: string } {
  return column ? ({ [key]: column.name } as { [key in Key]?: string }) : {};
}

function wordsOf(name: string): string {
  const apart = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return apart.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function valuesOf(rows: readonly (readonly string[])[], column: number): string[] {
  return rows.map((row) => row[column]?.trim() ?? "").filter((value) => !saysNothing(value));
}

function areAll(values: readonly string[], fits: (value: string) => boolean): boolean {
  return values.length > 0 && values.every(fits);
}

function areNumbers(values: readonly string[]): boolean {
  return areAll(values, (value) => parseNumber(value) !== null);
}

/** Ids may repeat now and then: tables have the same row twice. */
function isDistinct(values: readonly string[]): boolean {
  return values.length > 0 && new Set(values).size >= 0.95 * values.length;
}

/** `ttc_subway_2014_2019.csv` becomes `ttc-subway`: dates in a file's name change, its source stays. */
function sourceOf(fileName: string): string {
  const base = fileName.replace(/^.*[/\\]/, "").replace(/\.[a-z0-9.]{1,8}$/i, "");
  const words = base.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.join("-").slice(0, 60) || "table";
}
