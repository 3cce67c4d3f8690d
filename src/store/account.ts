import { stat } from "node:fs/promises";
import { dirname } from "node:path";

/** The system account that the database runs as. PostgreSQL refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number };

/** The account `nobody` of most systems. */
const nobody: Account = { uid: 65534, gid: 65534 };

/**
 * The account to run the database as: undefined, this process's own, unless that is root; then the owner of the data
 * that is already there, or nobody.
 */
export async function accountFor(data: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const found = await stat(data).catch(() => null);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : nobody;
}

/** The first folder on the way to `path`, itself included, that the account may not enter; null: it can reach it. */
export async function closedOnTheWay(path: string, account: Account | undefined): Promise<string | null> {
  if (!account) return null;
  const parent = dirname(path);
  const above = parent === path ? null : await closedOnTheWay(parent, account);
  if (above) return above;
  const found = await stat(path).catch(() => null);
  if (!found) return null;
  const bit = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001;
  return found.mode & bit ? null : path;
}
