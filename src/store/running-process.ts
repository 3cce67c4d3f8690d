import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** A process that runs now. `started` tells it from a later one with the same number. */
type RunningProcess = { readonly started: string; readonly command: string };

/**
 * The process of this number, whoever owns it; null when there is none, or only its zombie.
 * Source: proc(5) on Linux (field 3 is the state, field 22 the start in clock ticks since boot), ps elsewhere.
 */
export function runningProcess(pid: number): RunningProcess | null {
  return existsSync("/proc/self/stat") ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): RunningProcess | null {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const [state, started] = [afterName[0], afterName[19]];
    if (state === undefined || started === undefined || "ZX".includes(state)) return null;
    return { started, command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") };
  } catch {
    return null;
  }
}

function fromPs(pid: number): RunningProcess | null {
  try {
    const columns = ["-o", "stat=", "-o", "lstart=", "-o", "command="];
    const said = execFileSync("ps", [...columns, "-p", String(pid)], { encoding: "utf8" }).trim();
    const found = /^(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/s.exec(said);
    return found && !found[1]!.startsWith("Z") ? { started: found[2]!, command: found[3]! } : null;
  } catch {
    return null;
  }
}
