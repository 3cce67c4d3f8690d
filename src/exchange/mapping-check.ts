import { nearest } from "../model/model.ts";
import { durationUnit, durationUnits } from "./durations.ts";
import { foundOf, isPlain } from "./json-fields.ts";
import { type Mapping, stages } from "./mapping.ts";
import { quoted } from "./reading.ts";
import { formatExpected, timeFormat } from "./times.ts";
import { zoneOf } from "./zone.ts";

type Path = readonly (string | number)[];

/** Takes what is wrong, with the path to it. */
export type Report = (path: Path, message: string, expected?: string, nearest?: string) => void;

/** A check of one value of a mapping. */
type Check = (value: unknown, path: Path, report: Report) => void;

/** Reports all that is wrong with a mapping. What it lets through is a `Mapping` that every reader can work with. */
export function checkMapping(
  value: unknown,
  report: Report,
  known?: { readonly failures: Iterable<string>; readonly functions: Iterable<string> },
): void {
  const failure = nameOf("failure", known && [...known.failures]);
  const organizationFunction = nameOf("function", known && [...known.functions]);
  const mapping = keys({
    source: text("a short name of the table, such as subway", (name) => /^[^\s:]{1,100}$/.test(name)),
    columns,
    delimiter: text("one to four signs", (sign) => /^[^"\n\r]{1,4}$/.test(sign)),
    header: list(text("the name of a column", () => true)),
    "time zone": text("a name such as America/Toronto", (zone) => zoneOf(zone) !== null),
    function: oneOf(organizationFunction, keys({ column, is: names(organizationFunction) }, ["is"])),
    failures: names(failure),
  });
  mapping(value, [], report);
  if (!isPlain(value)) return;
  if (isPlain(value.columns) && value.source === undefined) {
    report(
      [],
      "this table has no name in the record",
      "source: a short name; the same table keeps the same name",
    );
  }
  if (isPlain(value.columns) && !telling.some((key) => Object.hasOwn(value.columns as object, key))) {
    report(["columns"], "no column says what happened, or when", `one of ${telling.join(", ")}`);
  }
  if (new Set(listOf(value.header)).size !== listOf(value.header).length) {
    report(["header"], "two columns have the same name", "a name of its own for each column");
  }
  checkSince(value as Mapping, report);
}

/** A row that says none of these says nothing. */
const telling = [...stages, "kind", "title"];

const column = text("the name of a column", (name) => name !== "");
const stage = text("onset, detected, contained or recovered", (name) =>
  stages.some((known) => known === name),
);
const format = text(formatExpected, (name) => timeFormat(name) !== null);
const unit = text(
  `one of ${durationUnits.map((name) => `${name}s`).join(", ")}`,
  (name) => durationUnit(name) !== null,
);
const columnOrList = oneOf(column, list(column));

const when: Check = (value, path, report) => {
  if (!isPlain(value)) return column(value, path, report);
  if ("after" in value) {
    keys({ after: column, unit, "unit from": column, since: stage }, ["after"])(value, path, report);
    if ((value.unit === undefined) === (value["unit from"] === undefined)) {
      report(path, "this duration needs its unit", "either unit: minutes or unit from: a column");
    }
  } else if ("date" in value)
    keys({ date: column, time: column, format }, ["date", "time"])(value, path, report);
  else if ("year" in value) keys({ year: column, month: column, day: column }, ["year"])(value, path, report);
  else keys({ column, format }, ["column"])(value, path, report);
};

const columns = keys({
  id: column,
  title: column,
  kind: columnOrList,
  note: columnOrList,
  link: column,
  loss: oneOf(
    column,
    keys(
      {
        column,
        decimal: text('"." or ","', (sign) => sign === "." || sign === ","),
        times: (value, path, report) => {
          if (typeof value !== "number" || !(value > 0 && value <= 1e15))
            reportValue(value, path, report, "a number above zero");
        },
      },
      ["column"],
    ),
  ),
  "near miss": keys({ column, is: list(text("a word of that column", () => true)) }, ["column", "is"]),
  onset: when,
  detected: when,
  contained: when,
  recovered: when,
});

/** Durations since each other have no beginning. */
function checkSince(mapping: Mapping, report: Report): void {
  for (const start of stages) {
    const passed = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && !passed.has(at)) {
      passed.add(at);
      const when: unknown = isPlain(mapping.columns)
        ? (mapping.columns as { [name: string]: unknown })[at]
        : undefined;
      const since: unknown = isPlain(when) && "after" in when ? (when.since ?? "onset") : undefined;
      at = typeof since === "string" ? since : undefined;
    }
    if (at === start) report(["columns", start], "this stage begins with itself", "since: another stage");
  }
}

function reportValue(value: unknown, path: Path, report: Report, expected: string): void {
  report(path, `${foundOf(value)} is not what belongs here`, expected);
}

function text(expected: string, fits: (text: string) => boolean): Check {
  return (value, path, report) => {
    if (typeof value !== "string" || !fits(value)) reportValue(value, path, report, expected);
  };
}

function list(member: Check): Check {
  return (value, path, report) => {
    if (!Array.isArray(value) || value.length === 0) {
      return reportValue(value, path, report, "a list with something in it");
    }
    value.forEach((each, i) => {
      member(each, [...path, i], report);
    });
  };
}

/** A plain value by the first check, an object or a list by the second. */
function oneOf(plain: Check, composed: Check): Check {
  return (value, path, report) =>
    (typeof value === "object" && value !== null ? composed : plain)(value, path, report);
}

function names(id: Check): Check {
  return (value, path, report) => {
    if (!isPlain(value)) return reportValue(value, path, report, "a kind or a pattern, and the name for it");
    for (const [kind, name] of Object.entries(value)) id(name, [...path, kind], report);
  };
}

function nameOf(what: string, known: readonly string[] | undefined): Check {
  return (value, path, report) => {
    if (typeof value !== "string" || value === "")
      return reportValue(value, path, report, `the name of a ${what}`);
    if (!known || known.includes(value)) return;
    report(
      path,
      `the text has no ${what} named ${quoted(value)}`,
      `a ${what} of the text`,
      nearest(value, known),
    );
  };
}

function keys(checks: { readonly [key: string]: Check }, required: readonly string[] = []): Check {
  return (value, path, report) => {
    const expected = `keys among ${Object.keys(checks).join(", ")}`;
    if (!isPlain(value)) return reportValue(value, path, report, expected);
    for (const [key, each] of Object.entries(value)) {
      const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
      if (check) check(each, [...path, key], report);
      else
        report([...path, key], `${quoted(key)} is no key here`, expected, nearest(key, Object.keys(checks)));
    }
    for (const key of required) {
      if (!Object.hasOwn(value, key)) report(path, `${quoted(key)} is missing here`, `${key}: …`);
    }
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
