import { type Command, InvalidArgumentError } from "commander";
import { sheetOfLearn } from "../findings/learn-sheet.ts";
import { readGiven } from "./files.ts";
import { understood } from "./given-model.ts";
import { learnFromRecord } from "./learned.ts";
import { wrongUse } from "./mistake.ts";
import { organizationIn, withStore } from "./opened-store.ts";
import {
  ending,
  folderOption,
  helpAfter,
  organizationOption,
  type Printed,
  withPrinting,
} from "./options.ts";
import { printFinding } from "./print-finding.ts";

const help = `
Rates are Gamma distributions: fitted to the stated range, then updated by what the record counted in the time it watched,
each occurrence weighted by its age. Near misses are not counted. Without FILE the text in the store is read.

Exit code: 0 fine, 1 problems in the text or the store, 2 wrong use.`;

type Options = Printed & {
  readonly folder?: string;
  readonly organization?: string;
  readonly from?: number;
  readonly to?: number;
};

export function addLearn(program: Command): void {
  const command = program
    .command("learn")
    .summary("what the record says against what was stated")
    .description(
      "Updates how often each failure happens by what really happened, and says what is surprising.",
    )
    .argument("[file]", "the organization's text, where it is not the store's")
    .addOption(folderOption())
    .addOption(organizationOption())
    .option("--from <date>", "when watching began, as 2019-03-14 (default: the first occurrence)", day)
    .option("--to <date>", "when it ended (default: the last)", day);
  withPrinting(command, "learn").addHelpText("after", helpAfter(help)).action(ending(answer));
}

function day(text: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError("A date such as 2019-03-14 is expected.");
  return time;
}

async function answer(file: string | undefined, options: Options): Promise<number> {
  if (options.from !== undefined && options.to !== undefined && options.from >= options.to) {
    throw wrongUse("--from must lie before --to");
  }
  return withStore(options, async (store) => {
    const given = file === undefined ? null : understood(await readGiven(file), Boolean(options.json));
    if (file !== undefined && !given) return 1;
    const organization = await organizationIn(store, options, given);
    if (!organization)
      throw wrongUse(
        `the store has no record of ${given?.organization.name}: bring it in with failwell import`,
      );
    const kept = await store.findOrganization(organization.id);
    const model =
      given ??
      (kept && understood({ file: organization.id, text: kept.revision.text }, Boolean(options.json)));
    if (!model) return 1;
    const { from, to } = options;
    const span = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    const finding = await learnFromRecord(store, organization, model, span);
    printFinding(finding, sheetOfLearn(finding), options);
    return 0;
  });
}
