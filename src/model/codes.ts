import { problemTexts } from "./problems/problems.ts";

/** Stable name of a kind of problem. */
export type Code = keyof typeof problemTexts;

/** Whether a problem stands in the way of a model. */
export function severityOf(code: Code): "error" | "advice" {
  return problemTexts[code].severity;
}
