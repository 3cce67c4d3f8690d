import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { closedOnTheWay } from "../src/store/account.ts";
import { prepareBinaries } from "../src/store/binaries.ts";
import { openStore, StoreProblem } from "../src/store/store.ts";
import { folderOfTest, newOrganization, temporaryFolder } from "./store-fixture.ts";

const isRoot = process.getuid?.() === 0;
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

const held = temporaryFolder();

test("a folder in use by another process is refused in words, and free again once that is gone", async () => {
  const holder = await hold(held);
  const refused = await problemOf(openStore({ folder: held }));
  expect(refused.message).toBe(`the folder ${held} is in use by another Failwell (process ${holder.pid})`);
  expect(refused.remedy).toContain("stop it first");
  await end(holder, "SIGTERM");
  const store = await openStore({ folder: held });
  expect(await store.listOrganizations()).toHaveLength(1);
  await store.close();
});

test("a folder that this process has open is refused too, until it is closed", async () => {
  const store = await openStore({ folder: held });
  expect((await problemOf(openStore({ folder: held }))).message).toContain("is in use");
  await store.close();
  await (await openStore({ folder: held })).close();
});

for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
  test(`a process that ends by ${signal} leaves no database running, nor its sockets`, async () => {
    const holder = await hold(held);
    const database = databaseOf(held);
    const sockets = postmasterLines(held)[4]!;
    expect(isRunning(database)).toBe(true);
    await end(holder, signal);
    await vi.waitFor(() => expect(isRunning(database)).toBe(false), { timeout: 20_000 });
    await vi.waitFor(() => expect(existsSync(sockets)).toBe(false), { timeout: 40_000 });
  });
}

test("a database left running by a killed process, its watchdog killed too, is stopped, and nothing of it is lost", async () => {
  const holder = await hold(held);
  const database = databaseOf(held);
  process.kill(watchdogOf(database), "SIGKILL");
  await end(holder, "SIGKILL");
  expect(isRunning(database)).toBe(true);
  const store = await openStore({ folder: held });
  expect(isRunning(database)).toBe(false);
  expect(await store.listOrganizations()).toContainEqual(expect.objectContaining({ id: holder.said }));
  await store.close();
});

test("a process that has by now the number of a database long gone is left alone", async () => {
  const bystander = spawn("/bin/sleep", ["60"], { stdio: "ignore" });
  started.push(bystander);
  const data = join(held, "database-18");
  writeFileSync(join(data, "postmaster.pid"), `${bystander.pid}\n${data}\n1700000000\n5432\n/nowhere\n`);
  await (await openStore({ folder: held })).close();
  expect(isRunning(bystander.pid!)).toBe(true);
});

test("a database whose own lock was cut off in the writing starts again", async () => {
  writeFileSync(join(held, "database-18", "postmaster.pid"), "");
  await (await openStore({ folder: held })).close();
  expect(existsSync(join(held, "database-18", "postmaster.pid"))).toBe(false);
});

test("a store that was closed has removed its lock and its sockets", async () => {
  const store = await openStore({ folder: held });
  const sockets = postmasterLines(held)[4]!;
  expect(existsSync(sockets)).toBe(true);
  await store.close();
  expect(existsSync(sockets)).toBe(false);
  expect(existsSync(join(held, "lock"))).toBe(false);
});

test("what is kept is there when the folder is opened again", async () => {
  const first = await openStore({ folder: held });
  const id = await newOrganization(first);
  await first.close();
  const second = await openStore({ folder: held });
  expect(await second.findOrganization(id)).toMatchObject({ id, revision: { number: 1 } });
  await second.close();
});

test("a lock of a process that is long gone is no obstacle, nor is half of one", async () => {
  for (const content of ['{"pid":1,"started":"of another boot"}', '{"pid":12']) {
    writeFileSync(join(held, "lock"), content);
    await (await openStore({ folder: held })).close();
  }
  expect(existsSync(join(held, "lock"))).toBe(false);
});

test("a folder out of reach is refused in words, with what to do", async () => {
  const closed = join(passableFolder(), "closed");
  mkdirSync(closed, { mode: isRoot ? 0o700 : 0o555 });
  const inside = join(closed, "store");
  const refused = await problemOf(openStore({ folder: inside }));
  expect(refused.message).toContain(
    isRoot ? `the database can't enter ${closed}` : `${inside} can't be written`,
  );
  expect(refused.remedy).toContain("give");
});

test("a file in the place of a folder is refused in words", async () => {
  const file = join(passableFolder(), "file");
  writeFileSync(file, "");
  expect((await problemOf(openStore({ folder: file }))).message).toContain(file);
});

test("a store of another major version of PostgreSQL is left alone, and said so", async () => {
  const folder = passableFolder();
  mkdirSync(join(folder, "database-99"));
  const refused = await problemOf(openStore({ folder }));
  expect(refused.message).toContain("was written with PostgreSQL 99");
});

