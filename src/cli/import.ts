import { basename } from "node:path";
import { type Command, Option } from "commander";
import {
  detect,
  type Format,
  formats,
  type KnownNames,
  type Mapping,
  parseMapping,
  readRecord,
} from "../exchange/exchange.ts";
import { sayExactly } from "../findings/say.ts";
import type { Model } from "../model/model.ts";
import type { Store } from "../store/store.ts";
import type { ImportAnswer } from "./answers.ts";
import { type Given, readGiven } from "./files.ts";
import { renderProblems, understood } from "./given-model.ts";
import { Mistake, Stopped, wrongUse } from "./mistake.ts";
import { organizationIn, type StoreChoice, withStore } from "./opened-store.ts";
import { ending, folderOption, helpAfter, jsonOption, organizationOption } from "./options.ts";
import { Progress } from "./progress.ts";
import { openRecord, type RecordFile } from "./record-file.ts";
import { print, printJson } from "./terminal.ts";

const help = `
Formats: ${formats.map(({ id, name, file }) => `\n  ${id.padEnd(13)} ${name}: ${file}`).join("")}

A file may be packed with gzip. All of it is kept or nothing; what is in the record already is left as it is, so a second
import adds nothing. What cannot be read is named by row and column; nothing is kept then, unless --skip-unreadable.
A table (CSV) needs a mapping of its columns; on a terminal it is asked for. For other formats a mapping names their kinds
in the organization's words. docs/guide/import.md shows both.

Exit code: 0 kept, 1 something in the file or the mapping cannot be read, 2 wrong use, 130 stopped by Ctrl-C.`;

type Options = StoreChoice & {
  readonly text?: string;
  readonly mapping?: string;
  readonly format?: Format;
  readonly skipUnreadable?: true;
  readonly json?: true;
};
type Imported = ImportAnswer["files"][number];
/** Where a record goes, and the words that its mapping may use. */
type Target = { readonly store: Store; readonly organization: string; readonly model: Model };

export function addImport(program: Command): void {
  const ids = formats.map(({ id }) => id);
  program
    .command("import")
    .summary("bring in what really happened")
    .description(
      "Adds what happened, from other people's formats, to the record of an organization in the store.",
    )
    .argument("<records...>", "files; - reads standard input")
    .addOption(folderOption())
    .addOption(organizationOption())
    .option("--text <file>", "the organization's text, kept in the store too where it is new")
    .option("--mapping <file>", "what columns and kinds mean, as YAML")
    .addOption(new Option("--format <format>", "where it is not recognized").choices(ids))
    .option("--skip-unreadable", "keep the rest where a row cannot be read")
    .addOption(jsonOption("import"))
    .addHelpText("after", helpAfter(help))
    .action(ending(bringIn));
}

async function bringIn(files: string[], options: Options): Promise<number> {
  const given = options.text === undefined ? null : await readGiven(options.text);
  const model = given && understood(given, Boolean(options.json));
  if (given && !model) return 1;
  return withStore(options, async (store) => {
    const target = await targetOf(store, options, given, model);
    const named = options.mapping === undefined ? null : await readMapping(options.mapping, target.model);
    const imported: Imported[] = [];
    for (const file of files) {
      const done = await importFile(await openRecord(file), named, target, options);
      imported.push(done);
      if (!options.json) print(inWords(done));
    }
    const answer: ImportAnswer = {
      finding: "import",
      version: 1,
      organization: target.organization,
      files: imported,
    };
    if (options.json) printJson(answer);
    return imported.every(({ stored }) => stored) ? 0 : 1;
  });
}

