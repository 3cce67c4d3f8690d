import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { readText } from "../model/model.ts";
import type { RunningServer } from "../server/server.ts";
import type { Store } from "../store/store.ts";
import type { ServeAnswer } from "./answers.ts";
import { isThere } from "./files.ts";
import { wrongUse } from "./mistake.ts";
import { withStore } from "./opened-store.ts";
import { ending, folderOption, helpAfter, jsonOption, whole } from "./options.ts";
import { print, printJson } from "./terminal.ts";

const usualPort = 4747;
const portsTried = 20;

const help = `
The workbench is reached from this machine only, at 127.0.0.1. A store without any organization is given the example bank.
Ctrl-C, or the end of the process that started it, stops it and its database.

Exit code: 0 stopped as asked, 1 the store or the port cannot be used, 2 wrong use.`;

type Options = {
  readonly folder?: string;
  readonly port?: number;
  readonly open: boolean;
  readonly json?: true;
};

export function addServe(program: Command): void {
  program
    .command("serve")
    .summary("the workbench in a browser")
    .description("Serves the workbench on this machine, until it is stopped.")
    .addOption(folderOption())
    .option(
      "--port <number>",
      `where it listens (default: ${usualPort}, or the next free one; 0: any)`,
      whole(0, 65_535),
    )
    .option("--no-open", "do not open a browser")
    .addOption(jsonOption("serve"))
    .addHelpText("after", helpAfter(help))
    .action(ending(serve));
}

async function serve(options: Options): Promise<number> {
  const webRoot = fileURLToPath(new URL("../web", import.meta.url));
  if (!(await isThere(webRoot))) throw wrongUse("the workbench is not built yet: npm run build");
  const { startServer } = await import("../server/server.ts"); // loaded late: other commands start faster
  return withStore(options, async (store, folder) => {
    await seedExample(store);
    const server = await startOnFreePort(options.port, (port) => startServer({ store, port, webRoot }));
    const stopped = untilStopped();
    announce(server.address, folder, options);
    await stopped;
    await server.close();
    return 0;
  });
}

/** A new store begins with the example, so that there is something to look at. */
async function seedExample(store: Store): Promise<void> {
  if ((await store.listOrganizations()).length > 0) return;
  const file = new URL("../../examples/harbour-bank.yaml", import.meta.url);
  const text = await readFile(file, "utf8");
  const { model } = readText(text, "harbour-bank.yaml");
  if (!model) return;
  const { name, example } = model.organization;
  await store.createOrganization({
    text,
    name,
    example,
    author: "Failwell",
    comment: "The example that Failwell brings",
  });
}

/** On the port that was asked for, else on the usual one or the next that is free. */
async function startOnFreePort(
  asked: number | undefined,
  startOn: (port: number) => Promise<RunningServer>,
): Promise<RunningServer> {
  const ports =
    asked === undefined ? Array.from({ length: portsTried }, (_, index) => usualPort + index) : [asked];
  for (const port of ports) {
    try {
      return await startOn(port);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      if (code === "EACCES")
        throw wrongUse(`port ${port} may not be used by this user: name one from 1024 on`);
      if (code !== "EADDRINUSE") throw error;
    }
  }
  throw wrongUse(
    asked === undefined
      ? `the ports ${ports[0]} to ${ports.at(-1)} are all taken: name a free one with --port`
      : `port ${asked} is taken by another program: name a free one with --port`,
  );
}

/** Until Ctrl-C, SIGTERM, the terminal's end, or the end of the process that started this one over a channel. */
function untilStopped(): Promise<void> {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  return new Promise((resolve) => {
    // Listeners are taken away again: one on the channel would keep this process, and a second Ctrl-C is to end it at once.
    const stop = () => {
      for (const signal of signals) process.off(signal, stop);
      process.off("disconnect", stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
    process.on("disconnect", stop);
  });
}

function announce(address: string, folder: string | null, { open, json }: Options): void {
  if (json) printJson({ finding: "serve", version: 1, address, folder } satisfies ServeAnswer);
  else
    print(
      `Failwell is at ${address}\nIts data is kept in ${folder ?? "the database of FAILWELL_DATABASE"}. Ctrl-C stops it.`,
    );
  if (open && !json && hasDesktop()) openBrowser(address);
}

function hasDesktop(): boolean {
  if (process.env.CI || !process.stdout.isTTY) return false;
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function openBrowser(address: string): void {
  const [program, ...args] =
    process.platform === "darwin"
      ? ["open"]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", ""]
        : ["xdg-open"];
  const opener = spawn(program as string, [...args, address], { stdio: "ignore", detached: true });
  opener.on("error", () => {}); // the address is printed; who has no opener can follow it
  opener.unref();
}
