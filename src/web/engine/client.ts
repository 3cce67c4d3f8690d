import type { LearnFinding } from "../../findings/learn.ts";
import type { MapFinding } from "../../findings/map.ts";
import type { RunFinding } from "../../findings/run.ts";
import type { Reading } from "../../model/model.ts";
import type { FromWorker, QuestionName, Questions, Subject, ToWorker } from "./messages.ts";

/** What is known at this moment. Answers stay until newer ones arrive. */
export type Answers = {
  readonly reading: Reading | null;
  readonly map: MapFinding | null;
  readonly run: RunFinding | null;
  readonly learn: LearnFinding | null;
  /** The map is that of an earlier text, since the newest one is still being read or can't be understood. */
  readonly stale: boolean;
  /** The run is that of an earlier text. */
  readonly runStale: boolean;
  /** From the last change to its map, milliseconds. */
  readonly ms: number | null;
  /** Set where an engine broke down, in words. */
  readonly trouble: string | null;
};

const nothingYet: Answers = {
  reading: null,
  map: null,
  run: null,
  learn: null,
  stale: true,
  runStale: true,
  ms: null,
  trouble: null,
};

/** So long a newer text waits for the reading and mapping of an older one, milliseconds. */
const patienceMs = 2_000;

type Waiting = { readonly resolve: (answer: never) => void; readonly reject: (error: Error) => void };

/**
 * The page's side of the worker: give it a subject, subscribe to the answers, ask questions.
 * `open` starts the worker and `close` ends it; what was waiting then is rejected.
 */
export class EngineClient {
  #worker: Worker | null = null;
  #answers: Answers = nothingYet;
  #progress: number | null = null;
  #turn = 0;
  #asked = 0;
  #began = 0;
  /** Since when some subject is being read and mapped; null when the newest one has its answer. */
  #mappingSince: number | null = null;
  #subject: Subject | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #progressListeners = new Set<() => void>();
  readonly #waiting = new Map<number, Waiting>();

  open(): void {
    if (this.#worker !== null) return;
    this.#start();
    if (this.#subject !== null) this.compute(this.#subject);
  }

  #start(): void {
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(data);
    this.#worker.onerror = (event) => {
      this.#change({ trouble: event.message || "the engines could not be started" });
      this.#advance(null);
    };
  }

  close(): void {
    this.#end("the page was left");
  }

  #end(why: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }

  /** Answers arrive through `subscribe`; a newer call ends the work on an older subject. */
  compute(subject: Subject): void {
    this.#subject = subject;
    // Reading and mapping can't be interrupted; of a long text they are given up for a newer one.
    this.#began = performance.now();
    if (
      this.#worker !== null &&
      this.#mappingSince !== null &&
      this.#began - this.#mappingSince > patienceMs
    ) {
      this.#end("the text has changed");
      this.#start();
      this.#mappingSince = null;
    }
    this.#mappingSince ??= this.#began;
    this.#turn += 1;
    this.#change({ stale: true, runStale: true, trouble: null });
    this.#post({ say: "subject", turn: this.#turn, subject });
  }

  /** Ends the playing of years; the run of those played so far arrives. */
  readonly stop = (): void => this.#post({ say: "stop", turn: this.#turn });

  /** Plays all years, after a stop. */
  readonly playOn = (): void => {
    if (this.#subject !== null) this.compute(this.#subject);
  };

  readonly ask = <K extends QuestionName>(
    name: K,
    of: Questions[K]["of"],
  ): Promise<Questions[K]["answer"]> => {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      if (this.#worker === null) {
        reject(new Error("the engines are not running"));
        return;
      }
      this.#waiting.set(id, { resolve, reject });
      this.#post({ say: "ask", id, name, of } as ToWorker);
    });
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly subscribeToProgress = (listener: () => void): (() => void) => {
    this.#progressListeners.add(listener);
    return () => this.#progressListeners.delete(listener);
  };

  readonly answers = (): Answers => this.#answers;

  /** Share of the run's years played, in [0, 1]; null when nothing is under way. Apart from the answers, since it changes often. */
  readonly progress = (): number | null => this.#progress;

  #advance(progress: number | null): void {
    this.#progress = progress;
    for (const listener of this.#progressListeners) listener();
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #change(part: Partial<Answers>): void {
    this.#answers = { ...this.#answers, ...part };
    for (const listener of this.#listeners) listener();
  }

  #hear(message: FromWorker): void {
    if (message.say === "answer" || message.say === "no answer") {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.say === "answer") waiting?.resolve(message.answer as never);
      else waiting?.reject(new Error(message.message));
      return;
    }
    if (message.turn !== this.#turn) return;
    switch (message.say) {
      case "reading":
        this.#change({ reading: message.reading });
        return;
      case "map":
        this.#mappingSince = null;
        this.#change({
          map: message.map,
          learn: message.learn,
          stale: false,
          ms: performance.now() - this.#began,
        });
        performance.measure("failwell: change to map", { start: this.#began });
        return;
      case "run":
        this.#change({ run: message.run, runStale: false });
        return;
      case "progress":
        this.#mappingSince = null;
        this.#advance(message.done);
        return;
      case "trouble":
        this.#mappingSince = null;
        this.#change({ trouble: message.message });
        this.#advance(null);
        return;
    }
  }
}
