/**
 * The engines, off the page's thread: reads the newest text, puts it on the map, plays its years, and answers questions
 * about it. The map comes at once; the run comes early with few years and is sharpened. Years are played by threads of their own, so that
 * questions are answered meanwhile, and a newer subject ends the older one.
 */
import { why } from "../../backward/backward.ts";
import { harmOverTime, losses, startRun, tornado } from "../../forward/forward.ts";
import { changesInWords, diff, map, ossification } from "../../growth/growth.ts";
import { learn } from "../../learning/learning.ts";
import {
  adjusted,
  describe,
  formatText,
  type Model,
  readText,
  rewritten,
  statedFigures,
  suggest,
} from "../../model/model.ts";
import { figuresByName } from "./figure-names.ts";
import type { FromWorker, Questions, Subject, ToWorker, TwoTexts } from "./messages.ts";
import { playRun } from "./players.ts";

/** How often it tells how far it is, milliseconds. */
const progressMs = 120;
/** Sharpening ends here even where the years asked for were not reached; the finding says how many were. */
const patienceMs = 30_000;

type Turn = { readonly turn: number; readonly subject: Subject };

let newest: Turn | null = null;
let finished = 0;
/** The turn whose years need not be played on. */
let stopped = 0;
let working = false;
let understood: { readonly model: Model; readonly seed: number } | null = null;

const post = (message: FromWorker): void => globalThis.postMessage(message);
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

globalThis.onmessage = ({ data }: MessageEvent<ToWorker>): void => {
  if (data.say === "ask") {
    answer(data);
    return;
  }
  if (data.say === "stop") {
    stopped = data.turn;
    return;
  }
  newest = { turn: data.turn, subject: data.subject };
  if (!working) void work();
};

async function work(): Promise<void> {
  working = true;
  while (newest !== null && newest.turn !== finished) {
    const current: Turn = newest;
    try {
      await compute(current);
    } catch (error) {
      post({ say: "trouble", turn: current.turn, message: words(error) });
    }
    finished = current.turn;
  }
  working = false;
}

async function compute({ turn, subject }: Turn): Promise<void> {
  const reading = readText(subject.text, subject.file);
  post({ say: "reading", turn, reading });
  const { model } = reading;
  if (model === null) {
    post({ say: "progress", turn, done: null });
    return;
  }
  understood = { model, seed: subject.seed };
  const learned =
    subject.summary === null || subject.summary.occurrences === 0 ? null : learn(model, subject.summary);
  post({
    say: "map",
    turn,
    map: map(model, { seed: subject.seed, ...(learned && { learned }) }),
    learn: learned,
  });
  if (subject.years > 0) await playYears(turn, model, subject);
  if (newest?.turn === turn) post({ say: "progress", turn, done: null });
}

/** Tells the run early, with its first years, and each time when four times as many have been played. */
async function playYears(turn: number, model: Model, { years, seed }: Subject): Promise<void> {
  const run = startRun(model, { years, seed });
  const began = performance.now();
  let [told, shown] = [began, 0];
  const show = (): void => {
    shown = run.played;
    post({ say: "run", turn, run: run.finding() });
  };
  await playRun(run, seed, () => {
    if (newest?.turn !== turn) return false;
    if (run.played > 0 && run.played >= 4 * shown && run.played < run.years) show();
    const now = performance.now();
    if (now - told > progressMs) {
      told = now;
      post({ say: "progress", turn, done: run.played / run.years });
    }
    return stopped !== turn && now - began < patienceMs;
  });
  if (newest?.turn === turn && run.played > shown) show();
}

function answer(question: Extract<ToWorker, { say: "ask" }>): void {
  try {
    post({ say: "answer", id: question.id, answer: answerTo(question) });
  } catch (error) {
    post({ say: "no answer", id: question.id, message: words(error) });
  }
}

function answerTo(question: Extract<ToWorker, { say: "ask" }>): unknown {
  switch (question.name) {
    case "why":
      return why(known().model, question.of.failureId, { seed: known().seed });
    case "harm":
      return harmOverTime(known().model, question.of.failureId, { seed: known().seed });
    case "figures":
      return statedFigures(known().model);
    case "losses":
      return losses(adjusted(known().model, question.of.changes), {
        seed: known().seed,
        quick: question.of.changes.size > 0,
      });
    case "tornado":
      return tornado(known().model, { seed: known().seed });
    case "ossification":
      return ossification(known().model, { seed: known().seed });
    case "changes":
      return ofBoth(question.of, changesInWords);
    case "diff":
      return ofBoth(question.of, (before, after) => diff(before, after, { seed: question.of.seed }));
    case "rewrite":
      return rewrite(question.of);
    case "format":
      return formatText(question.of.text, question.of.file);
    case "suggest":
      return suggest(question.of.text, question.of.offset);
    case "describe":
      return describe(question.of.text, question.of.offset);
  }
}

/** An answer about two texts, whatever the workbench speaks of; null where one of them can't be understood. */
function ofBoth<T>({ before, after }: TwoTexts, answer: (before: Model, after: Model) => T): T | null {
  const [first, second] = [before, after].map((text) => readText(text, "organization.yaml").model);
  return first && second ? answer(first, second) : null;
}

/** Figures are found by their names, since the text may be another one than the workbench speaks of. */
function rewrite({ text, file, moved }: Questions["rewrite"]["of"]): Questions["rewrite"]["answer"] {
  const { model } = readText(text, file);
  if (model === null) return null;
  const figures = figuresByName(statedFigures(model));
  const changes = [...moved].flatMap(([name, ends]) => {
    const figure = figures.get(name);
    return figure ? [[figure.at, ends] as const] : [];
  });
  return rewritten(text, file, new Map(changes));
}

function known(): { readonly model: Model; readonly seed: number } {
  if (understood === null) throw new Error("there is no text yet that could be understood");
  return understood;
}
