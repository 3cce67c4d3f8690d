import { randomBytes } from "node:crypto";
import { access, constants, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { refusedFile, wrongUse } from "./mistake.ts";

/** Larger than any text the language takes; what it refuses beyond its own limit, it says with a place. */
const mostBytes = 64 * 1024 * 1024;

export type Given = { readonly file: string; readonly text: string };

/** The text in a file, or from standard input where FILE is `-`. */
export async function readGiven(file: string): Promise<Given> {
  if (file === "-") return { file: "stdin", text: await readInput() };
  try {
    const { size } = await stat(file);
    if (size > mostBytes) throw wrongUse(`${file} is larger than 64 MB, which no text of an organization is`);
    return { file, text: await readFile(file, "utf8") };
  } catch (error) {
    throw refusedFile("read", file, error);
  }
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw wrongUse("standard input is larger than 64 MB, which no text of an organization is");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Refuses, before anything else is done, a file in a folder that is not there or takes none. */
export async function checkFolderOf(file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw refusedFile("write", file, error);
  }
}

/** Writes a file so that a crash leaves the old one or the new one, never a part. `fresh`: refuses where one is there. */
export async function writeWhole(
  file: string,
  content: string | Uint8Array,
  { fresh = false } = {},
): Promise<void> {
  if (fresh && (await isThere(file))) throw wrongUse(`${file} is there already; it is not overwritten`);
  const beside = join(dirname(file), `.${randomBytes(6).toString("hex")}.part`);
  try {
    const handle = await open(beside, "wx");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw refusedFile("write", file, error);
  }
}

export async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
