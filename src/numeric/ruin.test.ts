import fc from "fast-check";
import { expect, test } from "vitest";
import { exponentialClaims, lognormalClaims, noClaims, sampledClaims } from "./claims.ts";
import { createGenerator } from "./generator.ts";
import { ruinCurve, ruinWithin } from "./ruin.ts";

const seed = 11;

function relative(actual: number, expected: number): number {
  return Math.abs(actual / expected - 1);
}

/** ψ for exponential claims: exp(−θu/((1 + θ)m))/(1 + θ). */
function exponentialRuin(capital: number, loading: number, mean: number): number {
  return capital < 0 ? 1 : Math.exp((-loading * capital) / ((1 + loading) * mean)) / (1 + loading);
}

test("ruin with exponential claims, a quarter of loading and ten mean claims of capital", () => {
  const curve = ruinCurve(exponentialClaims(1), 0.25, 10, 8000);
  expect(relative(curve.at(10).value, 0.108268)).toBeLessThan(4e-6);
  expect(relative(curve.at(10).value, exponentialRuin(10, 0.25, 1))).toBeLessThan(1e-7);
});

test("a loss of 5 weighs by the capital it meets, and one of 12 takes 10 to ruin", () => {
  const at10 = ruinCurve(exponentialClaims(1), 0.25, 10, 8000);
  const at40 = ruinCurve(exponentialClaims(1), 0.25, 40, 8000);
  expect(at10.rise(5).value).toBeCloseTo(0.186035, 6);
  expect(at40.rise(5).value).toBeCloseTo(0.000461, 6);
  expect(at10.rise(12).value).toBeCloseTo(0.891732, 6);
});

test("values lie near the closed form and bounds on either side of it, whatever the parameters", () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(number(0.05, 2), number(0.1, 50), number(0.5, 30), (loading, mean, claims) => {
      const capital = claims * mean;
      const curve = ruinCurve(exponentialClaims(mean), loading, capital, 600);
      for (const share of [0, 0.31, 0.5, 1]) {
        const exact = exponentialRuin(share * capital, loading, mean);
        const { value, low, high } = curve.at(share * capital);
        expect(low).toBeLessThanOrEqual(exact + 1e-12);
        expect(high).toBeGreaterThanOrEqual(exact - 1e-12);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
        expect(Math.abs(value - exact)).toBeLessThan(2e-3 * exact + 1e-12);
      }
      for (const loss of [0.001, 0.3, 0.7, 1.4]) {
        const exact =
          exponentialRuin(capital * (1 - loss), loading, mean) - exponentialRuin(capital, loading, mean);
        const { value, low, high } = curve.rise(loss * capital);
        expect(low).toBeLessThanOrEqual(exact + 1e-12);
        expect(high).toBeGreaterThanOrEqual(exact - 1e-12);
        expect(Math.abs(value - exact)).toBeLessThan(0.02 * exact + 1e-12);
      }
    }),
    { seed, numRuns: 40 },
  );
});

test("ruin under lognormal claims agrees with adding ladder heights one by one", () => {
  const [mu, sigma, loading, capital] = [0, 1, 0.3, 8];
  const claims = lognormalClaims(mu, sigma);
  const curve = ruinCurve(claims, loading, capital, 1000);
  const generator = createGenerator(seed);
  // A ladder height: the y at which E[min(X, y)]/E[X] passes a uniform number.
  const ladder = (): number => {
    const share = generator.uniform();
    let [low, high] = [0, 1e6];
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2;
      if (claims.limitedMean(middle) / claims.mean < share) low = middle;
      else high = middle;
    }
    return high;
  };
  const n = 30_000;
  let ruined = 0;
  for (let i = 0; i < n; i++) {
    let deepest = 0;
    while (generator.uniform() < 1 / (1 + loading)) deepest += ladder();
    if (deepest > capital) ruined++;
  }
  const { value, low, high } = curve.at(capital);
  const error = Math.sqrt((value * (1 - value)) / n);
  expect(Math.abs(ruined / n - value)).toBeLessThan(4 * error);
  expect(ruined / n).toBeGreaterThan(low - 4 * error);
  expect(ruined / n).toBeLessThan(high + 4 * error);
});

