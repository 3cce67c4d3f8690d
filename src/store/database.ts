import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { asStoreProblem, StoreProblem } from "./problem.ts";
import type { Database, Tables } from "./tables.ts";

/** Where a database is: parts of a Unix socket, or an address. */
export type Connection =
  | { readonly host: string; readonly user: string; readonly database: string }
  | { readonly url: string };

const oldestServer = 150_000;
const connectPatienceMs = 10_000;

/** bigint, read as a number: counters and milliseconds stay far below 2^53. */
const int8 = 20;

/**
 * Connects, and checks that the server is PostgreSQL 15 or newer.
 * Throws StoreProblem where it can't be reached, refuses, or is older.
 */
export async function connect(connection: Connection): Promise<Database> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, Number);
  const address = "url" in connection ? { connectionString: connection.url } : connection;
  const pool = new pg.Pool({
    ...address,
    types,
    max: 10,
    connectionTimeoutMillis: connectPatienceMs,
    application_name: "failwell",
  });
  // An idle connection that breaks is replaced at its next use; without a listener its error would end the process.
  pool.on("error", () => {});
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await refuseOldServer(database);
    return database;
  } catch (error) {
    await database.destroy();
    throw asStoreProblem(error) ?? cannotConnect(error);
  }
}

async function refuseOldServer(database: Database): Promise<void> {
  const found = await sql<{ number: number; version: string }>`
    select current_setting('server_version_num')::integer as number, current_setting('server_version') as version
  `.execute(database);
  const server = found.rows[0]!;
  if (server.number >= oldestServer) return;
  throw new StoreProblem(
    `the database is PostgreSQL ${server.version}`,
    "Failwell needs PostgreSQL 15 or newer",
  );
}

function cannotConnect(error: unknown): StoreProblem {
  const said = error instanceof Error ? error.message : String(error);
  return new StoreProblem(
    `the database can't be opened: ${said}`,
    "check its address: postgres://user:password@host:5432/name",
    { cause: error },
  );
}
