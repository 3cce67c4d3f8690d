/** The page of a year as a person meets it, in a real browser. */
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openPage, serveWorkbench, type Workbench } from "./browser.ts";

let browser: Browser;
let workbench: Workbench;

beforeAll(async () => {
  [browser, workbench] = await Promise.all([launchBrowser(), serveWorkbench()]);
});
afterAll(async () => {
  await browser?.close();
  await workbench?.stop();
});

const bank = (path: string): string => `${workbench.address}/o/harbour-bank/${path}`;
const curveOf = (page: Page): Promise<string | null> => page.locator("[data-part=curve]").getAttribute("d");

/** Waits until the curve is another one than before. */
async function curveAfter(page: Page, before: string | null): Promise<void> {
  await expect.poll(() => curveOf(page), { timeout: 20_000 }).not.toBe(before);
}

test("a figure moved by keyboard moves the curve, is counted and addressed, and comes back", async () => {
  const { page, complaints } = await openPage(browser, bank("year"));
  await page.getByRole("textbox", { name: "Find a figure" }).fill("borrower-default how often");
  const slider = page.getByRole("slider", { name: /^Borrower default: how often/ });
  await slider.focus();
  const stated = await curveOf(page);
  await page.keyboard.press("PageUp");
  await curveAfter(page, stated);
  await page.getByText(/^1 of \d+ figures moved$/).waitFor();
  await page.getByText(/^With 1 figure moved, a year costs/).waitFor();
  await page.waitForURL(/moved=failure\.borrower-default/);
  await page.reload();
  await page.getByText(/^With 1 figure moved, a year costs/).waitFor();
  await page.getByRole("button", { name: "Reset all" }).click();
  await page.getByText(/^\d+ figures, as stated$/).waitFor();
  await page.waitForURL((address) => !address.searchParams.has("moved"));
  await expect.poll(() => curveOf(page), { timeout: 20_000 }).toBe(stated);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("the curve is read by keyboard, as a sentence", async () => {
  const { page } = await openPage(browser, bank("year"));
  const handle = page.getByRole("slider", { name: "Point of the curve that is read" });
  await handle.waitFor();
  expect(await handle.getAttribute("aria-valuetext")).toMatch(/^1 year in 20 costs more than \d+M USD\./);
  await handle.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/point=/);
  expect(await handle.getAttribute("aria-valuetext")).not.toMatch(/^1 year in 20 /);
  await page.context().close();
});

test("what matters most is chosen, and its slider is under the hand; Back lets go of it", async () => {
  const { page } = await openPage(browser, bank("year"));
  const bars = page
    .getByRole("region", { name: "What matters most" })
    .getByRole("button", { pressed: false });
  const second = bars.nth(1);
  const name = (await second.locator("span > span").first().textContent()) ?? "";
  await second.click();
  await page.waitForURL(/figure=/);
  const focused = page.locator("input[type=range]:focus");
  await focused.waitFor();
  expect(await focused.getAttribute("aria-label")).toBe(name);
  await page.goBack();
  await page.waitForURL((address) => !address.searchParams.has("figure"));
  await page.context().close();
});

test("moved figures are written into the text, where nothing else changes and nothing is saved yet", async () => {
  const moved = "failure.card-fraud.how-often-of-uses_12~control.card-chargeback.catches_-20";
  const { page, complaints } = await openPage(browser, bank(`year?moved=${moved}`));
  await page.getByRole("button", { name: "Write these figures into the text" }).click();
  await page.waitForURL(/text\?show=changes/);
  await page
    .getByText("What changed since the last revision")
    .or(page.getByRole("heading", { level: 1, name: "Text" }))
    .first()
    .waitFor();
  const draft = await page.evaluate<string>(
    `JSON.parse(localStorage.getItem("failwell:draft:harbour-bank")).text`,
  );
  const saved = await page.evaluate<string>(
    `fetch("/api/organizations/harbour-bank").then((answer) => answer.json()).then(({ text }) => text)`,
  );
  const lines = saved.split("\n");
  const changed = draft.split("\n").flatMap((line, index) => (line === lines[index] ? [] : [line.trim()]));
  expect(changed).toHaveLength(2);
  expect(changed[0]).toMatch(/of card-payments/);
  expect(changed[1]).toMatch(/^catches: /);
  await page.goBack();
  await page.getByText(/^2 of \d+ figures moved$/).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("the playing of years can be stopped, and played on", async () => {
  const { page } = await openPage(browser, bank("year"));
  await page.getByRole("button", { name: "stop" }).click();
  await page.getByRole("button", { name: "play on" }).click();
  await page.getByRole("progressbar", { name: "Years played" }).waitFor();
  await page.context().close();
});

const head = (name: string): string => `failwell: 1
organization: ${name}
currency: USD
capital: 1M USD
departments: { desk: {} }
functions: { pay: { department: desk, uses: 1000 / year } }
`;
const failure = `failures:
  late:
    function: pay
    happens: 5 to 20 / year
    detected after: 1h
    contained after: 1h to 4h
    impact: { harm: 200 to 4k USD, blast radius: 1 payment, time-sensitivity: none }
`;

describe.each([
  {
    name: "Nothing Yet",
    text: head("Nothing Yet"),
    says: "Nothing can fail here yet, as far as the text says.",
  },
  { name: "One Way", text: head("One Way") + failure, says: "What matters most" },
  {
    name: "No Harm",
    text: head("No Harm") + failure.replace("200 to 4k USD", "0 USD"),
    says: "No year costs anything",
  },
])("an organization called $name", ({ name, text, says }) => {
  test("has a page of its year that everybody can read", async () => {
    const { page, complaints } = await openPage(browser, workbench.address);
    const answer = await page.request.post(`${workbench.address}/api/organizations`, {
      data: { text, author: "Ada" },
    });
    const { id } = (await answer.json()) as { id: string };
    await page.goto(`${workbench.address}/o/${id}/year`);
    await page.getByRole("heading", { level: 1, name: "A year" }).waitFor();
    await page.getByText(says).first().waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
    expect(violations.map((violation) => violation.id)).toEqual([]);
    expect([name, complaints]).toEqual([name, []]);
    await page.context().close();
  });
});
