import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The folder that a store lives in where none is named: the user's own place for data. Root's is /var/lib/failwell, since the
 * database never runs as root and can't enter root's home.
 */
export function defaultFolder(): string {
  if (process.getuid?.() === 0) return "/var/lib/failwell";
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "failwell");
  return join(process.env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "failwell");
}