test("claims from a dollar to hundreds of millions are told apart on one lattice", () => {
  const many = { weight: 440_000, losses: Float64Array.of(3, 4, 5) };
  const few = { weight: 0.004, losses: Float64Array.from({ length: 100 }, (_, i) => 5e6 * 1.06 ** i) };
  const claims = sampledClaims(many, few);
  const [coarse, fine] = [ruinCurve(claims, 0.25, 9e8, 512), ruinCurve(claims, 0.25, 9e8, 4096)];
  expect(relative(coarse.at(9e8).value, fine.at(9e8).value)).toBeLessThan(1e-3);
  expect(relative(coarse.rise(4).value, fine.rise(4).value)).toBeLessThan(0.02);
  expect(coarse.rise(4).value).toBeGreaterThan(0);
  expect(fine.rise(4).low).toBeLessThanOrEqual(coarse.rise(4).value);
  expect(fine.rise(4).high).toBeGreaterThanOrEqual(coarse.rise(4).value);
});

test("without claims nobody is ruined, without loading everybody is", () => {
  expect(ruinCurve(noClaims, 0.25, 10).at(10).value).toBe(0);
  expect(ruinCurve(exponentialClaims(1), 0, 10).at(10).value).toBe(1);
  expect(ruinCurve(exponentialClaims(1), 0, 10).rise(3).value).toBe(0);
  expect(ruinCurve(exponentialClaims(1), 0.25, 0).at(0).value).toBeCloseTo(0.8, 12);
  expect(ruinCurve(exponentialClaims(1), 0.25, 0).rise(1).value).toBeCloseTo(0.2, 12);
});

test("claims without a mean are refused in words", () => {
  expect(() => ruinCurve({ ...noClaims, mean: Infinity }, 0.25, 10)).toThrow(/mean/);
});

test("ruin within a year and within ten, as tabulated for exponential claims", () => {
  const within = (years: number): number[] =>
    [1, 2, 3, 4, 5].map((capital) =>
      ruinWithin(years, { claimsPerYear: 5, meanClaim: 5, loading: 0.3, capital }),
    );
  const year = [0.61081, 0.56569, 0.52345, 0.48394, 0.44703];
  const decade = [0.72769, 0.69376, 0.66136, 0.63045, 0.60094];
  for (const i of [0, 1, 2, 3, 4]) {
    expect(Math.abs(within(1)[i]! - year[i]!)).toBeLessThan(5.1e-6);
    expect(Math.abs(within(10)[i]! - decade[i]!)).toBeLessThan(5.1e-6);
  }
});

test("ruin within a time agrees with playing claims and premiums", () => {
  const of = { claimsPerYear: 3, meanClaim: 2, loading: 0.5, capital: 4 };
  const premium = (1 + of.loading) * of.claimsPerYear * of.meanClaim;
  const generator = createGenerator(seed, 2);
  const n = 40_000;
  let ruined = 0;
  for (let i = 0; i < n; i++) {
    let [time, lost] = [0, 0];
    for (;;) {
      time -= Math.log(generator.uniform()) / of.claimsPerYear;
      if (time > 2) break;
      lost -= of.meanClaim * Math.log(generator.uniform());
      if (lost > of.capital + premium * time) {
        ruined++;
        break;
      }
    }
  }
  const exact = ruinWithin(2, of);
  expect(Math.abs(ruined / n - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / n));
});

test("over a long time ruin in finite time becomes ruin at all", () => {
  const of = { claimsPerYear: 5, meanClaim: 5, loading: 0.3, capital: 12 };
  expect(ruinWithin(1000, of)).toBeCloseTo(exponentialRuin(12, 0.3, 5), 9);
  expect(ruinWithin(0, of)).toBeCloseTo(0, 9);
});
