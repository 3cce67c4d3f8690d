import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./place.mjs";

const longest = 400;
const source = /\.(ts|tsx|mjs|js)$/;

/** What the house forbids and no linter knows. Each: which files, which lines, and what to do instead. */
const rules = [
  {
    file: /(^|\/)(utils?|helpers?|misc|manager|common|shared|lib)(\.[a-z.]+$|\/)/,
    say: "this name says nothing of what is inside: name the file for what it holds",
  },
  {
    file: source,
    line: /\b(TODO|FIXME|XXX|HACK)\b/,
    say: "finish it, or write down why not where a reader looks",
  },
  {
    file: /\.test\.tsx?$/,
    line: /\b(test|it|describe)\.(skip|only|todo|fails)\b/,
    say: "a test runs, or it is not there",
  },
  {
    file: source,
    line: /@ts-(ignore|nocheck)|biome-ignore(?!.*: \w+)/,
    say: "an exemption carries its reason (@ts-expect-error with words, biome-ignore …: reason)",
  },
  {
    file: /^src\/(?!(cli|store|server|web)\/).*\.ts$/,
    line: /\bMath\.random\(|\bDate\.now\(|new Date\(\)/,
    say: "pure folders take the clock and the generator as arguments",
  },
];

/** Files under version control or about to be, without what git ignores. */
function files() {
  const { stdout } = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: checkout,
    encoding: "utf8",
  });
  return (stdout ?? "").split("\n").filter((name) => name !== "" && existsSync(join(checkout, name)));
}

/**
 * Breaches of the house's own rules, as `file:line: what to do instead`.
 * @returns {readonly string[]}
 */
export function breaches() {
  const found = [];
  for (const name of files().filter((file) => file !== "tools/tasks/style.mjs")) {
    const applying = rules.filter((rule) => rule.file.test(name));
    for (const rule of applying) if (!rule.line) found.push(`${name}:1: ${rule.say}`);
    if (!source.test(name)) continue;
    const lines = readFileSync(join(checkout, name), "utf8").split("\n");
    if (lines.length > longest + 1)
      found.push(
        `${name}:${longest}: ${lines.length - 1} lines; a file has at most ${longest}: part it by what it does`,
      );
    for (const [index, line] of lines.entries()) {
      for (const rule of applying) if (rule.line?.test(line)) found.push(`${name}:${index + 1}: ${rule.say}`);
    }
  }
  return found;
}
