/** The built command line as a person runs it: a process of its own. */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { onTestFinished } from "vitest";

export const checkout = fileURLToPath(new URL("../", import.meta.url));
export const bank = join(checkout, "examples/harbour-bank.yaml");

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

export type Running = {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Standard output, once it ends with these words; what was said on standard error is thrown where it never does. */
  readonly said: (words: string) => Promise<string>;
  readonly ended: Promise<Ran>;
};

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
  const said = (words: string) =>
    new Promise<string>((resolve, reject) => {
      child.stdout.on("data", () => {
        if (out.endsWith(words)) resolve(out);
      });
      ended.then(() => reject(new Error(err || out)));
    });
  return { kill: (signal) => child.kill(signal), said, ended };
}

/** Runs `failwell` to its end. */
export const failwell = (args: readonly string[], options?: Options): Promise<Ran> =>
  start(args, options).ended;

/** A new folder that others may enter, since the database never runs as root. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "failwell-test-"));
  chmodSync(folder, 0o755);
  return folder;
}

/** A folder that is gone after the test, with these files in it. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = newFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const validators = new Map<string, ValidateFunction>();

/** A schema of docs/reference. */
export const published = (name: string) =>
  JSON.parse(readFileSync(join(checkout, `docs/reference/${name}.schema.json`), "utf8"));

/** What a published schema has against an answer; null where nothing. */
export function objections(name: string, answer: string): unknown {
  const compiled = () =>
    new Ajv2020({ strict: true, allErrors: true, validateFormats: false }).compile(published(name));
  const validate = validators.get(name) ?? compiled();
  validators.set(name, validate);
  return validate(JSON.parse(answer)) ? null : validate.errors;
}
