import { type Command, Option } from "commander";
import { renderDiffMarkdown } from "../findings/diff-markdown.ts";
import { sheetOfDiff } from "../findings/diff-sheet.ts";
import { diff } from "../growth/growth.ts";
import { modelOf } from "./given-model.ts";
import { wrongUse } from "./mistake.ts";
import { ending, helpAfter, type Printed, seedOption, withPrinting } from "./options.ts";
import { printFinding } from "./print-finding.ts";

const help = `
Comments, the order of things, units and form are no change; figures, names, sources, notes and whose assumption something is are. What
nearly the same is said of under another name has been renamed. Both texts are tried eight times with the same random numbers, by the
names of things; a difference within its error is told as indistinguishable. No years are played: what couples failures is left out.

With git:  git show main:bank.yaml | failwell diff - bank.yaml

Exit code: 0 fine, 1 problems in a text, or with --exit-code something changed, 2 wrong use.`;

type Options = Printed & { readonly seed: number; readonly markdown?: true; readonly exitCode?: true };

export function addDiff(program: Command): void {
  const command = program
    .command("diff")
    .summary("what a change of a text does to the map, to cost and to ossification")
    .description("Tells what one text says otherwise than another, and what that does.")
    .argument("<a>", "the text before; - reads standard input")
    .argument("<b>", "the text after; - reads standard input")
    .addOption(
      new Option("--markdown", "as a comment on a pull request, everything but the gist folded").conflicts([
        "json",
        "csv",
      ]),
    )
    .option("--exit-code", "end with 1 where something changed in meaning, as git diff does")
    .addOption(seedOption());
  withPrinting(command, "diff").addHelpText("after", helpAfter(help)).action(ending(answer));
}

async function answer(a: string, b: string, options: Options): Promise<number> {
  if (a === "-" && b === "-") throw wrongUse("standard input can be one of the two texts, not both");
  const before = await modelOf(a, Boolean(options.json));
  if (!before) return 1;
  const after = await modelOf(b, Boolean(options.json));
  if (!after) return 1;
  const finding = diff(before, after, { seed: options.seed });
  if (options.markdown) process.stdout.write(renderDiffMarkdown(finding));
  else printFinding(finding, sheetOfDiff(finding), options);
  return options.exitCode && finding.changed ? 1 : 0;
}
