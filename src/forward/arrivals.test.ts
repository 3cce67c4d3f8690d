import { expect, test } from "vitest";
import { gammaQ } from "../numeric/gamma.ts";
import { createGenerator } from "../numeric/generator.ts";
import { poissonPmf } from "../numeric/poisson.ts";
import { arrivals, cascade } from "./arrivals.ts";

const seed = 121;

/** [year]: how many arrived in each of many blocks, added up as counts of counts. */
function countsOf(rates: Float64Array, blocks: number): { each: number[][]; totals: number[] } {
  const each = Array.from(rates, (): number[] => []);
  const totals: number[] = [];
  for (let block = 0; block < blocks; block++) {
    const counts = new Uint32Array(rates.length);
    arrivals(rates, createGenerator(seed, block), counts);
    counts.forEach((count, year) => {
      each[year]![count] = (each[year]![count] ?? 0) + 1;
    });
    totals.push(counts.reduce((sum, count) => sum + count, 0));
  }
  return { each, totals };
}

/** Chance of so bad a fit of observed counts to Poisson, counts joined until five are expected. */
function poissonFit(observed: readonly (number | undefined)[], rate: number, of: number): number {
  let [statistic, cells, chance, found, left, unseen] = [0, 0, 0, 0, 1, of];
  for (let n = 0; n < 200; n++) {
    chance += poissonPmf(n, rate);
    found += observed[n] ?? 0;
    if (chance * of < 5 || (left - chance) * of < 5) continue;
    statistic += (found - chance * of) ** 2 / (chance * of);
    cells++;
    [left, unseen, chance, found] = [left - chance, unseen - found, 0, 0];
  }
  return gammaQ(cells / 2, (statistic + (unseen - left * of) ** 2 / (left * of)) / 2);
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((all, value) => all + (value ?? 0), 0);
}

// 256 years: all rates together times 4 decides between scattering and counting.
const busy = [0.1, 0.5, 0, 2];
const few = Float64Array.from({ length: 256 }, (_, y) => (y < 4 ? busy[y]! * 10 : 0.05));
const many = Float64Array.from({ length: 256 }, (_, y) => (y < 4 ? busy[y]! * 10 : 0.3));

test("what is scattered over a block comes to each year as what is counted year by year: Poisson with its rate", () => {
  const blocks = 4000;
  const [scattered, yearly] = [few, many].map((rates) => countsOf(rates, blocks));
  expect(few.reduce((all, rate) => all + rate, 0) * 4).toBeLessThan(256);
  expect(many.reduce((all, rate) => all + rate, 0) * 4).toBeGreaterThan(256);
  for (const { each } of [scattered!, yearly!])
    for (const year of [0, 1, 3]) expect(poissonFit(each[year]!, few[year]!, blocks)).toBeGreaterThan(1e-4);
  for (const [rates, { each }] of [
    [few, scattered!],
    [many, yearly!],
  ] as const) {
    expect(each[2]).toEqual([blocks]);
    expect(poissonFit(each[100]!, rates[100]!, blocks)).toBeGreaterThan(1e-4);
  }
});

test("counts of a block are Poisson together, and years are independent of each other", () => {
  for (const rates of [few, many]) {
    const { totals } = countsOf(rates, 3000);
    const expected = sum([...rates]);
    const mean = sum(totals) / totals.length;
    const variance = sum(totals.map((total) => (total - mean) ** 2)) / (totals.length - 1);
    expect(Math.abs(mean - expected) / Math.sqrt(expected / totals.length)).toBeLessThan(4);
    // Were years to depend on each other, the variance of their sum were not the sum of their variances.
    expect(Math.abs(variance / expected - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / expected) / totals.length));
  }
});

test("a stream of nothing counts nothing and draws nothing", () => {
  const generator = createGenerator(seed);
  const counts = new Uint32Array(64).fill(7);
  arrivals(new Float64Array(64), generator, counts);
  expect(counts.every((count) => count === 0)).toBe(true);
  expect(generator.uniform()).toBe(createGenerator(seed).uniform());
});

function cascades(spreads: number, n: number): number[] {
  const generator = createGenerator(seed, Math.round(spreads * 1000));
  return Array.from({ length: n }, () => cascade(generator, 1, spreads));
}

test("what spreads has a cascade's law: mean 5, variance 100 and a long tail at R = 0.8", () => {
  const n = 200_000;
  const totals = cascades(0.8, n);
  const share = (is: (total: number) => boolean): number => totals.filter(is).length / n;
  const near = (found: number, chance: number): void =>
    expect(Math.abs(found - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / n));
  near(
    share((total) => total === 1),
    0.449329,
  );
  near(
    share((total) => total > 20),
    0.04818,
  );
  // Borel: P(n) = exp(−Rn)·(Rn)^(n−1)/n!
  for (const total of [2, 3, 5])
    near(
      share((of) => of === total),
      poissonPmf(total - 1, 0.8 * total) / total,
    );
  const mean = sum(totals) / n;
  expect(Math.abs(mean - 5)).toBeLessThan(4 * Math.sqrt(100 / n));
  const squares = totals.map((total) => (total - 5) ** 2);
  const variance = sum(squares) / n;
  const error = Math.sqrt(sum(squares.map((square) => (square - variance) ** 2)) / n / n);
  expect(Math.abs(variance - 100)).toBeLessThan(4 * error);
});

test("what does not spread stays alone, and what hardly ends ends", () => {
  expect(new Set(cascades(0, 100))).toEqual(new Set([1]));
  const n = 20_000;
  const totals = cascades(0.99, n);
  // Variance R/(1 − R)³.
  expect(Math.abs(sum(totals) / n - 100)).toBeLessThan(4 * Math.sqrt(0.99e6 / n));
  expect(cascade(createGenerator(seed), 0, 0.99)).toBe(0);
});
