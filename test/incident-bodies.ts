/** Small bodies of every JSON format, and ways to read them in a test. */

import type { Format, Mapping, ReadRow } from "../src/exchange/exchange.ts";
import { readRecord } from "../src/exchange/exchange.ts";
import type { Moment, Occurrence } from "../src/model/model.ts";

export async function read(format: Format, text: string, mapping?: Mapping): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of readRecord([text], { format, ...(mapping && { mapping }) })) rows.push(row);
  return rows;
}

export async function occurrences(format: Format, text: string, mapping?: Mapping): Promise<Occurrence[]> {
  return (await read(format, text, mapping)).map((row) => {
    if ("occurrence" in row) return row.occurrence;
    throw new Error(`unreadable: ${JSON.stringify(row.unreadable)}`);
  });
}

export async function unreadable(format: Format, text: string, mapping?: Mapping) {
  return (await read(format, text, mapping)).flatMap((row) => ("unreadable" in row ? [row.unreadable] : []));
}

export const at = (time: string): Moment => ({ earliest: Date.parse(time), latest: Date.parse(time) });
export const between = (from: string, to: string): Moment => ({
  earliest: Date.parse(from),
  latest: Date.parse(to),
});

export const googleIncident = {
  id: "abc",
  begin: "2022-07-01T13:37:44+00:00",
  created: "2022-07-01T14:05:02+00:00",
  end: "2022-07-01T19:25:45+02:00",
  external_desc: "Reads are slow\nin two regions",
  service_name: "Warehouse",
  affected_products: [{ title: "Warehouse", id: "x" }],
  uri: "incidents/abc",
};

export const statuspageIncident = {
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

export const pagerdutyEvent = (type: string, time: string, data: object = {}) =>
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

export const alertmanagerBody = (
  status: string,
  endsAt: string,
  startsAt = "2024-02-06T00:17:58.432911368Z",
) =>
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
