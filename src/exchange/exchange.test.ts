import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Moment, Occurrence } from "../model/model.ts";
import {
  detect,
  type Format,
  formats,
  jsonLinesHeader,
  type Mapping,
  type ReadRow,
  readRecord,
  writeJsonLine,
} from "./exchange.ts";

async function read(format: Format, text: string, mapping?: Mapping): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of readRecord([text], { format, ...(mapping && { mapping }) })) rows.push(row);
  return rows;
}

async function occurrences(format: Format, text: string, mapping?: Mapping): Promise<Occurrence[]> {
  return (await read(format, text, mapping)).map((row) => {
    if ("occurrence" in row) return row.occurrence;
    throw new Error(`unreadable: ${JSON.stringify(row.unreadable)}`);
  });
}

async function unreadable(format: Format, text: string, mapping?: Mapping) {
  return (await read(format, text, mapping)).flatMap((row) => ("unreadable" in row ? [row.unreadable] : []));
}

const at = (time: string): Moment => ({ earliest: Date.parse(time), latest: Date.parse(time) });
const between = (from: string, to: string): Moment => ({
  earliest: Date.parse(from),
  latest: Date.parse(to),
});

const googleIncident = {
  id: "abc",
  begin: "2022-07-01T13:37:44+00:00",
  created: "2022-07-01T14:05:02+00:00",
  end: "2022-07-01T19:25:45+02:00",
  external_desc: "Reads are slow\nin two regions",
  service_name: "Warehouse",
  affected_products: [{ title: "Warehouse", id: "x" }],
  uri: "incidents/abc",
};

test("an incident of Google Cloud is known from when it began until it was published", async () => {
  expect(await occurrences("google-cloud", JSON.stringify([googleIncident]))).toEqual([
    {
      key: "google-cloud:abc",
      source: "google-cloud",
      title: "Reads are slow",
      functionId: null,
      failureId: null,
      kind: "Warehouse",
      nearMiss: false,
      onset: at("2022-07-01T13:37:44Z"),
      detected: between("2022-07-01T13:37:44Z", "2022-07-01T14:05:02Z"),
      contained: at("2022-07-01T17:25:45Z"),
      recovered: null,
      loss: null,
      note: "Reads are slow\nin two regions",
      link: "https://status.cloud.google.com/incidents/abc",
    },
  ]);
});

test("what cannot be read is named by line and path, and the rest is read", async () => {
  const text = JSON.stringify([
    googleIncident,
    { ...googleIncident, id: null },
    { ...googleIncident, id: "b", end: "yesterday" },
    { ...googleIncident, id: "c", affected_products: "none", service_name: "" },
    7,
  ]).replaceAll("},{", "},\n{");
  const rows = await read("google-cloud", text);
  expect(rows.filter((row) => "occurrence" in row)).toHaveLength(1);
  expect(rows.flatMap((row) => ("unreadable" in row ? [row.unreadable] : []))).toEqual([
    { row: 2, column: "[1].id", found: "null", expected: "a text" },
    { row: 3, column: "[2].end", found: "“yesterday”", expected: "a time such as 2024-04-03T17:05:00Z" },
    { row: 4, column: "[3].affected_products", found: "“none”", expected: "a list of objects [ { … } ]" },
    { row: 4, column: "[4]", found: "7", expected: "Google Cloud status: incidents.json" },
  ]);
});

const statuspageIncident = {
  id: "s1",
  name: "Payments are slow",
  status: "resolved",
  created_at: "2024-09-16T21:31:02.719Z",
  started_at: "2024-09-16T21:20:00.000Z",
  monitoring_at: null,
  resolved_at: "2024-09-16T22:08:39Z",
  shortlink: "https://stspg.io/s1",
  components: [{ name: "Cards" }, { name: "API" }],
  incident_updates: [
    { status: "resolved", body: "done", created_at: "2024-09-16T22:08:39Z" },
    { status: "monitoring", body: "fixed", created_at: "2024-09-16T22:01:00Z" },
    { status: "investigating", body: "we look", created_at: "2024-09-16T21:31:02Z" },
  ],
};

test("an incident of Statuspage is contained once it is monitored, and recovered once it is resolved", async () => {
  const page = { page: { id: "p" }, incidents: [statuspageIncident] };
  expect(await occurrences("statuspage", JSON.stringify(page, null, 1))).toMatchObject([
    {
      key: "statuspage:s1",
      kind: "API, Cards",
      onset: at("2024-09-16T21:20:00Z"),
      detected: between("2024-09-16T21:20:00Z", "2024-09-16T21:31:02.719Z"),
      contained: at("2024-09-16T22:01:00Z"),
      recovered: at("2024-09-16T22:08:39Z"),
      note: "we look",
    },
  ]);
});

