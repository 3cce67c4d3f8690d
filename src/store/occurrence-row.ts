import type { Moment, Occurrence } from "../model/model.ts";

/** The columns that hold an occurrence itself, in the table's order. */
export const occurrenceColumns = [
  "source",
  "key",
  "title",
  "function_id",
  "failure_id",
  "kind",
  "near_miss",
  "onset_earliest",
  "onset_latest",
  "detected_earliest",
  "detected_latest",
  "contained_earliest",
  "contained_latest",
  "recovered_earliest",
  "recovered_latest",
  "loss",
  "note",
  "link",
] as const;

/** An occurrence as its columns hold it. */
export type OccurrenceRow = {
  source: string;
  key: string;
  title: string;
  function_id: string | null;
  failure_id: string | null;
  kind: string;
  near_miss: boolean;
  onset_earliest: number | null;
  onset_latest: number | null;
  detected_earliest: number | null;
  detected_latest: number | null;
  contained_earliest: number | null;
  contained_latest: number | null;
  recovered_earliest: number | null;
  recovered_latest: number | null;
  loss: number | null;
  note: string;
  link: string | null;
};

export function toRow(occurrence: Occurrence): OccurrenceRow {
  const { onset, detected, contained, recovered } = occurrence;
  return {
    source: storable(occurrence.source),
    key: storable(occurrence.key),
    title: storable(occurrence.title),
    function_id: occurrence.functionId,
    failure_id: occurrence.failureId,
    kind: storable(occurrence.kind),
    near_miss: occurrence.nearMiss,
    onset_earliest: onset?.earliest ?? null,
    onset_latest: onset?.latest ?? null,
    detected_earliest: detected?.earliest ?? null,
    detected_latest: detected?.latest ?? null,
    contained_earliest: contained?.earliest ?? null,
    contained_latest: contained?.latest ?? null,
    recovered_earliest: recovered?.earliest ?? null,
    recovered_latest: recovered?.latest ?? null,
    loss: occurrence.loss,
    note: storable(occurrence.note),
    link: occurrence.link === null ? null : storable(occurrence.link),
  };
}

export function fromRow(row: OccurrenceRow): Occurrence {
  return {
    key: row.key,
    source: row.source,
    title: row.title,
    functionId: row.function_id,
    failureId: row.failure_id,
    kind: row.kind,
    nearMiss: row.near_miss,
    onset: moment(row.onset_earliest, row.onset_latest),
    detected: moment(row.detected_earliest, row.detected_latest),
    contained: moment(row.contained_earliest, row.contained_latest),
    recovered: moment(row.recovered_earliest, row.recovered_latest),
    loss: row.loss,
    note: row.note,
    link: row.link,
  };
}

function moment(earliest: number | null, latest: number | null): Moment {
  return earliest === null || latest === null ? null : { earliest, latest };
}

/** PostgreSQL keeps every character but U+0000; a replacement mark stands for it. */
function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}
