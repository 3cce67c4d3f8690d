/** The command line: reads files, asks engines, prints findings. */
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { addCheck } from "./check.ts";
import { addCompare } from "./compare.ts";
import { addDiff } from "./diff.ts";
import { addFormat } from "./format.ts";
import { addImport } from "./import.ts";
import { addLearn } from "./learn.ts";
import { addMap } from "./map.ts";
import { addMatters } from "./matters.ts";
import { explain } from "./mistake.ts";
import { addNew } from "./new.ts";
import { helpAfter } from "./options.ts";
import { addOssification } from "./ossification.ts";
import { addRun } from "./run.ts";
import { addServe } from "./serve.ts";
import { addWhy } from "./why.ts";

const help = `
Start with:  failwell new my-organization.yaml     a small text to grow
             failwell run examples/harbour-bank.yaml

FILE is a text of an organization (docs/reference/language.md): up to 16 MB and 20,000 failures; - reads standard input.
Answers go to standard output, everything else to standard error, and progress only to a terminal. NO_COLOR is honoured.

Exit codes: 0 fine · 1 problems in what was given · 2 wrong use · 70 a bug of Failwell's (FAILWELL_DEBUG=1 shows where) ·
130 stopped by Ctrl-C.`;

const commands = [
  addNew,
  addCheck,
  addFormat,
  addRun,
  addWhy,
  addMap,
  addMatters,
  addOssification,
  addCompare,
  addDiff,
  addImport,
  addLearn,
  addServe,
];

/**
 * Runs one command.
 *
 * @param args the arguments after the program's name
 * @returns the exit code; never throws
 */
export async function main(args: readonly string[]): Promise<number> {
  process.stdout.on("error", endQuietly);
  const program = new Command("failwell")
    .description("Decide when and how to fail, and learn from it when it happens.")
    .version(version(), "--version", "the version of Failwell")
    .helpOption("--help", "what a command takes and answers")
    .addHelpText("after", helpAfter(help))
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, "failwell:")) })
    .exitOverride();
  for (const add of commands) add(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return await explain(error);
  }
}

function version(): string {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
}

/** A reader that has seen enough, such as `head`, closes the pipe: that is no fault. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
}
