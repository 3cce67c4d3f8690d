/**
 * Kills Failwell's server and its database (−9) while clients write, opens the store again, and looks whether anything that was
 * acknowledged is lost, or any import is half there. `node bench/kill.ts [rounds] [seed]`; exit code 1 on a loss.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { jsonLinesHeader, writeJsonLine } from "../src/exchange/exchange.ts";
import type { Occurrence } from "../src/model/model.ts";
import { createGenerator, type Generator } from "../src/numeric/generator.ts";
import type { ImportAnswer, OccurrenceListed, OrganizationDetail } from "../src/server/api.ts";
import { startServer } from "../src/server/server.ts";
import { openStore } from "../src/store/store.ts";

const organization = "kept-works";
const importRows = 4_000;
const hands = 4;

/** What the clients were told is kept, over all rounds, and what they sent without an answer. */
type Acknowledged = {
  readonly occurrences: Set<string>;
  /** Revision number → text. */
  readonly revisions: Map<number, string>;
  readonly imports: Set<string>;
  /** Imports that were begun, answered or not: each must be there whole or not at all. */
  readonly begun: Set<string>;
};

export type KillReport = {
  readonly rounds: number;
  readonly occurrences: number;
  readonly revisions: number;
  readonly imports: number;
  /** Imports that were under way when the server was killed. */
  readonly brokenOff: number;
  /** Every loss in words; empty when all is well. */
  readonly losses: readonly string[];
};

/** Plays so many rounds on a folder of its own: write, kill, look. `tell` hears of each. */
export async function killRounds(
  rounds: number,
  seed: number,
  tell: (line: string) => void,
): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), "failwell-kill-"));
  const kept: Acknowledged = {
    occurrences: new Set(),
    revisions: new Map(),
    imports: new Set(),
    begun: new Set(),
  };
  const losses: string[] = [];
  try {
    await prepare(folder, kept);
    for (let round = 1; round <= rounds; round++) {
      const before = sum(kept);
      const lived = await writeAndKill(folder, kept, createGenerator(seed, round));
      const found = await lossesIn(folder, kept);
      losses.push(...found.map((loss) => `round ${round}: ${loss}`));
      tell(
        `round ${round}: killed after ${lived} ms, ${sum(kept) - before} acknowledged, ${found.length} lost`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const brokenOff = kept.begun.size - kept.imports.size;
  const { occurrences, revisions, imports } = kept;
  return {
    rounds,
    occurrences: occurrences.size,
    revisions: revisions.size,
    imports: imports.size,
    brokenOff,
    losses,
  };
}

function sum({ occurrences, revisions, imports }: Acknowledged): number {
  return occurrences.size + revisions.size + imports.size;
}

async function prepare(folder: string, kept: Acknowledged): Promise<void> {
  const store = await openStore({ folder });
  const text = textOf("at the beginning");
  await store.createOrganization({ text, name: "Kept Works", example: false, author: "bench", comment: "" });
  kept.revisions.set(1, text);
  await store.close();
}

function textOf(note: string): string {
  return `failwell: 1\norganization: Kept Works\ncurrency: EUR\ncapital: 1M EUR\nnote: ${note}\n`;
}

/** One life of a server: clients write as fast as they can until it is killed. Answers how long it lived, in milliseconds. */
async function writeAndKill(folder: string, kept: Acknowledged, generator: Generator): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "serve", folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await firstLine(child);
  const url = `${address}/api/organizations/${organization}`;
  const ends = new AbortController();
  const clients = [
    ...Array.from({ length: hands }, () => untilEnd(ends.signal, () => addByHand(url, kept))),
    untilEnd(ends.signal, () => saveText(url, kept, generator)),
    untilEnd(ends.signal, () => importFile(url, kept, generator)),
    untilEnd(ends.signal, () => importFile(url, kept, generator)),
  ];
  const livesMs = Math.round(150 + 1_350 * generator.uniform());
  await wait(livesMs);
  await killAll(child, folder);
  ends.abort();
  await Promise.all(clients);
  return livesMs;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout! });
  const [line] = (await Promise.race([once(lines, "line"), once(child, "exit").then(() => [""])])) as [
    string,
  ];
  if (line === "") throw new Error("the server ended before it was ready");
  return line;
}

/** Again and again, until the server is gone: what has no answer then was not acknowledged. */
async function untilEnd(signal: AbortSignal, act: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    try {
      await act();
    } catch (error) {
      if (error instanceof RefusedHere) throw error;
      await wait(5);
    }
  }
}

/** A server that lives must not refuse. */
class RefusedHere extends Error {}

async function ask<Answer>(url: string, method: string, body: unknown): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const answer = (await response.json()) as Answer;
  // 503: the database died a moment before its server.
  if (!response.ok && response.status < 500)
    throw new RefusedHere(`${response.status} ${JSON.stringify(answer)}`);
  if (!response.ok) throw new Error("the database is gone");
  return answer;
}

