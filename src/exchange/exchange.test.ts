import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  alertmanagerBody,
  between,
  googleIncident,
  occurrences,
  pagerdutyEvent,
  read,
  statuspageIncident,
  unreadable,
} from "../../test/incident-bodies.ts";
import type { Occurrence } from "../model/model.ts";
import {
  detect,
  type Format,
  formats,
  jsonLinesHeader,
  type Mapping,
  readRecord,
  writeJsonLine,
} from "./exchange.ts";

const moment = fc.oneof(
  fc.constant(null),
  fc
    .tuple(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.nat({ max: 1e12 }))
    .map(([earliest, length]) => ({ earliest, latest: Math.min(8.64e15, earliest + length) })),
);
const words = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .map((text) => text.replaceAll(/[\0\ufffd]/g, ""));
const named = words.filter((text) => text !== "");
const anyOccurrence: fc.Arbitrary<Occurrence> = fc.record({
  key: named,
  source: named,
  title: words,
  functionId: fc.option(named),
  failureId: fc.option(named),
  kind: named,
  nearMiss: fc.boolean(),
  onset: moment,
  detected: moment,
  contained: moment,
  recovered: moment,
  loss: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((loss) => loss + 0)),
  note: words,
  link: fc.option(fc.webUrl()),
});

test("an occurrence written as a JSON line is read back the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyOccurrence, { maxLength: 5 }), async (written) => {
      const text = [jsonLinesHeader, ...written.map(writeJsonLine)].join("\n");
      expect(await occurrences("json-lines", text)).toEqual(written);
      expect(detect("record.jsonl", text)).toBe("json-lines");
    }),
    { seed: 71 },
  );
});

test("a JSON line of another tool needs a time or a kind, and a version that is known", async () => {
  const lines = [
    '{"onset":"2024-04","kind":"late"}',
    '{"note":"x"}',
    '{"kind":"late","onset":["2024","soon"]}',
  ];
  expect(await read("json-lines", lines.join("\n"))).toMatchObject([
    {
      row: 1,
      occurrence: { kind: "late", title: "late", onset: between("2024-04-01", "2024-04-30T23:59:59.999Z") },
    },
    { unreadable: { row: 2, column: null, found: "no time, kind or title" } },
    { unreadable: { row: 3, column: "onset", found: "a list of 2" } },
  ]);
  expect(await unreadable("json-lines", '{"failwell":"occurrences","version":2}')).toMatchObject([
    { column: "version", found: "2" },
  ]);
});

test("a second reading of a file gives the same keys", async () => {
  const text = '{"onset":"2024-04","kind":"late"}\n{"onset":"2024-04","kind":"late"}';
  const keys = async () => (await occurrences("json-lines", text)).map(({ key }) => key);
  expect(new Set(await keys()).size).toBe(2);
  expect(await keys()).toEqual(await keys());
});

test("a file's format is known by its content", () => {
  const heads: [string, Format | null][] = [
    [JSON.stringify([googleIncident]), "google-cloud"],
    [JSON.stringify({ page: { id: "p" }, incidents: [] }), "statuspage"],
    [JSON.stringify({ incident: statuspageIncident }), "statuspage"],
    [pagerdutyEvent("incident.resolved", "2024-06-04T13:16:53Z"), "pagerduty"],
    [alertmanagerBody("firing", "0001-01-01T00:00:00Z"), "alertmanager"],
    [jsonLinesHeader, "json-lines"],
    ["\ufeffdate;code\r\n2024-01-01;X", "csv"],
    ['{"some":"object"}', null],
    ["<!doctype html><title>x</title>", null],
    ["", null],
    ["just words", null],
  ];
  expect(heads.map(([head]) => detect("file", head))).toEqual(heads.map(([, format]) => format));
  expect(detect("codes.csv", "code\nA")).toBe("csv");
});

test("a file of another format is refused with the name of what it looks like", async () => {
  const expected = "PagerDuty: bodies of webhooks, version 3";
  const found = async (text: string) =>
    (await unreadable("pagerduty", text)).map((each) => [each.found, each.expected]);
  expect(await found(JSON.stringify([googleIncident]))).toEqual([
    ["what looks like Google Cloud status", expected],
  ]);
  expect(await found("a,b\n1,2")).toEqual([["what looks like CSV", expected]]);
  expect(await found("<html></html>")).toEqual([["a web page (HTML)", expected]]);
  expect(await found("PK\u0003\u0004xx")).toEqual([
    ["a zip archive, as spreadsheets save themselves (.xlsx): save it as CSV", expected],
  ]);
  expect(await found("d\0a\0t\0e\0,\0")).toEqual([["text in UTF-16: save it as UTF-8", expected]]);
  expect(await found("")).toEqual([["an empty file", expected]]);
  expect(await found(" \n ")).toEqual([["an empty file", expected]]);
  expect(await found('{"some":"object"}')).toEqual([["an object with some", expected]]);
});

