import { type Model, type Problem, readText, renderProblem } from "../model/model.ts";
import type { ProblemsAnswer } from "./answers.ts";
import { type Given, readGiven } from "./files.ts";
import { print, printJson } from "./terminal.ts";

/**
 * The model of FILE. Where none can be made its problems are the answer: they are printed, and null comes back; the command
 * then ends with 1.
 */
export async function modelOf(file: string, json: boolean): Promise<Model | null> {
  return understood(await readGiven(file), json);
}

/** As `modelOf`, of a text that was read already. */
export function understood(given: Given, json: boolean): Model | null {
  const { model, problems } = readText(given.text, given.file);
  if (model) return model;
  if (json)
    printJson({ finding: "problems", version: 1, file: given.file, problems } satisfies ProblemsAnswer);
  else print(`${renderProblems(problems, given)}\n\n${countProblems(problems, given.file)}`);
  return null;
}

export function renderProblems(problems: readonly Problem[], { text }: Given): string {
  return problems.map((problem) => renderProblem(problem, text)).join("\n\n");
}

export function countProblems(problems: readonly Problem[], file: string): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const advice = problems.length - errors;
  const parts = [
    errors > 0 ? `${errors} ${errors === 1 ? "problem" : "problems"}` : "",
    advice > 0 ? `${advice} ${advice === 1 ? "piece" : "pieces"} of advice` : "",
  ];
  return `${file}: ${parts.filter(Boolean).join(" and ") || "no problems"}`;
}
