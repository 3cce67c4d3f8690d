import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { check } from "./check.mjs";
import { needChromium } from "./chromium.mjs";
import { install } from "./install.mjs";
import { environmentOf, findNode } from "./node.mjs";
import { checkout } from "./place.mjs";
import { run } from "./run.mjs";
import { seconds } from "./words.mjs";

/** All tests together; a test that never ends cannot be stopped from within. */
const MOST_MINUTES = 45;
const results = join(checkout, "node_modules", ".failwell-tests.json");

/**
 * Everything there is to try: checks, then unit, end-to-end and browser tests.
 * @param {readonly string[]} args for vitest; with any, only the tests they choose are run
 * @returns {Promise<number>} exit code
 */
export async function main(args) {
  const since = performance.now();
  await install();
  const chromium = needChromium();
  await build();
  const checked = args.length > 0 || (await check());
  const { code, counted } = await tests(chromium, args);
  const passed = checked && code === 0;
  const verdict = passed
    ? "everything passes"
    : [checked ? "" : "a check did not pass", code === 0 ? "" : "a test did not pass"]
        .filter(Boolean)
        .join(", ");
  process.stdout.write(`${counted}\nfailwell: ${verdict} (${seconds(since)})\n`);
  return passed ? 0 : 1;
}

/** @param {string} chromium @param {readonly string[]} args */
async function tests(chromium, args) {
  const node = findNode();
  const env = { ...environmentOf(node), CHROMIUM_PATH: chromium };
  rmSync(results, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const vitest = ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args];
  const { code } = await run(node, vitest, { env, minutes: MOST_MINUTES });
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, "utf8"));
    return { code, counted: `${numPassedTests} passed, ${numFailedTests} failed` };
  } catch {
    return { code: code || 1, counted: "0 passed, 0 failed" };
  }
}
