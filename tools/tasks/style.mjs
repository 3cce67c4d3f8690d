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
    line: /@ts-(ignore|nocheck)|biome-ignore(?!.*: \S+)/,
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
 * Breaches of the house's own rules in one file, as `file:line: what to do instead`.
 *
 * @param {string} name path in the checkout, with slashes
 * @param {string} text
 * @returns {readonly string[]}
 */
export function breachesIn(name, text) {
  const applying = rules.filter((rule) => rule.file.test(name));
  const found = applying.filter((rule) => !rule.line).map((rule) => `${name}:1: ${rule.say}`);
  if (!source.test(name)) return found;
  const lines = text.split("\n");
  if (lines.length > longest + 1) {
    found.push(
      `${name}:${longest}: ${lines.length - 1} lines; a file has at most ${longest}: part it by what it does`,
    );
  }
  for (const [index, line] of lines.entries()) {
    for (const rule of applying) if (rule.line?.test(line)) found.push(`${name}:${index + 1}: ${rule.say}`);
  }
  return found;
}

/** Breaches in all files of the checkout; the file of the rules holds their words and is left out. */
export function breaches() {
  return files()
    .filter((name) => name !== "tools/tasks/style.mjs" && name !== "test/set-up.test.ts")
    .flatMap((name) => breachesIn(name, readFileSync(join(checkout, name), "utf8")));
}
