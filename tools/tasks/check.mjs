import { readdirSync } from "node:fs";
import { join } from "node:path";
import { install } from "./install.mjs";
import { environmentOf, findNode } from "./node.mjs";
import { checkout } from "./place.mjs";
import { run } from "./run.mjs";
import { breaches } from "./style.mjs";
import { seconds } from "./words.mjs";

/** @typedef {{ passed: boolean, output: string }} Verdict */

/** @param {string} program @param {readonly string[]} args @returns {Promise<Verdict>} */
async function tool(program, args) {
  const node = findNode();
  const { code, output } = await run(node, [`node_modules/${program}`, ...args], {
    env: environmentOf(node),
    quiet: true,
  });
  return { passed: code === 0, output };
}

/** dependency-cruiser passes when it understood nothing, so what it saw is counted. */
async function dependencies() {
  const { output } = await tool("dependency-cruiser/bin/dependency-cruiser.mjs", [
    "--config",
    ".dependency-cruiser.mjs",
    "--output-type",
    "json",
    "src",
  ]);
  if (!output.startsWith("{")) return { passed: false, output };
  const { summary, modules } = JSON.parse(output);
  const seen = modules.filter((/** @type {{ source: string }} */ { source }) =>
    source.startsWith("src/"),
  ).length;
  const there = readdirSync(join(checkout, "src"), { recursive: true }).filter((name) =>
    /\.tsx?$/.test(String(name)),
  ).length;
  if (seen < there) return { passed: false, output: `dependency-cruiser saw ${seen} of ${there} modules\n` };
  const lines = summary.violations.map(
    (
      /** @type {{ from: string, to: string, rule: { name: string, severity: string }, comment?: string }} */ {
        from,
        to,
        rule,
        comment,
      },
    ) => `${from} → ${to}: ${rule.name}${comment ? ` (${comment})` : ""}\n`,
  );
  return { passed: lines.length === 0, output: lines.join("") };
}

async function style() {
  const found = breaches();
  return { passed: found.length === 0, output: found.map((breach) => `${breach}\n`).join("") };
}

/** @type {readonly { what: string, check: () => Promise<Verdict> }[]} */
const checks = [
  {
    what: "format and lint",
    check: () => tool("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]),
  },
  { what: "types: pure", check: () => tool("typescript/bin/tsc", ["-p", "tsconfig.pure.json"]) },
  { what: "types: node", check: () => tool("typescript/bin/tsc", ["-p", "tsconfig.node.json"]) },
  { what: "types: web", check: () => tool("typescript/bin/tsc", ["-p", "tsconfig.web.json"]) },
  { what: "dependencies", check: dependencies },
  {
    what: "dead code",
    check: () => tool("knip/bin/knip.js", ["--no-progress", "--treat-config-hints-as-errors"]),
  },
  { what: "style", check: style },
];

/**
 * Every check, all of their findings at once.
 * @returns {Promise<boolean>} whether all passed
 */
export async function check() {
  let passed = true;
  for (const { what, check: verdictOf } of checks) {
    const since = performance.now();
    const verdict = await verdictOf();
    process.stdout.write(`${verdict.passed ? "✓" : "✗"} ${what} (${seconds(since)})\n`);
    if (!verdict.passed) process.stdout.write(verdict.output.replace(/^/gm, "  ").trimEnd().concat("\n"));
    passed &&= verdict.passed;
  }
  return passed;
}

/** @returns {Promise<number>} exit code */
export async function main() {
  await install();
  const passed = await check();
  process.stdout.write(passed ? "failwell: all checks passed\n" : "failwell: a check did not pass\n");
  return passed ? 0 : 1;
}
