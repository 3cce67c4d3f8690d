import type { Command } from "commander";
import { sayCounted } from "../findings/say.ts";
import { readText } from "../model/model.ts";
import type { CheckAnswer } from "./answers.ts";
import { readGiven } from "./files.ts";
import { countProblems, renderProblems } from "./given-model.ts";
import { ending, helpAfter, jsonOption } from "./options.ts";
import { print, printJson } from "./terminal.ts";

const help = `
Every problem is printed with file:line:column, the text marked, what was expected and the nearest known name. Advice
does not stop anything. The language and its limits: docs/reference/language.md; each problem: docs/reference/problems.md.

Exit code: 0 no problems (there may be advice), 1 problems, 2 wrong use.`;

export function addCheck(program: Command): void {
  program
    .command("check")
    .summary("say what a text means and what in it is not understood")
    .description(
      "Reads texts of organizations and says everything in them that is not understood, all at once.",
    )
    .argument("<files...>", "texts to check; - reads standard input")
    .addOption(jsonOption("check"))
    .addHelpText("after", helpAfter(help))
    .action(ending(check));
}

async function check(files: string[], { json }: { json?: true }): Promise<number> {
  const answers: CheckAnswer["files"][number][] = [];
  for (const name of files) {
    const given = await readGiven(name);
    const { model, problems } = readText(given.text, given.file);
    answers.push({
      file: given.file,
      understood: model !== null,
      failures: model?.failures.length ?? null,
      problems,
    });
    if (json) continue;
    if (problems.length > 0) print(`${renderProblems(problems, given)}\n\n`);
    const counted = countProblems(problems, given.file);
    print(
      model
        ? `${counted}; ${model.organization.name} can fail in ${sayCounted(model.failures.length, "way")}`
        : counted,
    );
  }
  if (json) printJson({ finding: "check", version: 1, files: answers } satisfies CheckAnswer);
  return answers.every(({ understood }) => understood) ? 0 : 1;
}
