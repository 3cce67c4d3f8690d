import type { Command } from "commander";
import { why } from "../backward/backward.ts";
import { sheetOfWhy } from "../findings/why-sheet.ts";
import { calledFailure } from "./called-failure.ts";
import { modelOf } from "./given-model.ts";
import { ending, helpAfter, type Printed, seedOption, whole, withPrinting } from "./options.ts";
import { printFinding } from "./print-finding.ts";

const help = `
Combinations are minimal cut sets, or prime implicants where the inputs are joined by "not". Their number is exact.
Ranges are propagated by sampling; the band is from the 5th to the 95th percentile.

Exit code: 0 fine, 1 problems in the text, 2 wrong use.`;

type Options = Printed & { readonly limit: number; readonly samples: number; readonly seed: number };

export function addWhy(program: Command): void {
  const command = program
    .command("why")
    .summary("one failure backwards: what it grows from")
    .description(
      "Reads one failure backwards: which combinations of inputs are enough, how often, and what hangs on each.",
    )
    .argument("<file>", "the organization's text; - reads standard input")
    .argument("<failure>", "its name in the text, such as mis-keyed-payment")
    .option("--limit <number>", "combinations listed, likeliest first", whole(1, 1_000_000), 50)
    .option("--samples <number>", "draws for the uncertainty of ranges", whole(1, 10_000_000), 2000)
    .addOption(seedOption());
  withPrinting(command, "why").addHelpText("after", helpAfter(help)).action(ending(answer));
}

async function answer(file: string, failure: string, options: Options): Promise<number> {
  const model = await modelOf(file, Boolean(options.json));
  if (!model) return 1;
  const { limit, samples, seed } = options;
  const finding = why(model, calledFailure(model, failure), { limit, samples, seed });
  printFinding(finding, sheetOfWhy(finding), options);
  return 0;
}
