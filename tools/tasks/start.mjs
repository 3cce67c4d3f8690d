import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { environmentOf, findNode } from "./node.mjs";
import { checkout } from "./place.mjs";

/**
 * Installs and builds what is needed, then serves the workbench until it is stopped.
 * @param {readonly string[]} args for `failwell serve`
 * @returns {Promise<number>} exit code
 */
export async function main(args) {
  await install();
  await build();
  const node = findNode();
  // The channel tells the server when this process is gone, however it went: nothing is left running.
  const server = spawn(node, [join(checkout, "bin/failwell.js"), "serve", ...args], {
    cwd: checkout,
    env: environmentOf(node),
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  process.on("SIGINT", () => {}); // a terminal sends it to the server too, which stops in its own time
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"]))
    process.on(signal, () => server.kill("SIGTERM"));
  whenAlone(() => server.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.on("exit", (code) => resolve(code ?? 1));
  });
}

/**
 * npm starts this through a shell; where npm is stopped, the shell ends without a word to us, and we are handed to another parent.
 * @param {() => void} stop
 */
function whenAlone(stop) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
