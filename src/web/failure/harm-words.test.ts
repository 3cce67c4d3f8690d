import { expect, test } from "vitest";
import type { HarmCurve, HarmFinding } from "../../findings/harm.ts";
import { curvesShown, layOut } from "./harm-scales.ts";
import { saidAt, whatItSaves } from "./harm-words.ts";

const sure = (value: number) => ({ value, low: value, high: value, error: 0 });

function curve(
  kind: HarmCurve["kind"],
  name: string,
  mean: readonly number[],
  loss: number | null,
): HarmCurve {
  const lossEach =
    loss === null
      ? { value: null, low: null, high: null, error: null, why: "it grows faster than it is found" }
      : sure(loss);
  return {
    id: name,
    name,
    kind,
    mean,
    low: mean,
    high: mean,
    stopsAtHours: sure(1),
    lossEach,
    cutsOff: null,
  };
}

const nothing = curve("nothing", "nobody notices", [0, 40_000, 80_000], 80_000);
const people = curve("people", "people alone", [0, 28_000, 28_000], 28_000);
const net = curve("safety net", "Ledger match", [0, 8_000, 8_000], 8_000);
const finding: HarmFinding = {
  finding: "harm",
  version: 1,
  failure: { id: "mis-keyed", name: "Mis-keyed", functionName: "Payments" },
  currency: "USD",
  sentences: [],
  hours: [0, 1, 2],
  curves: [nothing, people, net, curve("all", "all together", [0, 8_000, 8_000], 8_000)],
  marks: [],
  undo: { share: [0.4, 0.2, 0.1], windowHours: 1 },
  assumptions: [],
  seed: 1,
};

test("what a safety net saves is said against people alone", () => {
  expect(whatItSaves(net, people, "USD")).toBe("8k USD instead of 28k USD");
});

test("a net that makes an endless loss finite says so, and a loss that stays endless says why", () => {
  const endless = curve("people", "people alone", [0, 1, 2], null);
  expect(whatItSaves(net, endless, "USD")).toBe("8k USD instead of a loss without end");
  expect(whatItSaves(endless, endless, "USD")).toBe("without end: it grows faster than it is found");
});

test("a single control is not drawn a second time as all together", () => {
  expect(curvesShown(finding).map(({ name }) => name)).toEqual([
    "nobody notices",
    "people alone",
    "Ledger match",
  ]);
});

test("a moment between two samples is read off all curves, with what could still be undone", () => {
  expect(saidAt(finding, [nothing, people], 1.5)).toBe(
    "After 1.5 hours, on average: 60k USD if nobody notices; 28k USD with people alone. Contained then, 15% of it could still be undone.",
  );
});

test("names beside the curves stay a line apart and on the paper", () => {
  const { lines, top, bottom } = layOut(finding, 900);
  const places = lines.map(({ nameY }) => nameY ?? 0).sort((a, b) => a - b);
  const gaps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(17);
  expect(places[0]).toBeGreaterThanOrEqual(top);
  expect(places.at(-1)).toBeLessThanOrEqual(bottom);
});
