import { describe, expect, test } from "vitest";
import { exponentialClaims, lognormalClaims, noClaims, sampledClaims } from "./claims.ts";
import { compoundPoisson } from "./compound.ts";
import { gammaQ, gammaQuantile } from "./gamma.ts";
import { createGenerator } from "./generator.ts";
import { compoundMixture, type UncertainStreams, type YearMixture } from "./mixture.ts";
import { normalQuantile, sampleNormal } from "./normal.ts";
import { cvar, quantileInterval } from "./order-statistics.ts";
import { negativeBinomialCdf, negativeBinomialPmf, samplePoisson } from "./poisson.ts";

const seed = 11;

function relative(actual: number, expected: number): number {
  return Math.abs(actual / expected - 1);
}

/** Rates at the middles of so many equally likely slices of a Gamma distribution. */
function gammaRates(shape: number, rate: number, draws: number): Float64Array {
  return new Float64Array(draws).map((_, k) => gammaQuantile((k + 0.5) / draws, shape, rate));
}

test("counts at a Gamma-distributed rate are negative binomial", () => {
  const one = sampledClaims({ weight: 1, losses: Float64Array.of(1) });
  for (const [shape, rate] of [
    [2, 0.5],
    [7.5, 1.5],
  ] as const) {
    const years = compoundMixture(
      { claims: [one], rates: gammaRates(shape, rate, 2000) },
      { upTo: 64, cells: 64 },
    );
    for (let n = 0; n < 25; n++) {
      const exact = negativeBinomialCdf(n, shape, shape / rate);
      expect(Math.abs(years.cdf(n + 0.5) - exact)).toBeLessThan(2e-4);
    }
  }
});

test("exponential losses at a Gamma-distributed rate add up as the negative binomial says", () => {
  const [shape, rate] = [3, 0.4];
  const beyond = (x: number): number => {
    let sum = 0;
    for (let n = 1; n < 200; n++) sum += negativeBinomialPmf(n, shape, shape / rate) * gammaQ(n, x);
    return sum;
  };
  const years = compoundMixture({ claims: [exponentialClaims(1)], rates: gammaRates(shape, rate, 1000) });
  for (const x of [1, 5, 10, 20, 30]) expect(Math.abs(years.exceedance(x) - beyond(x))).toBeLessThan(1e-4);
});

test("two rows are the mean of two years with known rates", () => {
  const claims = [exponentialClaims(2), lognormalClaims(1, 0.8)];
  const lattice = { upTo: 200, cells: 4096 };
  const years = compoundMixture({ claims, rates: Float64Array.of(1, 4, 3, 0.5) }, lattice);
  const known = [
    [1, 4],
    [3, 0.5],
  ].map((row) =>
    compoundPoisson(
      row.map((rate, i) => ({ rate, claims: claims[i]! })),
      lattice,
    ),
  );
  for (const x of [0, 1, 5, 20, 60]) {
    const both = known.map((year) => year.cdf(x));
    expect(years.cdf(x)).toBeCloseTo((both[0]! + both[1]!) / 2, 7);
    const { low, high } = years.band(x);
    const [least, most] = [1 - Math.max(...both), 1 - Math.min(...both)];
    expect(low).toBeCloseTo(least + 0.05 * (most - least), 7);
    expect(high).toBeCloseTo(most - 0.05 * (most - least), 7);
  }
  expect([...years.meanOfDraws]).toEqual(known.map((year) => year.mean));
  expect(years.mean).toBeCloseTo((known[0]!.mean + known[1]!.mean) / 2, 12);
});

describe("streams in groups that share nothing unknown", () => {
  const claims = [exponentialClaims(1), lognormalClaims(0.5, 0.7), exponentialClaims(3)];
  const rows = [
    [1, 6, 0.2],
    [3, 2, 0.9],
    [8, 1, 1.7],
  ];
  const rates = Float64Array.from(rows.flat());

  function productLaw(scale: number, cells: number): void {
    const grouped = compoundMixture(
      { claims, rates: rates.map((rate) => rate * scale), groups: [0, 0, 1] },
      { upTo: 60 * scale + 100, cells },
    );
    const met = rows.flatMap(([a, b]) => rows.map((row) => [a!, b!, row[2]!]));
    const every = compoundMixture(
      { claims, rates: Float64Array.from(met.flat(), (rate) => rate * scale) },
      { upTo: 60 * scale + 100, cells },
    );
    for (const p of [0.3, 0.5, 0.9, 0.99])
      expect(relative(grouped.quantile(p), every.quantile(p))).toBeLessThan(1e-5);
    expect(relative(grouped.cvar(0.99), every.cvar(0.99))).toBeLessThan(1e-5);
    expect(grouped.mean).toBeCloseTo(every.mean, 9);
    expect(grouped.cdf(0)).toBeCloseTo(every.cdf(0), 12);
  }

  test("every row of one meets every row of the other", () => productLaw(1, 2048));
  test("so they do where small losses have become a drift", () => productLaw(40, 4096));

  test("bands take the k-th rows together", () => {
    const lattice = { upTo: 160, cells: 2048 };
    const grouped = compoundMixture({ claims, rates, groups: [5, 5, 2] }, lattice);
    const together = compoundMixture({ claims, rates }, lattice);
    expect(grouped.band(20).low).toBeCloseTo(together.band(20).low, 9);
    expect(grouped.bandOfQuantile(0.9).high).toBeCloseTo(together.bandOfQuantile(0.9).high, 6);
  });
});

