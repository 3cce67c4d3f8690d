import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { install } from "./install.mjs";
import { environmentOf, findNode } from "./node.mjs";
import { checkout } from "./place.mjs";
import { run } from "./run.mjs";
import { InWords, seconds } from "./words.mjs";

const built = join(checkout, "dist");
const next = join(checkout, "dist-next");
const stamp = join(built, ".sources");
const sources = ["src", "tsconfig.json", "tsconfig.build.json", "vite.config.ts", "package-lock.json"];

/** @param {string} path @returns {string[]} files below, sorted, tests left out */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

function digestOfSources() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((name) => filesOf(join(checkout, name)))) {
    hash.update(file).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

/**
 * Builds the program and the workbench into dist/; does nothing where the sources are those of the last build. A build that
 * does not succeed leaves the last one in place.
 */
export async function build() {
  const digest = digestOfSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  const since = performance.now();
  process.stderr.write("failwell: building …\n");
  rmSync(next, { recursive: true, force: true });
  const node = findNode();
  const options = { env: environmentOf(node), quiet: true };
  const steps = await Promise.all([
    run(node, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir", next], options),
    run(
      node,
      [
        "node_modules/vite/bin/vite.js",
        "build",
        "--outDir",
        join(next, "web"),
        "--emptyOutDir",
        "--logLevel",
        "warn",
      ],
      options,
    ),
  ]);
  const failed = steps.filter(({ code }) => code !== 0);
  if (failed.length > 0)
    throw new InWords(`the build did not succeed:\n${failed.map(({ output }) => output).join("\n")}`, 1);
  writeFileSync(join(next, ".sources"), digest);
  rmSync(built, { recursive: true, force: true });
  renameSync(next, built);
  process.stderr.write(`failwell: built in ${seconds(since)}\n`);
}

export async function main() {
  await install();
  await build();
  return 0;
}