async function addByHand(url: string, kept: Acknowledged): Promise<void> {
  const added = await ask<OccurrenceListed>(`${url}/occurrences`, "POST", { title: "something happened" });
  kept.occurrences.add(added.key);
}

async function saveText(url: string, kept: Acknowledged, generator: Generator): Promise<void> {
  const current = (await (await fetch(url)).json()) as OrganizationDetail;
  const base = current.revision.number;
  const text = textOf(`number ${base + 1}, ${generator.uint32()}`);
  const saved = await ask<OrganizationDetail>(`${url}/text`, "PUT", { text, base, author: "bench" });
  kept.revisions.set(saved.revision.number, text);
}

async function importFile(url: string, kept: Acknowledged, generator: Generator): Promise<void> {
  const name = `file-${kept.begun.size}-${generator.uint32()}`;
  kept.begun.add(name);
  const response = await fetch(`${url}/import?fileName=${name}.jsonl`, {
    method: "POST",
    body: fileOf(name),
  });
  const last = (await response.text()).trimEnd().split("\n").at(-1)!;
  const answer = JSON.parse(last) as ImportAnswer;
  if (answer.done && answer.stored) kept.imports.add(name);
}

function fileOf(name: string): string {
  const lines = Array.from({ length: importRows }, (_, row) => writeJsonLine(occurrenceOf(name, row)));
  return [jsonLinesHeader, ...lines, ""].join("\n");
}

function occurrenceOf(name: string, row: number): Occurrence {
  const onset = { earliest: 1.5e12 + row * 1e6, latest: 1.5e12 + row * 1e6 };
  const unknown = {
    functionId: null,
    failureId: null,
    detected: null,
    contained: null,
    recovered: null,
    link: null,
  };
  return {
    ...unknown,
    key: `${name}/${row}`,
    source: "bench",
    title: name,
    kind: name,
    nearMiss: false,
    onset,
    loss: row,
    note: "",
  };
}

/** Server first, then the database and all its processes, at once. */
async function killAll(server: ChildProcess, folder: string): Promise<void> {
  const database = await databaseProcesses(folder);
  server.kill("SIGKILL");
  for (const pid of database) kill(pid);
  if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended with its parent.
  }
}

async function databaseProcesses(folder: string): Promise<number[]> {
  const data = (await readdir(folder)).find((name) => /^database-\d+$/.test(name))!;
  const parent = Number((await readFile(join(folder, data, "postmaster.pid"), "utf8")).split("\n")[0]);
  const all = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(all.map(parentOf));
  return [parent, ...all.filter((_, at) => parents[at] === parent)];
}

async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return Number(stat.replace(/^.*\) /s, "").split(" ")[1]);
}

/** Opens the store and holds it against what was acknowledged. */
async function lossesIn(folder: string, kept: Acknowledged): Promise<string[]> {
  const store = await openStore({ folder });
  const losses: string[] = [];
  const keys = new Set<string>();
  const rowsOf = new Map<string, number>();
  for await (const { key, kind } of store.readRecord(organization)) {
    keys.add(key);
    if (kind !== "") rowsOf.set(kind, (rowsOf.get(kind) ?? 0) + 1);
  }
  for (const key of kept.occurrences) if (!keys.has(key)) losses.push(`occurrence ${key} is lost`);
  for (const name of kept.begun) {
    const rows = rowsOf.get(name) ?? 0;
    if (kept.imports.has(name) && rows !== importRows)
      losses.push(`import ${name} has ${rows} of ${importRows} rows`);
    else if (rows !== 0 && rows !== importRows) losses.push(`import ${name} is half there: ${rows} rows`);
  }
  for (const [number, text] of kept.revisions) {
    if ((await store.findRevision(organization, number))?.text !== text)
      losses.push(`revision ${number} is lost`);
  }
  await store.close();
  return losses;
}

/** The server that is killed: prints its address, and lives until then. */
async function serve(folder: string): Promise<void> {
  const store = await openStore({ folder });
  const server = await startServer({ store, port: 0, log: () => {} });
  console.log(server.address);
}

async function measure(rounds: number, seed: number): Promise<void> {
  const began = performance.now();
  const { occurrences, revisions, imports, brokenOff, losses } = await killRounds(
    rounds,
    seed,
    console.error,
  );
  console.log(
    `killed amid writing, seed ${seed}: ${rounds} times in ${Math.round((performance.now() - began) / 1000)} s`,
  );
  console.log(
    `acknowledged: ${occurrences} occurrences, ${revisions} revisions, ${imports} imports of ${importRows} rows`,
  );
  console.log(`imports broken off: ${brokenOff}`);
  console.log(`lost, or half there: ${losses.length}`);
  for (const loss of losses) console.error(loss);
  process.exitCode = losses.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first, second] = process.argv.slice(2);
  if (first === "serve") await serve(second!);
  else await measure(Number(first ?? 30), Number(second ?? 1));
}
