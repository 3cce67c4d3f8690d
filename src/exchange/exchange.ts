/** Other people's formats → occurrences, and ours out again. The folder's public face. */
import { alertsIn, readAlertmanager } from "./alertmanager.ts";
import { createCsvReader } from "./csv.ts";
import { detect, strangerIn } from "./detect.ts";
import { googleIncidentsIn, readGoogleCloud } from "./google-cloud.ts";
import { createJsonLineReading, jsonLinePartsIn } from "./json-lines.ts";
import { createJsonReader } from "./json-reader.ts";
import type { Mapping } from "./mapping.ts";
import { type Completion, createCompletion } from "./occurrences.ts";
import { pagerdutyEventsIn, readPagerduty } from "./pagerduty.ts";
import type { Format, Reader, ReadRow } from "./reading.ts";
import { readStatuspage, statuspageIncidentsIn } from "./statuspage.ts";
import { joinedText } from "./text-chunks.ts";

export { detect } from "./detect.ts";
export { jsonLinesHeader, writeJsonLine } from "./json-lines.ts";
export type { Columns, Mapping, Stage, WhenColumn } from "./mapping.ts";
export { type Proposal, proposeMapping } from "./mapping-proposal.ts";
export { formatMapping, type KnownNames, parseMapping } from "./mapping-text.ts";
export type { Format, ReadRow, Unreadable } from "./reading.ts";
export { sampleTable } from "./table-sample.ts";

/** Every format that can be read, with what people call it and what a file of it is. */
export const formats: readonly { readonly id: Format; readonly name: string; readonly file: string }[] = [
  { id: "csv", name: "CSV", file: "a table with a header, and a mapping of its columns" },
  { id: "google-cloud", name: "Google Cloud status", file: "incidents.json" },
  { id: "statuspage", name: "Statuspage", file: "incidents.json, or bodies of webhooks" },
  { id: "pagerduty", name: "PagerDuty", file: "bodies of webhooks, version 3" },
  { id: "alertmanager", name: "Alertmanager", file: "bodies of webhooks, version 4" },
  { id: "json-lines", name: "Failwell JSON Lines", file: "one occurrence a line" },
];

export type ReadOptions = {
  readonly format: Format;
  /** Needed for CSV; for other formats it names their kinds in the organization's words. */
  readonly mapping?: Mapping;
};

/**
 * Reads a record: what happened, row by row, and what could not be read, with its place. Reading goes on behind whatever is
 * unreadable; the caller decides whether that is enough.
 *
 * `chunks`: the file decoded as UTF-8, cut anywhere. Memory: one row or document; formats in which several messages tell of
 * one occurrence (Statuspage, PagerDuty, Alertmanager) keep their occurrences until the file ends; tables keep up to 32
 * bytes a row. The same file gives the same keys.
 * Throws only what `chunks` throws, and RangeError for a mapping that `parseMapping` would refuse.
 */
export async function* readRecord(
  chunks: AsyncIterable<string> | Iterable<string>,
  options: ReadOptions,
): AsyncGenerator<ReadRow> {
  let reader: Reader | null = null;
  for await (const text of joinedText(chunks)) {
    if (reader === null) {
      const stranger = otherThan(options.format, text);
      if (stranger !== null) return yield { unreadable: { row: 1, column: null, ...stranger } };
      reader = readerOf(options);
      if (reader === null) return yield { unreadable: { row: 1, column: null, ...noMapping } };
    }
    yield* reader.push(text);
  }
  if (reader) yield* reader.end();
  else
    yield { unreadable: { row: 1, column: null, found: "an empty file", expected: fileOf(options.format) } };
}

const noMapping = {
  found: "a table without a mapping",
  expected: "a mapping that says what its columns mean",
};

/** What a file is where it is clearly none of the format asked for. */
function otherThan(format: Format, head: string): { found: string; expected: string } | null {
  if (head.trim() === "") return { found: "an empty file", expected: fileOf(format) };
  const stranger = strangerIn(head);
  if (stranger) return { found: stranger, expected: fileOf(format) };
  const looks = detect("", head.slice(0, 1 << 16));
  const isJson = /^\s*[[{]/.test(head);
  if (format === "csv" ? !isJson || looks === null : isJson && (looks === null || looks === format))
    return null;
  const other = formats.find(({ id }) => id === looks)?.name ?? "no JSON";
  return { found: `what looks like ${other}`, expected: fileOf(format) };
}

function fileOf(format: Format): string {
  const known = formats.find(({ id }) => id === format)!;
  return `${known.name}: ${known.file}`;
}

function readerOf({ format, mapping = {} }: ReadOptions): Reader | null {
  const complete = createCompletion(mapping);
  if (format === "csv") return mapping.columns ? createCsvReader(mapping, complete) : null;
  return jsonReaderOf(format, complete);
}

function jsonReaderOf(format: Exclude<Format, "csv">, complete: Completion): Reader {
  const expected = fileOf(format);
  switch (format) {
    case "google-cloud":
      return createJsonReader(
        { expected, partsOf: googleIncidentsIn, read: readGoogleCloud, gathers: false },
        complete,
      );
    case "statuspage":
      return createJsonReader(
        { expected, partsOf: statuspageIncidentsIn, read: readStatuspage, gathers: true },
        complete,
      );
    case "pagerduty":
      return createJsonReader(
        { expected, partsOf: pagerdutyEventsIn, read: readPagerduty, gathers: true },
        complete,
      );
    case "alertmanager":
      return createJsonReader(
        { expected, partsOf: alertsIn, read: readAlertmanager, gathers: true },
        complete,
      );
    case "json-lines":
      return createJsonReader(
        { expected, partsOf: jsonLinePartsIn, read: createJsonLineReading(), gathers: false },
        complete,
      );
  }
}
