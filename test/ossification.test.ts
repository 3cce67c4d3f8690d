/** The page of ossification as a person meets it, in a real browser. */
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

/** Widths of the first bar's parts, of the whole. */
async function widths(page: Page): Promise<number[]> {
  const found = await page.evaluate<number[]>(
    `[...document.querySelector("[data-small=false]").children].map((part) => Number(part.style.flexGrow))`,
  );
  return found;
}

test("it is found by its keys, opens with sentences, and its bar adds up to what an idea is worth", async () => {
  const { page, complaints } = await openPage(browser, bank("map"));
  await page.getByRole("heading", { level: 1, name: "Map" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.waitForURL("**/ossification");
  await page.getByText(/^Of what a good idea is worth, 89% is lost/).waitFor();
  const parts = await widths(page);
  expect(parts).toHaveLength(7);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 4);
  expect(parts.at(-1)).toBeCloseTo(1 - 0.890826, 5);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("a stage is chosen by keyboard, shows what is behind it, and Escape lets go of it", async () => {
  const { page } = await openPage(browser, bank("ossification"));
  const stage = page.getByRole("button", { name: /^Waiting for approvals/ });
  await stage.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/stage=delay/);
  await page.getByRole("heading", { name: "Waiting for approvals: what it comes from" }).waitFor();
  const sources = page.getByRole("region", { name: "Waiting for approvals: what it comes from" });
  await sources.getByRole("link", { name: "Review of returns" }).waitFor();
  expect(await sources.getByRole("link", { name: "Underwriting" }).count()).toBe(0);
  expect(await stage.getAttribute("aria-pressed")).toBe("true");
  await page.keyboard.press("Escape");
  await page.waitForURL((address) => !address.searchParams.has("stage"));
  await page.getByRole("heading", { name: "What it comes from", exact: true }).waitFor();
  await page.context().close();
});

test("letting an approval go moves the bar and says what changes; Back keeps it", async () => {
  const { page } = await openPage(browser, bank("ossification"));
  await page.getByText(/^Of what a good idea is worth/).waitFor();
  const before = await widths(page);
  await page.getByRole("button", { name: "without it? Tests before deploy" }).click();
  await page.waitForURL(/without=tests-before-deploy/);
  await page
    .getByText(/^Without “Tests before deploy”, 88% would be lost instead of 89%, .* a year more\.$/)
    .waitFor();
  const after = await widths(page);
  expect(after.at(-1)!).toBeGreaterThan(before.at(-1)!);
  expect(after.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 4);
  expect(await page.locator("[data-small=true]").count()).toBe(1);
  await page.goBack();
  await expect.poll(() => widths(page)).toEqual(before);
  expect(await page.locator("[data-small=true]").count()).toBe(0);
  await page.context().close();
});

test("the bar stays in sight while its parts are let go, on a telephone too", async () => {
  const { page } = await openPage(browser, bank("ossification"), { viewport: { width: 390, height: 844 } });
  const button = page.getByRole("button", { name: "without it? Release by hand" });
  await button.scrollIntoViewIfNeeded();
  await button.click();
  await page.getByText(/^Without “Release by hand”, and with no exception needed in its place/).waitFor();
  const bar = await page.locator("[data-small=false]").boundingBox();
  expect(bar!.y).toBeGreaterThanOrEqual(0);
  expect(bar!.y + bar!.height).toBeLessThan(844);
  await page.context().close();
});

const text = (name: string, ideas: string): string => `failwell: 1
organization: ${name}
currency: USD
capital: 1M USD
departments: { desk: {} }
functions: { pay: { department: desk, uses: 1000 / year } }
failures:
  late:
    function: pay
    happens: 5 to 20 / year
    detected after: 1h
    contained after: 1h to 4h
    impact: { harm: 200 to 4k USD, blast radius: 1 payment, time-sensitivity: none }
${ideas}`;

describe.each([
  { name: "No Ideas", ideas: "", says: "Ideas need a few lines of text" },
  { name: "One Stage", ideas: "ideas: { work: 10% to 30% }\n", says: "under “ideas”, write" },
  {
    name: "Nothing Lost",
    ideas: "ideas: { work: 0%, useful controls: 5% }\n",
    says: "Of what a good idea is worth, 0% is lost",
  },
])("an organization called $name", ({ name, ideas, says }) => {
  test("has a page of its ossification that everybody can read", async () => {
    const { page, complaints } = await openPage(browser, workbench.address);
    const answer = await page.request.post(`${workbench.address}/api/organizations`, {
      data: { text: text(name, ideas), author: "Ada" },
    });
    const { id } = (await answer.json()) as { id: string };
    await page.goto(`${workbench.address}/o/${id}/ossification`);
    await page.getByRole("heading", { level: 1, name: "Ossification" }).waitFor();
    await page.getByText(new RegExp(says, "i")).first().waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
    expect(violations.map((violation) => violation.id)).toEqual([]);
    expect([name, complaints]).toEqual([name, []]);
    await page.context().close();
  });
});