test("more streams than rows and more rows than streams are answered alike", () => {
  const generator = createGenerator(seed);
  const claims = Array.from({ length: 6 }, (_, i) => lognormalClaims(i, 0.8));
  const two = new Float64Array(12).map(() => 8 * generator.uniform());
  const eight = Float64Array.from([...two, ...two, ...two, ...two]);
  const [few, many] = [two, eight].map((rates) =>
    compoundMixture({ claims, rates }, { upTo: 8000, cells: 4096 }),
  );
  for (const p of [0.1, 0.5, 0.99]) expect(relative(few!.quantile(p), many!.quantile(p))).toBeLessThan(1e-4);
});

test("sampled losses at uncertain rates agree with playing 40,000 years", () => {
  const generator = createGenerator(seed);
  const kinds = [0.05, 0.5, 3, 40, 600].map((rate, i) => {
    const losses = new Float64Array(2000).map(() => Math.exp(11 - 2 * i + 1.1 * sampleNormal(generator)));
    return { rate, losses: losses.sort() };
  });
  const draws = 256;
  const rates = new Float64Array(draws * kinds.length).map(
    (_, at) => kinds[at % kinds.length]!.rate * Math.exp(0.6 * sampleNormal(generator)),
  );
  const claims = kinds.map(({ losses }) => sampledClaims({ weight: 1, losses }));
  const exact = compoundMixture({ claims, rates });
  const years = new Float64Array(40_000).map((_, year) => {
    let sum = 0;
    kinds.forEach(({ losses }, i) => {
      const count = samplePoisson(generator, rates[(year % draws) * kinds.length + i]!);
      for (let n = 0; n < count; n++) sum += losses[Math.floor(generator.uniform() * losses.length)]!;
    });
    return sum;
  });
  years.sort();
  for (const p of [0.1, 0.5, 0.9, 0.99]) {
    const { low, high } = quantileInterval(years, p, 0.9999);
    expect(exact.quantile(p)).toBeGreaterThan(low);
    expect(exact.quantile(p)).toBeLessThan(high);
  }
  const played = cvar(years, 0.99);
  expect(Math.abs(played.value - exact.cvar(0.99)) / played.error).toBeLessThan(4);
});

test("a sharp body below a rare loss of the whole capital is resolved, and so is the loss", () => {
  const streams = {
    claims: [exponentialClaims(100), sampledClaims({ weight: 1, losses: Float64Array.of(9e8) })],
    rates: Float64Array.of(1e6, 0.004),
  };
  const year = compoundMixture(streams);
  const rare = Math.exp(-0.004);
  for (const p of [0.05, 0.5, 0.9, 0.99]) {
    // A Poisson sum of so many losses is normal but for its skewness, 3/√(2·10⁶), taken by Cornish and Fisher.
    const z = normalQuantile(p / rare);
    const body = 1e8 + Math.sqrt(2e10) * (z + ((3 / Math.sqrt(2e6)) * (z * z - 1)) / 6);
    expect(relative(year.quantile(p), body)).toBeLessThan(5e-5);
  }
  expect(relative(year.quantile(0.999), 1e9)).toBeLessThan(1e-3);
  expect(relative(year.exceedance(9.5e8), 1 - rare)).toBeLessThan(1e-4);
});

