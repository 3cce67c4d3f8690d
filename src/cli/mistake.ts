/** What a person can mend, said in a sentence and shown without a stack trace. */
export class Mistake extends Error {
  /** 1: problems in what was given; 2: wrong use of the command. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Wrong use: an option, a file or a name that is not there. */
export const wrongUse = (message: string): Mistake => new Mistake(message, 2);

/** Ctrl-C, where what was begun is taken back. */
export class Stopped extends Error {}

/** The system's reasons for refusing a file, in words. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "it may not be opened by this user",
  EPERM: "it may not be changed by this user",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is no folder",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
  EEXIST: "it is there already",
  EMFILE: "too many files are open",
};

/** Wraps the system's refusal of a file in words; what is no such refusal comes back as it was. */
export function refusedFile(what: string, file: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = reasons[code];
  return reason ? wrongUse(`cannot ${what} ${file}: ${reason}`) : error;
}

/** Node's refusals of memory, of this thread or of another. */
function isMemoryRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : "";
  return (
    code === "ERR_WORKER_OUT_OF_MEMORY" ||
    /^(Array buffer allocation failed|Invalid typed array length)/.test(error.message)
  );
}

/** Says on standard error what went wrong, and answers the exit code. */
export async function explain(error: unknown): Promise<number> {
  if (error instanceof Stopped) {
    say("stopped; nothing was kept");
    return 130;
  }
  if (error instanceof Mistake) {
    say(error.message);
    return error.exitCode;
  }
  if (isMemoryRefused(error)) {
    say("there is not enough memory for that: ask for fewer --years, or for --threads 1");
    return 1;
  }
  const { asStoreProblem } = await import("../store/store.ts"); // loaded late: it brings a database client
  const problem = asStoreProblem(error);
  if (problem) {
    say(`${problem.message}; ${problem.remedy}`);
    return 1;
  }
  const message = error instanceof Error ? error.message : String(error);
  say(`this is a bug of Failwell's and not of what was given: ${message}`);
  if (process.env.FAILWELL_DEBUG) say(error instanceof Error ? (error.stack ?? message) : message);
  else say("FAILWELL_DEBUG=1 shows where it happened");
  return 70;
}

function say(sentence: string): void {
  process.stderr.write(`failwell: ${sentence}\n`);
}
