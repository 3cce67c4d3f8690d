import { type Fields, fieldsOf, isPlain, pathTo } from "./json-fields.ts";
import type { Told } from "./occurrences.ts";

/** PagerDuty: bodies of webhooks, version 3. Several events of one incident make one occurrence. */
export const looksLikePagerduty = (head: string): boolean =>
  head.includes('"event_type"') && (head.includes('"occurred_at"') || head.includes('"resource_type"'));

/** The event of one body; null where the body is none. */
export function pagerdutyEventsIn(value: unknown, path: string): Fields[] | null {
  return isPlain(value) && isPlain(value.event) ? [fieldsOf(value.event, pathTo(path, "event"))] : null;
}

/**
 * What one event tells of its incident: triggering it is detection, resolving it containment; PagerDuty knows of no onset.
 * Its kind is the service. Events of services, notes and tests of the webhook tell of no incident.
 */
export function readPagerduty(event: Fields): Told | null {
  const type = event.required("event_type");
  const incident = event.object("data");
  if (!type.startsWith("incident.") || incident.text("type") !== "incident") return null;
  const id = incident.required("id");
  const at = event.time("occurred_at");
  if (!at) event.refuse("occurred_at", "a time");
  return {
    key: `pagerduty:${id}`,
    source: "pagerduty",
    title: incident.text("title") || undefined,
    kind: incident.object("service").text("summary"),
    detected: incident.time("created_at") ?? (type === "incident.triggered" ? at : null),
    contained: type === "incident.resolved" ? at : null,
    link: incident.text("html_url") || null,
  };
}
