import { expect, test } from "vitest";
import { lanePath, timeTicks } from "./river-shape.ts";

test("a lane without an occurrence has no shape, and one occurrence among many is still seen", () => {
  expect(lanePath([0, 0, 0], 9)).toBe("");
  expect(lanePath([1, 0, 10_000], 10_000)).toContain("0.5 -0.06");
});

test("a lane's half width is the square root of its share, the fullest nearly filling it", () => {
  const path = lanePath([25, 100], 100);
  expect(path).toContain("0.5 -0.47");
  expect(path).toContain("1.5 -0.94");
});

test("ticks are round, rising, within the span, and few, from an hour to ten centuries", () => {
  const from = new Date(1851, 2, 15).getTime();
  for (const hours of [1, 5, 24, 100, 1000, 10_000, 100_000, 1_000_000, 8_766_000]) {
    const to = from + hours * 3_600_000;
    const ticks = timeTicks(from, to);
    expect(ticks.length, `${hours} h`).toBeGreaterThanOrEqual(1);
    expect(ticks.length, `${hours} h`).toBeLessThanOrEqual(9);
    expect(
      ticks.every(({ time }, i) => time >= from && time <= to && (i === 0 || time > ticks[i - 1]!.time)),
    ).toBe(true);
  }
});

test("a century is told in decades, a year in months", () => {
  const years = timeTicks(new Date(1851, 2, 15).getTime(), new Date(1962, 2, 22).getTime());
  expect(years.map(({ label }) => label)).toEqual(["1860", "1880", "1900", "1920", "1940", "1960"]);
  const months = timeTicks(new Date(2025, 0, 1).getTime(), new Date(2025, 11, 31).getTime());
  expect(months.map(({ label }) => label)).toEqual(["Jan 2025", "Apr 2025", "Jul 2025", "Oct 2025"]);
});