test("several messages about one incident make one occurrence that knows all of them", async () => {
  const open = { page: {}, incident: { ...statuspageIncident, resolved_at: null, incident_updates: [] } };
  const closed = { page: {}, incident: statuspageIncident };
  const component = { page: {}, component_update: { new_status: "operational" }, component: { name: "API" } };
  const lines = [open, component, closed].map((body) => JSON.stringify(body)).join("\n");
  const [one, ...others] = await occurrences("statuspage", lines);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ recovered: at("2024-09-16T22:08:39Z"), note: "we look" });
  expect((await occurrences("statuspage", JSON.stringify(open)))[0]).toMatchObject({
    contained: null,
    recovered: null,
  });
});

test("planned maintenance is no failure; an incident written down afterwards was not detected then", async () => {
  const planned = { incident: { ...statuspageIncident, id: "m", scheduled_for: "2024-10-01T00:00:00Z" } };
  const late = { incident: { ...statuspageIncident, id: "l", backfilled: true, started_at: null } };
  const read = await occurrences("statuspage", `${JSON.stringify(planned)}\n${JSON.stringify(late)}`);
  expect(read).toMatchObject([{ key: "statuspage:l", onset: null, detected: null }]);
});

const pagerdutyEvent = (type: string, time: string, data: object = {}) =>
  JSON.stringify({
    event: {
      id: `e-${type}`,
      event_type: type,
      resource_type: "incident",
      occurred_at: time,
      data: {
        id: "P1",
        type: "incident",
        title: "Queue full",
        html_url: "https://x.pagerduty.com/incidents/P1",
        service: { summary: "payments" },
        ...data,
      },
    },
  });

test("events of PagerDuty are gathered into the incident: triggered is detected, resolved is contained", async () => {
  const lines = [
    pagerdutyEvent("incident.triggered", "2024-06-04T13:00:00Z"),
    pagerdutyEvent("incident.acknowledged", "2024-06-04T13:02:00Z"),
    pagerdutyEvent("incident.annotated", "2024-06-04T13:03:00Z", { type: "incident_note" }),
    pagerdutyEvent("incident.resolved", "2024-06-04T13:16:53Z"),
  ];
  for (const text of [lines.join("\n"), `[${lines.join(",")}]`]) {
    expect(await occurrences("pagerduty", text)).toMatchObject([
      {
        key: "pagerduty:P1",
        kind: "payments",
        title: "Queue full",
        onset: null,
        detected: at("2024-06-04T13:00:00Z"),
        contained: at("2024-06-04T13:16:53Z"),
      },
    ]);
  }
});

const alertmanagerBody = (status: string, endsAt: string, startsAt = "2024-02-06T00:17:58.432911368Z") =>
  JSON.stringify({
    version: "4",
    status,
    receiver: "ops",
    alerts: [
      {
        status,
        labels: { alertname: "DiskFull", host: "a" },
        annotations: { summary: "Disk is full", description: "99%" },
        startsAt,
        endsAt,
        generatorURL: "http://prometheus/graph",
        fingerprint: "f1",
      },
    ],
  });

test("an alert that still fires has no end, though Alertmanager writes year 1", async () => {
  expect(await occurrences("alertmanager", alertmanagerBody("firing", "0001-01-01T00:00:00Z"))).toMatchObject(
    [{ kind: "DiskFull", title: "Disk is full", detected: at("2024-02-06T00:17:58.432Z"), contained: null }],
  );
  expect(await occurrences("alertmanager", alertmanagerBody("firing", "2044-01-01T00:00:00Z"))).toMatchObject(
    [{ contained: null }],
  );
});

test("an alert ends when it is resolved, and is another occurrence when it fires again", async () => {
  const lines = [
    alertmanagerBody("firing", "0001-01-01T00:00:00Z"),
    alertmanagerBody("resolved", "2024-02-06T01:00:00Z"),
    alertmanagerBody("firing", "0001-01-01T00:00:00Z", "2024-03-01T00:00:00Z"),
  ];
  expect(await occurrences("alertmanager", lines.join("\n"))).toMatchObject([
    { contained: at("2024-02-06T01:00:00Z") },
    { detected: at("2024-03-01T00:00:00Z"), contained: null },
  ]);
});

test("a mapping names the kinds of any format in the organization's words", async () => {
  const mapping: Mapping = {
    failures: { "ware*": "slow-reads" },
    function: { is: { Warehouse: "analytics" } },
  };
  expect(await occurrences("google-cloud", JSON.stringify([googleIncident]), mapping)).toMatchObject([
    { failureId: "slow-reads", functionId: "analytics", kind: "Warehouse" },
  ]);
});

const moment = fc.oneof(
  fc.constant(null),
  fc
    .tuple(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.nat({ max: 1e12 }))
    .map(([earliest, length]) => ({ earliest, latest: Math.min(8.64e15, earliest + length) })),
);
const words = fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => text.replaceAll("\0", ""));
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
  link: fc.option(named),
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

test("a text with a NUL character or half a character is named, since no store keeps it", async () => {
  const lines = ['{"kind":"a\\u0000b"}', '{"kind":"a","note":"\\ud800"}'];
  expect(await unreadable("json-lines", lines.join("\n"))).toEqual([
    { row: 1, column: null, found: "a NUL character in the kind", expected: "text in UTF-8" },
    { row: 2, column: null, found: "half a character in the note", expected: "text in UTF-8" },
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
