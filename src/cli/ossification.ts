import type { Command } from "commander";
import { sheetOfOssification } from "../findings/ossification-sheet.ts";
import { ossification } from "../growth/growth.ts";
import { modelOf } from "./given-model.ts";
import { ending, helpAfter, type Printed, seedOption, withPrinting } from "./options.ts";
import { printFinding } from "./print-finding.ts";

const help = `
The text says under “ideas” what a good idea passes through. What is lost adds up over the stages and over what they consist of:
guard rails by the hours that they take, approvals, escape hatches, habits, expectations. What a control avoids is worked out
without playing years, with and without it on the same draws; for at most 400 controls. Letting go of one thing moves the others a
little, so these figures don't add up. A person is taken to work 1,750 hours a year.

Exit code: 0 fine, 1 problems in the text, 2 wrong use.`;

export function addOssification(program: Command): void {
  const command = program
    .command("ossification")
    .summary("what ideas lose to controls, approvals, habits and expectations, and what those avoid")
    .description(
      "Tells what share of a good idea's worth is lost before it has an effect, what that comes from, and what it would be without.",
    )
    .argument("<file>", "the organization's text; - reads standard input")
    .addOption(seedOption());
  withPrinting(command, "ossification").addHelpText("after", helpAfter(help)).action(ending(answer));
}

async function answer(file: string, options: Printed & { readonly seed: number }): Promise<number> {
  const model = await modelOf(file, Boolean(options.json));
  if (!model) return 1;
  const finding = ossification(model, { seed: options.seed });
  printFinding(finding, sheetOfOssification(finding), options);
  return 0;
}
