import type { Moment, Occurrence } from "../model/model.ts";
import { type Fields, fieldsOf, isPlain } from "./json-fields.ts";
import { createRowKeys } from "./keys.ts";
import type { Told } from "./occurrences.ts";
import { isoFormat, momentBetween, momentOf } from "./times.ts";
import { utc } from "./zone.ts";

/** The first line of a file of ours; readers need it not, yet refuse a version that they do not know. */
export const jsonLinesHeader = '{"failwell":"occurrences","version":1}';

export const looksLikeJsonLines = (head: string): boolean =>
  /^\s*\{\s*"failwell"\s*:\s*"occurrences"/.test(head) ||
  (/^\s*\{/.test(head) && /"(onset|nearMiss|failureId)"\s*:/.test(head));

/** One occurrence as a line without its line end. Reading it gives the same occurrence. */
export function writeJsonLine(occurrence: Occurrence): string {
  return JSON.stringify({
    ...occurrence,
    onset: written(occurrence.onset),
    detected: written(occurrence.detected),
    contained: written(occurrence.contained),
    recovered: written(occurrence.recovered),
  });
}

/** A time where it is known exactly, else the two it lies between. */
function written(moment: Moment): string | [string, string] | null {
  if (!moment) return null;
  const [earliest, latest] = [new Date(moment.earliest).toISOString(), new Date(moment.latest).toISOString()];
  return earliest === latest ? earliest : [earliest, latest];
}

/** The document itself, or nothing for a header. */
export function jsonLinePartsIn(value: unknown, path: string): Fields[] | null {
  if (!isPlain(value)) return null;
  if (!Object.hasOwn(value, "failwell")) return [momentsReadable(value, path)];
  const header = fieldsOf(value, path);
  if (value.failwell === "occurrences" && value.version === 1) return [];
  header.refuse("version", "failwell: occurrences, version: 1; a newer Failwell may have written it");
  return [header];
}

/** Pairs of times are read here; what is left are texts. */
function momentsReadable(value: { readonly [name: string]: unknown }, path: string): Fields {
  const fields = fieldsOf(value, path);
  return {
    ...fields,
    time(name) {
      const found = value[name];
      const pair = Array.isArray(found) && found.length === 2 ? found.map(momentIn) : [momentIn(found)];
      const [first, last] = [pair[0], pair.at(-1)];
      const moment = first && last ? momentBetween(first.earliest, last.latest) : null;
      if (!moment && fields.has(name)) fields.refuse(name, "a time, or two in a list: earliest and latest");
      return moment;
    },
  };
}

function momentIn(value: unknown): Moment {
  if (typeof value !== "string") return null;
  const exact = /^([+-]\d{6})-\d{2}-\d{2}T.*Z$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isFinite(exact)) return { earliest: exact, latest: exact };
  const form = isoFormat(value.trim());
  return form && momentOf(form, utc);
}

/**
 * One line. Nothing is required but a time, a kind or a title; a line without a `key` is named by its content.
 */
export function createJsonLineReading(): (line: Fields) => Told | null {
  const keyOf = createRowKeys("json-lines");
  return (line) => {
    const kind = line.text("kind");
    const title = line.has("title") ? line.text("title") : undefined;
    const times = {
      onset: line.time("onset"),
      detected: line.time("detected"),
      contained: line.time("contained"),
      recovered: line.time("recovered"),
    };
    if (Object.values(times).every((time) => time === null) && kind === "" && !title) {
      line.refusals.refuse(line.path || null, "no time, kind or title", "an occurrence");
    }
    const told = {
      source: line.text("source") || "json-lines",
      title,
      functionId: line.text("functionId") || null,
      failureId: line.text("failureId") || null,
      kind,
      nearMiss: line.truth("nearMiss"),
      ...times,
      loss: line.number("loss"),
      note: line.text("note"),
      link: line.text("link") || null,
    };
    return { key: line.text("key") || keyOf(JSON.stringify(told)), ...told };
  };
}