test("a text with a NUL character, half a character or one that is not UTF-8 is named", async () => {
  const lines = ['{"kind":"a\\u0000b"}', '{"kind":"a","note":"\\ud800"}', '{"kind":"Caf\ufffd"}'];
  expect(await unreadable("json-lines", lines.join("\n"))).toEqual([
    { row: 1, column: null, found: "a NUL character in the kind", expected: "text in UTF-8" },
    { row: 2, column: null, found: "half a character in the note", expected: "text in UTF-8" },
    { row: 3, column: null, found: "a character that is not UTF-8 in the kind", expected: "text in UTF-8" },
  ]);
});

const mapping: Mapping = {
  source: "any",
  columns: { kind: "a", onset: "b", contained: { after: "c", unit: "minutes" }, loss: "d" },
};
const anyText = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => new TextDecoder().decode(bytes)),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '"',
          ",",
          "\n",
          "\r\n",
          "{",
          "}",
          "[",
          "]",
          ":",
          "\\",
          "a,b,c,d\n",
          "\0",
          "\ufeff",
          "1e999",
        ),
        fc.constantFrom(
          '{"incident":',
          '{"event":',
          '{"alerts":[',
          '"begin":',
          '"external_desc":1',
          "2024-02-30",
          "-5",
        ),
        fc.string({ maxLength: 5 }),
      ),
      { maxLength: 40 },
    )
    .map((pieces) => pieces.join("")),
  fc.json(),
);

test("any bytes to any reader give rows or what cannot be read, never an exception", async () => {
  const format = fc.constantFrom(...formats.map(({ id }) => id));
  await fc.assert(
    fc.asyncProperty(format, anyText, async (asked, text) => {
      const prefixed = asked === "csv" ? `a,b,c,d\n${text}` : text;
      for (const row of await read(asked, prefixed, mapping)) {
        if ("unreadable" in row) expect(row.unreadable.found).not.toBe("");
        else expect(row.occurrence.key).not.toBe("");
      }
      detect("x.csv", text);
    }),
    { seed: 72, numRuns: 3000 },
  );
});

test("any object where an incident is expected gives rows or what cannot be read", async () => {
  const bodies = {
    "google-cloud": googleIncident,
    statuspage: statuspageIncident,
    pagerduty: {},
    alertmanager: {},
  };
  const wrapped = (format: keyof typeof bodies, value: object): unknown =>
    ({
      "google-cloud": [value],
      statuspage: { incidents: [value] },
      pagerduty: {
        event: { event_type: "incident.triggered", data: { type: "incident", ...value }, ...value },
      },
      alertmanager: { alerts: [value] },
    })[format];
  const formatOf = fc.constantFrom(...(Object.keys(bodies) as (keyof typeof bodies)[]));
  const fields = fc.dictionary(
    fc.constantFrom(
      "id",
      "begin",
      "end",
      "created_at",
      "incident_updates",
      "components",
      "labels",
      "startsAt",
      "data",
      "service",
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );
  await fc.assert(
    fc.asyncProperty(formatOf, fields, async (format, changed) => {
      const rows = await read(format, JSON.stringify(wrapped(format, { ...bodies[format], ...changed })));
      expect(rows.length).toBeLessThanOrEqual(1);
    }),
    { seed: 73, numRuns: 1000 },
  );
});

test("a link that is no web address is not kept, since someone would click it", async () => {
  const links = ["https://example.org/1", "javascript:alert(1)", "data:text/html,x"];
  const lines = links.map((link) => JSON.stringify({ kind: "a", link }));
  expect((await occurrences("json-lines", lines.join("\n"))).map(({ link }) => link)).toEqual([
    links[0],
    null,
    null,
  ]);
});

test("a mapping that parseMapping would refuse is a mistake of the program", async () => {
  const asked = (columns: Mapping["columns"]) => async () => {
    for await (const row of readRecord(["a\n1"], {
      format: "csv",
      mapping: { source: "t", columns: columns! },
    })) {
      expect(row).toBeDefined();
    }
  };
  await expect(asked({ onset: { column: "a", format: "QQ" } })).rejects.toThrow(RangeError);
  await expect(asked({ onset: { after: "a", unit: "days", since: "onset" } })).rejects.toThrow(RangeError);
});
