import { expect, test } from "vitest";
import { exponentialClaims, lognormalClaims, sampledClaims } from "./claims.ts";
import { type ClaimStream, compoundPoisson } from "./compound.ts";
import { createGenerator } from "./generator.ts";
import { sampleNormal } from "./normal.ts";
import { cvar, quantileInterval } from "./order-statistics.ts";
import { poissonPmf, samplePoisson } from "./poisson.ts";

const seed = 7;

function relative(actual: number, expected: number): number {
  return Math.abs(actual / expected - 1);
}

test("three exponential losses a year: chances and quantiles as in the closed form with Bessel functions", () => {
  const year = compoundPoisson([{ rate: 3, claims: exponentialClaims(1) }], { upTo: 64, cells: 2 ** 17 });
  expect(relative(year.cdf(0), 0.04978707)).toBeLessThan(1e-6);
  expect(relative(year.cdf(3), 0.58332872)).toBeLessThan(1e-6);
  expect(relative(year.cdf(10), 0.98514725)).toBeLessThan(1e-6);
  expect(relative(year.quantile(0.95), 7.728856)).toBeLessThan(1e-6);
  expect(relative(year.quantile(0.99), 10.706376)).toBeLessThan(1e-6);
  expect(relative(year.cvar(0.99), 12.410339)).toBeLessThan(1e-6);
});

/** P(S ≤ x) by counts: with n exponential losses, S is Gamma(n), whose tail is a sum of Poisson chances. */
function exponentialSum(rate: number, mean: number, x: number): number {
  let total = 0;
  for (let n = 0; n < 400; n++) {
    let beyond = 0;
    for (let k = 0; k < n; k++) beyond += poissonPmf(k, x / mean);
    total += poissonPmf(n, rate) * (n === 0 ? 1 : 1 - beyond);
  }
  return total;
}

test("other rates and sizes agree with adding up over counts", () => {
  for (const [rate, mean] of [
    [0.2, 5],
    [12, 0.5],
    [60, 2],
  ] as const) {
    const year = compoundPoisson([{ rate, claims: exponentialClaims(mean) }], {
      upTo: mean * (rate + 12 * Math.sqrt(rate) + 30),
    });
    for (const x of [0.5, 1, 2].map((share) => share * rate * mean))
      expect(Math.abs(year.cdf(x) - exponentialSum(rate, mean, x))).toBeLessThan(1e-6);
  }
});

test("whole losses on the lattice are summed exactly", () => {
  const dice = sampledClaims({ weight: 1, losses: Float64Array.of(1, 2, 3) });
  const year = compoundPoisson([{ rate: 2, claims: dice }], { upTo: 256, cells: 256 });
  // Panjer's recursion: p₀ = e^−2, pₙ = 2/n · Σ j/3 · pₙ₋ⱼ.
  const p = [Math.exp(-2)];
  for (let n = 1; n < 30; n++) {
    let sum = 0;
    for (let j = 1; j <= Math.min(3, n); j++) sum += (j / 3) * p[n - j]!;
    p.push((2 / n) * sum);
  }
  let sum = 0;
  for (let n = 0; n < 20; n++) {
    sum += p[n]!;
    expect(year.cdf(n + 0.5)).toBeCloseTo(sum, 9);
  }
});

test("five unlike kinds of lognormal loss agree with playing 40,000 years", () => {
  const kinds = [
    { rate: 0.1, mu: 9, sigma: 1.4 },
    { rate: 0.8, mu: 7, sigma: 1 },
    { rate: 4, mu: 6, sigma: 0.7 },
    { rate: 15, mu: 4, sigma: 0.5 },
    { rate: 60, mu: 2, sigma: 1.2 },
  ];
  const streams: ClaimStream[] = kinds.map(({ rate, mu, sigma }) => ({
    rate,
    claims: lognormalClaims(mu, sigma),
  }));
  const exact = compoundPoisson(streams, { upTo: 2e6, cells: 2 ** 16 });
  const generator = createGenerator(seed);
  const years = new Float64Array(40_000).map(() => {
    let sum = 0;
    for (const { rate, mu, sigma } of kinds) {
      const count = samplePoisson(generator, rate);
      for (let i = 0; i < count; i++) sum += Math.exp(mu + sigma * sampleNormal(generator));
    }
    return sum;
  });
  years.sort();
  for (const p of [0.5, 0.9, 0.99]) {
    const { low, high } = quantileInterval(years, p, 0.9999);
    expect(exact.quantile(p)).toBeGreaterThan(low);
    expect(exact.quantile(p)).toBeLessThan(high);
  }
  const played = cvar(years, 0.99);
  expect(Math.abs(played.value - exact.cvar(0.99)) / played.error).toBeLessThan(4);
});

test("errors fall about sixteenfold with each doubling of cells, up to four figures before rounding", () => {
  const laws: [ClaimStream, number][] = [
    [{ rate: 3, claims: exponentialClaims(1) }, 32],
    [{ rate: 3, claims: lognormalClaims(0, 0.7) }, 40],
    [{ rate: 60, claims: exponentialClaims(1) }, 160],
    [{ rate: 60, claims: lognormalClaims(0, 0.7) }, 160],
  ];
  for (const [stream, upTo] of laws) {
    const figures = (cells: number): number[] => {
      const year = compoundPoisson([stream], { upTo, cells });
      return [0.5, 0.9, 0.99].map(year.quantile);
    };
    const exact = figures(2 ** 14);
    const worst = (cells: number): number =>
      Math.max(...figures(cells).map((figure, i) => relative(figure, exact[i]!)));
    expect(worst(64)).toBeLessThan(5e-3);
    expect(worst(128)).toBeLessThan(worst(64) / 7);
    expect(worst(256)).toBeLessThan(worst(64) / 100);
    expect(worst(512)).toBeLessThan(2e-6);
  }
});

/** Rates from one in ten years to fifty a year, sizes as of payments and of disasters, spread evenly and out of step. */
function portfolio(): ClaimStream[] {
  return Array.from({ length: 100 }, (_, i) => {
    const rate = 0.1 * 500 ** (i / 99);
    const sigma = 0.5 + (1.25 * ((37 * i) % 100)) / 99;
    return { rate, claims: lognormalClaims(9.2 - 3.4 * (i / 99) + 0.2 * Math.sin(i), sigma) };
  });
}

test("a hundred kinds of loss need no lattice named: quantiles within one in 50,000, cost of the worst years too", () => {
  const chosen = compoundPoisson(portfolio());
  const fine = compoundPoisson(portfolio(), { upTo: 2 ** 23, cells: 2 ** 16 });
  for (const p of [0.05, 0.5, 0.95, 0.99, 0.999])
    expect(relative(chosen.quantile(p), fine.quantile(p))).toBeLessThan(2e-5);
  for (const q of [0.95, 0.99]) expect(relative(chosen.cvar(q), fine.cvar(q))).toBeLessThan(2e-5);
  expect(chosen.mean).toBe(fine.mean);
});

test("what lies beyond the lattice has no quantile there", () => {
  const year = compoundPoisson([{ rate: 3, claims: exponentialClaims(1) }], { upTo: 4, cells: 2 ** 10 });
  expect(year.quantile(0.999)).toBe(Infinity);
  expect(year.cdf(3)).toBeCloseTo(0.58332872, 4);
});

test("a lattice that cannot be transformed is refused", () => {
  const streams = [{ rate: 1, claims: exponentialClaims(1) }];
  expect(() => compoundPoisson(streams, { upTo: 10, cells: 1000 })).toThrow(RangeError);
  expect(() => compoundPoisson(streams, { upTo: 0 })).toThrow(RangeError);
});
