import { type Moment, nearest, type Occurrence } from "../model/model.ts";
import { createRowSplitter, guessDelimiter, type TableRow } from "./csv-rows.ts";
import { createRowKeys, keyOfId } from "./keys.ts";
import { compileNames } from "./kinds.ts";
import { type Mapping, type Stage, stages } from "./mapping.ts";
import { parseNumber, saysNothing } from "./numbers.ts";
import { type Completion, refuseUnkeepable, type Told } from "./occurrences.ts";
import { noRefusals, quoted, type Reader, type ReadRow, type Refusals } from "./reading.ts";
import { compileWhen, type WhenReading } from "./when.ts";

/** Any table with a header, or with names for its columns in the mapping. Memory: one row, and up to 32 bytes for each row's key. */
export function createCsvReader(mapping: Mapping, complete: Completion): Reader {
  let splitter: ReturnType<typeof createRowSplitter> | null = null;
  let head = "";
  let readRow: ((row: TableRow) => ReadRow) | null = null;
  let stopped = false;

  function* read(rows: Iterable<TableRow>): Generator<ReadRow> {
    for (const row of rows) {
      if (stopped) return;
      if (readRow) yield readRow(row);
      else {
        const header = mapping.header ?? row.cells.map((cell) => cell.trim());
        const unreadable = row.broken ? { column: null, ...row.broken } : missingColumn(mapping, header);
        stopped = unreadable !== null;
        if (unreadable) yield { unreadable: { row: row.number, ...unreadable } };
        else {
          readRow = compileRow(mapping, header, complete);
          if (mapping.header) yield readRow(row);
        }
      }
    }
  }

  function* open(last: boolean): Generator<ReadRow> {
    const firstLine = head.split("\n").find((line) => line.trim() !== "");
    if (!last && (firstLine === undefined || !head.includes("\n", head.indexOf(firstLine)))) return;
    splitter = createRowSplitter(mapping.delimiter ?? guessDelimiter(firstLine ?? ""));
    yield* read(splitter.push(head));
    head = "";
  }

  return {
    *push(text) {
      if (stopped) return;
      if (splitter) return yield* read(splitter.push(text));
      head += text;
      yield* open(head.length > 1 << 16);
    },
    *end() {
      if (!splitter) yield* open(true);
      if (splitter) yield* read(splitter.end());
    },
  };
}

type Trouble = { readonly column: string | null; readonly found: string; readonly expected: string };

/** The first column that the mapping names and the table has not, or has twice. */
function missingColumn(mapping: Mapping, header: readonly string[]): Trouble | null {
  for (const column of namedColumns(mapping)) {
    const count = header.filter((name) => name === column).length;
    if (count === 1) continue;
    if (count > 1) return { column, found: `${count} columns named ${quoted(column)}`, expected: "one" };
    const meant = nearest(column, header);
    const expected = `a column named ${quoted(column)}${meant ? `; did you mean ${quoted(meant)}?` : ""}`;
    return { column, found: `the columns ${quoted(header.join(", "))}`, expected };
  }
  return null;
}

function namedColumns(mapping: Mapping): Set<string> {
  const columns = mapping.columns ?? {};
  const named = new Set<string>();
  const add = (column: string | readonly string[] | undefined) => {
    for (const name of typeof column === "string" ? [column] : (column ?? [])) named.add(name);
  };
  for (const name of ["id", "title", "kind", "note", "link"] as const) add(columns[name]);
  add(typeof columns.loss === "object" ? columns.loss.column : columns.loss);
  add(columns["near miss"]?.column);
  if (typeof mapping.function === "object") add(mapping.function.column);
  for (const stage of stages) {
    const when = columns[stage];
    if (typeof when === "string") add(when);
    else if (when) {
      for (const [key, value] of Object.entries(when)) {
        if (!["format", "unit", "since"].includes(key)) add(value);
      }
    }
  }
  return named;
}

/** A cell of the row at hand, trimmed; empty where it says nothing. */
export type Cell = (row: readonly string[]) => string;

