import { thing } from "../named.ts";
import type { Audience } from "../organization.ts";
import { optional } from "../shape.ts";
import { count, moneyPerYear } from "./figures.ts";

export const audience = thing(
  "an audience",
  {
    count: optional(count, "How many they are."),
    value: optional(moneyPerYear, "What they are worth to the organization a year."),
  },
  ({ count, value }, named): Audience => ({
    ...named,
    ...(count ? { count } : {}),
    ...(value ? { valuePerYear: value } : {}),
  }),
  { brief: true },
);
