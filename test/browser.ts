/** A real browser on a really served workbench, for tests. */
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "../tools/tasks/chromium.mjs";
import { newFolder } from "./failwell.ts";

const program = fileURLToPath(new URL("../bin/failwell.js", import.meta.url));
const startPatienceMs = 60_000;
const switches = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the Chromium of this machine; npm test has made sure that there is one. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error("no Chromium was found: npm test installs or names one, or set CHROMIUM_PATH");
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args: [...asRoot, ...switches] });
}

/** A workbench of its own: a store in a new folder with the example in it. `address` ends without a slash. */
export type Workbench = {
  readonly address: string;
  readonly folder: string;
  readonly stop: () => Promise<void>;
};

/** Serves the built workbench as a person would: failwell serve, on a free port. */
export async function serveWorkbench(): Promise<Workbench> {
  const folder = newFolder();
  const args = [program, "serve", "--folder", join(folder, "store"), "--port", "0", "--no-open", "--json"];
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  server.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let out = "";
    server.stdout.on("data", (chunk) => {
      out += chunk;
      if (out.trimEnd().endsWith("}")) resolve(JSON.parse(out).address);
    });
    ended.then(() => reject(new Error(`the workbench did not start:\n${said}`)));
    setTimeout(
      () => reject(new Error(`the workbench did not start in a minute:\n${said}`)),
      startPatienceMs,
    ).unref();
  });
  return {
    address: address.replace(/\/$/, ""),
    folder,
    stop: async () => {
      server.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A page of the workbench, with what it complained about: errors thrown, errors logged, answers of 500 and above. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  ).newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(address);
  return { page, complaints };
}
