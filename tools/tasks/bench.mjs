import { readdirSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { environmentOf, findNode } from "./node.mjs";
import { checkout } from "./place.mjs";
import { run } from "./run.mjs";

/**
 * Runs every bench/*.ts, each in a process of its own, one after the other. A bench prints lines `what: figure`, which become rows
 * of one table; what it says on standard error is shown where it does not succeed.
 *
 * @param {readonly string[]} args parts of the names of benches; all where there is none
 * @returns {Promise<number>} exit code
 */
export async function main(args) {
  await install();
  await build();
  const node = findNode();
  const names = readdirSync(join(checkout, "bench"))
    .filter((name) => name.endsWith(".ts"))
    .filter((name) => args.length === 0 || args.some((part) => name.includes(part)));
  /** @type {string[][]} */
  const rows = [];
  let code = 0;
  for (const name of names) {
    process.stderr.write(`failwell: measuring ${name} …\n`);
    const ran = await run(node, ["--expose-gc", join("bench", name)], {
      env: environmentOf(node),
      quiet: true,
    });
    if (ran.code !== 0) code = 1;
    const lines = ran.output.split("\n").filter((line) => line.trim() !== "");
    for (const line of ran.code === 0 ? lines : [`did not succeed: ${lines.slice(-3).join(" ")}`]) {
      const [, what = line, figure = ""] = /^(.*?): (.*)$/.exec(line) ?? [];
      rows.push([name.replace(/\.ts$/, ""), what.trim(), figure]);
    }
  }
  process.stdout.write(
    `${cpus().length} × ${cpus()[0]?.model.trim()}, ${process.platform} ${process.arch}\n\n${tableOf(rows)}`,
  );
  return code;
}

/** @param {readonly (readonly string[])[]} rows */
function tableOf(rows) {
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
