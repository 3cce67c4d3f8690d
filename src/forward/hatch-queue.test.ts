import { expect, test } from "vitest";
import { organization } from "../../test/small-organizations.ts";
import type { Model } from "../model/model.ts";
import { meanWait } from "../numeric/queue.ts";
import { run } from "./forward.ts";
import { PLAYED_SINGLY } from "./make-plan.ts";

const seed = 161;
const YEARS = 4096;
const HOURS_A_YEAR = 8766;

const slip = (name: string, perYear: string): string => `
  ${name}:
    function: pay
    happens: ${perYear} / year
    detected after: 0h
    contained after: 1000 years
    impact: { harm: 1 USD / h, blast radius: 1 payment, time-sensitivity: linear }`;

/** Work for one hatch: `load` of its people. */
function hatch(of: { perYear: number; people: number; load: number; kind?: string }): Model {
  const hours = (HOURS_A_YEAR * of.load * of.people) / of.perYear;
  return organization(`failures:${slip("a", `${of.perYear}`)}
controls:
  by-hand: { escape hatch: [a], people: ${of.people}, cost: 0 USD / h, handling: ${of.kind ?? ""}${hours}h, works: 100% }`);
}

/**
 * Relative standard error of the mean of n waits, which depend on each other the longer the busier people are.
 * Source: Whitt, Planning queueing simulations, Management Science 35 (1989), of M/M/1.
 */
function spreadOfMean(load: number, n: number): number {
  const variance = (load * (2 + 5 * load - 4 * load ** 2 + load ** 3)) / (1 - load) ** 4;
  return (Math.sqrt(variance / n) * (1 - load)) / load;
}

function expectWait(model: Model, exact: number, { load, n }: { load: number; n: number }): void {
  const { queue, meanWaitHours } = run(model, { years: YEARS, seed }).controls[0]!.hatch!;
  expect(queue).toBe("played");
  const error = Math.hypot(meanWaitHours.error!, exact * spreadOfMean(load, n));
  expect(Math.abs(meanWaitHours.value! - exact)).toBeLessThan(4 * error);
  expect(error).toBeLessThan(0.12 * exact);
}

test("a queue that is played waits as long as M/M/c has it, few people or several, idle or busy", () => {
  for (const people of [1, 2, 4]) {
    for (const load of [0.3, 0.6, 0.9]) {
      for (const perYear of [12, 47]) {
        const handling = (HOURS_A_YEAR * load * people) / perYear;
        expectWait(
          hatch({ perYear, people, load, kind: "about " }),
          meanWait(people, load * people, handling),
          { load, n: perYear * YEARS },
        );
      }
    }
  }
});

test("a queue that is played waits half as long where each takes the same time: Pollaczek and Khinchine", () => {
  for (const load of [0.2, 0.5, 0.8, 0.9]) {
    const perYear = 40;
    const handling = (HOURS_A_YEAR * load) / perYear;
    expectWait(hatch({ perYear, people: 1, load }), (handling * load) / (1 - load) / 2, {
      load,
      n: perYear * YEARS,
    });
  }
});

test("hours of harm are handling and wait, however the queue is played", () => {
  for (const perYear of [PLAYED_SINGLY - 1, PLAYED_SINGLY + 1]) {
    const [people, load] = [2, 0.7];
    const handling = (HOURS_A_YEAR * load * people) / perYear;
    const found = run(hatch({ perYear, people, load, kind: "about " }), { years: YEARS, seed });
    expect(found.controls[0]!.hatch!.queue).toBe(perYear < PLAYED_SINGLY ? "played" : "steady");
    const exact = perYear * (handling + meanWait(people, load * people, handling));
    const error = Math.hypot(found.mean.error!, exact * spreadOfMean(load, perYear * YEARS));
    expect(Math.abs(found.mean.value! - exact)).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.03 * exact);
  }
});

test("two failures with one crew wait for each other", () => {
  const model = organization(`people:
  crew: { department: desk, count: 1, cost: 0 USD / h }
failures:${slip("a", "20")}${slip("b", "10")}
controls:
  for-a: { escape hatch: [a], people: crew, handling: about 146.1h, works: 100% }
  for-b: { escape hatch: [b], people: crew, handling: about 292.2h, works: 100% }`);
  const found = run(model, { years: YEARS, seed });
  const [a, b] = found.controls.map((control) => control.hatch!);
  expect(a!.load).toBeCloseTo(2 / 3, 6);
  expect(a).toEqual(b);
  // M/G/1: arrivals × E[S²]/(2(1 − ρ)), an hour.
  const square = (2 / 3) * 2 * 146.1 ** 2 + (1 / 3) * 2 * 292.2 ** 2;
  const exact = ((30 / HOURS_A_YEAR) * square) / (2 * (1 - 2 / 3));
  const error = Math.hypot(a!.meanWaitHours.error!, exact * spreadOfMean(2 / 3, 30 * YEARS));
  expect(Math.abs(a!.meanWaitHours.value! - exact)).toBeLessThan(4 * error);
});

test("people who are asked for more than they can do take nothing, and years in which they can are played", () => {
  const always = run(hatch({ perYear: 20, people: 1, load: 1.2 }), { years: 1024, seed });
  expect(always.controls[0]!.hatch!.meanWaitHours).toMatchObject({ value: null });
  expect(always.failures[0]!.caught).toBe(0);
  const model = organization(`failures:${slip("a", "5 to 40")}
controls:
  by-hand: { escape hatch: [a], people: 1, cost: 0 USD / h, handling: about 400h, works: 100% }`);
  const { hatch: partly } = run(model, { years: 1024, seed }).controls[0]!;
  expect(partly!.meanWaitHours.value).toBeGreaterThan(0);
  expect(partly!.meanWaitHours.why).toMatch(/overloaded in \d+% of years/);
});
