import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isoFormat, momentOf, parseTimeOfDay, timeFormat } from "./times.ts";
import { utc, type Zone, zoneOf } from "./zone.ts";

function said(text: string, format = "iso", zone: Zone = utc): readonly string[] | null {
  const written = timeFormat(format)?.(text);
  const moment = written && momentOf(written, zone);
  if (!moment) return null;
  const [earliest, latest] = [new Date(moment.earliest).toISOString(), new Date(moment.latest).toISOString()];
  return earliest === latest ? [earliest] : [earliest, latest];
}

const zone = (name: string) => zoneOf(name)!;

test("what was not said of a time stays open", () => {
  expect(said("2014")).toEqual(["2014-01-01T00:00:00.000Z", "2014-12-31T23:59:59.999Z"]);
  expect(said("2016-02")).toEqual(["2016-02-01T00:00:00.000Z", "2016-02-29T23:59:59.999Z"]);
  expect(said("2014-04-03")).toEqual(["2014-04-03T00:00:00.000Z", "2014-04-03T23:59:59.999Z"]);
  expect(said("2014-04-03 17:05")).toEqual(["2014-04-03T17:05:00.000Z"]);
});

test("offsets, fractions and other signs between figures are read", () => {
  expect(said("2020-02-06T00:17:58.432911368Z")).toEqual(["2020-02-06T00:17:58.432Z"]);
  expect(said("2022-07-01T13:37:44+02:00")).toEqual(["2022-07-01T11:37:44.000Z"]);
  expect(said("2022/7/1 03:04:05 -0130")).toEqual(["2022-07-01T04:34:05.000Z"]);
  expect(said("0001-01-01T00:00:00Z")).toEqual(["0001-01-01T00:00:00.000Z"]);
});

test("days, hours and texts that do not exist are no times", () => {
  for (const text of [
    "2018-02-29",
    "2018-13-01",
    "2018-00-01",
    "2018-01-01 25:00",
    "0000-01-01",
    "03/04/2018",
    "soon",
    "",
  ]) {
    expect(said(text), text).toBeNull();
  }
});

test("the clocks of a place are read with its offset of that day", () => {
  expect(said("2014-01-01 00:21", "iso", zone("America/Toronto"))).toEqual(["2014-01-01T05:21:00.000Z"]);
  expect(said("2014-07-01 00:21", "iso", zone("America/Toronto"))).toEqual(["2014-07-01T04:21:00.000Z"]);
  expect(said("2014-07-01", "iso", zone("Asia/Kolkata"))).toEqual([
    "2014-06-30T18:30:00.000Z",
    "2014-07-01T18:29:59.999Z",
  ]);
});

test("an hour that a clock showed twice is two moments; one that it never showed is read as if it had", () => {
  expect(said("2014-11-02 01:30", "iso", zone("America/Toronto"))).toEqual([
    "2014-11-02T05:30:00.000Z",
    "2014-11-02T06:30:00.000Z",
  ]);
  expect(said("2014-03-09 02:30", "iso", zone("America/Toronto"))).toEqual(["2014-03-09T07:30:00.000Z"]);
});

test("patterns read times as people write them", () => {
  expect(said("3/4/2014 17:05", "d/M/yyyy HH:mm")).toEqual(["2014-04-03T17:05:00.000Z"]);
  expect(said("3/4/2014 5:05 pm", "M/d/yyyy h:mm a")).toEqual(["2014-03-04T17:05:00.000Z"]);
  expect(said("12/31/99 12:00 AM", "M/d/yy h:mm a")).toEqual(["1999-12-31T00:00:00.000Z"]);
  expect(said("Thu 3 April 2014", "EEE d MMMM yyyy")).toEqual([
    "2014-04-03T00:00:00.000Z",
    "2014-04-03T23:59:59.999Z",
  ]);
  expect(said("3 Sept. 2014 at 07h30", "d MMM yyyy 'at' HH'h'mm")).toEqual(["2014-09-03T07:30:00.000Z"]);
  expect(said("1389000000", "unix")).toEqual(["2014-01-06T09:20:00.000Z"]);
  expect(said("1851.5", "decimal year")).toEqual(["1851-07-02T12:00:00.000Z"]);
});

test("a pattern without a year, with a part twice or with unknown letters is none", () => {
  for (const format of ["HH:mm", "d/M", "yyyy yyyy", "Q yyyy", "'open yyyy", ""])
    expect(timeFormat(format), format).toBeNull();
});

test("a time of day is read as clocks and tables write it", () => {
  const hours = ["00:21", "17:05:30", "5:05 pm", "12:00 a.m.", "1705"].map(
    (text) => parseTimeOfDay(text)! / 3_600_000,
  );
  expect(hours).toEqual([0.35, 17 + 5.5 / 60, 17 + 5 / 60, 0, 17 + 5 / 60]);
  expect(["24:01", "7", "13:00 pm", "12:60"].map(parseTimeOfDay)).toEqual([null, null, null, null]);
});

test("every moment is among those at which its place's clock showed it", () => {
  const names = [
    "Europe/Zurich",
    "America/Toronto",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
  ];
  const within = { min: Date.UTC(1975, 0), max: Date.UTC(2035, 0) };
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.integer(within), (name, milliseconds) => {
      const moment = Math.floor(milliseconds / 60_000) * 60_000;
      const shown = new Intl.DateTimeFormat("sv-SE", {
        timeZone: name,
        dateStyle: "short",
        timeStyle: "medium",
      });
      const written = isoFormat(shown.format(moment))!;
      const read = momentOf(written, zone(name))!;
      expect([read.earliest, read.latest]).toContain(moment);
    }),
    { seed: 11, numRuns: 2000 },
  );
});
