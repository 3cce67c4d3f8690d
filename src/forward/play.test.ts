import { expect, test } from "vitest";
import { organization } from "../../test/small-organizations.ts";
import { lognormalClaims } from "../numeric/claims.ts";
import { compoundPoisson } from "../numeric/compound.ts";
import { normalQuantile } from "../numeric/normal.ts";
import { play, run } from "./forward.ts";
import { PLAYED_SINGLY, planOf } from "./make-plan.ts";

const seed = 61;
const Z95 = 1.6448536269514722;

/** A failure whose occurrences cost a lognormal amount, all at onset. */
const loss = (name: string, perYear: number, low: number, high: number): string => `
  ${name}:
    function: pay
    happens: ${perYear} / year
    detected after: 1h
    contained after: 1h
    impact: { harm: ${low} to ${high} USD, blast radius: 1 payment, time-sensitivity: none }`;

const kinds = [
  { perYear: 0.1, low: 5e4, high: 2e6 },
  { perYear: 0.8, low: 1e4, high: 9e4 },
  { perYear: 4, low: 1e3, high: 2e4 },
  { perYear: 30, low: 100, high: 900 },
  { perYear: 700, low: 5, high: 60 },
];
const five = organization(
  `failures:${kinds.map(({ perYear, low, high }, i) => loss(`kind-${i}`, perYear, low, high)).join("")}`,
);

function parameters({ low, high }: { low: number; high: number }): { mu: number; sigma: number } {
  return { mu: Math.log(low * high) / 2, sigma: Math.log(high / low) / (2 * Z95) };
}

test("failures that don't touch each other cost in a year what their exact distribution says", () => {
  const exact = compoundPoisson(
    kinds.map((kind) => {
      const { mu, sigma } = parameters(kind);
      return { rate: kind.perYear, claims: lognormalClaims(mu, sigma) };
    }),
    { upTo: 2e7, cells: 2 ** 18 },
  );
  const found = run(five, { years: 20_000, seed });
  const z = (estimate: { value: number | null; error: number | null }, truth: number): number =>
    Math.abs(estimate.value! - truth) / estimate.error!;
  expect(z(found.mean, exact.mean)).toBeLessThan(4);
  expect(z(found.cvar99, exact.cvar(0.99))).toBeLessThan(4);
  for (const [estimate, p] of [
    [found.p50, 0.5],
    [found.p90, 0.9],
    [found.p95, 0.95],
    [found.p99, 0.99],
  ] as const)
    expect(z(estimate, exact.quantile(p))).toBeLessThan(4);
  for (const { loss: x, chance } of found.exceedance) {
    const truth = 1 - exact.cdf(x);
    expect(Math.abs(chance - truth)).toBeLessThan(4 * Math.sqrt((truth * (1 - truth)) / 20_000) + 1e-4);
  }
  kinds.forEach((kind, k) => {
    const { mu, sigma } = parameters(kind);
    expect(z(found.failures[k]!.lossPerYear, kind.perYear * Math.exp(mu + sigma ** 2 / 2))).toBeLessThan(4);
  });
});

test("the dearest single loss of a year is the largest of so many", () => {
  const { mu, sigma } = parameters({ low: 100, high: 900 });
  const found = run(organization(`failures:${loss("only", 30, 100, 900)}`), { years: 20_000, seed });
  // P(no loss above x) = exp(−30·P(X > x)).
  for (const [p, { low, high }] of [
    [0.5, found.worstSingle.p50],
    [0.95, found.worstSingle.p95],
  ] as const) {
    const exact = Math.exp(mu + sigma * normalQuantile(1 + Math.log(p) / 30));
    const slack = 0.6 * (high! - low!);
    expect(exact).toBeGreaterThan(low! - slack);
    expect(exact).toBeLessThan(high! + slack);
  }
});

test("years are distributed alike on both sides of the count above which losses are pooled", () => {
  const { mu, sigma } = parameters({ low: 10, high: 400 });
  for (const perYear of [PLAYED_SINGLY * 0.98, PLAYED_SINGLY * 1.02, 3000, 250_000]) {
    const found = run(organization(`failures:${loss("often", perYear, 10, 400)}`), { years: 6000, seed });
    const mean = perYear * Math.exp(mu + sigma ** 2 / 2);
    expect(Math.abs(found.mean.value! - mean) / found.mean.error!).toBeLessThan(4);
    const sd = Math.sqrt(perYear * Math.exp(2 * mu + 2 * sigma ** 2));
    const exact = compoundPoisson([{ rate: perYear, claims: lognormalClaims(mu, sigma) }], {
      upTo: mean + 30 * sd,
    });
    for (const [estimate, p] of [
      [found.p50, 0.5],
      [found.p90, 0.9],
      [found.p99, 0.99],
    ] as const) {
      const slack = 4 * Math.hypot(estimate.error!, found.mean.error!);
      expect(Math.abs(estimate.value! - exact.quantile(p))).toBeLessThan(slack);
      expect(slack).toBeLessThan(Math.max(sd, 0.03 * mean));
    }
  }
});

test("the same seed gives the same finding, bit for bit", () => {
  const whole = run(five, { years: 300, seed });
  expect(run(five, { years: 300, seed })).toEqual(whole);
  expect(run(five, { years: 300, seed: seed + 1 }).mean.value).not.toBe(whole.mean.value);
});

test("years are played in whole blocks, and the finding says how many", () => {
  const { blockYears } = planOf(five, seed);
  expect(run(five, { years: 1, seed }).years).toBe(blockYears);
  expect(run(five, { years: blockYears, seed }).years).toBe(blockYears);
  expect(run(five, { years: blockYears + 1, seed }).years).toBe(2 * blockYears);
});

