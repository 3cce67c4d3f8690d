import { expect, test } from "vitest";
import {
  alertmanagerBody,
  at,
  between,
  googleIncident,
  occurrences,
  pagerdutyEvent,
  read,
  statuspageIncident,
} from "../../test/incident-bodies.ts";
import type { Mapping } from "./exchange.ts";

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
