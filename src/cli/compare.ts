import type { Command } from "commander";
import { sheetOfCompare } from "../findings/compare-sheet.ts";
import { compare } from "../forward/forward.ts";
import { calledFailure } from "./called-failure.ts";
import { modelOf } from "./given-model.ts";
import { wrongUse } from "./mistake.ts";
import { ending, helpAfter, type Printed, seedOption, withPrinting } from "./options.ts";
import { printFinding } from "./print-finding.ts";

const help = `
The same failure gets another answer where something else is expected. What is expected is taken as stated, and as moved by 24
windows of what each organization gives. Then one thing at a time is exchanged between the two, to see what makes the difference.

Exit code: 0 fine, 1 problems in a text, 2 wrong use.`;

type Options = Printed & { readonly failure: string; readonly as?: string; readonly seed: number };

export function addCompare(program: Command): void {
  const command = program
    .command("compare")
    .summary("the same failure in two organizations")
    .description(
      "Tells why the same failure is met in one way in one organization and in another way in another.",
    )
    .argument("<a>", "the text of the first organization; - reads standard input")
    .argument("<b>", "the text of the second")
    .requiredOption("--failure <name>", "the failure's name in the texts, such as outage")
    .option("--as <name>", "what it is called in the second text, where that differs")
    .addOption(seedOption());
  withPrinting(command, "compare").addHelpText("after", helpAfter(help)).action(ending(answer));
}

async function answer(a: string, b: string, options: Options): Promise<number> {
  if (a === "-" && b === "-") throw wrongUse("standard input can be one of the two texts, not both");
  const first = await modelOf(a, Boolean(options.json));
  if (!first) return 1;
  const second = await modelOf(b, Boolean(options.json));
  if (!second) return 1;
  const finding = compare(first, second, {
    failureA: calledFailure(first, options.failure, ` in ${a}`),
    failureB: calledFailure(second, options.as ?? options.failure, ` in ${b}`),
    seed: options.seed,
  });
  printFinding(finding, sheetOfCompare(finding), options);
  return 0;
}
