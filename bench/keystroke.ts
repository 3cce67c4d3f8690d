/**
 * From a keystroke in the editor to the new map, in a real browser on the example bank.
 * `node bench/keystroke.ts [address]`: a workbench that is running; else one is started on a store of its own.
 */
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import type { OrganizationListed } from "../src/server/api.ts";
import { launchBrowser, serveWorkbench } from "../test/browser.ts";

const keystrokes = 60;
const pauseMs = 120;
const patienceMs = 30_000;

/** Milliseconds from each key's event until its answer is there: found by the page, and painted. */
export type KeystrokeReport = { readonly known: readonly number[]; readonly painted: readonly number[] };

/** What the page is given to measure with. */
type Measuring = { keyAt: number; known: number[]; painted: number[] };
declare const window: { measuring: Measuring } & EventTarget;
declare const performance: { now(): number };
declare const PerformanceObserver: new (
  heard: (entries: { getEntriesByName(name: string): { duration: number; startTime: number }[] }) => void,
) => { observe(of: { type: string }): void };
declare const requestAnimationFrame: (then: () => void) => void;

/** Types a digit into the stated capital and takes it back, so that each keystroke has another map for its answer. */
export async function measureKeystrokes(page: Page, address: string): Promise<KeystrokeReport> {
  const id = await exampleOf(address);
  await page.addInitScript(installMeasuring);
  await page.goto(`${address}/o/${id}/text`);
  const capital = page.locator(".cm-line", { hasText: /^capital:/ });
  await capital.waitFor({ timeout: patienceMs });
  await page.waitForFunction(() => window.measuring.known.length > 0, null, { timeout: patienceMs });
  await page.waitForFunction("!document.querySelector('[class*=_progress]')", null, { timeout: patienceMs });
  await capital.click();
  await page.keyboard.press("Home");
  for (let i = 0; i < "capital: { is: 9".length; i++) await page.keyboard.press("ArrowRight");
  await page.evaluate(() => {
    window.measuring.known = [];
    window.measuring.painted = [];
  });
  for (let i = 0; i < keystrokes; i++) {
    await page.keyboard.press(i % 2 === 0 ? "5" : "Backspace");
    await page.waitForFunction((count) => window.measuring.painted.length > count, i, {
      timeout: patienceMs,
    });
    await page.waitForTimeout(pauseMs);
  }
  return page.evaluate(() => ({ known: window.measuring.known, painted: window.measuring.painted }));
}

function installMeasuring(): void {
  window.measuring = { keyAt: 0, known: [], painted: [] };
  window.addEventListener(
    "keydown",
    (event) => {
      window.measuring.keyAt = event.timeStamp;
    },
    { capture: true },
  );
  new PerformanceObserver((entries) => {
    const [answer] = entries.getEntriesByName("failwell: change to map");
    if (!answer) return;
    const { keyAt, known, painted } = window.measuring;
    known.push(answer.startTime + answer.duration - keyAt);
    requestAnimationFrame(() => setTimeout(() => painted.push(performance.now() - keyAt)));
  }).observe({ type: "measure" });
}

async function exampleOf(address: string): Promise<string> {
  const listed = (await (
    await fetch(`${address}/api/organizations`)
  ).json()) as readonly OrganizationListed[];
  const example = listed.find(({ example }) => example);
  if (!example) throw new Error(`the workbench at ${address} has no example`);
  return example.id;
}

function quantile(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!)} ms`;
}

async function main(): Promise<void> {
  const given = process.argv[2];
  const workbench = given === undefined ? await serveWorkbench() : null;
  const browser = await launchBrowser();
  try {
    const { known, painted } = await measureKeystrokes(await browser.newPage(), given ?? workbench!.address);
    console.log(
      `keystroke to new map, ${known.length} keystrokes: median ${quantile(known, 0.5)}, p95 ${quantile(known, 0.95)}`,
    );
    console.log(
      `keystroke to new map painted: median ${quantile(painted, 0.5)}, p95 ${quantile(painted, 0.95)}`,
    );
  } finally {
    await browser.close();
    await workbench?.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
