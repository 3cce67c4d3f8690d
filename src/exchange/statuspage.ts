import type { Moment } from "../model/model.ts";
import { type Fields, fieldsOf, isPlain, partsOfList, pathTo } from "./json-fields.ts";
import { between, type Told } from "./occurrences.ts";

/** Atlassian Statuspage: `incidents.json` of a page, the same list by its API, or the body of a webhook. */
export const looksLikeStatuspage = (head: string): boolean =>
  head.includes('"incident_updates"') ||
  (head.includes('"page"') && /"(incidents?|components|component_update)"\s*:/.test(head));

/** The incidents of one document. News of a component alone hold none; null: not of this format. */
export function statuspageIncidentsIn(value: unknown, path: string): Fields[] | null {
  if (!isPlain(value)) return null;
  if (Array.isArray(value.incidents)) return partsOfList(value.incidents, pathTo(path, "incidents"));
  if (isPlain(value.incident)) return [fieldsOf(value.incident, pathTo(path, "incident"))];
  if ("incident_updates" in value || ("shortlink" in value && "status" in value))
    return [fieldsOf(value, path)];
  return "component_update" in value ? [] : null;
}

/**
 * One incident. Its kind is the components it affected. `started_at` is its onset; it was detected between then and
 * `created_at`, unless it was written down afterwards (`backfilled`). From `monitoring` on it is contained, and once
 * resolved it is recovered; where nobody monitored, resolving contained it. Planned maintenance is no failure.
 */
export function readStatuspage(incident: Fields): Told | null {
  if (incident.has("scheduled_for")) return null;
  const id = incident.required("id");
  const updates = incident.list("incident_updates");
  const created = incident.time("created_at");
  const resolved = incident.time("resolved_at");
  const onset = incident.time("started_at");
  const monitored = incident.time("monitoring_at") ?? firstTime(updates, "monitoring");
  if (!onset && !created && !resolved) incident.refuse("created_at", "a time");
  return {
    key: `statuspage:${id}`,
    source: "statuspage",
    title: incident.text("name") || undefined,
    kind: componentsOf(incident, updates),
    onset,
    detected: incident.truth("backfilled") ? null : between(onset, created),
    contained: monitored ?? resolved,
    recovered: resolved,
    note: updates.at(-1)?.text("body") ?? "",
    link: incident.text("shortlink") || null,
  };
}

/** Updates come latest first; the first of a status is the one that counts. */
function firstTime(updates: readonly Fields[], status: string): Moment {
  const update = updates.findLast((each) => each.text("status") === status);
  return update ? (update.time("display_at") ?? update.time("created_at")) : null;
}

function componentsOf(incident: Fields, updates: readonly Fields[]): string {
  const affected = [
    ...incident.list("components"),
    ...updates.flatMap((update) => update.list("affected_components")),
  ];
  const names = [...new Set(affected.map((component) => component.text("name").trim()))]
    .filter(Boolean)
    .sort();
  return names.length > 3 ? "several components" : names.join(", ");
}
