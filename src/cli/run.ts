import { type Command, Option } from "commander";
import { sheetOfLosses } from "../findings/losses-sheet.ts";
import { renderReport } from "../findings/report.ts";
import { sheetOfRun } from "../findings/run-sheet.ts";
import { sayDay } from "../findings/say.ts";
import { losses, type Run, startRun } from "../forward/forward.ts";
import { map } from "../growth/growth.ts";
import { checkFolderOf, writeWhole } from "./files.ts";
import { modelOf } from "./given-model.ts";
import { withDelaysOfRecord } from "./learned.ts";
import {
  ending,
  folderOption,
  helpAfter,
  organizationOption,
  type Printed,
  percent,
  seedOption,
  whole,
  withPrinting,
} from "./options.ts";
import { playInThreads, threadsHere } from "./play-in-threads.ts";
import { printFinding } from "./print-finding.ts";
import { Progress } from "./progress.ts";
import { checkSamplesFile, writeSamples } from "./samples.ts";
import { remark } from "./terminal.ts";

const help = `
Figures carry the error of having played only so many years, in whole blocks of (usually) 1,024. With --precision 2% playing stops
once the half width of the 90% interval of one year in 100 is 2% of it and 400 years lie beyond. The number of threads changes
no figure. Ctrl-C prints what is known so far; a second one ends at once.

Samples have a row a year: its loss, its dearest single loss, and its mean loss given the figures drawn for it, in money. The report is one HTML file without links to anything, to be mailed or printed. With --learned, failures that the record
in the store shows at least 5 times are detected and contained as fast as it shows, never slower; how often they happen
stays as stated.

The JSON of --exact is described by docs/reference/losses.schema.json.

Exit code: 0 fine, 1 problems in the text, 2 wrong use, 130 stopped by Ctrl-C.`;

type Options = Printed & {
  readonly years: number;
  readonly seed: number;
  readonly precision?: number;
  readonly threads?: number;
  readonly exact?: true;
  readonly samples?: string;
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
    .option("--years <number>", "most years played, from 100 to 10M", whole(100, 10_000_000), 51_200)
    .option("--precision <percent>", "stop once one year in 100 is known as precisely as that", percent)
    .option("--threads <number>", "threads that play (default: all that the machine has)", whole(1, 256))
    .option("--samples <file>", "write every year played, as .csv or .parquet")
    .addOption(
      new Option("--exact", "answer at once, without playing: leaves out what couples failures").conflicts([
        "precision",
        "years",
        "threads",
        "samples",
        "report",
      ]),
    )
    .option("--report <file>", "write the answer as one HTML page too")
    .option("--learned", "detect and contain as fast as the record in the store shows")
    .addOption(folderOption())
    .addOption(organizationOption())
    .addOption(seedOption());
  withPrinting(command, "run").addHelpText("after", helpAfter(help)).action(ending(answer));
}

async function answer(file: string, options: Options): Promise<number> {
  if (options.samples) checkSamplesFile(options.samples);
  for (const file of [options.samples, options.report]) if (file) await checkFolderOf(file);
  const stated = await modelOf(file, Boolean(options.json));
  if (!stated) return 1;
  const model = options.learned ? await withDelaysOfRecord(stated, options) : stated;
  if (options.learned && model.failures.every((failure, k) => failure === stated.failures[k]))
    remark("the record shows the times of no failure 5 times: all of them are as stated");
  if (options.exact) {
    const finding = losses(model, options);
    printFinding(finding, sheetOfLosses(finding), options);
    return 0;
  }
  const run = startRun(model, options);
  await playStoppable(run, options);
  const finding = run.finding();
  printFinding(finding, sheetOfRun(finding), options);
  if (options.samples) {
    await writeSamples(options.samples, run.samples());
    remark(`written: ${options.samples}`);
  }
  if (options.report) {
    await writeWhole(options.report, renderReport(finding, map(model, { seed: options.seed }), made(file)));
    remark(`written: ${options.report}`);
  }
  return finding.complete ? 0 : 130;
}

const made = (file: string): string => `made by Failwell from ${file} on ${sayDay(Date.now())}`;

/** Plays in threads; Ctrl-C is heard between two blocks, and the years played until then still answer. */
async function playStoppable(run: Run, { threads, seed }: Options): Promise<void> {
  const progress = new Progress("years");
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.once("SIGINT", stop); // once: the second one ends the process as always
  try {
    const between = (played: number): boolean => {
      progress.show(played, played / run.years);
      return !stopped;
    };
    await playInThreads(run, { threads: threads ?? threadsHere(), seed, between, remark });
  } finally {
    progress.clear();
    process.off("SIGINT", stop);
  }
}
