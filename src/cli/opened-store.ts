import type { Model } from "../model/model.ts";
import type { OrganizationSummary, Store } from "../store/store.ts";
import { wrongUse } from "./mistake.ts";

/** Where a person's store is, and which organization in it is meant. */
export type StoreChoice = { readonly folder?: string; readonly organization?: string };

/**
 * Opens the store of a folder, or of the address in FAILWELL_DATABASE, and closes it whatever happens. `use` is told the
 * folder; null where it is a database elsewhere.
 */
export async function withStore<Answer>(
  { folder: named }: StoreChoice,
  use: (store: Store, folder: string | null) => Promise<Answer>,
): Promise<Answer> {
  const { openStore, usualFolder } = await import("../store/store.ts"); // loaded late: most commands need no database
  const url = process.env.FAILWELL_DATABASE;
  const folder = named ?? (await usualFolder());
  const store = await openStore(url ? { url } : { folder });
  try {
    return await use(store, url ? null : folder);
  } finally {
    await store.close();
  }
}

/**
 * The organization that is meant: the one of --organization, else that of the text's name, else the only one that is no example.
 * null where the store does not have the text's.
 */
export async function organizationIn(
  store: Store,
  { organization }: StoreChoice,
  model: Model | null,
): Promise<OrganizationSummary | null> {
  const all = await store.listOrganizations();
  if (organization !== undefined) {
    const found = all.find(({ id }) => id === organization);
    if (found) return found;
    throw wrongUse(`the store has no organization ${organization}; it has ${listed(all)}`);
  }
  if (model) return all.find(({ name }) => name === model.organization.name) ?? null;
  const own = all.filter(({ example }) => !example);
  const only = own.length === 1 ? own[0] : all.length === 1 ? all[0] : undefined;
  if (only) return only;
  if (all.length === 0)
    throw wrongUse("the store has no organization yet: give its text, as in --text my-organization.yaml");
  throw wrongUse(`the store has several organizations: choose one with --organization, of ${listed(all)}`);
}

function listed(organizations: readonly OrganizationSummary[]): string {
  return organizations.length === 0 ? "none" : organizations.map(({ id }) => id).join(", ");
}
