import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { refusedFile, wrongUse } from "./mistake.ts";

const headBytes = 1 << 18;

/** A file of a record, opened: its first text to recognize it by, then all of it, once. */
export type RecordFile = {
  readonly file: string;
  readonly head: string;
  readonly chunks: AsyncIterable<string>;
  /** The share of the file that was read so far; null where its size is not known. */
  readonly part: () => number | null;
};

/** Opens a file of a record, plain or packed with gzip; `-` is standard input. */
export async function openRecord(file: string): Promise<RecordFile> {
  try {
    const size = file === "-" ? null : (await stat(file)).size;
    let read = 0;
    const raw = file === "-" ? process.stdin : createReadStream(file, { highWaterMark: headBytes });
    const bytes = counted(raw, (length) => {
      read += length;
    });
    const texts = decoded(await unpacked(bytes))[Symbol.asyncIterator]();
    const first = await texts.next();
    const head = first.done ? "" : first.value;
    const chunks = joined(head, texts, file);
    return { file, head, chunks, part: () => (size ? Math.min(1, read / size) : null) };
  } catch (error) {
    throw refusedRecord(file, error);
  }
}

async function* counted(
  source: AsyncIterable<Buffer>,
  count: (length: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    count(chunk.length);
    yield chunk;
  }
}

/** Looks at the first two bytes, since a packed file may carry any name. */
async function unpacked(bytes: AsyncGenerator<Buffer>): Promise<AsyncIterable<Buffer>> {
  const first = await bytes.next();
  const rest = followed(first.done ? [] : [first.value], bytes);
  const isPacked = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b;
  if (!isPacked) return rest;
  const gunzip = createGunzip();
  feed(rest, gunzip).catch((error) => gunzip.destroy(error));
  return gunzip;
}

async function feed(source: AsyncIterable<Buffer>, sink: ReturnType<typeof createGunzip>): Promise<void> {
  for await (const chunk of source) {
    if (sink.destroyed) return;
    if (!sink.write(chunk))
      await new Promise((resolve) => sink.once("drain", resolve).once("close", resolve));
  }
  sink.end();
}

async function* followed<Item>(first: readonly Item[], rest: AsyncIterable<Item>): AsyncGenerator<Item> {
  yield* first;
  yield* rest;
}

/** UTF-8 as text, the first piece long enough to recognize a format by. */
async function* decoded(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pending: string[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    pending.push(decoder.decode(chunk, { stream: true }));
    size += chunk.length;
    if (size < headBytes) continue;
    yield pending.join("");
    [pending, size] = [[], 0];
  }
  pending.push(decoder.decode());
  yield pending.join("");
}

async function* joined(head: string, texts: AsyncIterator<string>, file: string): AsyncGenerator<string> {
  yield head;
  try {
    for (let next = await texts.next(); !next.done; next = await texts.next()) yield next.value;
  } catch (error) {
    throw refusedRecord(file, error);
  }
}

function refusedRecord(file: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("Z_"))
    return wrongUse(`${file} is packed with gzip, and broken: it may not have been copied to its end`);
  return refusedFile("read", file, error);
}
