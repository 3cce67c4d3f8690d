import type { OssificationStage, OssificationStageId } from "../../findings/ossification.ts";
import { sayShare } from "../../findings/say.ts";
import style from "./ossification.module.css";

/** The six stages in the order in which an idea passes them, each with what it takes; one can be chosen. */
export function StageChoice(props: {
  readonly stages: readonly OssificationStage[];
  readonly chosen: OssificationStageId | undefined;
  readonly choose: (stage: OssificationStageId) => void;
}) {
  const { stages, chosen, choose } = props;
  return (
    <ol className={style.stages} aria-label="Stages that an idea passes">
      {stages.map(({ id, name, lost, share, says, told }) => (
        <li key={id}>
          <button type="button" aria-pressed={id === chosen} onClick={() => choose(id)}>
            <span className={style.stageHead}>
              <i className={style.swatch} data-stage={id} aria-hidden />
              <span className={style.stageName}>{name}</span>
              <span className={style.stageLost}>{told ? sayShare(lost) : "not told"}</span>
            </span>
            <span className={style.stageSays}>
              {told && lost > 0 ? `${sayShare(share)} of the loss. ` : ""}
              {says}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