test("nine decades of losses, from one dollar a million times to hundreds of millions: fine and chosen lattices agree", () => {
  const claims = [
    lognormalClaims(0, 1),
    exponentialClaims(60),
    lognormalClaims(11, 1.6),
    lognormalClaims(18, 0.9),
    lognormalClaims(19.3, 0.5),
  ];
  const rates = Float64Array.of(1e6, 8e5, 40, 0.05, 0.004);
  const chosen = compoundMixture({ claims, rates });
  const fine = compoundMixture({ claims, rates }, { upTo: 1.5e9, cells: 2 ** 18 });
  for (const p of [0.1, 0.5, 0.9, 0.95, 0.99])
    expect(relative(chosen.quantile(p), fine.quantile(p))).toBeLessThan(1e-4);
  expect(relative(chosen.quantile(0.999), fine.quantile(0.999))).toBeLessThan(5e-4);
  expect(relative(chosen.cvar(0.99), fine.cvar(0.99))).toBeLessThan(5e-4);
});

function figures(year: YearMixture, loss: number): number[] {
  const bands = [year.band(loss), year.bandOfQuantile(0.9)].flatMap(({ low, high }) => [low, high]);
  const quantiles = [0, 0.05, 0.5, 0.99, 0.999].map(year.quantile);
  return [year.mean, year.cdf(loss), year.exceedance(loss), ...quantiles, year.cvar(0.99), ...bands];
}

test("whatever the rates and losses, figures are finite, chances lie between 0 and 1, quantiles rise", () => {
  const big = sampledClaims({ weight: 1, losses: Float64Array.of(0, 5, 9e8) });
  const cases: [string, UncertainStreams][] = [
    ["no streams", { claims: [], rates: new Float64Array(0) }],
    ["no rates", { claims: [big, noClaims], rates: new Float64Array(6) }],
    ["no losses", { claims: [noClaims], rates: Float64Array.of(1e6) }],
    [
      "only zeros",
      { claims: [sampledClaims({ weight: 1, losses: Float64Array.of(0, 0) })], rates: Float64Array.of(9) },
    ],
    ["tiny losses, 10⁹ a year", { claims: [exponentialClaims(1e-6)], rates: Float64Array.of(1e9) }],
    ["a rare ruin", { claims: [big], rates: Float64Array.of(1e-9, 0, 1e-3) }],
    [
      "constant losses, often",
      { claims: [sampledClaims({ weight: 1, losses: Float64Array.of(250) })], rates: Float64Array.of(1e7) },
    ],
    [
      "rates of unlike size",
      { claims: [exponentialClaims(1), big], rates: Float64Array.of(1e9, 0, 1e-6, 300) },
    ],
    ["a wild severity", { claims: [lognormalClaims(3, 4)], rates: Float64Array.of(2, 50) }],
  ];
  for (const [name, streams] of cases) {
    const year = compoundMixture(streams);
    for (const loss of [0, 1, 1e4, 9e8, 1e12]) {
      for (const figure of figures(year, loss)) expect(figure, name).toBeGreaterThanOrEqual(0);
      for (const figure of figures(year, loss)) expect(figure, name).toBeLessThan(Infinity);
      expect(year.cdf(loss), name).toBeLessThanOrEqual(1);
    }
    const quantiles = [0.01, 0.1, 0.5, 0.9, 0.99, 0.999].map(year.quantile);
    expect(quantiles, name).toEqual(quantiles.toSorted((a, b) => a - b));
  }
});

test("a year that costs nothing costs at most nothing", () => {
  const year = compoundMixture({ claims: [noClaims], rates: Float64Array.of(4) });
  expect([year.cdf(0), year.exceedance(0), year.quantile(0.99), year.cvar(0.99)]).toEqual([1, 0, 0, 0]);
});

test("constant losses ten million times a year are the normal law that they should be", () => {
  const constant = sampledClaims({ weight: 1, losses: Float64Array.of(250) });
  const year = compoundMixture({ claims: [constant], rates: Float64Array.of(1e7) });
  const sd = 250 * Math.sqrt(1e7);
  for (const p of [0.01, 0.5, 0.99])
    expect(Math.abs((year.quantile(p) - 2.5e9) / sd - normalQuantile(p))).toBeLessThan(0.01);
});

test("what does not fit together is refused in words", () => {
  const claims = [exponentialClaims(1), exponentialClaims(2)];
  for (const rates of [[1, 2, 3], [1, -1], [1, Infinity], [Number.NaN, 1], []])
    expect(() => compoundMixture({ claims, rates: Float64Array.from(rates) })).toThrow(RangeError);
  expect(() => compoundMixture({ claims, rates: Float64Array.of(1, 2), groups: [0] })).toThrow(RangeError);
  expect(() => compoundMixture({ claims, rates: Float64Array.of(1, 2) }, { cells: 1000 })).toThrow(
    RangeError,
  );
});
