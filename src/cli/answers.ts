/** What commands answer under --json, where it is no finding of an engine. Each has a schema in docs/reference. */
import type { Problem } from "../model/model.ts";

/** Instead of an answer, where the text cannot be understood. Exit code 1. */
export type ProblemsAnswer = {
  readonly finding: "problems";
  readonly version: 1;
  readonly file: string;
  readonly problems: readonly Problem[];
};

export type CheckAnswer = {
  readonly finding: "check";
  readonly version: 1;
  readonly files: readonly {
    readonly file: string;
    /** Whether a model could be made of it. */
    readonly understood: boolean;
    readonly failures: number | null;
    readonly problems: readonly Problem[];
  }[];
};

export type FormatAnswer = {
  readonly finding: "format";
  readonly version: 1;
  readonly files: readonly {
    readonly file: string;
    /** Whether the text was in its one form already; null where it could not be read. */
    readonly formatted: boolean | null;
    readonly written: boolean;
    /** The text in its one form, where it was neither written nor only checked. */
    readonly text: string | null;
    readonly problems: readonly Problem[];
  }[];
};

export type NewAnswer = {
  readonly finding: "new";
  readonly version: 1;
  readonly file: string;
  readonly organization: string;
};

export type ImportAnswer = {
  readonly finding: "import";
  readonly version: 1;
  /** Id of the organization in the store. */
  readonly organization: string;
  readonly files: readonly {
    readonly file: string;
    readonly format: string;
    /** All of the file is in the record, or nothing of it. */
    readonly stored: boolean;
    readonly read: number;
    readonly added: number;
    readonly known: number;
    readonly unreadable: number;
    readonly unreadableRows: readonly {
      readonly row: number;
      readonly column: string | null;
      readonly found: string;
      readonly expected: string;
    }[];
  }[];
};

/** One line, once the workbench answers. */
export type ServeAnswer = {
  readonly finding: "serve";
  readonly version: 1;
  readonly address: string;
  readonly folder: string | null;
};
