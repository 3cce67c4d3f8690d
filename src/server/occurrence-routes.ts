import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Model, Occurrence } from "../model/model.ts";
import type { Store } from "../store/store.ts";
import type {
  AssignKindAnswer,
  AssignKindRequest,
  ChangeOccurrenceRequest,
  NewOccurrenceRequest,
  OccurrenceListed,
  OccurrencePage,
} from "./api.ts";
import { notThere, Refused } from "./refused.ts";
import { findOrganization, type Texts } from "./texts.ts";
import { count, moment, organizationPlace, truth, validate } from "./validate.ts";

const pageSize = 50;
const earliestTime = -8.64e15;
const latestTime = 8.64e15;

const time = z.int().min(earliestTime).max(latestTime);
const stage = z
  .object({ earliest: time, latest: time })
  .refine(({ earliest, latest }) => earliest <= latest, "expected `earliest` not after `latest`")
  .nullable();
const name = z.string().min(1).max(200).nullable();
const link = z
  .string()
  .max(2_000)
  .refine((text) => /^https?:\/\//i.test(text), "expected an address that begins with http:// or https://")
  .nullable();

const fields = {
  title: z.string().trim().min(1, "expected a few words").max(300),
  functionId: name,
  failureId: name,
  kind: z.string().trim().max(300),
  nearMiss: z.boolean(),
  onset: stage,
  detected: stage,
  contained: stage,
  recovered: stage,
  loss: z.number().nullable(),
  note: z.string().max(20_000),
  link,
};
const change = z.strictObject(fields).partial() satisfies z.ZodType<unknown, ChangeOccurrenceRequest>;
const addition = z.strictObject(fields).partial().required({ title: true }) satisfies z.ZodType<
  unknown,
  NewOccurrenceRequest
>;
const kindToAssign = z.object({
  kind: z.string(),
  source: z.string().optional(),
  failureId: name,
}) satisfies z.ZodType<unknown, AssignKindRequest>;
const occurrencePlace = organizationPlace.extend({ key: z.string().min(1) });
const occurrenceQuestion = z.object({
  failure: z.string().optional(),
  function: z.string().optional(),
  source: z.string().optional(),
  kind: z.string().optional(),
  text: z.string().max(200).optional(),
  from: moment.optional(),
  to: moment.optional(),
  nearMiss: truth.optional(),
  unassigned: truth.optional(),
  import: count(1, Number.MAX_SAFE_INTEGER).optional(),
  page: count(1, 1_000_000).default(1),
});

const blank: Omit<Occurrence, "key" | "source" | "title"> = {
  functionId: null,
  failureId: null,
  kind: "",
  nearMiss: false,
  onset: null,
  detected: null,
  contained: null,
  recovered: null,
  loss: null,
  note: "",
  link: null,
};

/** What happened, one by one: list, add, change, assign. */
export function addOccurrenceRoutes(server: FastifyInstance, store: Store, texts: Texts): void {
  server.get("/api/organizations/:id/occurrences", async (request): Promise<OccurrencePage> => {
    const { id } = validate(organizationPlace, request.params);
    const {
      page,
      failure,
      function: functionId,
      import: importId,
      ...rest
    } = validate(occurrenceQuestion, request.query);
    await findOrganization(store, id);
    const filter = given({ ...rest, failureId: failure, functionId, importId });
    const found = await store.listOccurrences(id, filter, { offset: (page - 1) * pageSize, limit: pageSize });
    return { ...found, page, pageSize };
  });

  server.post("/api/organizations/:id/occurrences", async (request, reply): Promise<OccurrenceListed> => {
    const { id } = validate(organizationPlace, request.params);
    const told = given(validate(addition, request.body));
    const { model } = await texts.read(id);
    const occurrence = {
      ...blank,
      ...told,
      ...namesOf(told, model),
      key: `by-hand:${randomUUID()}`,
      source: "by hand",
    };
    const added = await store.addOccurrence(id, occurrence);
    if (!added) throw new Error("a key by hand was used twice");
    reply.code(201);
    return added;
  });

  server.patch("/api/organizations/:id/occurrences/:key", async (request): Promise<OccurrenceListed> => {
    const { id, key } = validate(occurrencePlace, request.params);
    const told = given(validate(change, request.body));
    const { model } = await texts.read(id);
    const changed = await store.changeOccurrence(id, key, { ...told, ...namesOf(told, model) });
    if (!changed) throw notThere("there is no such occurrence in this record");
    return changed;
  });

  server.post("/api/organizations/:id/occurrences/assign", async (request): Promise<AssignKindAnswer> => {
    const { id } = validate(organizationPlace, request.params);
    const { kind, source, failureId } = validate(kindToAssign, request.body);
    const { model } = await texts.read(id);
    const failure = failureId === null ? null : { failureId, functionId: functionOf(failureId, model) };
    return { changed: await store.assignKind(id, { kind, source }, failure) };
  });
}

/** Names are checked against the text; a failure brings its function along. */
function namesOf(
  told: ChangeOccurrenceRequest,
  model: Model | null,
): Pick<ChangeOccurrenceRequest, "functionId"> {
  const { failureId, functionId } = told;
  if (functionId && !model?.functions.some(({ id }) => id === functionId)) {
    throw new Refused(422, {
      message: `the text has no function ${functionId}`,
      remedy: "choose one that it has",
    });
  }
  return failureId ? { functionId: functionOf(failureId, model) } : {};
}

function functionOf(failureId: string, model: Model | null): string {
  const failure = model?.failures.find(({ id }) => id === failureId);
  if (failure) return failure.functionId;
  throw new Refused(422, {
    message: `the text has no failure ${failureId}`,
    remedy: "choose one that it has, or write it into the text first",
  });
}

/** Only what was given, since what is undefined and what is absent mean the same here. */
function given<Fields extends object>(
  all: Fields,
): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  const present = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };
}
