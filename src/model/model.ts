/** Plain text → Model: the language's public face. */
import type { Model } from "./organization.ts";
import type { Problem } from "./problem.ts";

export type { Occurrence, Moment } from "./occurrence.ts";
export type * from "./organization.ts";
export type { Place } from "./place.ts";
export type { Problem } from "./problem.ts";

/** What reading a text gives: a model where no error stands in the way, and all problems in the order of their places. */
export type Reading = { readonly model: Model | null; readonly problems: readonly Problem[] };
