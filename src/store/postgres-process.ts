import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { StoreProblem } from "./problem.ts";
import { runningProcess } from "./running-process.ts";

const startPatienceMs = 60_000;
const stopPatienceMs = 20_000;
const largestLogBytes = 4_000_000;

const settings: Record<string, string> = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "30",
  shared_buffers: "128MB",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "512MB",
  max_parallel_workers_per_gather: "0",
  jit: "off",
  io_method: "sync",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
};

/** What it takes to start. `log`: a file that takes what it says. */
export type Start = {
  readonly binaries: Binaries;
  readonly data: string;
  readonly sockets: string;
  readonly account: Account | undefined;
  readonly log: string;
};

/** A database process and the watchdog that ends it when we end. */
export type Running = { readonly postgres: ChildProcess; readonly watchdog: ChildProcess | null };

/**
 * Starts PostgreSQL on its data and waits until it answers; starts again while remains of a killed predecessor still hold its
 * memory. Throws StoreProblem with its last words where it doesn't start.
 */
export async function startPostgres(start: Start): Promise<Running> {
  if (((await stat(start.log).catch(() => null))?.size ?? 0) > largestLogBytes) await truncate(start.log);
  const until = Date.now() + startPatienceMs;
  for (;;) {
    const before = (await stat(start.log).catch(() => null))?.size ?? 0;
    const running = spawnPostgres(start);
    if (await isReady(running.postgres, start.data, until)) return running;
    await stopPostgres(running);
    const said = (await readFile(start.log)).subarray(before).toString();
    const passing = /shared memory block|lock file .* already exists/.test(said);
    if (!passing || Date.now() > until) throw cannotStart(said, start.log);
    await wait(100);
  }
}

function cannotStart(said: string, log: string): StoreProblem {
  const lastWords = said
    .split("\n")
    .filter((line) => /FATAL|PANIC|ERROR|error/.test(line))
    .at(-1);
  return new StoreProblem(
    `the database didn't start: ${lastWords ?? "it said nothing"}`,
    `the whole of what it said is in ${log}`,
  );
}

function spawnPostgres({ binaries, data, sockets, account, log }: Start): Running {
  const all = { ...settings, unix_socket_directories: sockets };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const output = openSync(log, "a", 0o600);
  const postgres = spawn(join(binaries.root, "bin", "postgres"), ["-D", data, ...options], {
    ...account,
    cwd: "/",
    env: plainEnvironment(),
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  postgres.on("error", () => {});
  postgres.unref();
  return { postgres, watchdog: postgres.pid === undefined ? null : watch(postgres.pid, sockets, account) };
}

/** The end of its input is the end of the process that started it: $1 is the folder of sockets, $2 the database's number. */
const watchdogScript = `
read -r _
kill -INT "$2"
tries=0
while kill -0 "$2" && [ $tries -lt 300 ]; do sleep 0.1; tries=$((tries + 1)); done
rmdir "$1"
`;

/**
 * A shell that waits for the end of a pipe whose other end only this process holds, then asks the database to stop:
 * the one way to end with a process that may be killed without a word. Both run detached, so that Ctrl-C reaches neither.
 */
function watch(pid: number, sockets: string, account: Account | undefined): ChildProcess {
  const watchdog = spawn("/bin/sh", ["-c", watchdogScript, "failwell-watchdog", sockets, String(pid)], {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watchdog.on("error", () => {});
  watchdog.stdin?.on("error", () => {});
  watchdog.unref();
  if (watchdog.stdin && "unref" in watchdog.stdin && typeof watchdog.stdin.unref === "function")
    watchdog.stdin.unref();
  return watchdog;
}

/** Line 8 of postmaster.pid tells the state; it counts only below our own process's number. */
async function isReady(postgres: ChildProcess, data: string, until: number): Promise<boolean> {
  while (hasNotEnded(postgres) && Date.now() < until) {
    const lines = await postmasterFile(data);
    if (Number(lines[0]) === postgres.pid && lines[7]?.trim() === "ready") return true;
    await wait(5);
  }
  return false;
}

function hasNotEnded(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function postmasterFile(data: string): Promise<readonly string[]> {
  return (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
}

/** Stops it in good order; what is not yet written is written first. */
export async function stopPostgres({ postgres, watchdog }: Running): Promise<void> {
  watchdog?.kill("SIGKILL");
  if (!hasNotEnded(postgres)) return;
  const ended = new Promise<void>((resolve) => postgres.once("exit", () => resolve()));
  postgres.ref();
  postgres.kill("SIGINT");
  const hurry = setTimeout(() => postgres.kill("SIGQUIT"), stopPatienceMs);
  await ended;
  clearTimeout(hurry);
}

/**
 * Stops what a killed process left running on this data, or waits for it to end, and removes its sockets. Its number may by now
 * be another process's, even another database's: only one that was started on this very folder is touched.
 */
export async function stopOrphan(data: string): Promise<void> {
  const [first, started, , , sockets] = await postmasterFile(data);
  const pid = Number(first);
  // An empty file is what a power cut may leave of one being written; PostgreSQL would not start on it.
  if (first === "") await rm(join(data, "postmaster.pid"), { force: true });
  const isOurs = () => isDatabaseOn(pid, started ?? data);
  await endWhile(isOurs, pid, "SIGINT");
  await endWhile(isOurs, pid, "SIGQUIT");
  if (!isOurs() && runningProcess(pid) !== null) await disown(data);
  if (sockets && /\/failwell-[^/]+$/.test(sockets)) await rm(sockets, { recursive: true, force: true });
}

/**
 * PostgreSQL takes any process of the number in postmaster.pid for itself and would not start, but for its parent: we are its parent.
 * The rest of the file stays, since it finds remains of its predecessor by it. Source: CreateLockFile in miscinit.c.
 */
async function disown(data: string): Promise<void> {
  const [, ...rest] = await postmasterFile(data);
  await writeFile(join(data, "postmaster.pid"), [String(process.pid), ...rest].join("\n"));
}

async function endWhile(isOurs: () => boolean, pid: number, signal: NodeJS.Signals): Promise<void> {
  if (!isOurs()) return;
  process.kill(pid, signal);
  const until = Date.now() + stopPatienceMs;
  while (isOurs() && Date.now() < until) await wait(20);
}

function isDatabaseOn(pid: number, data: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  return runningProcess(pid)?.command.includes(`postgres -D ${data} `) ?? false;
}

/** Nothing of the user's own PostgreSQL settings (PGDATA, PGPORT…) may reach ours. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}
