/** A first look at a file, in the browser, before any of it is sent. */
import {
  detect,
  type Format,
  type Mapping,
  proposeMapping,
  readRecord,
  sampleTable,
  type Unreadable,
} from "../../../exchange/exchange.ts";
import type { Occurrence } from "../../../model/model.ts";

/** So much of a file is looked at, in UTF-16 units after unpacking: thousands of rows of most tables. */
const headLength = 1 << 19;
/** And so many rows of it, at most. */
const rowsRead = 5000;

export type Head = {
  readonly text: string;
  /** The file goes on behind it. */
  readonly cut: boolean;
};

/** The first text of a file, unpacked where it is gzip. Throws, in words, where it can't be unpacked. */
export async function readHead(file: Blob): Promise<Head> {
  const first = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = first[0] === 0x1f && first[1] === 0x8b;
  const bytes = packed ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream();
  const reader = bytes.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  try {
    while (text.length < headLength) {
      const { done, value } = await reader.read();
      if (done) return { text, cut: false };
      text += value;
    }
  } catch {
    if (text === "")
      throw new Error("this file ends where it should not: it may be broken, or copied only in part");
  }
  void reader.cancel().catch(() => undefined);
  return { text: text.slice(0, headLength), cut: true };
}

export type Guess = {
  readonly format: Format | null;
  /** Null for formats that need none. */
  readonly mapping: Mapping | null;
  /** What a person should look at. */
  readonly remarks: readonly string[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** What a file seems to be, and for a table what its columns seem to mean. */
export function guess(
  fileName: string,
  head: Head,
  format: Format | null = detect(fileName, head.text),
): Guess {
  if (format !== "csv") return { format, mapping: null, remarks: [], header: [], rows: [] };
  const { header, rows } = sampleTable(head.text);
  return { format, ...proposeMapping(header, rows, fileName), header, rows };
}

export type Preview = {
  /** The first occurrences as they would be read. */
  readonly occurrences: readonly Occurrence[];
  readonly read: number;
  readonly unreadable: readonly Unreadable[];
  /** Kinds among what was read that no name was given for, most frequent first. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
};

/** Reads the head as the whole file would be read. What stands unreadable at its cut is no trouble of the file's. */
export async function preview(
  head: Head,
  format: Format,
  mapping: Mapping | null,
  shown = 5,
): Promise<Preview> {
  const text = head.cut && format === "csv" ? head.text.slice(0, head.text.lastIndexOf("\n") + 1) : head.text;
  const occurrences: Occurrence[] = [];
  const unreadable: Unreadable[] = [];
  const kinds = new Map<string, number>();
  let read = 0;
  for await (const row of readRecord([text], { format, ...(mapping && { mapping }) })) {
    if ("unreadable" in row) unreadable.push(row.unreadable);
    else {
      const { occurrence } = row;
      read += 1;
      if (occurrences.length < shown) occurrences.push(occurrence);
      if (occurrence.kind !== "") kinds.set(occurrence.kind, (kinds.get(occurrence.kind) ?? 0) + 1);
    }
    if (read + unreadable.length >= rowsRead) break;
  }
  if (head.cut && format !== "csv") unreadable.pop();
  const ordered = [...kinds].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
  return { occurrences, read, unreadable, kinds: ordered };
}
