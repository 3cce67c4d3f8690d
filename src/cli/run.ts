import { setImmediate as turn } from "node:timers/promises";
import type { Command } from "commander";
import { renderReport } from "../findings/report.ts";
import type { RunFinding } from "../findings/run.ts";
import { sheetOfRun } from "../findings/run-sheet.ts";
import { sayDay } from "../findings/say.ts";
import { play } from "../forward/forward.ts";
import { map } from "../growth/growth.ts";
import type { Model } from "../model/model.ts";
import { writeWhole } from "./files.ts";
import { modelOf } from "./given-model.ts";
import { withDelaysOfRecord } from "./learned.ts";
import {
  ending,
  folderOption,
  helpAfter,
  organizationOption,
  type Printed,
  seedOption,
  whole,
  withPrinting,
} from "./options.ts";
import { printFinding } from "./print-finding.ts";
import { Progress } from "./progress.ts";
import { remark } from "./terminal.ts";

const help = `
Figures carry the error of having played only so many years. Ctrl-C prints what is known so far; a second one ends at once.
The report is one HTML file without links to anything, to be mailed or printed. With --learned, failures that the record
in the store shows at least 5 times are detected and contained as fast as it shows, never slower; how often they happen
stays as stated.

Exit code: 0 fine, 1 problems in the text, 2 wrong use, 130 stopped by Ctrl-C.`;

type Options = Printed & {
  readonly years: number;
  readonly seed: number;
  readonly report?: string;
  readonly learned?: true;
  readonly folder?: string;
  readonly organization?: string;
};

export function addRun(program: Command): void {
  const command = program
    .command("run")
    .summary("a year played forward many times: what failing costs")
    .description(
      "Plays a year of the organization forward many times: what failing costs, by what, and how far from it.",
    )
    .argument("<file>", "the organization's text; - reads standard input")
    .option("--years <number>", "years played, from 100 to 10M", whole(100, 10_000_000), 51_200)
    .option("--report <file>", "write the answer as one HTML page too")
    .option("--learned", "detect and contain as fast as the record in the store shows")
    .addOption(folderOption())
    .addOption(organizationOption())
    .addOption(seedOption());
  withPrinting(command, "run").addHelpText("after", helpAfter(help)).action(ending(answer));
}

async function answer(file: string, options: Options): Promise<number> {
  const stated = await modelOf(file, Boolean(options.json));
  if (!stated) return 1;
  const model = options.learned ? await withDelaysOfRecord(stated, options) : stated;
  if (options.learned && model.failures.every((failure, k) => failure === stated.failures[k]))
    remark("the record shows the times of no failure 5 times: all of them are as stated");
  const finding = await playStoppable(model, options);
  if (options.report) {
    await writeWhole(options.report, renderReport(finding, map(model, { seed: options.seed }), made(file)));
    remark(`written: ${options.report}`);
  }
  printFinding(finding, sheetOfRun(finding), options);
  return finding.complete ? 0 : 130;
}

const made = (file: string): string => `made by Failwell from ${file} on ${sayDay(Date.now())}`;

/** Plays block by block, so that Ctrl-C is heard between two and the years played until then still answer. */
async function playStoppable(model: Model, { years, seed }: Options): Promise<RunFinding> {
  const progress = new Progress("years");
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.once("SIGINT", stop); // once: the second one ends the process as always
  try {
    const playing = play(model, { years, seed });
    let step = playing.next();
    while (!step.done) {
      progress.show(step.value.done, step.value.done / step.value.years);
      await turn();
      step = playing.next(stopped ? "stop" : "go on");
    }
    return step.value;
  } finally {
    progress.clear();
    process.off("SIGINT", stop);
  }
}
