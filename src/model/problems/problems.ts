import { controlProblems } from "./controls.ts";
import type { ProblemText } from "./example-shop.ts";
import { failureProblems } from "./failures.ts";
import { formProblems } from "./form.ts";
import { ideaProblems } from "./ideas.ts";
import { keyProblems } from "./keys-and-names.ts";
import { valueProblems } from "./values.ts";

/** Every kind of problem, with what explains it. */
export const problemTexts = {
  ...formProblems,
  ...keyProblems,
  ...valueProblems,
  ...failureProblems,
  ...controlProblems,
  ...ideaProblems,
} as const satisfies Record<string, ProblemText>;
