import type { Delay, Failure, Model } from "../model/model.ts";
import type { RecordSummary } from "./summary.ts";

/** Of so many times seen the next is longer than all of them with a chance of 1 in 6 at most: few enough to be taken for the whole. */
const enough = 5;

/**
 * A model whose failures are detected and contained as the record shows instead of as the text states, each of the two where it
 * was recorded at least 5 times, both ends of it known. Other failures, and all else, are the same objects as before.
 *
 * Recorded times are equally likely, whatever their age, and nothing takes longer than the longest of them. They are those of
 * occurrences that came to an end, with whatever controls were at work.
 */
export function withRecordedDelays(model: Model, summary: RecordSummary): Model {
  const recorded = new Map(summary.failures.map(({ id, recordedHours }) => [id, recordedHours]));
  const failures = model.failures.map((failure): Failure => {
    const seen = recorded.get(failure.id);
    const detectedAfter = delayOf(seen?.latent);
    const containedAfter = delayOf(seen?.containing);
    if (!detectedAfter && !containedAfter) return failure;
    return { ...failure, ...(detectedAfter && { detectedAfter }), ...(containedAfter && { containedAfter }) };
  });
  return { ...model, failures };
}

function delayOf(hours: readonly number[] = []): Delay | undefined {
  return hours.length < enough ? undefined : { kind: "recorded", hours };
}
