import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { type RecordSummary, summarize } from "../learning/learning.ts";
import type { River, Store } from "../store/store.ts";
import type { ImportListed, RecordKind, RecordRiver, RiverLane } from "./api.ts";
import { findOrganization, type Texts } from "./texts.ts";
import { count, moment, organizationPlace, validate } from "./validate.ts";

const riverQuestion = z.object({
  buckets: count(1, 2_000).default(120),
  from: moment.optional(),
  to: moment.optional(),
});

/** A record as a whole: its summary for the engines, its river over time, its kinds, its imports. */
export function addRecordRoutes(server: FastifyInstance, store: Store, texts: Texts): void {
  const summaryOf = createSummaries(store);

  server.get("/api/organizations/:id/record-summary", async (request): Promise<RecordSummary> => {
    const { id } = validate(organizationPlace, request.params);
    const { organization, model } = await texts.read(id);
    const halfLifeYears = model?.assumptions.halfLifeYears.value ?? 3;
    return summaryOf(id, organization.recordVersion, halfLifeYears);
  });

  server.get("/api/organizations/:id/record-river", async (request): Promise<RecordRiver> => {
    const { id } = validate(organizationPlace, request.params);
    const { buckets, from, to } = validate(riverQuestion, request.query);
    await findOrganization(store, id);
    return lanes(await store.countByTime(id, { buckets, from, to }), buckets);
  });

  server.get("/api/organizations/:id/record-kinds", async (request): Promise<RecordKind[]> => {
    const { id } = validate(organizationPlace, request.params);
    await findOrganization(store, id);
    return store.listKinds(id);
  });

  server.get("/api/organizations/:id/imports", async (request): Promise<ImportListed[]> => {
    const { id } = validate(organizationPlace, request.params);
    await findOrganization(store, id);
    return store.listImports(id);
  });
}

type SummaryOf = (id: string, recordVersion: number, halfLifeYears: number) => Promise<RecordSummary>;

/** Summaries, each computed once for a state of the record, a half-life and a day: sightings fade by age. */
function createSummaries(store: Store): SummaryOf {
  const kept = new Map<string, { readonly state: string; readonly summary: Promise<RecordSummary> }>();
  return (id, recordVersion, halfLifeYears) => {
    const now = Date.now();
    const state = [recordVersion, halfLifeYears, new Date(now).toISOString().slice(0, 10)].join(" ");
    const known = kept.get(id);
    if (known?.state === state) return known.summary;
    const summary = summarize(store.readRecord(id), { now, halfLifeYears });
    kept.set(id, { state, summary });
    summary.catch(() => kept.delete(id));
    return summary;
  };
}

function lanes({ from, to, bucketMs, undated, cells }: River, buckets: number): RecordRiver {
  const byFunction = new Map<string | null, { counts: number[]; nearMisses: number[] }>();
  const empty = () => new Array<number>(buckets).fill(0);
  for (const { functionId, bucket, count, nearMisses } of cells) {
    const lane = byFunction.get(functionId) ?? { counts: empty(), nearMisses: empty() };
    lane.counts[bucket] = count;
    lane.nearMisses[bucket] = nearMisses;
    byFunction.set(functionId, lane);
  }
  const all: RiverLane[] = [...byFunction].map(([functionId, lane]) => ({ functionId, ...lane }));
  return { from, to, bucketMs, lanes: all, undated };
}
