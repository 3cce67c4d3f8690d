import { type Fields, isPlain, partsOfList, pathTo } from "./json-fields.ts";
import type { Told } from "./occurrences.ts";

/** Prometheus Alertmanager: bodies of webhooks, version 4. */
export const looksLikeAlertmanager = (head: string): boolean =>
  /"(startsAt|alerts|commonLabels)"\s*:/.test(head) &&
  /"(labels|receiver|groupKey|commonLabels)"\s*:/.test(head);

/** The alerts of one document; null where it holds none. */
export function alertsIn(value: unknown, path: string): Fields[] | null {
  if (!isPlain(value) || !Array.isArray(value.alerts)) return null;
  return partsOfList(value.alerts, pathTo(path, "alerts"));
}

/**
 * One alert: firing is detection, its end containment. While it fires its end is not known: Alertmanager then writes year 1
 * or a time to come. An alert that fires again later is another occurrence. Its kind is the alert's name.
 */
export function readAlertmanager(alert: Fields): Told {
  const labels = alert.object("labels");
  const name = labels.required("alertname");
  const starts = alert.time("startsAt");
  if (!starts) alert.refuse("startsAt", "a time");
  const annotations = alert.object("annotations");
  const ends = alert.time("endsAt");
  const ended = alert.text("status") === "resolved" && ends && starts && ends.latest >= starts.earliest;
  return {
    key: `alertmanager:${alert.required("fingerprint")}@${alert.text("startsAt")}`,
    source: "alertmanager",
    title: annotations.text("summary") || name,
    kind: name,
    detected: starts,
    contained: ended ? ends : null,
    note: annotations.text("description"),
    link: alert.text("generatorURL") || null,
  };
}
