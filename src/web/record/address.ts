/** What the list of occurrences is narrowed down to. Everything absent is not narrowed. */
export type RecordFilter = {
  readonly failure?: string;
  readonly function?: string;
  readonly source?: string;
  readonly kind?: string;
  readonly text?: string;
  /** Dates, `2026-03-14`; `to` is the last day that is in. */
  readonly from?: string;
  readonly to?: string;
  /** true: near misses only; false: none of them. */
  readonly nearMiss?: boolean;
  /** Only those of a kind that the text does not know. */
  readonly unassigned?: true;
};

/** What the address of the Record page may carry: the filter, its page, and what is open beside it. */
export type RecordAddress = RecordFilter & {
  readonly page?: number;
  /** Key of the occurrence that is open. */
  readonly occurrence?: string;
  /** The form for adding one is open. */
  readonly add?: true;
};

const words = ["failure", "function", "source", "kind", "text", "occurrence"] as const;
const dates = ["from", "to"] as const;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** Reads an address leniently: what is not understood is left out. */
export function readRecordAddress(given: Record<string, unknown>): RecordAddress {
  const address: Record<string, unknown> = {};
  for (const name of words) {
    const value = given[name];
    // An address bar makes a number of a name that looks like one.
    if (typeof value === "number") address[name] = String(value);
    if (typeof value === "string" && value !== "") address[name] = value;
  }
  for (const name of dates) {
    const value = given[name];
    if (typeof value === "string" && day.test(value) && !Number.isNaN(Date.parse(value)))
      address[name] = value;
  }
  if (typeof given.nearMiss === "boolean") address.nearMiss = given.nearMiss;
  if (given.unassigned === true) address.unassigned = true;
  if (given.add === true) address.add = true;
  if (typeof given.page === "number" && Number.isInteger(given.page) && given.page > 1)
    address.page = given.page;
  return address;
}

/** The filter as the server is asked: the last day that is in becomes the first moment that is not. */
export function filterQuery(filter: RecordFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of ["failure", "function", "source", "kind", "text", "from"] as const) {
    const value = filter[name];
    if (value !== undefined) query.set(name, value);
  }
  if (filter.to !== undefined) query.set("to", String(Date.parse(filter.to) + 86_400_000));
  if (filter.nearMiss !== undefined) query.set("nearMiss", String(filter.nearMiss));
  if (filter.unassigned) query.set("unassigned", "true");
  return query;
}
