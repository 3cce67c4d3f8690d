import { confirm, intro, log, outro, select, text } from "@clack/prompts";
import {
  type Columns,
  formatMapping,
  type Mapping,
  proposeMapping,
  sampleTable,
} from "../exchange/exchange.ts";
import { isThere, writeWhole } from "./files.ts";
import { Mistake, wrongUse } from "./mistake.ts";
import type { RecordFile } from "./record-file.ts";
import { canAsk } from "./terminal.ts";

/** What is asked about a table, in the order of what matters. */
const questions: readonly {
  readonly column: "onset" | "kind" | "title" | "contained" | "loss" | "note";
  readonly asks: string;
}[] = [
  { column: "onset", asks: "Which column says when it happened?" },
  { column: "kind", asks: "Which says what kind of failure it was?" },
  { column: "title", asks: "Which says in a few words what happened?" },
  { column: "contained", asks: "Which says when it did no more harm?" },
  { column: "loss", asks: "Which says what it cost?" },
  { column: "note", asks: "Which says more?" },
];
const none = "";

/**
 * What a table's columns mean, asked of the person at the terminal, with a guess to start from; the answer can be kept as a
 * file for the next time. Where nobody can be asked, the guess is shown as what a mapping would look like.
 */
export async function askMapping(record: RecordFile): Promise<Mapping> {
  const { header, rows } = sampleTable(record.head);
  const { mapping, remarks } = proposeMapping(header, rows, record.file);
  if (!canAsk() || record.file === "-") throw wrongUse(withoutMapping(record.file, mapping, remarks));
  intro(`${record.file}: what do its columns mean?`);
  for (const remark of remarks) log.info(remark);
  let columns: Columns = mapping.columns ?? {};
  for (const { column, asks } of questions)
    columns = await askColumn(columns, column, asks, header, rows[0] ?? []);
  const answered: Mapping = { ...mapping, columns };
  await offerToKeep(answered, record.file);
  outro("Thank you.");
  return answered;
}

function withoutMapping(file: string, mapping: Mapping, remarks: readonly string[]): string {
  return [
    `${file} is a table: say what its columns mean with --mapping mapping.yaml. A guess, to look at and save:`,
    "",
    ...remarks.map((remark) => `# ${remark}`),
    formatMapping(mapping).trimEnd(),
  ].join("\n");
}

async function askColumn(
  columns: Columns,
  column: keyof Columns,
  message: string,
  header: readonly string[],
  sample: readonly string[],
): Promise<Columns> {
  const guessed = columns[column];
  const guess = guessed === undefined ? [] : [{ value: "guess", label: inWords(guessed), hint: "a guess" }];
  const others = header.map((name, index) => ({
    value: `column ${name}`,
    label: name,
    hint: sample[index] ?? "",
  }));
  const chosen = answered(
    await select({
      message,
      options: [...guess, ...others, { value: none, label: "none of them" }],
      initialValue: guess[0]?.value ?? none,
      maxItems: 12,
    }),
  );
  if (chosen === "guess") return columns;
  const { [column]: _, ...others_ } = columns;
  return chosen === none ? others_ : { ...others_, [column]: chosen.slice("column ".length) };
}

/** A guess as a person reads it: the names of its columns. */
function inWords(guess: NonNullable<Columns[keyof Columns]>): string {
  if (typeof guess === "string") return guess;
  if ("after" in guess)
    return `${guess.after}, ${guess["unit from"] ?? guess.unit} after ${guess.since ?? "onset"}`;
  return Object.values(guess).join(" ");
}

async function offerToKeep(mapping: Mapping, file: string): Promise<void> {
  if (!answered(await confirm({ message: "Keep these answers as a file, for the next time?" }))) return;
  const usual = `${file.replace(/(\.[a-z0-9]+)+$/i, "")}.mapping.yaml`;
  const name = answered(await text({ message: "Where?", placeholder: usual, defaultValue: usual }));
  if (await isThere(name)) return log.warn(`${name} is there already; it is not overwritten`);
  await writeWhole(name, formatMapping(mapping), { fresh: true });
  log.success(`${name} is written: next time, --mapping ${name}`);
}

function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (typeof answer === "symbol")
    throw new Mistake("stopped before the last answer; nothing was imported", 1);
  return answer as Exclude<Answer, symbol>;
}
