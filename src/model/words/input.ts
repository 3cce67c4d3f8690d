import { type Build, thing } from "../named.ts";
import type { Input } from "../organization.ts";
import { optional, type Shape } from "../shape.ts";
import { yes } from "../values.ts";
import { rate, share } from "./figures.ts";

export const input: Shape<Build<Input>> = thing(
  "an input",
  {
    happens: optional(rate, "An event: how often it happens."),
    holds: optional(share, "A condition: the share of time, or of cases, in which it holds."),
    event: optional(yes, "`yes`: an event, without a figure."),
    condition: optional(yes, "`yes`: a condition, without a figure."),
  },
  ({ happens, holds, event, condition }, named, { reader, key }) => {
    const isEvent = happens !== undefined || event === true;
    const isCondition = holds !== undefined || condition === true;
    if (isEvent === isCondition) {
      const message = isEvent
        ? `“${named.id}” is said both to happen and to hold`
        : `it is not said whether “${named.id}” happens or holds`;
      reader.tell("event-or-condition", key, message, {
        expected: "an event (`happens`, or `event: yes`) or a condition (`holds`, or `condition: yes`)",
      });
      return undefined;
    }
    if (isEvent) return { ...named, kind: "event", ...(happens ? { rate: happens } : {}) };
    return { ...named, kind: "condition", ...(holds ? { holds } : {}) };
  },
  { brief: true },
);
