/** The workbench as a person meets it: a real browser, a real server, a real database. */
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openPage, serveWorkbench, type Workbench } from "./browser.ts";

const examples = join(import.meta.dirname, "../examples");

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

const pages = [
  { path: "map", heading: "Map", holds: "Run on deposits" },
  { path: "map?failure=card-fraud", heading: "Map", holds: "Strong authentication" },
  { path: "functions", heading: "Functions", holds: "Mis-keyed high-value payment" },
  { path: "failures/mis-keyed-payment", heading: "Mis-keyed high-value payment", holds: "Screen unclear" },
  { path: "failures/borrower-default", heading: "Borrower default", holds: "Income shock" },
  { path: "year", heading: "A year", holds: "What is expected" },
  {
    path: "year?moved=failure.card-fraud.how-often-of-uses_12&figure=failure.card-fraud.how-often-of-uses",
    heading: "A year",
    holds: "Write these figures into the text",
  },
  { path: "ossification", heading: "Ossification", holds: "Controls that are no longer needed" },
  {
    path: "ossification?stage=delay&without=tests-before-deploy",
    heading: "Ossification",
    holds: "would be lost instead of",
  },
  { path: "record", heading: "Record", holds: "Bring a file" },
  { path: "text", heading: "Text", holds: "harbour" },
  { path: "text?show=history", heading: "Text", holds: "1" },
];

/** What axe finds on a page, one line a place. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

async function settled(page: Page, { heading, holds }: { heading: string; holds: string }): Promise<void> {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  await page.getByText(holds).first().waitFor({ state: "attached" });
}

describe.each([
  { name: "wide and light", viewport: { width: 1440, height: 900 }, colorScheme: "light" as const },
  { name: "narrow and dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" as const },
])("on a screen that is $name", ({ viewport, colorScheme }) => {
  test.each(pages)("$path can be read by everybody, fits, and complains of nothing", async (wanted) => {
    const { page, complaints } = await openPage(browser, bank(wanted.path), { viewport, colorScheme });
    await settled(page, wanted);
    expect(await accessibilityFaults(page)).toEqual([]);
    const overhang = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(overhang).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test("a first visit lands on the example's map, opened by sentences", async () => {
  const { page, complaints } = await openPage(browser, workbench.address);
  await page.waitForURL("**/o/harbour-bank/map**");
  await page.getByText("This organization is an example.").waitFor();
  await page.getByText("deserves thought first").first().waitFor();
  const bubbles = page.getByRole("group", { name: "Map of failures, by predictability and risk" });
  expect(await bubbles.getByRole("button").count()).toBe(28);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("from a bubble, by keyboard alone, to what is behind it", async () => {
  const { page } = await openPage(browser, bank("map"));
  const bubble = page.getByRole("button", { name: /^Card fraud,/ });
  await bubble.waitFor();
  await bubble.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**failure=card-fraud**");
  const onward = page.getByRole("link", { name: /How it comes about/ });
  await onward.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Card fraud" }).waitFor();
  await page.goBack();
  await page.waitForURL("**failure=card-fraud**");
  await page.context().close();
});

test("the palette finds anything by a few letters", async () => {
  const { page } = await openPage(browser, bank("map"));
  await page.getByRole("heading", { level: 1, name: "Map" }).waitFor();
  await page.getByRole("button", { name: /^Card fraud,/ }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: "Search everything" }).fill("botched");
  await page
    .getByRole("button", { name: /Botched core migration/ })
    .last()
    .waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Botched core migration" }).waitFor();
  await page.context().close();
});

test("a mistake in the text is told while one types; the mended text is saved as a revision", async () => {
  const { page, complaints } = await openPage(browser, bank("text"));
  const editor = page.getByRole("textbox", { name: "Text of Harbour Bank" });
  await editor.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("captial: 1M USD\n");
  await page.getByText("captial").nth(1).waitFor();
  await page
    .getByText(/is no key of an organization/)
    .first()
    .waitFor();
  for (let i = 0; i < 16; i++) await page.keyboard.press("Backspace");
  await page.keyboard.type("# Reviewed this spring.\n");
  await page.getByRole("textbox", { name: "What you changed, in a sentence" }).fill("A note at the top");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("This is revision 2.").waitFor();
  await page.getByRole("link", { name: "History" }).click();
  await page.getByText("Comments or form only; it says the same.").waitFor();
  await page.getByRole("link", { name: "A note at the top" }).click();
  await page.getByText("Both texts say the same").waitFor();
  await page.getByRole("combobox", { name: "Compared with" }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("one thing that happened is told in a few words", async () => {
  const { page } = await openPage(browser, bank("record"));
  await page.getByRole("button", { name: "Add one" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "What happened, in a few words" }).fill("Form sent twice");
  await dialog.getByRole("button", { name: "It is a kind we had not thought of" }).click();
  await dialog.getByText("It was caught before it did: a near miss").click();
  await dialog.getByRole("button", { name: "Add it" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("Form sent twice").first().waitFor();
  await page.context().close();
});

test("a file dropped in is shown as it would be read, brought in once, and moves the map", async () => {
  const { page, complaints } = await openPage(browser, bank("record"));
  for (const said of ["797 new in the record.", "0 new in the record, 797 known already."]) {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Bring a file" }).first().click();
    await (await chooser).setFiles(join(examples, "harbour-bank-record.csv"));
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("heading", { name: "797 occurrences would be read, so" }).waitFor();
    const kind = dialog.getByRole("combobox", { name: "Which failure “outage” is" });
    await kind.click();
    await page.getByRole("option", { name: /Outage that customers notice/ }).click();
    await dialog.getByRole("button", { name: "Bring it in" }).click();
    await dialog.getByText(said).first().waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  }
  await page.getByText(/The record holds \d+ occurrences/).waitFor();
  await page.goto(bank("map"));
  await page.getByRole("radio", { name: "as learned" }).waitFor({ state: "attached" });
  await page.getByText("Trail: from what was stated to what the record says.").waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("an address that leads nowhere says so kindly", async () => {
  const { page } = await openPage(browser, bank("failures/no-such-failure"));
  await page.getByRole("heading", { level: 1, name: "There is no such failure" }).waitFor();
  await page.getByText("no-such-failure").waitFor();
  await page.getByRole("link", { name: "Card fraud" }).click();
  await page.getByRole("heading", { level: 1, name: "Card fraud" }).waitFor();
  await page.context().close();
});
