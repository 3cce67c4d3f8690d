import { reference, thing } from "../named.ts";
import type { Indicator } from "../organization.ts";
import { oneOrMore, required } from "../shape.ts";
import { delay, duration, share } from "./figures.ts";

export const indicator = thing(
  "an indicator",
  {
    "warns of": required(oneOrMore(reference("failure")), "The failures that it shows ahead."),
    "ahead by": required(delay, "From the warning to the onset."),
    skill: required(share, "Its Brier skill: 0% no better than the usual frequency, 100% always right."),
    "respond within": required(duration, "How long a response takes; a later warning is none."),
  },
  (read, named): Indicator => ({
    ...named,
    warnsOf: read["warns of"].map(({ id }) => id),
    ahead: read["ahead by"],
    skill: read.skill,
    respondHours: read["respond within"],
  }),
  { brief: true },
);
