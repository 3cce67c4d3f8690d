import type {
  OssificationFinding,
  OssificationPart,
  OssificationSource,
  OssificationStageId,
} from "../../findings/ossification.ts";
import { sayBand, sayShare } from "../../findings/say.ts";
import style from "./ossification.module.css";

/**
 * What an idea is worth as one bar: what each stage takes of it, and what is left. With something let go it moves to what would be without
 * it, and how it is now stands beneath. The stages are chosen below it by keyboard; the bar itself is for the pointer and the eye.
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
  const lostNow = <strong>{sayShare(ossification.value ?? 0)}</strong>;
  return (
    <div className={style.bars}>
      <p className={style.caption} role="status">
        {gone?.without ? (
          <>
            Without “{gone.name}” <strong>{sayShare(gone.without.ossification.value ?? 0)}</strong> is lost;
            now, beneath, {lostNow}.
          </>
        ) : (
          <>
            {lostNow} is lost{band === "" ? "" : ` (${band}, by what is not known)`}.
          </>
        )}
      </p>
      <Bar parts={gone?.without?.stages ?? now} chosen={chosen} choose={choose} />
      {gone ? <Bar parts={now} chosen={chosen} choose={choose} small /> : null}
    </div>
  );
}

/** A segment that is wider than this has its share written on it. */
const wide = 0.075;

function Bar(props: {
  readonly parts: readonly OssificationPart[];
  readonly chosen: OssificationStageId | undefined;
  readonly choose: (stage: OssificationStageId) => void;
  readonly small?: boolean;
}) {
  const { parts, chosen, choose, small = false } = props;
  const left = Math.max(0, 1 - parts.reduce((sum, { lost }) => sum + lost, 0));
  const written = (share: number) => !small && share > wide;
  return (
    <div className={style.bar} aria-hidden data-small={small}>
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
          {written(lost) ? <span>{sayShare(lost)}</span> : null}
        </i>
      ))}
      <i className={style.left} style={{ flexGrow: left }}>
        {written(left) ? (
          <span>
            {sayShare(left)} <b>left</b>
          </span>
        ) : null}
      </i>
    </div>
  );
}
