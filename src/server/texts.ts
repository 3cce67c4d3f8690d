import { type Model, readText } from "../model/model.ts";
import type { Organization, Store } from "../store/store.ts";
import { notThere, Refused } from "./refused.ts";

/** What the texts of the store say. Each is read once, until it changes. */
export type Texts = {
  /** The organization and its model; the model is null where its text can't be read by this version. Throws Refused (404). */
  read(id: string): Promise<{ organization: Organization; model: Model | null }>;
};

/** Models that are kept at hand, the last used ones. */
const keptModels = 8;

export function createTexts(store: Store): Texts {
  const kept = new Map<string, { readonly revision: number; readonly model: Model | null }>();
  return {
    async read(id) {
      const organization = await findOrganization(store, id);
      const { number, text } = organization.revision;
      const known = kept.get(id);
      const model = known?.revision === number ? known.model : readText(text, `${id}.yaml`).model;
      kept.delete(id);
      kept.set(id, { revision: number, model });
      for (const oldest of [...kept.keys()].slice(0, -keptModels)) kept.delete(oldest);
      return { organization, model };
    },
  };
}

/** The organization of an id. Throws Refused (404). */
export async function findOrganization(store: Store, id: string): Promise<Organization> {
  const found = await store.findOrganization(id);
  if (!found) throw notThere(`there is no organization ${id}`);
  return found;
}

/** The model of a text that is to be kept. Throws Refused (422) with all its problems where it has errors. */
export function understood(text: string, file: string): Model {
  const { model, problems } = readText(text, file);
  if (model) return model;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  throw new Refused(422, {
    message: `the text has ${errors === 1 ? "a problem" : `${errors} problems`} that must be mended first`,
    remedy: "mend it and save again; nothing was changed",
    problems,
  });
}
