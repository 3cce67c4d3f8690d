import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Refused } from "./refused.ts";

/** No record file is longer, packed or unpacked. */
export const recordFileBytes = 2 * 1024 ** 3;

/**
 * The text of a record file from its bytes, piece by piece: unpacked where they are gzip, decoded from UTF-8.
 *
 * Throws Refused where the packing is damaged, the bytes are no UTF-8, or there are more than `limit`.
 */
export async function* recordText(
  bytes: AsyncIterable<Uint8Array>,
  limit = recordFileBytes,
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of limited(unpacked(limited(bytes, limit)), limit)) {
    const text = decoded(() => decoder.decode(chunk, { stream: true }));
    if (text !== "") yield text;
  }
  const rest = decoded(() => decoder.decode());
  if (rest !== "") yield rest;
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch (error) {
    const message = "the file is not text in UTF-8";
    const remedy = "save it as UTF-8 (a spreadsheet as CSV in UTF-8), then import it again";
    throw new Refused(422, { message, remedy }, error);
  }
}

async function* limited(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const chunk of bytes) {
    sum += chunk.length;
    if (sum > limit) {
      const message = `the file is longer than ${Math.floor(limit / 1024 ** 2)} MB`;
      throw new Refused(413, { message, remedy: "split it, and import the parts one after the other" });
    }
    yield chunk;
  }
}

async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  let head = new Uint8Array();
  let next = await source.next();
  while (!next.done && head.length < 2) {
    head = Buffer.concat([head, next.value]);
    next = await source.next();
  }
  const all = withHead(head, next, source);
  if (head[0] === 0x1f && head[1] === 0x8b) yield* gunzipped(all);
  else yield* all;
}

async function* withHead(
  head: Uint8Array,
  first: IteratorResult<Uint8Array>,
  source: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = first; !next.done; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(bytes), gunzip, () => {});
  try {
    yield* gunzip;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))) throw error;
    const message = "the gzip file is damaged or ends too early";
    throw new Refused(422, { message, remedy: "pack it again, or import it unpacked" }, error);
  }
}
