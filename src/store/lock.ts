import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { StoreProblem } from "./problem.ts";
import { runningProcess } from "./running-process.ts";

/** Who holds a folder. `started` tells a process from a later one with the same number. */
type Holder = { readonly pid: number; readonly started: string };

const attempts = 60;

/**
 * Takes a folder for this process alone, until the returned function is called or the process is gone.
 *
 * Throws StoreProblem when a living process holds it. A lock whose process is dead is taken over. Two processes that
 * find a dead lock in the same instant are told apart by what they then read; the database's own postmaster.pid stands behind.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "lock");
  const mine: Holder = { pid: process.pid, started: runningProcess(process.pid)?.started ?? "" };
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await writeNew(path, JSON.stringify(mine))) return () => rm(path, { force: true });
    const found = await readFile(path, "utf8").catch(() => "");
    const holder = parseHolder(found);
    if (holder && isAlive(holder)) throw heldBy(folder, holder);
    if (holder === null && (await isFresh(path))) await wait(50);
    else await removeStale(path, found);
  }
  throw new StoreProblem(
    `the folder ${folder} could not be locked`,
    `close other programs that open it, then delete ${path}`,
  );
}

function heldBy(folder: string, holder: Holder): StoreProblem {
  return new StoreProblem(
    `the folder ${folder} is in use by another Failwell (process ${holder.pid})`,
    "use the one that runs, or stop it first; another folder can be open at the same time",
  );
}

async function writeNew(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.writeFile(content);
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Moves the dead lock aside; puts it back when it has become somebody's living one meanwhile. */
async function removeStale(path: string, found: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, "utf8")) === found) await rm(aside, { force: true });
  else await rename(aside, path);
}

/** A lock just being written may be read half. */
async function isFresh(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < 1000;
}

function parseHolder(content: string): Holder | null {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== "object" || value === null || !("pid" in value) || !("started" in value))
      return null;
    return typeof value.pid === "number" && typeof value.started === "string"
      ? { pid: value.pid, started: value.started }
      : null;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  return runningProcess(holder.pid)?.started === holder.started;
}