/** The organization that is meant, with its text: the one given, which the store then keeps, or the one in the store. */
async function targetOf(
  store: Store,
  options: Options,
  given: Given | null,
  model: Model | null,
): Promise<Target> {
  const found = await organizationIn(store, options, model);
  if (!found) {
    if (!given || !model) throw wrongUse("give the organization's text, as in --text my-organization.yaml");
    const { name, example } = model.organization;
    const kept = { text: given.text, name, example, author: author(), comment: `from ${given.file}` };
    return { store, organization: await store.createOrganization(kept), model };
  }
  const detail = await store.findOrganization(found.id);
  if (!detail) throw wrongUse(`the store has no organization ${found.id} any more`);
  if (given && model && given.text !== detail.revision.text) {
    const { name, example } = model.organization;
    const changed = {
      text: given.text,
      name,
      example,
      base: detail.revision.number,
      author: author(),
      comment: `from ${given.file}`,
    };
    const saved = await store.saveText(found.id, changed);
    if (saved === "stale") throw new Mistake("the text in the store was changed just now; try once more", 1);
  }
  const text = given ?? { file: found.id, text: detail.revision.text };
  const known = model ?? understood(text, false);
  if (!known)
    throw new Mistake(`the text of ${found.id} in the store has problems: mend it in the workbench`, 1);
  return { store, organization: found.id, model: known };
}

const author = (): string => process.env.USER ?? process.env.USERNAME ?? "command line";

async function readMapping(file: string, model: Model): Promise<Mapping> {
  const given = await readGiven(file);
  const known: KnownNames = {
    failures: model.failures.map(({ id }) => id),
    functions: model.functions.map(({ id }) => id),
  };
  const { mapping, problems } = parseMapping(given.text, { file: given.file, known });
  if (mapping) return mapping;
  throw new Mistake(`the mapping is not understood:\n\n${renderProblems(problems, given)}`, 1);
}

async function importFile(
  record: RecordFile,
  named: Mapping | null,
  target: Target,
  options: Options,
): Promise<Imported> {
  const format = options.format ?? detect(record.file, record.head);
  if (!format)
    throw new Mistake(
      `${record.file} is in no format that is known here: choose one with --format, of ${formats.map(({ id }) => id).join(", ")}`,
      1,
    );
  const mapping = named?.columns || format !== "csv" ? named : await mappingAsked(record);
  const functions = new Map(target.model.failures.map(({ id, functionId }) => [id, functionId]));
  const progress = new Progress("rows");
  const interrupted = new AbortController();
  const stop = () => interrupted.abort(new Stopped());
  process.once("SIGINT", stop);
  try {
    const rows = readRecord(record.chunks, { format, ...(mapping && { mapping }) });
    const report = await target.store.importRecord(target.organization, rows, {
      format,
      fileName: basename(record.file),
      ...(options.skipUnreadable && { skipUnreadable: true }),
      functionOf: (failure) => functions.get(failure) ?? null,
      onProgress: ({ read }) => progress.show(read, record.part()),
      signal: interrupted.signal,
    });
    const { stored, read, added, known, unreadable, unreadableRows } = report;
    return { file: record.file, format, stored, read, added, known, unreadable, unreadableRows };
  } finally {
    progress.clear();
    process.off("SIGINT", stop);
  }
}

async function mappingAsked(record: RecordFile): Promise<Mapping> {
  const { askMapping } = await import("./asked-mapping.ts");
  return askMapping(record);
}

function inWords({ file, format, stored, read, added, known, unreadable, unreadableRows }: Imported): string {
  const counts = `${file} (${format}): ${sayExactly(read)} read, ${sayExactly(added)} added, ${sayExactly(known)} known before`;
  const lines = unreadableRows
    .slice(0, 10)
    .map(
      ({ row, column, found, expected }) =>
        `  row ${row}${column ? `, ${column}` : ""}: found ${found}, expected ${expected}`,
    );
  const more = unreadable > lines.length ? [`  and ${sayExactly(unreadable - lines.length)} more`] : [];
  if (stored)
    return [
      unreadable > 0 ? `${counts}, ${sayExactly(unreadable)} left out:` : counts,
      ...lines,
      ...more,
    ].join("\n");
  return [
    `${file} (${format}): nothing was kept, since ${sayExactly(unreadable)} ${unreadable === 1 ? "row cannot" : "rows cannot"} be read:`,
    ...lines,
    ...more,
    "  --skip-unreadable keeps the rest",
  ].join("\n");
}
