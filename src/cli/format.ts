import { type Command, Option } from "commander";
import { formatText } from "../model/model.ts";
import type { FormatAnswer } from "./answers.ts";
import { type Given, readGiven, writeWhole } from "./files.ts";
import { countProblems, renderProblems } from "./given-model.ts";
import { wrongUse } from "./mistake.ts";
import { ending, helpAfter, jsonOption } from "./options.ts";
import { print, printJson } from "./terminal.ts";

const help = `
Comments and the order of things stay. Formatting twice changes nothing more. A file is written whole or not at all.

Exit code: 0 fine, 1 a text can't be read as YAML (or, with --check, is not in its one form), 2 wrong use.`;

type Options = { readonly write?: true; readonly check?: true; readonly json?: true };
type Formatted = FormatAnswer["files"][number];

export function addFormat(program: Command): void {
  program
    .command("format")
    .summary("print a text in its one form")
    .description("Prints texts of organizations in their one form: spelling of values, spaces, line ends.")
    .argument("<files...>", "texts to format; - reads standard input")
    .option("--write", "write the files in place")
    .addOption(new Option("--check", "only say which files are not in their one form").conflicts("write"))
    .addOption(jsonOption("format"))
    .addHelpText("after", helpAfter(help))
    .action(ending(format));
}

async function format(files: string[], options: Options): Promise<number> {
  if (options.write && files.includes("-"))
    throw wrongUse("standard input cannot be written in place: leave out --write");
  if (files.length > 1 && !options.write && !options.check && !options.json) {
    throw wrongUse("several files are formatted with --write or --check");
  }
  const answers: Formatted[] = [];
  for (const file of files) answers.push(await formatFile(await readGiven(file), options));
  if (options.json) printJson({ finding: "format", version: 1, files: answers } satisfies FormatAnswer);
  return answers.every(({ formatted }) => formatted ?? false) || (!options.check && answers.every(isReadable))
    ? 0
    : 1;
}

const isReadable = ({ formatted }: Formatted): boolean => formatted !== null;

async function formatFile(given: Given, { write, check, json }: Options): Promise<Formatted> {
  const { text, problems } = formatText(given.text, given.file);
  if (text === null) {
    if (!json) print(`${renderProblems(problems, given)}\n\n${countProblems(problems, given.file)}`);
    return { file: given.file, formatted: null, written: false, text: null, problems };
  }
  const formatted = text === given.text;
  const written = Boolean(write) && !formatted;
  if (written) await writeWhole(given.file, text);
  if (!json && (write || check)) {
    print(`${given.file}: ${formatted ? "in its one form" : written ? "written" : "not in its one form"}`);
  } else if (!json) process.stdout.write(text);
  return { file: given.file, formatted, written, text: write || check ? null : text, problems };
}