function compileRow(mapping: Mapping, header: readonly string[], complete: Completion) {
  const columns = mapping.columns ?? {};
  const cellOf = (column: string | undefined): Cell => {
    const index = column === undefined ? -1 : header.indexOf(column);
    return index === -1 ? () => "" : (cells) => cells[index]!.trim();
  };
  const joined = (names: string | readonly string[] | undefined, separator: string): Cell => {
    const cells = [names ?? []].flat().map(cellOf);
    return (row) =>
      cells
        .map((cell) => cell(row))
        .filter(Boolean)
        .join(separator);
  };

  const source = `csv:${mapping.source ?? ""}`;
  const keyOfRow = createRowKeys(source);
  const [id, title, kind] = [cellOf(columns.id), cellOf(columns.title), joined(columns.kind, " / ")];
  const [note, link] = [joined(columns.note, "\n\n"), cellOf(columns.link)];
  const functionId = compileFunction(mapping, cellOf);
  const nearMiss = compileNearMiss(columns["near miss"], cellOf);
  const loss = compileLoss(columns.loss, cellOf);
  const momentsOf = compileStages(mapping, cellOf);

  return (row: TableRow): ReadRow => {
    const { cells, number } = row;
    const refusals = noRefusals();
    if (row.broken) return { unreadable: { row: number, column: null, ...row.broken } };
    if (cells.length !== header.length) {
      refusals.refuse(null, `${cells.length} cells`, `${header.length}, as in the header`);
      return { unreadable: { row: number, ...refusals.first! } };
    }
    const told: Told = {
      key: saysNothing(id(cells)) ? keyOfRow(JSON.stringify(cells)) : keyOfId(source, id(cells)),
      source,
      title: title(cells) || undefined,
      kind: kind(cells),
      functionId: functionId(cells),
      nearMiss: nearMiss(cells),
      ...momentsOf(cells, refusals),
      loss: loss(cells, refusals),
      note: note(cells),
      link: link(cells) || null,
    };
    const occurrence = complete(told);
    if (saysNoMore(occurrence)) refusals.refuse(null, "no time, kind or title", "an occurrence");
    refuseUnkeepable(occurrence, refusals);
    return refusals.first ? { unreadable: { row: number, ...refusals.first } } : { occurrence, row: number };
  };
}

/** Neither when it happened nor what. */
function saysNoMore(told: Occurrence): boolean {
  return told.kind === "" && told.title === "" && stages.every((stage) => told[stage] === null);
}

type CellOf = (column: string | undefined) => Cell;

/** A function that a column names; where the mapping has it by kind, or for all, completion knows it. */
function compileFunction(mapping: Mapping, cellOf: CellOf): (row: readonly string[]) => string | null {
  if (typeof mapping.function !== "object" || mapping.function.column === undefined) return () => null;
  const [nameOf, cell] = [compileNames(mapping.function.is), cellOf(mapping.function.column)];
  return (row) => nameOf(cell(row));
}

function compileNearMiss(
  stated: { readonly column: string; readonly is: readonly string[] } | undefined,
  cellOf: CellOf,
): (row: readonly string[]) => boolean {
  if (!stated) return () => false;
  const words = new Set(stated.is.map((word) => word.trim().toLowerCase()));
  const cell = cellOf(stated.column);
  return (row) => words.has(cell(row).toLowerCase());
}

function compileLoss(
  stated: NonNullable<Mapping["columns"]>["loss"],
  cellOf: CellOf,
): (row: readonly string[], refusals: Refusals) => number | null {
  if (stated === undefined) return () => null;
  const { column, decimal = ".", times = 1 } = typeof stated === "string" ? { column: stated } : stated;
  const cell = cellOf(column);
  return (row, refusals) => {
    const text = cell(row);
    if (saysNothing(text)) return null;
    const value = parseNumber(text, decimal);
    if (value === null || value < 0 || !Number.isFinite(value * times)) {
      return refusals.refuse(column, quoted(text), "an amount of money such as 1234.50, not below zero");
    }
    return value * times;
  };
}

type Moments = { [stage in Stage]?: Moment };

/** Stages that stand in columns are read before those that are durations since them. */
function compileStages(
  mapping: Mapping,
  cellOf: CellOf,
): (row: readonly string[], refusals: Refusals) => Moments {
  const readings: { stage: Stage; reading: WhenReading }[] = [];
  const open = new Set(stages.filter((stage) => mapping.columns?.[stage] !== undefined));
  while (open.size > 0) {
    const next = [...open].find((stage) => !open.has(sinceOf(mapping, stage) ?? ("" as Stage)));
    // parseMapping refuses durations that begin with each other; whoever made the mapping otherwise is told here.
    if (next === undefined) throw new RangeError("stages of a mapping are durations since each other");
    open.delete(next);
    readings.push({
      stage: next,
      reading: compileWhen(mapping.columns![next]!, mapping["time zone"], cellOf),
    });
  }
  return (row, refusals) => {
    const moments: Moments = {};
    for (const { stage, reading } of readings) moments[stage] = reading(row, moments, refusals);
    return moments;
  };
}

/** The stage that a stage is a duration since; null where it stands in columns of its own. */
export function sinceOf(mapping: Mapping, stage: Stage): Stage | null {
  const when = mapping.columns?.[stage];
  return typeof when === "object" && "after" in when ? (when.since ?? "onset") : null;
}
