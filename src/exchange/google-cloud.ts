import { type Fields, fieldsOf, isPlain } from "./json-fields.ts";
import { between, type Told } from "./occurrences.ts";

/** Google Cloud's `incidents.json`: an array of incidents, as status.cloud.google.com publishes it. */
export const looksLikeGoogleCloud = (head: string): boolean =>
  head.includes('"external_desc"') || (head.includes('"most_recent_update"') && head.includes('"begin"'));

/** A document is one incident; null where it is no object. */
export function googleIncidentsIn(value: unknown, path: string): Fields[] | null {
  return isPlain(value) && ("begin" in value || "external_desc" in value) ? [fieldsOf(value, path)] : null;
}

/**
 * One incident. `begin` is its onset; it was detected between then and `created`, when it was published; `end` contained it.
 * Its kind is the service named, which is `Multiple Products` for about half of them.
 */
export function readGoogleCloud(incident: Fields): Told {
  const id = incident.required("id");
  const onset = incident.time("begin");
  if (!onset) incident.refuse("begin", "a time");
  const uri = incident.text("uri");
  return {
    key: `google-cloud:${id}`,
    source: "google-cloud",
    title: incident.text("external_desc").split("\n", 1)[0]! || undefined,
    kind: incident.text("service_name") || titles(incident.list("affected_products")),
    onset,
    detected: between(onset, incident.time("created")),
    contained: incident.time("end"),
    note: incident.text("external_desc"),
    link: uri === "" ? null : `https://status.cloud.google.com/${uri.replace(/^\//, "")}`,
  };
}

function titles(products: readonly Fields[]): string {
  const named = products.map((product) => product.text("title")).filter((title) => title !== "");
  return named.length > 1 ? "Multiple Products" : (named[0] ?? "");
}
