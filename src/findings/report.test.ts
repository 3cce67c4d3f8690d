import { expect, test } from "vitest";
import type { Estimate } from "./estimate.ts";
import type { MapFinding, MapPlace } from "./map.ts";
import { renderReport } from "./report.ts";
import type { RunFinding } from "./run.ts";

const known = (value: number): Estimate => ({ value, low: value / 2, high: value * 2, error: value / 100 });
const infinite: Estimate = { value: null, low: null, high: null, error: null, why: "its mean is infinite" };

const run: RunFinding = {
  finding: "run",
  version: 2,
  organization: "Harbour & Sons <bank>",
  currency: "USD",
  capital: 900e6,
  seed: 7,
  years: 10_240,
  complete: true,
  precision: { wanted: null, reached: 0.02 },
  sentences: ["A year costs 12M USD on average."],
  mean: known(12e6),
  p50: known(9e6),
  p90: known(20e6),
  p95: known(30e6),
  p99: known(70e6),
  cvar99: known(90e6),
  worstSingle: { p50: known(1e6), p95: known(9e6), p99: known(50e6) },
  exceedsCapital: known(0.0001),
  ruin: known(0.0001),
  doubt: { meanYear: known(12e6), shareNotKnown: 0.3 },
  exceedance: [1e5, 1e6, 1e7, 1e8].map((loss, index) => ({
    loss,
    chance: 10 ** -index,
    low: 0.8 * 10 ** -index,
    high: Math.min(1, 1.2 * 10 ** -index),
  })),
  failures: [],
  functions: [],
  departments: [],
  audiences: [],
  controls: [],
  expectations: [],
  assumptions: [{ what: "controls leak <independently>", whose: "Failwell" }],
};

const place: MapPlace = {
  predictability: 0.8,
  credibility: 0.8,
  claimedSightings: 4,
  seenSightings: 0,
  indicatorSkill: 0,
  criticality: known(0.01),
  lossToCapital: known(0.02),
  perYear: known(0.4),
  costPerYear: known(2e6),
};

const map: MapFinding = {
  finding: "map",
  version: 1,
  organization: run.organization,
  currency: "USD",
  capital: 900e6,
  shows: "credited",
  sentences: ["One would be enough."],
  failures: [
    {
      id: "a",
      name: "A <b>run</b>",
      functionId: "f",
      functionName: "F",
      department: "d",
      stated: place,
      protectedBy: [],
    },
    {
      id: "b",
      name: "Corruption",
      functionId: "f",
      functionName: "F",
      department: "e",
      stated: { ...place, criticality: infinite, lossToCapital: infinite, costPerYear: infinite },
      assumed: "the desk",
      protectedBy: ["net"],
    },
  ],
  whole: {
    predictability: known(0.8),
    ruin: infinite,
    costPerYear: known(2e6),
    occurrencesPerYear: known(3),
  },
  assumptions: [],
  seed: 7,
};

const page = renderReport(run, map, "made by a test");

test("the report needs nothing but itself", () => {
  expect(page).not.toMatch(/\b(src|href)=|@import|url\((?!#)|<script/);
  expect(page).toContain("default-src 'none'");
});

test("words of the text stay words on the page", () => {
  expect(page).not.toContain("<b>run</b>");
  expect(page).toContain("Harbour &#38; Sons &#60;bank&#62;");
  expect(page).toContain("controls leak &#60;independently&#62;");
});

test("the report draws the curve with its band, and every failure on the map", () => {
  expect(page.match(/<polygon class="band"/g)).toHaveLength(1);
  expect(page.match(/<polyline class="curve"/g)).toHaveLength(1);
  expect(page.match(/<g><title>/g)).toHaveLength(2);
  expect(page.match(/fill="url\(#assumed\)"/g)).toHaveLength(1);
});

test("what has no mean is drawn at the top and says so, and nothing is not a number", () => {
  expect(page).toContain("risk of one its mean is infinite");
  expect(page).not.toMatch(/NaN|Infinity|undefined/);
});

test("exact values are on hover", () => {
  expect(page).toContain('title="12,000,000 (6,000,000 to 24,000,000)"');
});

test("a year that never cost anything has no curve, and the report says so", () => {
  expect(renderReport({ ...run, exceedance: [] }, map, "")).toContain(
    "No year that was played cost anything.",
  );
});

test("a chance that no year played showed is said by the most that it can be", () => {
  const never = { value: 0, low: 0, high: 0.001, error: 0 };
  const page = renderReport({ ...run, exceedsCapital: known(0.25), ruin: never }, map, "made for a test");
  expect(page).toContain("below 1 in 1,000");
});
