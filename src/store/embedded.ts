import { execFile } from "node:child_process";
import { access, chmod, chown, mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Account, accountFor, closedOnTheWay } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { lockFolder } from "./lock.ts";
import { plainEnvironment, startPostgres, stopOrphan, stopPostgres } from "./postgres-process.ts";
import { StoreProblem } from "./problem.ts";

/** A PostgreSQL of our own, running on a folder. `stop` ends it and frees the folder. */
export type Embedded = {
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  readonly stop: () => Promise<void>;
};

const user = "failwell";
/** Addresses of Unix sockets end at 103 (macOS) or 107 bytes (Linux); the socket's own name takes 18 of them. */
const longestSocketFolder = 80;

/**
 * Starts PostgreSQL on a folder, which is made where there is none, and holds the folder for this process.
 *
 * It listens on a Unix socket in a private folder of its own, on no port. It ends with this process, however that ends:
 * a watchdog waits on a pipe that only this process holds. What a killed one left running is stopped first.
 *
 * Throws StoreProblem: folder in use, not reachable or not writable; no PostgreSQL for this platform; or it doesn't start.
 */
export async function startEmbedded(givenFolder: string): Promise<Embedded> {
  const folder = resolve(givenFolder);
  await refuseUnreachable(dirname(folder), await accountFor(folder));
  await makeFolder(folder);
  const unlock = await lockFolder(folder).catch(rethrowUnwritable(folder));
  try {
    return await startLocked(folder, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startLocked(folder: string, unlock: () => Promise<void>): Promise<Embedded> {
  const account = await accountFor((await databasesIn(folder))[0] ?? folder);
  if (account) await openToPass(folder);
  await refuseUnreachable(folder, account);
  const binaries = await findBinaries(folder, account);
  const data = await dataFolder(folder, binaries.major);
  await refuseOtherOwner(data, account);
  if (await exists(data)) await stopOrphan(data);
  else await createCluster(binaries, data, account);
  const sockets = await makeSocketFolder(account);
  const log = join(folder, "database.log");
  const running = await startPostgres({ binaries, data, sockets, account, log }).catch(async (error) => {
    await rm(sockets, { recursive: true, force: true });
    throw error;
  });
  return {
    connection: { host: sockets, user, database: "postgres" },
    stop: async () => {
      await stopPostgres(running);
      await rm(sockets, { recursive: true, force: true });
      await unlock();
    },
  };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    const first = await mkdir(folder, { recursive: true });
    if (first === undefined || process.getuid?.() !== 0) return;
    for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755);
  } catch (error) {
    rethrowUnwritable(folder)(error);
  }
}

function rethrowUnwritable(folder: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (!["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"].includes(String(error.code))) throw error;
    throw new StoreProblem(
      `the folder ${folder} can't be written by this user`,
      "give another folder, or ask for the right to write there",
      { cause: error },
    );
  };
}

/** Where the data are, or will be; its name carries the major version, whose files no other one can read. */
async function dataFolder(folder: string, major: string): Promise<string> {
  const found = await databasesIn(folder);
  const data = join(folder, `database-${major}`);
  if (found.length === 0 || found.includes(data)) return data;
  const other = found[0]!.replace(/^.*-/, "");
  throw new StoreProblem(
    `the store in ${folder} was written with PostgreSQL ${other}; this Failwell brings PostgreSQL ${major}`,
    `open it with a Failwell that brings PostgreSQL ${other}, or give another folder`,
  );
}

async function databasesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder))
    .filter((name) => /^database-\d+$/.test(name))
    .map((name) => join(folder, name));
}

/** An empty folder of root's becomes the store's own: the database may pass through it, nobody may list it. */
async function openToPass(folder: string): Promise<void> {
  const { mode, uid } = await stat(folder);
  const inside = (await readdir(folder)).filter((name) => name !== "lock");
  if (uid === 0 && inside.length === 0) await chmod(folder, mode | 0o011);
}

async function refuseUnreachable(folder: string, account: Account | undefined): Promise<void> {
  const closed = await closedOnTheWay(folder, account);
  if (closed === null) return;
  throw new StoreProblem(
    `the database can't enter ${closed}: it never runs as root, and only root may go there`,
    "give a folder elsewhere, such as /var/lib/failwell, or run Failwell as a normal user",
  );
}

async function refuseOtherOwner(data: string, account: Account | undefined): Promise<void> {
  const found = await stat(data).catch(() => null);
  if (!found || account || found.uid === process.getuid?.()) return;
  throw new StoreProblem(
    `the database in ${data} belongs to another user of this machine (number ${found.uid})`,
    "run Failwell as that user, or give another folder",
  );
}

/** Makes an empty database beside its place and moves it there whole, so that a crash leaves none rather than half of one. */
async function createCluster(binaries: Binaries, data: string, account: Account | undefined): Promise<void> {
  const unfinished = `${data}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  if (account) await chown(unfinished, account.uid, account.gid);
  const options = [
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  try {
    await promisify(execFile)(
      join(binaries.root, "bin", "initdb"),
      ["-D", unfinished, "-U", user, ...options],
      {
        ...account,
        cwd: "/",
        env: plainEnvironment(),
      },
    );
  } catch (error) {
    throw cannotRun(error);
  }
  await rename(unfinished, data);
}

function cannotRun(error: unknown): StoreProblem {
  const output = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  const said = output.trim() || (error instanceof Error ? error.message : String(error));
  return new StoreProblem(
    `the PostgreSQL that came with this installation doesn't run here: ${said}`,
    "it needs a system with glibc (most Linux) or macOS, and a user whom the system knows by name; " +
      "elsewhere give the address of a PostgreSQL in FAILWELL_DATABASE",
    { cause: error },
  );
}

async function makeSocketFolder(account: Account | undefined): Promise<string> {
  const usual = tmpdir();
  const fits = Buffer.byteLength(usual) < longestSocketFolder - 16;
  const base = fits && (await closedOnTheWay(usual, account)) === null ? usual : "/tmp";
  const sockets = await mkdtemp(join(base, "failwell-"));
  if (account) await chown(sockets, account.uid, account.gid);
  return sockets;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
