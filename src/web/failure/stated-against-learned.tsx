import type { LearnedFailure } from "../../findings/learn.ts";

export function StatedAgainstLearned(_: { readonly of: LearnedFailure }) {
  return null;
}
