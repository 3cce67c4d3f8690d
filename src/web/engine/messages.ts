/** What the page and its worker say to each other. */
import type { DiffFinding } from "../../findings/diff.ts";
import type { HarmFinding } from "../../findings/harm.ts";
import type { LearnFinding } from "../../findings/learn.ts";
import type { LossFinding, TornadoFinding } from "../../findings/losses.ts";
import type { MapFinding } from "../../findings/map.ts";
import type { OssificationFinding } from "../../findings/ossification.ts";
import type { RunFinding } from "../../findings/run.ts";
import type { WhyFinding } from "../../findings/why.ts";
import type { RecordSummary } from "../../learning/learning.ts";
import type { Ends, Problem, Reading, Rewritten, StatedFigure } from "../../model/model.ts";

/** Everything a finding depends on. A newer subject ends the work on an older one. */
export type Subject = {
  readonly text: string;
  /** Named in the places of problems. */
  readonly file: string;
  readonly summary: RecordSummary | null;
  readonly seed: number;
  /** Years the run is to be sharpened to. */
  readonly years: number;
};

/** Figures by where they stand, with other ends. */
export type Changes = ReadonlyMap<number, Ends>;

export type Formatted = { readonly text: string | null; readonly problems: readonly Problem[] };
export type Suggestions = {
  readonly from: number;
  readonly options: readonly { readonly label: string; readonly detail?: string; readonly apply?: string }[];
};

export type TwoTexts = { readonly before: string; readonly after: string };

/** Questions that are answered once, on demand. */
export type Questions = {
  why: { readonly of: { readonly failureId: string }; readonly answer: WhyFinding };
  harm: { readonly of: { readonly failureId: string }; readonly answer: HarmFinding };
  /** The figures of the text that can be moved. */
  figures: { readonly of: Record<string, never>; readonly answer: readonly StatedFigure[] };
  /** What a year costs with some figures moved, each by where it stands in the text. */
  losses: { readonly of: { readonly changes: Changes }; readonly answer: LossFinding };
  tornado: { readonly of: Record<string, never>; readonly answer: TornadoFinding };
  ossification: { readonly of: Record<string, never>; readonly answer: OssificationFinding };
  /** What one text says otherwise than another, in a sentence; empty where nothing, null where one can't be understood. */
  changes: { readonly of: TwoTexts; readonly answer: string | null };
  /** What the change from one text to another does; null where one can't be understood. */
  diff: { readonly of: TwoTexts & { readonly seed: number }; readonly answer: DiffFinding | null };
  /** A text with figures moved, each by its name; null where it can't be understood. */
  rewrite: {
    readonly of: { readonly text: string; readonly file: string; readonly moved: ReadonlyMap<string, Ends> };
    readonly answer: Rewritten | null;
  };
  format: { readonly of: { readonly text: string; readonly file: string }; readonly answer: Formatted };
  suggest: { readonly of: { readonly text: string; readonly offset: number }; readonly answer: Suggestions };
  describe: {
    readonly of: { readonly text: string; readonly offset: number };
    readonly answer: string | null;
  };
};
export type QuestionName = keyof Questions;

export type ToWorker =
  /** Ends the playing of years: the run is of those played so far. */
  | { readonly say: "stop"; readonly turn: number }
  | { readonly say: "subject"; readonly turn: number; readonly subject: Subject }
  | {
      [K in QuestionName]: {
        readonly say: "ask";
        readonly id: number;
        readonly name: K;
        readonly of: Questions[K]["of"];
      };
    }[QuestionName];

export type FromWorker =
  | { readonly say: "reading"; readonly turn: number; readonly reading: Reading }
  | {
      readonly say: "map";
      readonly turn: number;
      readonly map: MapFinding;
      readonly learn: LearnFinding | null;
    }
  | { readonly say: "run"; readonly turn: number; readonly run: RunFinding }
  /** Share of the years played, in [0, 1]; null once there is nothing more to do. */
  | { readonly say: "progress"; readonly turn: number; readonly done: number | null }
  | { readonly say: "trouble"; readonly turn: number; readonly message: string }
  | { readonly say: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly say: "no answer"; readonly id: number; readonly message: string };
