import type { Place } from "./place.ts";

/**
 * Something in a text that a person will want to mend. `error`: no model can be made of it; `advice`: the model stands,
 * yet a reader should know. Messages are lower-case sentences that never blame.
 */
export type Problem = {
  /** Stable name, documented in docs/reference/problems.md. */
  readonly code: string;
  readonly severity: "error" | "advice";
  readonly message: string;
  readonly place: Place;
  /** What would be right here, in words; absent where the message says it all. */
  readonly expected?: string;
  /** The nearest known name, where a name was not known. */
  readonly nearest?: string;
};
