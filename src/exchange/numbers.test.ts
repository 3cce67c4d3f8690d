import * as fc from "fast-check";
import { expect, test } from "vitest";
import { durationMs, durationOrder, durationUnit, parseClockDuration } from "./durations.ts";
import { parseNumber, saysNothing } from "./numbers.ts";

test("figures are read as tables write them", () => {
  const read = ["1234.5", "1,234.50", "$1,234", "USD 40", "40 EUR", "1 234", "(250)", "−3", "1e3", "007"].map(
    (text) => parseNumber(text),
  );
  expect(read).toEqual([1234.5, 1234.5, 1234, 40, 40, 1234, -250, -3, 1000, 7]);
  expect(["1.234,50", "12,5", "-0,25"].map((text) => parseNumber(text, ","))).toEqual([1234.5, 12.5, -0.25]);
});

test("what is no figure is none", () => {
  for (const text of ["", "abc", "12,34", "1.2.3", "--1", ".", "1e999", "0x10", "9".repeat(100)]) {
    expect(parseNumber(text), text).toBeNull();
  }
});

test("every finite figure is read back from how JavaScript writes it", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
      expect(parseNumber(String(value))).toBe(value === 0 ? 0 * value + 0 : value);
    }),
    { seed: 65 },
  );
});

test("words for nothing are nothing, and other words are not", () => {
  expect(["", " ", "NA", "n/a", "Unknown", "NULL", "-"].every(saysNothing)).toBe(true);
  expect(["0", "no", "Nancy", "unknown cause"].some(saysNothing)).toBe(false);
});

test("units of time are known by their names and their short forms", () => {
  expect(["minutes", "Hrs", "d", "Weeks", "mo", "yr", "s", "fortnight"].map(durationUnit)).toEqual([
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "second",
    null,
  ]);
  expect(durationMs(2, "month")).toBe((2 * 365.25 * 86_400_000) / 12);
  expect(durationOrder("week")).toEqual({ from: 7 * 86_400_000, to: (365.25 / 12) * 86_400_000 });
  expect(["1:30", "0:05:06", "1:75", "90"].map(parseClockDuration)).toEqual([5_400_000, 306_000, null, null]);
});
