import type { Command } from "commander";
import { sheetOfMap } from "../findings/map-sheet.ts";
import { map } from "../growth/growth.ts";
import { modelOf } from "./given-model.ts";
import { learnedFrom } from "./learned.ts";
import {
  ending,
  folderOption,
  helpAfter,
  organizationOption,
  type Printed,
  seedOption,
  withPrinting,
} from "./options.ts";
import { printFinding } from "./print-finding.ts";

const help = `
Predictability is credited: by what is known of a failure's frequency, and by indicators that leave time to respond. Risk
is how much nearer to ruin one occurrence brings the organization. With --learned, the record in the store moves both.
A failure marked * rests on an assumed frequency.

Exit code: 0 fine, 1 problems in the text, 2 wrong use.`;

type Options = Printed & {
  readonly seed: number;
  readonly learned?: true;
  readonly folder?: string;
  readonly organization?: string;
};

export function addMap(program: Command): void {
  const command = program
    .command("map")
    .summary("every failure by how predictable and how dangerous it is")
    .description("Places every failure on predictability × risk, and says what deserves thought.")
    .argument("<file>", "the organization's text; - reads standard input")
    .option("--learned", "show what was stated against what the record in the store taught")
    .addOption(folderOption())
    .addOption(organizationOption())
    .addOption(seedOption());
  withPrinting(command, "map").addHelpText("after", helpAfter(help)).action(ending(answer));
}

async function answer(file: string, options: Options): Promise<number> {
  const model = await modelOf(file, Boolean(options.json));
  if (!model) return 1;
  const learned = options.learned ? await learnedFrom(model, options) : undefined;
  const finding = map(model, { seed: options.seed, ...(learned && { learned }) });
  printFinding(finding, sheetOfMap(finding), options);
  return 0;
}
