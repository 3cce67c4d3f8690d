import type { Command } from "commander";
import { formatText, readText } from "../model/model.ts";
import type { NewAnswer } from "./answers.ts";
import type { NewOrganization } from "./asked-organization.ts";
import { isThere, writeWhole } from "./files.ts";
import { renderProblems } from "./given-model.ts";
import { Mistake, wrongUse } from "./mistake.ts";
import { ending, helpAfter, jsonOption } from "./options.ts";
import { canAsk, print, printJson } from "./terminal.ts";

const help = `
On a terminal it asks what was not given. The text has one function and one failure, with figures marked as guesses, and
comments that say what each word means. A file that is there already is not overwritten.

Exit code: 0 written, 1 an answer is not understood, 2 wrong use.`;

type Options = {
  readonly name?: string;
  readonly currency?: string;
  readonly capital?: string;
  readonly json?: true;
};

export function addNew(program: Command): void {
  program
    .command("new")
    .summary("begin the text of an organization")
    .description("Writes a small text of an organization, to be grown.")
    .argument("[file]", "where to write it", "organization.yaml")
    .option("--name <name>", "the organization's name")
    .option("--currency <code>", "three letters, such as EUR (default: USD)")
    .option("--capital <money>", "what a loss is measured against, such as 2M")
    .addOption(jsonOption("new"))
    .addHelpText("after", helpAfter(help))
    .action(ending(begin));
}

async function begin(file: string, options: Options): Promise<number> {
  if (await isThere(file)) throw wrongUse(`${file} is there already; it is not overwritten`);
  const answers = isAnswered(options) ? withDefaults(options) : await asked(options);
  const text = textOf(answers);
  const { model, problems } = readText(text, file);
  if (!model)
    throw new Mistake(`an answer is not understood:\n\n${renderProblems(problems, { file, text })}`, 1);
  await writeWhole(file, formatText(text, file).text ?? text, { fresh: true });
  if (options.json)
    printJson({ finding: "new", version: 1, file, organization: answers.name } satisfies NewAnswer);
  else
    print(
      `${file} is written. Look at it, then:  failwell check ${file}   failwell run ${file}   failwell map ${file}`,
    );
  return 0;
}

function isAnswered({ name, capital }: Options): boolean {
  if (name !== undefined && capital !== undefined) return true;
  if (canAsk()) return false;
  throw wrongUse(
    `nobody can be asked here: give ${name === undefined ? "--name" : ""}${name === undefined && capital === undefined ? " and " : ""}${capital === undefined ? "--capital" : ""}`,
  );
}

function withDefaults({ name = "", currency = "USD", capital = "" }: Options): NewOrganization {
  return { name, currency, capital, function: "serve-customers", failure: "late-delivery" };
}

async function asked(given: Options): Promise<NewOrganization> {
  const { askOrganization } = await import("./asked-organization.ts");
  return askOrganization(given);
}

/** Quoted as YAML where the words could be read as something else. */
function quoted(words: string): string {
  return /^\p{L}[\p{L}\p{M}\p{N} .&-]*$/u.test(words) && !/^(yes|no|true|false|null|on|off)$/i.test(words)
    ? words
    : JSON.stringify(words);
}

function textOf({ name, currency, capital, function: does, failure }: NewOrganization): string {
  const guess = "assumed: first guess";
  const money = /[A-Za-z]{3}\s*$/.test(capital) ? capital : `${capital} ${currency}`;
  return `# What ${name} does, and how it can fail. Every word is explained in docs/reference/language.md.
# \`failwell check\` says what is not understood; \`failwell format --write\` keeps the text in its one form.
failwell: 1
organization: ${quoted(name)}
currency: ${currency}
capital: ${money} # what a loss is measured against

departments:
  operations: {}

functions:
  # What it does again and again for its users.
  ${does}:
    department: operations
    users: { is: 1000, ${guess} }
    uses: 10 / user / year

failures:
  # A way in which the outcome departs from what is expected. A range goes from the 5th to the 95th percentile.
  ${failure}:
    function: ${does}
    happens: { is: 1 to 10 / year, ${guess} }
    detected after: 1h to 2d # from its onset until somebody notices
    contained after: 1h to 1d # from then until it does no more harm
    impact:
      harm: { is: 100 to 5k ${currency} / d, ${guess} }
      blast radius: 1 user
      time-sensitivity: linear # the longer it lasts, the more it costs

controls:
  # What catches it by itself. There are guard rails (keep it out), safety nets (catch it) and escape hatches (a way out by hand).
  daily-look:
    safety net: [${failure}]
    catches: { is: 70%, ${guess} }
    after: 1d
    upkeep: 5k ${currency} / year
`;
}
