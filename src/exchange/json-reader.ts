import type { Occurrence } from "../model/model.ts";
import { createDocumentSplitter, type JsonDocument } from "./json-documents.ts";
import { type Fields, foundOf } from "./json-fields.ts";
import { type Completion, mergeOccurrences, refuseUnkeepable, type Told } from "./occurrences.ts";
import type { Reader, ReadRow } from "./reading.ts";

/** How one JSON format is read. */
export type JsonFormat = {
  /** What a document should be, for people: `a body of a PagerDuty webhook`. */
  readonly expected: string;
  /** The parts of a document that tell of occurrences, each with its path; null where the document is not of this format. */
  partsOf(value: unknown, path: string): readonly Fields[] | null;
  /** Null where a part tells of no occurrence, as planned maintenance does. */
  read(part: Fields): Told | null;
  /** Several parts of a file tell of one occurrence: they are gathered until the file ends. */
  readonly gathers: boolean;
};

/** Occurrences gathered at once, at most: then they go on, and later news of them follow by themselves. */
const gatheredLimit = 100_000;

/** A reader of a JSON format. Memory: one document, and where the format gathers, the occurrences of the file. */
export function createJsonReader(format: JsonFormat, complete: Completion): Reader {
  const splitter = createDocumentSplitter();
  const gathered = new Map<string, { occurrence: Occurrence; row: number }>();

  function* readDocument(document: JsonDocument): Generator<ReadRow> {
    const path = document.index === null ? "" : `[${document.index}]`;
    const row = document.line;
    if ("broken" in document) {
      yield { unreadable: { row, column: path || null, ...document.broken } };
      return;
    }
    const found = format.partsOf(document.value, path);
    if (!found) {
      const unlike = { found: foundOf(document.value), expected: format.expected };
      yield { unreadable: { row, column: path || null, ...unlike } };
      return;
    }
    for (const part of found) yield* readPart(part, row);
  }

  function* readPart(part: Fields, row: number): Generator<ReadRow> {
    const told = format.read(part);
    const occurrence = told && complete(told);
    if (occurrence) refuseUnkeepable(occurrence, part.refusals);
    if (part.refusals.first !== null) yield { unreadable: { row, ...part.refusals.first } };
    else if (occurrence) {
      if (format.gathers) yield* gather(occurrence, row);
      else yield { occurrence, row };
    }
  }

  function* gather(occurrence: Occurrence, row: number): Generator<ReadRow> {
    const known = gathered.get(occurrence.key);
    if (known) known.occurrence = mergeOccurrences(known.occurrence, occurrence);
    else gathered.set(occurrence.key, { occurrence, row });
    if (gathered.size > gatheredLimit) yield* release();
  }

  function* release(): Generator<ReadRow> {
    for (const row of gathered.values()) yield row;
    gathered.clear();
  }

  return {
    *push(text) {
      for (const document of splitter.push(text)) yield* readDocument(document);
    },
    *end() {
      for (const document of splitter.end()) yield* readDocument(document);
      yield* release();
    },
  };
}
