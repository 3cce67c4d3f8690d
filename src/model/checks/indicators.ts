import type { Whole } from "./whole.ts";

/** A warning that leaves no time to respond is none. */
export function checkIndicators({ draft, reader, at }: Whole): void {
  for (const { id, ahead, respondHours } of draft.indicators ?? []) {
    if (ahead.kind !== "fixed" && ahead.kind !== "lognormal") continue;
    if (ahead.hours.high > respondHours.low) continue;
    reader.tell("warning-too-late", at(id, "ahead by"), "this warning leaves no time to respond", {
      expected: "a lead longer than `respond within`",
    });
  }
}
