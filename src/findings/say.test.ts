import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  sayBand,
  sayChance,
  sayCount,
  sayCounted,
  sayDay,
  sayDuration,
  sayEstimate,
  sayExactly,
  sayList,
  sayMoney,
  sayRange,
  sayRate,
  sayShare,
} from "./say.ts";

test("what is rarer than anybody knows is said as that", () => {
  expect(sayChance(1e-15)).toBe("1 in 1,000T");
  expect(sayChance(1 - 2e-10)).toBe("all but certain");
  for (const say of [sayChance, sayShare]) {
    expect(say(9e-16)).toBe("less than 1 in 1,000T");
    expect(say(5e-324)).toBe("less than 1 in 1,000T");
  }
  expect(sayRate(5e-324)).toBe("less than 1 in 1,000T years");
});

test("money is said in thousands, millions and billions with about two figures", () => {
  const usd = (amount: number) => sayMoney(amount, "USD");
  expect([0, 0.5, 7, 42.4, 300, 40_000, 1_181_950, 11_819_500, 900e6, 1.25e9, 3e12].map(usd)).toEqual([
    "0 USD",
    "0.5 USD",
    "7 USD",
    "42 USD",
    "300 USD",
    "40k USD",
    "1.2M USD",
    "12M USD",
    "900M USD",
    "1.3B USD",
    "3T USD",
  ]);
  expect(usd(-3_200)).toBe("−3.2k USD");
  expect(usd(999_700)).toBe("1M USD");
});

test("a rate is said as people count: by the day, by the year, or one in so many years", () => {
  expect([0, 1e-6, 0.05, 0.7, 0.99, 1, 3.2, 120, 5_114, 40e6].map(sayRate)).toEqual([
    "never",
    "1 in 1M years",
    "1 in 20 years",
    "1 in 1.4 years",
    "0.99 a year",
    "1 a year",
    "3.2 a year",
    "120 a year",
    "14 a day",
    "110k a day",
  ]);
});

test("a duration is said in the unit that fits it", () => {
  expect([0, 40 / 3600, 0.5, 1, 1.5, 3, 72, 730.5, 730.5 * 3, 8766, 8766 * 5].map(sayDuration)).toEqual([
    "at once",
    "40 seconds",
    "30 minutes",
    "1 hour",
    "1.5 hours",
    "3 hours",
    "3 days",
    "1 month",
    "3 months",
    "1 year",
    "5 years",
  ]);
});

test("a share keeps what is missing from all, and is never rounded up to it", () => {
  expect([0, 4e-8, 0.00042, 0.031, 0.5, 0.9995, 0.999999, 1, -0.03].map(sayShare)).toEqual([
    "0%",
    "1 in 25M",
    "0.042%",
    "3.1%",
    "50%",
    "99.95%",
    "99.9999%",
    "100%",
    "−3%",
  ]);
});

test("a chance is said as one in so many where it is small", () => {
  expect([0, 1e-6, 1 / 1159, 0.01, 0.05, 0.31, 0.995, 0.9999902, 1].map(sayChance)).toEqual([
    "no chance",
    "1 in 1M",
    "1 in 1,200",
    "1 in 100",
    "1 in 20",
    "31%",
    "99.5%",
    "99.999%",
    "certain",
  ]);
});

test("counts keep their digits up to ten thousand", () => {
  expect([0, 0.25, 3.2, 7, 4_500, 9_999, 121_904, 2.5e6].map(sayCount)).toEqual([
    "0",
    "0.25",
    "3.2",
    "7",
    "4,500",
    "9,999",
    "122k",
    "2.5M",
  ]);
  expect([sayCounted(1, "failure"), sayCounted(28, "failure"), sayCounted(2, "loss", "losses")]).toEqual([
    "1 failure",
    "28 failures",
    "2 losses",
  ]);
});

test("the exact value keeps its figures", () => {
  expect([147_228.07, 0, 1e6, 0.00042, 3.25e-9].map(sayExactly)).toEqual([
    "147,228.07",
    "0",
    "1,000,000",
    "0.00042",
    "3.25000e-9",
  ]);
});

test("an estimate says its value and band, or why there is none", () => {
  const infinite = { value: null, low: null, high: null, error: null, why: "its mean is infinite" };
  const known = { value: 2, low: 0.5, high: 4, error: 0 };
  expect(sayEstimate(known, sayDuration)).toBe("2 hours");
  expect(sayBand(known, sayDuration)).toBe("30 minutes to 4 hours");
  expect(sayEstimate(infinite, sayDuration)).toBe("its mean is infinite");
  expect(sayBand(infinite, sayDuration)).toBe("");
  expect(sayBand({ ...known, low: 2, high: 2 }, sayDuration)).toBe("");
});

test("ranges, days and lists read aloud", () => {
  expect(sayRange(0.05, 0.2, sayShare)).toBe("5% to 20%");
  expect(sayRange(176, 202, sayRate)).toBe("176 to 202 a year");
  expect(sayRange(0.01, 0.2, sayRate)).toBe("1 in 100 years to 1 in 5 years");
  expect(sayRange(40_000, 41_000, (amount) => sayMoney(amount, "USD"))).toBe("40k to 41k USD");
  expect(sayRange(40_000, 40_100, (amount) => sayMoney(amount, "USD"))).toBe("40k USD");
  expect(sayDay(Date.UTC(2019, 2, 14, 23))).toBe("2019-03-14");
  expect(sayList(["rail", "net", "hatch"])).toBe("rail, net and hatch");
});

test("any number whatever is said, without exponent, NaN or Infinity in everyday words", () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      for (const said of [
        sayCount(value),
        sayMoney(value, "USD"),
        sayRate(value),
        sayDuration(value),
        sayChance(value),
      ]) {
        expect(said).not.toMatch(/NaN|Infinity|undefined|^$/);
      }
    }),
    { seed: 1 },
  );
});

test("what is said is within six hundredths of what is meant", () => {
  const read = (said: string) => {
    const [, digits = "", suffix = ""] = /^([\d.,]+)([kMBT]?) USD$/.exec(said) ?? [];
    return Number(digits.replaceAll(",", "")) * ({ k: 1e3, M: 1e6, B: 1e9, T: 1e12 }[suffix] ?? 1);
  };
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e14, noNaN: true }), (value) => {
      expect(Math.abs(read(sayMoney(value, "USD")) / value - 1)).toBeLessThan(0.06);
    }),
    { seed: 2 },
  );
});
