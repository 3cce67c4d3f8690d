import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { checkout } from "./place.mjs";
import { InWords } from "./words.mjs";

const oldest = { major: 22, minor: 12 };

/**
 * The Node that Failwell runs on: the pinned one that npm installed for this kind of machine, else this one if it is new enough.
 * @returns {string} path of the executable
 */
export function findNode() {
  const name =
    process.platform === "win32" ? `node-win-${process.arch}` : `node-${process.platform}-${process.arch}`;
  const pinned = join(
    checkout,
    "node_modules",
    name,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(pinned) && spawnSync(pinned, ["--version"]).status === 0) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return process.execPath;
  throw new InWords(
    `this is Node ${process.versions.node}, and none is pinned for ${process.platform} on ${process.arch}; Node ${oldest.major}.${oldest.minor} or newer is needed (https://nodejs.org).`,
    2,
  );
}

/**
 * An environment in which `node` is the Node given, for everything that is started in it.
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentOf(node) {
  return { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
}
