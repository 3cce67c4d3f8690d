import { Assumptions } from "../design/assumptions.tsx";
import { Earlier } from "../design/states.tsx";
import { useHarm } from "../engine/engine.tsx";
import style from "./forwards.module.css";

/** One occurrence forwards: what it does with time, and what cuts it off. */
export function Forwards({ failureId }: { failureId: string }) {
  const { answer, stale, trouble } = useHarm(failureId);
  return (
    <section aria-labelledby="forwards" className={style.forwards}>
      <h2 id="forwards" className={style.h2}>
        Harm over time
      </h2>
      {trouble ? <p className={style.quiet}>{trouble}</p> : null}
      {answer ? (
        <Earlier when={stale}>
          <p className={style.said}>{answer.sentences.join(" ")}</p>
          <Assumptions of={answer.assumptions} />
        </Earlier>
      ) : null}
    </section>
  );
}
