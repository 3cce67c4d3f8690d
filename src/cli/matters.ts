import type { Command } from "commander";
import { sheetOfTornado } from "../findings/losses-sheet.ts";
import { tornado } from "../forward/forward.ts";
import { modelOf } from "./given-model.ts";
import { ending, helpAfter, type Printed, seedOption, withPrinting } from "./options.ts";
import { printFinding } from "./print-finding.ts";

const help = `
Each range of the text is set to its low end and to its high end, all else as stated; the mean year is exact for both, and for the
first eight so is the cost that one year in 100 passes. What couples failures is left out.

Exit code: 0 fine, 1 problems in the text, 2 wrong use.`;

export function addMatters(program: Command): void {
  const command = program
    .command("matters")
    .summary("which figures of the text matter most for what a year costs")
    .description("Ranks the figures of the text by how far a year's cost moves over their range.")
    .argument("<file>", "the organization's text; - reads standard input")
    .addOption(seedOption());
  withPrinting(command, "tornado").addHelpText("after", helpAfter(help)).action(ending(answer));
}

async function answer(file: string, options: Printed & { readonly seed: number }): Promise<number> {
  const model = await modelOf(file, Boolean(options.json));
  if (!model) return 1;
  const finding = tornado(model, { seed: options.seed });
  printFinding(finding, sheetOfTornado(finding), options);
  return 0;
}
