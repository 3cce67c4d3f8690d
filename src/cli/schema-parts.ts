/** What the published shapes of answers are made of. */
import { z } from "zod";
import type { AssumptionShown, Estimate } from "../findings/estimate.ts";

/** Every field is there, and no other. */
export const exactly = z.strictObject;
export const share = z.number().min(0).max(1);
export const count = z.int().min(0);
export const positive = z.number().min(0);
export const version = z.literal(1);
export const time = z.number().describe("milliseconds since 1970, UTC");

export const estimate: z.ZodType<Estimate> = exactly({
  value: z.number().nullable(),
  low: z.number().nullable().describe("5th percentile"),
  high: z.number().nullable().describe("95th percentile"),
  error: z.number().nullable().describe("standard error of the computation; 0 where exact"),
  why: z.string().optional().describe("why there is no figure"),
}).meta({ id: "estimate" });

const assumption: z.ZodType<AssumptionShown> = exactly({
  what: z.string(),
  whose: z.string().describe("as stated in the text, or Failwell"),
}).meta({ id: "assumption" });

/** What every finding ends with. */
export const rests = { assumptions: z.array(assumption) };
export const sentences = z.array(z.string());
