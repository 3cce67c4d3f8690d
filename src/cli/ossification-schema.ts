import { z } from "zod";
import type { OssificationFinding } from "../findings/ossification.ts";
import { count, estimate, exactly, positive, rests, sentences, share, version } from "./schema-parts.ts";

const stage = z.enum(["work", "delay", "rejection", "hatch", "irreversibility", "expectation"]);
const part = exactly({ stage, lost: share.describe("of what an idea is worth") });

export const ossification: z.ZodType<OssificationFinding> = exactly({
  finding: z.literal("ossification"),
  version,
  organization: z.string(),
  currency: z.string(),
  seed: count,
  sentences,
  ossification: estimate,
  ideasWorth: estimate,
  stages: z.array(
    exactly({
      id: stage,
      name: z.string(),
      says: z.string(),
      told: z.boolean(),
      kept: estimate,
      hazard: positive.nullable().describe("null where nothing outlives the stage"),
      share,
      lost: share,
    }),
  ),
  sources: z.array(
    exactly({
      id: z.string(),
      kind: z.enum(["guard rail", "approval", "escape hatch", "habit", "expectation", "not written down"]),
      name: z.string(),
      says: z.string(),
      lost: share,
      parts: z.array(part),
      lostPerYear: positive.nullable(),
      avoids: estimate,
      keeping: positive,
      without: exactly({
        sentence: z.string(),
        ossification: estimate,
        change: estimate,
        stages: z.array(part),
        ideasKeep: z.number().nullable(),
        costsMore: estimate,
      }).optional(),
    }),
  ),
  buildUp: exactly({
    useful: share,
    lastsYears: positive,
    reviewPerYear: positive,
    clears: positive,
    threshold: positive.nullable(),
    settles: share.nullable(),
    tipping: share.nullable(),
    now: share.nullable(),
    path: z.array(exactly({ years: count, load: share, low: share, high: share })),
    runsAway: share,
    sentence: z.string(),
  }).optional(),
  ...rests,
});
