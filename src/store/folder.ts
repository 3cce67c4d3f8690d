import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { accountFor, closedOnTheWay } from "./account.ts";

/**
 * The folder that a store lives in where none is named: `.failwell` in the working folder. Where the database could not enter
 * that (it never runs as root, and can't enter root's home), the user's own place for data.
 */
export async function usualFolder(): Promise<string> {
  const here = resolve(".failwell");
  return (await closedOnTheWay(here, await accountFor(here))) === null ? ".failwell" : ownFolder();
}

function ownFolder(): string {
  if (process.getuid?.() === 0) return "/var/lib/failwell";
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "failwell");
  return join(process.env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "failwell");
}
