import type {
  OssificationFinding,
  OssificationPart,
  OssificationSource,
  OssificationStageId,
} from "../../findings/ossification.ts";
import { sayBand, sayShare } from "../../findings/say.ts";
import style from "./ossification.module.css";

/**
 * What an idea is worth as one bar: what each stage takes of it, and what is left. With something let go, the same bar without it stands
 * beneath. The stages are chosen below it by keyboard; the bar itself is for the pointer and the eye.
 */
export function IdeaBars(props: {
  readonly finding: OssificationFinding;
  readonly chosen: OssificationStageId | undefined;
  readonly gone: OssificationSource | undefined;
  readonly choose: (stage: OssificationStageId) => void;
}) {
  const { finding, chosen, gone, choose } = props;
  const { stages, ossification } = finding;
  const now = stages.map(({ id, lost }): OssificationPart => ({ stage: id, lost }));
  const band = sayBand(ossification, sayShare);
  return (
    <div className={style.bars}>
      <p className={style.caption}>
        {gone ? "now: " : ""}
        <strong>{sayShare(ossification.value ?? 0)}</strong> lost
        {band === "" ? "" : ` (${band}, by what is not known)`}
      </p>
      <Bar parts={now} chosen={chosen} choose={choose} named="now" />
      {gone?.without ? (
        <>
          <p className={style.caption}>
            without “{gone.name}”: <strong>{sayShare(gone.without.ossification.value ?? 0)}</strong> lost
          </p>
          <Bar parts={gone.without.stages} chosen={chosen} choose={choose} named="without" />
        </>
      ) : null}
    </div>
  );
}

/** A segment that is wider than this has its share written on it. */
const wide = 0.075;

function Bar(props: {
  readonly parts: readonly OssificationPart[];
  readonly chosen: OssificationStageId | undefined;
  readonly choose: (stage: OssificationStageId) => void;
  readonly named: string;
}) {
  const { parts, chosen, choose, named } = props;
  const left = Math.max(0, 1 - parts.reduce((sum, { lost }) => sum + lost, 0));
  return (
    <div className={style.bar} aria-hidden data-bar={named}>
      {parts.map(({ stage, lost }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the same choice is a button below, by keyboard.
        <i
          key={stage}
          className={style.segment}
          data-stage={stage}
          data-quiet={chosen !== undefined && chosen !== stage}
          style={{ flexGrow: lost }}
          onClick={() => choose(stage)}
        >
          {lost > wide ? <span>{sayShare(lost)}</span> : null}
        </i>
      ))}
      <i className={style.left} style={{ flexGrow: left }}>
        {left > wide ? <span>{sayShare(left)} left</span> : null}
      </i>
    </div>
  );
}
