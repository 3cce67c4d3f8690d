import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./place.mjs";
import { run } from "./run.mjs";
import { InWords, seconds } from "./words.mjs";

const stamp = join(checkout, "node_modules", ".failwell-installed");

function wanted() {
  const lock = readFileSync(join(checkout, "package-lock.json"));
  return createHash("sha256").update(lock).update(`${process.platform}-${process.arch}`).digest("hex");
}

/**
 * Installs what package-lock.json says; does nothing where that is already so. `npm ci` would refuse a lock file that lacks a
 * library's siblings for other platforms, as npm writes it where a registry does not carry them; this neither needs nor adds them.
 */
export async function install() {
  const digest = wanted();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  const since = performance.now();
  process.stderr.write("failwell: installing libraries …\n");
  const { code, output } = await run(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      quiet: true,
    },
  );
  if (code !== 0) throw new InWords(`npm install did not succeed:\n${output}`, 1);
  writeFileSync(stamp, digest);
  process.stderr.write(`failwell: installed in ${seconds(since)}\n`);
}
