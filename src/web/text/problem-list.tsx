import type { ReactNode } from "react";
import { sayCounted } from "../../findings/say.ts";
import type { Problem } from "../../model/model.ts";
import style from "./text.module.css";

/** More lines than this are not read; the first ones usually explain the rest. */
const listed = 100;

/** What will want mending, with what to write instead. A click goes to its place. */
export function ProblemList(props: {
  readonly problems: readonly Problem[];
  readonly onShow: (problem: Problem) => void;
  readonly onMend: (problem: Problem, words: string) => void;
}): ReactNode {
  const { problems, onShow, onMend } = props;
  if (problems.length === 0) return null;
  return (
    <section aria-labelledby="problems-title">
      <h2 id="problems-title" className={style.small}>
        {sayProblems(problems)}
      </h2>
      <ul className={style.problems}>
        {problems.slice(0, listed).map((problem) => (
          <li key={`${problem.place.start} ${problem.code} ${problem.message}`}>
            <button type="button" className={style.problem} onClick={() => onShow(problem)}>
              <span className={style.where} data-severity={problem.severity}>
                {problem.severity === "error" ? "!" : "i"}{" "}
                <span className={style.line}>line {problem.place.line}</span>
              </span>
              <span>
                {problem.message}
                {problem.expected === undefined ? null : (
                  <span className={style.expected}>expected: {problem.expected}</span>
                )}
              </span>
            </button>
            {problem.nearest === undefined ? null : (
              <button type="button" className={style.mend} onClick={() => onMend(problem, problem.nearest!)}>
                write <b>{problem.nearest}</b>
              </button>
            )}
          </li>
        ))}
      </ul>
      {problems.length > listed ? (
        <p className={style.quiet}>
          And {sayCounted(problems.length - listed, "more", "more")}; they may go when these are mended.
        </p>
      ) : null}
    </section>
  );
}

/** `2 things to mend, 1 to know`. */
export function sayProblems(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const advice = problems.length - errors;
  const parts = [
    errors > 0 ? sayCounted(errors, "thing to mend", "things to mend") : "",
    advice > 0 ? `${sayCounted(advice, "thing", "things")} to know` : "",
  ];
  return parts.filter(Boolean).join(", ");
}
