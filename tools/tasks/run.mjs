import { spawn } from "node:child_process";
import { checkout } from "./place.mjs";

/**
 * Runs a program in the checkout and waits for it.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, minutes?: number }} [options] quiet: output is kept and returned instead of
 *   shown; minutes: it is stopped after so many
 * @returns {Promise<{ code: number, output: string }>} code 1 where it could not be started or was stopped by a signal
 */
export function run(program, args, { env = process.env, quiet = false, minutes = 0 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: checkout,
      env,
      stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
      timeout: minutes * 60_000,
      killSignal: "SIGKILL",
      shell: process.platform === "win32" && program === "npm",
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => resolve({ code: 1, output: `${program}: ${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}
