import { type Command, InvalidArgumentError, Option } from "commander";
import { wrap } from "../findings/text.ts";

/** Reads a whole number such as `7`, `10,000`, `100k` or `2M`, from `low` to `high`. */
export function whole(low: number, high: number): (text: string) => number {
  return (text) => {
    const [, digits = "", scale = ""] = /^(\d[\d,_]*(?:\.\d+)?)([kM]?)$/.exec(text.trim()) ?? [];
    const value = Number(digits.replace(/[,_]/g, "") || Number.NaN) * ({ k: 1e3, M: 1e6 }[scale] ?? 1);
    if (Number.isInteger(value) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(
      `A whole number from ${low} to ${high.toLocaleString("en-US")} is expected.`,
    );
  };
}

/** Reads a share such as `2%` or `0.02`, above 0 and below 100%. */
export function percent(text: string): number {
  const [, digits = "", sign = ""] = /^(\d*\.?\d+)(%?)$/.exec(text.trim()) ?? [];
  const value = Number(digits || Number.NaN) / (sign === "%" ? 100 : 1);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError("A share such as 2% is expected.");
}

/** The seed: the same seed and text give the same figures, bit for bit, on every machine. */
export const seedOption = () =>
  new Option("--seed <number>", "what the random numbers start from; the same seed gives the same figures")
    .argParser(whole(0, 2 ** 32 - 1))
    .default(1);

export const folderOption = () => new Option("--folder <folder>", "the store (default: .failwell)");

export const organizationOption = () =>
  new Option("--organization <id>", "which organization of the store; needed only where it holds several");

/** What --help says after the options, wrapped to the terminal; a line that begins with a space stays as it is. */
export function helpAfter(text: string): () => string {
  return () => {
    const width = Math.min(process.stdout.columns ?? 80, 100);
    const paragraphs = text
      .trim()
      .split("\n\n")
      .flatMap((block) => [...linesOf(block), ""]);
    const lines = paragraphs.flatMap((line) => (line.startsWith(" ") ? [line] : wrap(line, width)));
    return `\n${lines.join("\n").trimEnd()}`;
  };
}

/** A block of words is one line, to be wrapped; one with lines that begin with a space is a list. */
function linesOf(block: string): string[] {
  return /^ /m.test(block) ? block.split("\n") : [block.replaceAll("\n", " ")];
}

/** How an answer is printed. */
export type Printed = { readonly json?: true; readonly csv?: true; readonly all?: true };

/** Adds --json, --csv and --all to a command that answers with a finding. */
export function withPrinting(command: Command, schema: string): Command {
  return command
    .addOption(new Option("--json", `the finding as JSON (docs/reference/${schema}.schema.json)`))
    .addOption(new Option("--csv", "the main table with exact values, for a spreadsheet").conflicts("json"))
    .option("--all", "every row of every table, not only the first twelve");
}

export const jsonOption = (schema: string) =>
  new Option("--json", `the answer as JSON (docs/reference/${schema}.schema.json)`);

/** A command's action: what it answers is the program's exit code. */
export function ending<Given extends unknown[]>(act: (...given: Given) => Promise<number>) {
  return async (...given: Given): Promise<void> => {
    process.exitCode = await act(...given);
  };
}
