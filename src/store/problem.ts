/**
 * What stands between a person and their store: said in words, with what to do about it. Shown without a stack trace;
 * everything else that is thrown is a fault of the program.
 */
export class StoreProblem extends Error {
  /** What can be done about it, as a sentence. */
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "StoreProblem";
    this.remedy = remedy;
  }
}

const postgresSays: Record<string, [message: string, remedy: string]> = {
  "53100": ["the disk of the database is full", "make room on it; nothing that was acknowledged is lost"],
  "53300": [
    "the database has no connection left",
    "close other programs that use it, or raise its max_connections",
  ],
  "28P01": ["the database refused the password", "check user and password in the database's address"],
  "28000": ["the database refused the user", "check the user in the database's address"],
  "3D000": ["there is no such database", "create it first (createdb), or correct its name in the address"],
  "42501": [
    "the database user may not do this",
    "grant it the rights to create and write tables in its schema",
  ],
  "57P01": ["the database was stopped while in use", "start it again, then try once more"],
  "57P03": ["the database is starting or stopping just now", "try again in a few seconds"],
  ECONNREFUSED: ["no database answers at this address", "start it, or correct host and port in the address"],
  ENOTFOUND: ["the database's host is not known", "correct the host in the database's address"],
  ENOENT: [
    "the database no longer answers",
    "stop Failwell and start it again; it mends its store by itself",
  ],
  ECONNRESET: ["the connection to the database broke", "try once more; start Failwell again if it stays so"],
};

/** A fault of the database as a problem in words, where it is one that a person can mend; null otherwise. */
export function asStoreProblem(error: unknown): StoreProblem | null {
  if (error instanceof StoreProblem) return error;
  if (!(error instanceof Error)) return null;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const said =
    postgresSays[code] ??
    (/^Connection terminated|^timeout exceeded/.test(error.message) ? postgresSays.ECONNRESET : undefined);
  return said ? new StoreProblem(said[0], said[1], { cause: error }) : null;
}
