import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  detect,
  type Format,
  formats,
  type Mapping,
  parseMapping,
  readRecord,
} from "../exchange/exchange.ts";
import type { Model } from "../model/model.ts";
import type { ImportCounts, ImportReport, Store } from "../store/store.ts";
import type { ImportAnswer, ImportProgress, Refusal } from "./api.ts";
import { recordText } from "./record-text.ts";
import { asRefused, Refused } from "./refused.ts";
import type { Texts } from "./texts.ts";
import { organizationPlace, truth, validate } from "./validate.ts";

const progressMs = 200;

const importQuestion = z.object({
  fileName: z.string().max(500).default(""),
  format: z.enum(formats.map(({ id }) => id) as [Format, ...Format[]]).optional(),
  mapping: z.string().optional(),
  skipUnreadable: truth.default(false),
});
type ImportQuestion = z.output<typeof importQuestion>;

/**
 * Takes a file as it comes, and tells line by line how far it is. Where the connection breaks, or the server stops, before the
 * last line was made, nothing is kept.
 */
export function addImportRoute(
  server: FastifyInstance,
  store: Store,
  texts: Texts,
  log: (line: string) => void,
): void {
  const running = new Set<AbortController>();
  let isStopping = false;
  server.addHook("preClose", async () => {
    isStopping = true;
    for (const each of running) each.abort(stopping());
  });

  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

    scope.post("/api/organizations/:id/import", async (request, reply) => {
      const { id } = validate(organizationPlace, request.params);
      const question = validate(importQuestion, request.query);
      const { model } = await texts.read(id);
      const mapping = mappingOf(question, model);
      const answer = new PassThrough();
      const control = new AbortController();
      running.add(control);
      reply.raw.once("close", () => control.abort(broken()));
      const telling = createTelling(answer);
      const text = recordText(bytesOf(request.raw, control.signal));
      importFile(store, id, text, { question, mapping, model, signal: control.signal, telling })
        .then(
          (report) => telling.last(answerTo(report)),
          (error) =>
            telling.last(failed(asRefused(control.signal.aborted ? control.signal.reason : error, log))),
        )
        .finally(() => {
          running.delete(control);
          if (isStopping) reply.raw.once("finish", () => request.raw.destroy());
          else request.raw.resume();
        });
      return reply.type("application/x-ndjson").send(answer);
    });
  });
}

type Work = {
  readonly question: ImportQuestion;
  readonly mapping: Mapping | undefined;
  readonly model: Model | null;
  readonly signal: AbortSignal;
  readonly telling: Telling;
};

async function importFile(
  store: Store,
  id: string,
  text: AsyncGenerator<string>,
  work: Work,
): Promise<ImportReport> {
  const { question, mapping, model, signal, telling } = work;
  const first = await text.next();
  const head = first.done ? "" : first.value;
  const format = question.format ?? detect(question.fileName, head);
  if (!format) throw strange(question.fileName);
  const functions = new Map(model?.failures.map((failure) => [failure.id, failure.functionId]));
  const rows = readRecord(followed(head, text), mapping ? { format, mapping } : { format });
  return store.importRecord(id, rows, {
    format,
    fileName: question.fileName,
    skipUnreadable: question.skipUnreadable,
    functionOf: (failureId) => functions.get(failureId) ?? null,
    onProgress: telling.progress,
    signal,
  });
}

async function* followed(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

/**
 * The body piece by piece, until the import is given up. What is left unread stays: were the request destroyed with its reading, the
 * answer would never arrive.
 */
async function* bytesOf(request: IncomingMessage, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reading: AsyncIterator<Buffer> = request.iterator({ destroyOnReturn: false });
  const givenUp = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  givenUp.catch(() => {});
  for (;;) {
    const next = await Promise.race([reading.next(), givenUp]);
    if (next.done) return;
    yield next.value;
  }
}

function mappingOf({ mapping }: ImportQuestion, model: Model | null): Mapping | undefined {
  if (mapping === undefined) return undefined;
  const known = model && {
    failures: model.failures.map(({ id }) => id),
    functions: model.functions.map(({ id }) => id),
  };
  const read = parseMapping(mapping, known ? { known } : {});
  if (read.mapping) return read.mapping;
  throw new Refused(422, {
    message: `the mapping was not understood: ${read.problems.map(({ message }) => message).join("; ")}`,
    remedy: "correct the mapping, then import again; nothing was changed",
    problems: read.problems,
  });
}

function strange(fileName: string): Refused {
  return new Refused(422, {
    message: `${fileName || "the file"} is in no format that Failwell knows`,
    remedy: `bring one of these: ${formats.map(({ name }) => name).join(", ")}; or say which of them it is`,
  });
}

function broken(): Refused {
  return new Refused(499, {
    message: "the connection broke before the file was there",
    remedy: "import it again; nothing of it was kept",
  });
}

function stopping(): Refused {
  return new Refused(503, {
    message: "Failwell was stopped during the import",
    remedy: "start it, then import again; nothing of the file was kept",
  });
}

type Telling = { progress(counts: ImportCounts): void; last(answer: ImportAnswer): void };

/** Lines of JSON into a stream, progress no more often than every 200 ms. */
function createTelling(stream: PassThrough): Telling {
  let told = 0;
  return {
    progress(counts) {
      if (Date.now() - told < progressMs) return;
      told = Date.now();
      const line: ImportProgress = { done: false, ...counts, unreadableRows: [] };
      stream.write(`${JSON.stringify(line)}\n`);
    },
    last(answer) {
      stream.end(`${JSON.stringify(answer)}\n`);
    },
  };
}

function answerTo(report: ImportReport): ImportAnswer {
  const { stored, importId, unreadableRows, ...counts } = report;
  if (stored && importId !== null) return { done: true, stored, importId, ...counts, unreadableRows };
  const rows = counts.unreadable === 1 ? "a row" : `${counts.unreadable} rows`;
  const problem: Refusal["problem"] = {
    message: `${rows} of the file can't be read`,
    remedy: "mend them, or import the rest without them; nothing was kept",
  };
  return { done: true, stored: false, ...counts, added: 0, known: 0, completed: 0, unreadableRows, problem };
}

function failed({ problem }: Refused): ImportAnswer {
  const none = { read: 0, added: 0, known: 0, completed: 0, unreadable: 0, unreadableRows: [] };
  return { done: true, stored: false, ...none, problem };
}
