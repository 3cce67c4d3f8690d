import { reference, thing } from "../named.ts";
import type { People } from "../organization.ts";
import { optional, required } from "../shape.ts";
import { quantity } from "./figures.ts";

/** How many people there are: at least one. */
export const crew = quantity({ dimension: "count", least: 1 }, ["3"]);
export const costPerHour = quantity({ dimension: "money", per: "hour" }, ["60 USD / h"]);

export const people = thing(
  "a group of people",
  {
    department: optional(reference("department"), "The department they belong to."),
    count: required(crew, "How many they are at a time."),
    cost: optional(costPerHour, "What an hour of one of them costs."),
  },
  ({ department, count, cost }, named): People => ({
    ...named,
    ...(department ? { department: department.id } : {}),
    count,
    ...(cost ? { costPerHour: cost } : {}),
  }),
  { brief: true },
);
