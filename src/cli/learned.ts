import type { LearnFinding } from "../findings/learn.ts";
import { learn, summarize } from "../learning/learning.ts";
import type { Model } from "../model/model.ts";
import type { OrganizationSummary, Store } from "../store/store.ts";
import { wrongUse } from "./mistake.ts";
import { organizationIn, type StoreChoice, withStore } from "./opened-store.ts";
import { Progress } from "./progress.ts";

/** What the record of an organization says against its text. `from`, `to`: the span that it watched, where that is known. */
export async function learnFromRecord(
  store: Store,
  organization: OrganizationSummary,
  model: Model,
  span: { readonly from?: number; readonly to?: number },
): Promise<LearnFinding> {
  const halfLifeYears = model.assumptions.halfLifeYears.value;
  const counted = counting(store.readRecord(organization.id), organization.occurrences);
  const summary = await summarize(counted, { now: span.to ?? Date.now(), halfLifeYears });
  return learn(model, summary, span);
}

async function* counting<Item>(items: AsyncIterable<Item>, total: number): AsyncGenerator<Item> {
  const progress = new Progress("occurrences");
  let read = 0;
  for await (const item of items) {
    read += 1;
    progress.show(read, total > 0 ? Math.min(1, read / total) : null);
    yield item;
  }
  progress.clear();
}

/** As `learnFromRecord`, of the organization in the store that a text is of. */
export async function learnedFrom(model: Model, choice: StoreChoice): Promise<LearnFinding> {
  return withStore(choice, async (store) => {
    const organization = await organizationIn(store, choice, model);
    if (organization) return learnFromRecord(store, organization, model, {});
    throw wrongUse(
      `the store has no record of ${model.organization.name}: bring it in with failwell import, or name another with --organization`,
    );
  });
}
