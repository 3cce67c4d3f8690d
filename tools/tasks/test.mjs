import { build } from "./build.mjs";
import { check } from "./check.mjs";
import { needChromium } from "./chromium.mjs";
import { install } from "./install.mjs";
import { environmentOf, findNode } from "./node.mjs";
import { run } from "./run.mjs";
import { seconds } from "./words.mjs";

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
  const node = findNode();
  const env = { ...environmentOf(node), CHROMIUM_PATH: chromium };
  const { code } = await run(node, ["node_modules/vitest/vitest.mjs", "run", ...args], { env });
  const passed = checked && code === 0;
  const verdict = passed
    ? "all checks and tests passed"
    : [checked ? "" : "a check did not pass", code === 0 ? "" : "a test did not pass"]
        .filter(Boolean)
        .join(", ");
  process.stdout.write(`failwell: ${verdict} (${seconds(since)})\n`);
  return passed ? 0 : 1;
}