test("a failure that is written down elsewhere changes nothing for the others", () => {
  const more = organization(
    `failures:${loss("newcomer", 3, 10, 20)}${kinds.map(({ perYear, low, high }, i) => loss(`kind-${i}`, perYear, low, high)).join("")}`,
  );
  const [before, after] = [five, more].map((model) => run(model, { years: 200, seed }));
  expect(after!.failures.slice(1).map(({ lossPerYear }) => lossPerYear.value)).toEqual(
    before!.failures.map(({ lossPerYear }) => lossPerYear.value),
  );
});

test("who stops a run gets the finding of the years played until then", () => {
  const { blockYears } = planOf(five, seed);
  const years = 5 * blockYears;
  const playing = play(five, { years, seed });
  expect(playing.next().value).toEqual({ done: blockYears, years });
  expect(playing.next("go on").value).toEqual({ done: 2 * blockYears, years });
  const { done, value } = playing.next("stop");
  expect(done).toBe(true);
  const stopped = value as ReturnType<typeof run>;
  expect([stopped.complete, stopped.years]).toEqual([false, 2 * blockYears]);
  expect({ ...run(five, { years: 2 * blockYears, seed }), complete: false }).toEqual(stopped);
});

test("years that cannot be played are refused", () => {
  for (const years of [0, -1, 2.5, Number.NaN, 1e9])
    expect(() => run(five, { years, seed })).toThrow(RangeError);
});

test("what is not known is drawn once a year, what varies once an occurrence", () => {
  const known = organization(`failures:${loss("steady", 40, 100, 101)}`);
  const unknown = organization(
    `failures:${loss("steady", 40, 100, 101).replace("40 / year", "10 to 80 / year")}`,
  );
  const [a, b] = [known, unknown].map((model) => run(model, { years: 4000, seed }));
  // 40 counts a year vary by a sixth; a rate over a factor of eight by far more, and that does not average out.
  expect(a!.p95.value! / a!.p50.value!).toBeLessThan(1.4);
  expect(b!.p95.value! / b!.p50.value!).toBeGreaterThan(2);
  expect(b!.failures[0]!.perYear.low!).toBeCloseTo(10, -0.5);
});

test("shares of the mean and of the tail add up, and the tail belongs to who makes it", () => {
  const found = run(five, { years: 5000, seed });
  const sum = (
    of: readonly { shareOfMean: number; shareOfTail: number }[],
    key: "shareOfMean" | "shareOfTail",
  ): number => of.reduce((all, row) => all + row[key], 0);
  for (const rows of [found.failures, found.functions, found.departments]) {
    expect(sum(rows, "shareOfMean")).toBeCloseTo(1, 9);
    expect(sum(rows, "shareOfTail")).toBeCloseTo(1, 9);
  }
  expect(found.failures[0]!.shareOfTail).toBeGreaterThan(0.85);
  expect(found.failures[0]!.shareOfMean).toBeLessThan(found.failures[0]!.shareOfTail);
});

test("a mean that is infinite is said before anything is printed", () => {
  const model = organization(`failures:${loss("tame", 3, 10, 20)}
  creeping:
    function: pay
    happens: 1 / year
    detected after: about 100h
    contained after: 1h
    impact: { harm: 10 USD / h, blast radius: 1 payment, time-sensitivity: exponential 2% / h }`);
  const found = run(model, { years: 200, seed });
  expect(found.mean.value).toBeNull();
  expect(found.mean.why).toMatch(/Creeping.*infinite/);
  expect(found.cvar99.value).toBeNull();
  expect(found.failures[1]!.lossEach.value).toBeNull();
  expect(found.failures[0]!.lossEach.value).toBeGreaterThan(0);
  expect(found.p50.value).toBeGreaterThan(0);
  expect(found.sentences.join(" ")).toMatch(/The mean cost of “Creeping” is infinite/);
});

test("the first sentence says how few failures carry most of the cost", () => {
  const found = run(five, { years: 2000, seed });
  expect(found.sentences[0]).toMatch(
    /^Of 5 ways to fail, (one|two|three) carr(y|ies) \d+% of what failure costs in a year/,
  );
  expect(found.sentences.join(" ")).toMatch(/one year in 20 costs more than/);
});

test("intervals are in order and errors shrink with more years", () => {
  const [few, many] = [400, 6400].map((years) => run(five, { years, seed }));
  for (const found of [few!, many!]) {
    for (const { low, value, high } of [
      found.mean,
      found.p50,
      found.p95,
      found.p99,
      found.cvar99,
      found.worstSingle.p95,
    ]) {
      expect(low!).toBeLessThanOrEqual(value!);
      expect(value!).toBeLessThanOrEqual(high!);
    }
  }
  expect(many!.mean.error!).toBeLessThan(0.6 * few!.mean.error!);
});

test("quantile intervals of an engine's years hold the exact quantile about as often as they say", () => {
  const exact = compoundPoisson(
    [{ rate: 4, claims: lognormalClaims(parameters(kinds[2]!).mu, parameters(kinds[2]!).sigma) }],
    { upTo: 1e6 },
  );
  const model = organization(`failures:${loss("only", 4, 1e3, 2e4)}`);
  let held = 0;
  for (let i = 0; i < 60; i++) {
    const { p90 } = run(model, { years: 300, seed: seed + i });
    const truth = exact.quantile(0.9);
    if (p90.low! <= truth && truth <= p90.high!) held++;
  }
  // 90% of 60, give or take four standard deviations.
  expect(held).toBeGreaterThanOrEqual(44);
});
