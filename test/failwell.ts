/** The built command line as a person runs it: a process of its own. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const checkout = fileURLToPath(new URL("../", import.meta.url));
export const bank = join(checkout, "examples/harbour-bank.yaml");

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

export type Running = { readonly kill: (signal: NodeJS.Signals) => void; readonly ended: Promise<Ran> };

type Options = { readonly input?: string; readonly env?: Record<string, string>; readonly folder?: string };

/** Starts `failwell` with piped output. */
export function start(
  args: readonly string[],
  { input = "", env = {}, folder = checkout }: Options = {},
): Running {
  const child = spawn(process.execPath, [join(checkout, "bin/failwell.js"), ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk) => {
    err += chunk;
  });
  child.stdin.on("error", () => {}).end(input);
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
  return { kill: (signal) => child.kill(signal), ended };
}

/** Runs `failwell` to its end. */
export const failwell = (args: readonly string[], options?: Options): Promise<Ran> =>
  start(args, options).ended;

/** A folder that is gone after the test, with these files in it. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "failwell-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
