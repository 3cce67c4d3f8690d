import type { Moment, Occurrence } from "../model/model.ts";
import { compileNames } from "./kinds.ts";
import type { Mapping } from "./mapping.ts";
import type { Refusals } from "./reading.ts";

const longestTitle = 300;
const longestNote = 20_000;
const longestKind = 300;

/** What a format says of an occurrence; what it does not say is not known. */
export type Told = Partial<Omit<Occurrence, "key" | "source">> & Pick<Occurrence, "key" | "source">;

/** Completes what a format told: names by the mapping, and what was not said. */
export type Completion = (told: Told) => Occurrence;

export function createCompletion(mapping: Pick<Mapping, "failures" | "function">): Completion {
  const failureOf = compileNames(mapping.failures);
  const functionOf = functionByKind(mapping.function);
  return (told) => {
    const kind = cut(told.kind ?? "", longestKind);
    return {
      key: told.key,
      source: told.source,
      title: cut(told.title ?? kind, longestTitle),
      functionId: told.functionId ?? functionOf(kind),
      failureId: told.failureId ?? failureOf(kind),
      kind,
      nearMiss: told.nearMiss ?? false,
      onset: told.onset ?? null,
      detected: told.detected ?? null,
      contained: told.contained ?? null,
      recovered: told.recovered ?? null,
      loss: told.loss ?? null,
      note: cut(told.note ?? "", longestNote),
      link: told.link && /^https?:\/\//i.test(told.link) ? told.link : null,
    };
  };
}

/** Functions that a column names are told by the table's reader, not found by kind. */
function functionByKind(stated: Mapping["function"]): (kind: string) => string | null {
  if (typeof stated === "string") return () => stated;
  return stated && stated.column === undefined ? compileNames(stated.is) : () => null;
}

/** Cut where it is too long, never through a letter of two units. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/**
 * Refuses text that no store keeps as it is: a NUL, or half of a letter of two units; and text that was not UTF-8, since the
 * same file in UTF-8 would later be taken for another one.
 */
export function refuseUnkeepable(occurrence: Occurrence, refusals: Refusals): void {
  for (const field of ["key", "kind", "title", "note", "link"] as const) {
    const found = /[\0\ufffd\ud800-\udfff]/u.exec(occurrence[field] ?? "")?.[0];
    if (found === undefined) continue;
    const name =
      found === "\0"
        ? "a NUL character"
        : found === "\ufffd"
          ? "a character that is not UTF-8"
          : "half a character";
    refusals.refuse(null, `${name} in the ${field}`, "text in UTF-8");
  }
}

/**
 * One occurrence told twice, as when an incident is opened and later resolved: what `later` knows replaces what `known` had,
 * and what only one of them knows stays. Both have the same key.
 */
export function mergeOccurrences(known: Occurrence, later: Occurrence): Occurrence {
  return {
    key: known.key,
    source: known.source,
    title: later.title || known.title,
    functionId: later.functionId ?? known.functionId,
    failureId: later.failureId ?? known.failureId,
    kind: later.kind || known.kind,
    nearMiss: known.nearMiss && later.nearMiss,
    onset: later.onset ?? known.onset,
    detected: later.detected ?? known.detected,
    contained: later.contained ?? known.contained,
    recovered: later.recovered ?? known.recovered,
    loss: later.loss ?? known.loss,
    note: later.note || known.note,
    link: later.link ?? known.link,
  };
}

/** Between what was known before and what is known after: where something was found out. Null where neither is known. */
export function between(earliest: Moment, latest: Moment): Moment {
  if (!latest || !earliest || earliest.earliest > latest.latest) return latest;
  return { earliest: earliest.earliest, latest: latest.latest };
}
