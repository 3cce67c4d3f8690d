import { expect, test } from "vitest";
import { organization } from "../../test/small-organizations.ts";
import type { Model } from "../model/model.ts";
import { playBlock } from "./block.ts";
import { run } from "./forward.ts";
import { planOf } from "./make-plan.ts";
import { setStage } from "./stage.ts";

const seed = 151;
const YEARS = 8192;

/** Each occurrence costs 1, so that a failure's losses of a year are its occurrences. */
const failure = (name: string, how: string): string => `
  ${name}:
    function: pay
    ${how}
    detected after: 0h
    contained after: 0h
    impact: { harm: 1 USD, blast radius: 1 payment, time-sensitivity: none }`;

/** [failure][year]: occurrences. */
function countsOf(model: Model, years = YEARS): number[][] {
  const plan = planOf(model, seed);
  const stage = setStage(plan, seed);
  const counts: number[][] = plan.failures.map(() => []);
  for (let block = 0; block * plan.blockYears < years; block++) {
    playBlock(stage, block);
    for (const [k, of] of counts.entries())
      of.push(...stage.losses.subarray(k * plan.blockYears, (k + 1) * plan.blockYears));
  }
  return counts;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far a mean lies from what it should be, in standard errors. */
function z(values: readonly number[], expected: number): number {
  const middle = mean(values);
  const variance = mean(values.map((value) => (value - middle) ** 2));
  return Math.abs(middle - expected) / Math.sqrt(Math.max(variance, 1e-12) / values.length);
}

/** Products of two failures' departures from what is expected of them: on average their covariance. */
function products(a: readonly number[], b: readonly number[], expected: readonly [number, number]): number[] {
  return a.map((count, y) => (count - expected[0]) * (b[y]! - expected[1]));
}

test("failures that grow from the same event occur together, and each as often as its inputs say", () => {
  const [a, b, c, d] = countsOf(
    organization(`inputs:
  storm: { happens: 4 / year }
  theft: { happens: 2 / year }
  roof: { holds: 50% }
  guard: { holds: 25% }
failures:${failure("a", "grows from: { all of: [storm, roof] }")}${failure("b", "grows from: { any of: [{ all of: [storm, roof] }, theft] }")}${failure("c", "grows from: { all of: [storm, not: roof] }")}${failure("d", "grows from: { all of: [theft, guard] }")}`),
  );
  const rates = [2, 4, 2, 0.5] as const;
  for (const [k, counts] of [a!, b!, c!, d!].entries()) {
    expect(z(counts, rates[k]!)).toBeLessThan(4);
    // Poisson by itself, whatever it comes with.
    expect(z(products(counts, counts, [rates[k]!, rates[k]!]), rates[k]!)).toBeLessThan(4);
  }
  // Streams of Poisson events that are shared: the covariance is the rate at which both come.
  expect(z(products(a!, b!, [2, 4]), 2)).toBeLessThan(4);
  expect(z(products(a!, c!, [2, 2]), 0)).toBeLessThan(4);
  expect(z(products(b!, d!, [4, 0.5]), 0.5)).toBeLessThan(4);
});

test("guard rails on two failures thin each for itself what the same event brings about", () => {
  const [a, b] = countsOf(
    organization(`inputs:
  storm: { happens: 6 / year }
failures:${failure("a", "grows from: { any of: [storm] }")}${failure("b", "grows from: { any of: [storm] }")}
controls:
  wall: { guard rail: [a], stops: 50% }
  pump: { guard rail: [b], stops: 80% }`),
  );
  expect(z(a!, 3)).toBeLessThan(4);
  expect(z(b!, 1.2)).toBeLessThan(4);
  // Both come through with 0.5·0.2.
  expect(z(products(a!, b!, [3, 1.2]), 6 * 0.5 * 0.2)).toBeLessThan(4);
});

test("a failure that grows from another comes with its occurrences, cascades and all", () => {
  const [parent, child] = countsOf(
    organization(`inputs:
  unready: { holds: 40% }
  theft: { happens: 1 / year }
failures:${failure("parent", "happens: 2 / year\n    spreads: 50%")}${failure("child", "grows from: { any of: [{ all of: [parent, unready] }, theft] }")}`),
  );
  // 2 begin and make 4; Var = 2/(1 − R)³ = 16.
  expect(z(parent!, 4)).toBeLessThan(4);
  expect(z(child!, 0.4 * 4 + 1)).toBeLessThan(4);
  expect(z(products(parent!, child!, [4, 2.6]), 0.4 * 16)).toBeLessThan(4);
});

test("inputs with a common cause bring about their failures together at its share of their rate", () => {
  const [a, b] = countsOf(
    organization(`inputs:
  north: { happens: 5 / year }
  south: { happens: 5 / year }
common causes:
  grid: { inputs: [north, south], beta: 30% }
failures:${failure("a", "grows from: { any of: [north] }")}${failure("b", "grows from: { any of: [south] }")}`),
  );
  expect(z(a!, 5)).toBeLessThan(4);
  expect(z(b!, 5)).toBeLessThan(4);
  expect(z(products(a!, b!, [5, 5]), 1.5)).toBeLessThan(4);
});

test("what comes together makes dearer years, not a dearer mean", () => {
  const grown = ["a", "b", "c"].map((name) => failure(name, "grows from: { any of: [storm] }")).join("");
  const alone = ["a", "b", "c"].map((name) => failure(name, "happens: 2 / year")).join("");
  const [together, apart] = [
    `inputs:\n  storm: { happens: 2 / year }\nfailures:${grown}`,
    `failures:${alone}`,
  ].map((text) => run(organization(text), { years: YEARS, seed }));
  const difference = Math.abs(together!.mean.value! - apart!.mean.value!);
  expect(difference / Math.hypot(together!.mean.error!, apart!.mean.error!)).toBeLessThan(4);
  // Three times Poisson(2) against Poisson(6).
  expect(together!.p99.value).toBe(18);
  expect(apart!.p99.value).toBe(12);
});

test("an event so frequent that its failures are summed keeps their rates", () => {
  const found = run(
    organization(`inputs:
  form: { happens: 20k / year }
  unclear: { holds: 5% }
failures:${failure("a", "grows from: { all of: [form, unclear] }")}${failure("b", "grows from: { all of: [form, unclear] }")}`),
    { years: 1024, seed },
  );
  for (const { lossPerYear, perYear } of found.failures) {
    expect(perYear.value).toBeCloseTo(1000, 6);
    expect(Math.abs(lossPerYear.value! - 1000) / lossPerYear.error!).toBeLessThan(4);
  }
});
