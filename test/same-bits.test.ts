/** The same seed gives the same figures, bit for bit, however the blocks are played: in threads, in scalar code, in a browser. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createPlayer, startRun } from "../src/forward/forward.ts";
import { readText } from "../src/model/model.ts";
import { launchBrowser, serveWorkbench } from "./browser.ts";
import { bank, checkout, failwell } from "./failwell.ts";

const seed = 5;

/** A bank with all that is played in ways of its own: plain losses, cascades, hatches whose queues are played. */
function plan(): ArrayBuffer {
  const text = readFileSync(bank, "utf8")
    .replace(
      "failures:\n",
      `failures:
  stolen-bicycle:
    function: hire
    happens: 30 / year
    detected after: 1h
    contained after: 1h
    impact: { harm: 200 to 900 USD, blast radius: 1 bicycle, time-sensitivity: none }
  rumour-mill:
    function: hire
    happens: 3 to 9 / year
    spreads: 60%
    detected after: about 1d
    contained after: about 40d
    impact: { harm: 20 to 90 USD / d, blast radius: 1 team, time-sensitivity: linear }
`,
    )
    .replace(
      "controls:\n",
      `controls:
  town-hall: { escape hatch: rumour-mill, people: 1, cost: 50 USD / h, handling: about 12d, works: 80% }
`,
    );
  const { model, problems } = readText(text, "bank.yaml");
  if (model === null) throw new Error(problems.map(({ message }) => message).join("\n"));
  return startRun(model, { years: 2048, seed }).plan;
}

test("any number of threads gives the same finding", async () => {
  const args = ["run", bank, "--years", "9k", "--seed", String(seed), "--json"];
  const [one, two, four] = await Promise.all(
    [1, 2, 4].map((threads) => failwell([...args, "--threads", String(threads)])),
  );
  expect(JSON.parse(one!.out).years).toBe(9216);
  expect(two!.out).toBe(one!.out);
  expect(four!.out).toBe(one!.out);
});

test("a browser plays the same blocks as Node, number by number", async () => {
  const buffer = plan();
  const here = createPlayer(buffer, seed);
  const expected = [0, 1].map((block) => numbersOf(here(block)));
  expect(expected[0]!.length).toBeGreaterThan(4000);
  const script = readdirSync(join(checkout, "dist/web/assets")).find((name) => /^player-.*\.js$/.test(name));
  const [browser, workbench] = await Promise.all([launchBrowser(), serveWorkbench()]);
  try {
    const page = await browser.newPage();
    await page.goto(workbench.address);
    const given = { address: `/assets/${script}`, bytes: Array.from(new Uint8Array(buffer)), seed };
    const found = await page.evaluate(`(${playedThere})(${JSON.stringify(given)})`);
    expect(found).toEqual(expected);
  } finally {
    await Promise.all([browser.close(), workbench.stop()]);
  }
});

/** Every number of a tally, in the order of its fields. */
function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(numbersOf);
}

/** Runs in the page. */
const playedThere = `async ({ address, bytes, seed }) => {
  const thread = new Worker(address, { type: "module" });
  const played = (block) => new Promise((resolve, reject) => {
    thread.onmessage = ({ data }) => resolve(data);
    thread.onerror = ({ message }) => reject(new Error(message));
    thread.postMessage({ say: "block", block });
  });
  const numbersOf = ${numbersOf};
  thread.postMessage({ say: "plan", plan: Uint8Array.from(bytes).buffer, seed });
  return [numbersOf(await played(0)), numbersOf(await played(1))];
}`;