test("an address where no database answers is refused in words", async () => {
  const refused = await problemOf(openStore({ url: "postgres://ada:secret@127.0.0.1:1/failwell" }));
  expect(refused.message).toBe("no database answers at this address");
  expect(`${refused.message} ${refused.remedy}`).not.toContain("secret");
});

test("what is no address of a database is refused in words", async () => {
  const refused = await problemOf(openStore({ url: "postgres://[bad" }));
  expect(refused.message).toContain("the database can't be opened");
});

test("the first folder that an account may not enter is found by the rights of owner, group and others", async () => {
  const folder = folderOfTest();
  const inner = join(folder, "inner");
  mkdirSync(inner);
  const { uid, gid } = statSync(inner);
  const [other, owner, colleague] = [
    { uid: uid + 1, gid: gid + 1 },
    { uid, gid: gid + 1 },
    { uid: uid + 1, gid },
  ];
  chmodSync(folder, 0o755);
  chmodSync(inner, 0o710);
  expect(await closedOnTheWay(inner, other)).toBe(inner);
  expect(await closedOnTheWay(inner, owner)).toBeNull();
  expect(await closedOnTheWay(inner, colleague)).toBeNull();
  chmodSync(folder, 0o700);
  expect(await closedOnTheWay(inner, other)).toBe(folder);
});

test("links between libraries that an installation left out are made where they belong", async () => {
  const root = packageOfLibraries(0o755);
  const binaries = await prepareBinaries(root, "18.4.0", folderOfTest(), undefined);
  expect(binaries).toEqual({ root: join(root, "native"), version: "18.4.0", major: "18" });
  expect(readlinkSync(join(root, "native", "lib", "libpq.so"))).toBe("libpq.so.5.18");
});

test("libraries that can't be read or completed where they are installed are copied once, links and all", async () => {
  const root = packageOfLibraries(isRoot ? 0o700 : 0o555);
  const folder = folderOfTest();
  const account = isRoot ? { uid: 65534, gid: 65534 } : undefined;
  const binaries = await prepareBinaries(root, "18.4.0", folder, account);
  expect(binaries.root).toBe(join(folder, "postgres-18.4.0", "native"));
  expect(readFileSync(join(binaries.root, "lib", "libpq.so"), "utf8")).toBe("library");
  if (account) expect(statSync(join(binaries.root, "bin", "postgres")).uid).toBe(account.uid);
  expect(await prepareBinaries(root, "18.4.0", folder, account)).toEqual(binaries);
  chmodSync(join(root, "native", "lib"), 0o755);
});

function passableFolder(): string {
  const folder = folderOfTest();
  chmodSync(folder, 0o755);
  return folder;
}

/** What an npm package of PostgreSQL looks like before its install script has run. */
function packageOfLibraries(mode: number): string {
  const root = passableFolder();
  const native = join(root, "native");
  for (const part of ["bin", "lib"]) mkdirSync(join(native, part), { recursive: true });
  writeFileSync(join(native, "bin", "postgres"), "program", { mode: 0o755 });
  writeFileSync(join(native, "lib", "libpq.so.5.18"), "library");
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so" }];
  writeFileSync(join(native, "pg-symlinks.json"), JSON.stringify(links));
  chmodSync(isRoot && mode === 0o700 ? native : join(native, "lib"), mode);
  return root;
}

async function problemOf(opening: Promise<unknown>): Promise<StoreProblem> {
  const error = await opening.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreProblem);
  return error as StoreProblem;
}

/** A process with the store of a folder open, and the organization that it was told is kept. */
async function hold(folder: string): Promise<ChildProcess & { said: string }> {
  const script = fileURLToPath(new URL("store-holder.ts", import.meta.url));
  const holder = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  started.push(holder);
  const [said] = (await once(holder.stdout!, "data")) as [Buffer];
  return Object.assign(holder, { said: said.toString().trim() });
}

async function end(holder: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(holder, "exit");
  holder.kill(signal);
  await ended;
}

function postmasterLines(folder: string): string[] {
  return readFileSync(join(folder, "database-18", "postmaster.pid"), "utf8").split("\n");
}

function databaseOf(folder: string): number {
  return Number(postmasterLines(folder)[0]);
}

/** Not counting zombies, which nobody may have waited for. */
function isRunning(pid: number): boolean {
  return processes().some((line) => line.startsWith(`${pid} `) && !line.includes("<defunct>"));
}

function watchdogOf(database: number): number {
  const line = processes().find(
    (each) => each.includes("failwell-watchdog") && each.endsWith(` ${database}`),
  );
  return Number.parseInt(line!, 10);
}

function processes(): string[] {
  const listed = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" });
  return listed.split("\n").map((line) => line.trim());
}
