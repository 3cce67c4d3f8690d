import { thing } from "../named.ts";
import type { Department } from "../organization.ts";
import { optional } from "../shape.ts";
import { count } from "./figures.ts";

export const department = thing(
  "a department",
  { people: optional(count, "How many people work in it.") },
  ({ people }, named): Department => ({ ...named, ...(people ? { people } : {}) }),
  { brief: true },
);
