import { expect, test } from "vitest";
import { hoursBetween, momentGiven, sayWhen } from "./when.ts";

const at = (year: number, month: number, day: number, hour = 0, minute = 0) =>
  new Date(year, month - 1, day, hour, minute).getTime();

test("a day that is given is the whole of that day, and is said as that day", () => {
  const moment = momentGiven({ precision: "day", at: "2026-03-14", until: "" });
  expect(moment).toEqual({ earliest: at(2026, 3, 14), latest: at(2026, 3, 15) - 1 });
  expect(sayWhen(moment!)).toBe("14 Mar 2026");
});

test("a month that is given is the whole of it, December too", () => {
  const moment = momentGiven({ precision: "month", at: "2025-12", until: "" });
  expect(moment).toEqual({ earliest: at(2025, 12, 1), latest: at(2026, 1, 1) - 1 });
  expect(sayWhen(moment!)).toBe("December 2025");
});

test("a minute is said to the minute", () => {
  const moment = momentGiven({ precision: "minute", at: "2026-03-14T09:05", until: "" });
  expect(moment).toEqual({ earliest: at(2026, 3, 14, 9, 5), latest: at(2026, 3, 14, 9, 5) });
  expect(sayWhen(moment!)).toBe("14 Mar 2026, 09:05");
});

test("a span that ends before it begins, and a field left empty, are no moment", () => {
  expect(
    momentGiven({ precision: "between", at: "2026-03-14T09:00", until: "2026-03-14T08:00" }),
  ).toBeUndefined();
  expect(momentGiven({ precision: "day", at: "", until: "" })).toBeUndefined();
});

test("a time that nobody knows is a moment that is not known", () => {
  expect(momentGiven({ precision: "unknown", at: "", until: "" })).toBeNull();
  expect(sayWhen(null)).toBe("at an unknown time");
});

test("a year and a day of UTC are said as such wherever one looks from", () => {
  expect(sayWhen({ earliest: Date.UTC(2014, 0, 1), latest: Date.UTC(2015, 0, 1) - 1 })).toBe("2014");
  expect(sayWhen({ earliest: Date.UTC(2014, 5, 2), latest: Date.UTC(2014, 5, 3) - 1 })).toBe("2 Jun 2014");
});

test("a span that is no calendar unit is said with both its ends", () => {
  const said = sayWhen({ earliest: at(2026, 3, 14, 9, 30), latest: at(2026, 3, 14, 11, 45) });
  expect(said).toBe("between 14 Mar 2026, 09:30 and 14 Mar 2026, 11:45");
});

test("how long it took is as uncertain as both its ends", () => {
  const from = { earliest: at(2026, 3, 14, 8), latest: at(2026, 3, 14, 9) };
  const to = { earliest: at(2026, 3, 14, 10), latest: at(2026, 3, 14, 12) };
  expect(hoursBetween(from, to)).toEqual({ least: 1, most: 4 });
  expect(hoursBetween(from, null)).toBeNull();
});
