import { z } from "zod";
import type { LossFinding, TornadoFinding } from "../findings/losses.ts";
import { count, estimate, exactly, positive, rests, sentences, share, version } from "./schema-parts.ts";

export const losses: z.ZodType<LossFinding> = exactly({
  finding: z.literal("losses"),
  version,
  organization: z.string(),
  currency: z.string(),
  capital: positive,
  seed: count,
  sentences,
  mean: estimate,
  p50: estimate,
  p90: estimate,
  p95: estimate,
  p99: estimate,
  cvar99: estimate,
  exceedsCapital: estimate,
  exceedance: z.array(exactly({ loss: positive, chance: share, low: share, high: share })),
  shareNotKnown: share.nullable(),
  leftOut: z.array(z.string()).describe("what only years that are played show"),
  ...rests,
});

const end = positive.describe("money");

export const tornado: z.ZodType<TornadoFinding> = exactly({
  finding: z.literal("tornado"),
  version,
  organization: z.string(),
  currency: z.string(),
  seed: count,
  sentences,
  mean: positive.nullable(),
  p99: positive.nullable(),
  bars: z.array(
    exactly({
      at: count.describe("offset of the figure in the text"),
      what: z.string(),
      kind: z.enum(["not known", "varies"]),
      low: z.number(),
      high: z.number(),
      unit: z.enum(["a year", "hours", "money", "share", "count", "an hour"]),
      meanAtLow: end,
      meanAtHigh: end,
      p99AtLow: end.nullable(),
      p99AtHigh: end.nullable(),
    }),
  ),
});
