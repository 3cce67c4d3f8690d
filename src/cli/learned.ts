import type { LearnFinding } from "../findings/learn.ts";
import { learn, type RecordSummary, summarize, withRecordedDelays } from "../learning/learning.ts";
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
  return learn(model, await summaryOf(store, organization, model, span.to), span);
}

async function summaryOf(
  store: Store,
  organization: OrganizationSummary,
  model: Model,
  now = Date.now(),
): Promise<RecordSummary> {
  const halfLifeYears = model.assumptions.halfLifeYears.value;
  const counted = counting(store.readRecord(organization.id), organization.occurrences);
  return summarize(counted, { now, halfLifeYears });
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
  return withRecordOf(model, choice, (store, organization) =>
    learnFromRecord(store, organization, model, {}),
  );
}

/** A model with the delays that its record in the store shows, where it shows them often enough. */
export async function withDelaysOfRecord(model: Model, choice: StoreChoice): Promise<Model> {
  return withRecordOf(model, choice, async (store, organization) =>
    withRecordedDelays(model, await summaryOf(store, organization, model)),
  );
}

async function withRecordOf<Answer>(
  model: Model,
  choice: StoreChoice,
  use: (store: Store, organization: OrganizationSummary) => Promise<Answer>,
): Promise<Answer> {
  return withStore(choice, async (store) => {
    const organization = await organizationIn(store, choice, model);
    if (organization) return use(store, organization);
    throw wrongUse(
      `the store has no record of ${model.organization.name}: bring it in with failwell import, or name another with --organization`,
    );
  });
}
