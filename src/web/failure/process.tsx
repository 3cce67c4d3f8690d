import type { CSSProperties, ReactNode } from "react";
import type { HarmFinding } from "../../findings/harm.ts";
import { sayBand, sayDuration, sayEstimate, sayShare } from "../../findings/say.ts";
import type { Delay, Failure } from "../../model/model.ts";
import { Assumed } from "../design/figure.tsx";
import { Mark } from "../design/mark.tsx";
import { delayAssumedBy, sayDelay, sayQuantity } from "../design/words.ts";
import style from "./failure.module.css";
import { type Process as ProcessShape, processOf, type StageEnd } from "./process-shape.ts";

/** From onset until it is made good: each stage in words, and its place on one scale of time. */
export function Process({ failure, harm }: { failure: Failure; harm: HarmFinding | null }) {
  const { failFast } = failure;
  const stopAt = failFast ? spanOf(failFast.after) : null;
  const process = processOf(harm?.marks ?? [], stopAt ? [stopAt.low, stopAt.high] : []);
  const deadlines = (harm?.marks ?? []).filter(({ what }) => what === "cliff" || what === "ends");
  return (
    <section className={style.process} aria-labelledby="process">
      <h2 id="process">From onset to {failure.recoveredAfter ? "recovery" : "containment"}</h2>
      <ol className={style.stages}>
        {failFast && stopAt ? (
          <Row
            name={
              <>
                <Mark kind="fail fast" /> fails fast
              </>
            }
            words={`stops ${sayQuantity(failFast.stops, sayShare)} of it, after ${sayDelay(failFast.after)}`}
            assumed={failFast.stops.assumed ?? delayAssumedBy(failFast.after)}
            process={process}
          >
            <Whisker low={process.scale.at(stopAt.low)} high={process.scale.at(stopAt.high)} />
            <span className={style.stop} style={{ left: percent(process.scale.at(stopAt.middle)) }}>
              <Mark kind="fail fast" />
            </span>
          </Row>
        ) : null}
        <StageRow name="latent" end="detected" delay={failure.detectedAfter} process={process} />
        <StageRow name="being contained" end="contained" delay={failure.containedAfter} process={process} />
        {failure.recoveredAfter ? (
          <StageRow name="being recovered" end="recovered" delay={failure.recoveredAfter} process={process} />
        ) : null}
        {deadlines.map(({ what, label, atHours, assumed }) => (
          <Row
            key={what}
            name={label}
            words={`${sayEstimate(atHours, sayDuration)} after onset`}
            assumed={assumed}
            process={process}
          >
            {atHours.value === null ? null : (
              <span className={style.deadline} style={{ left: percent(process.scale.at(atHours.value)) }} />
            )}
          </Row>
        ))}
      </ol>
      {process.scale.ticks.length > 0 ? <Axis process={process} /> : null}
    </section>
  );
}

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

/** Where a stated delay lies: its ends, and the middle between them by ratio. */
function spanOf(delay: Delay): { low: number; middle: number; high: number } {
  const { low, high } = endsOf(delay);
  return { low, high, middle: low > 0 ? Math.sqrt(low * high) : (low + high) / 2 };
}

function endsOf(delay: Delay): { readonly low: number; readonly high: number } {
  switch (delay.kind) {
    case "fixed":
    case "lognormal":
      return delay.hours;
    case "checked":
      return delay.everyHours;
    case "recorded":
      return { low: delay.hours[0]!, high: delay.hours.at(-1)! };
    default:
      return delay.meanHours;
  }
}

function StageRow(props: { name: string; end: StageEnd; delay: Delay; process: ProcessShape }) {
  const { name, end, delay, process } = props;
  const stage = process.stages[end];
  const band = stage ? sayBand(stage.mark.atHours, sayDuration) : "";
  const usual = stage ? `${end} ${sayEstimate(stage.mark.atHours, sayDuration)} after onset` : "";
  return (
    <Row
      name={name}
      words={sayDelay(delay)}
      more={usual}
      hint={band ? `${usual}; mostly ${band}` : usual}
      assumed={stage?.mark.assumed ?? delayAssumedBy(delay)}
      process={process}
    >
      {stage ? (
        <>
          <span
            className={style.bar}
            data-end={end}
            style={
              {
                left: percent(stage.start),
                width: percent(Math.max(0.004, stage.high - stage.start)),
                "--sure": percent(
                  share(Math.max(stage.low, stage.start) - stage.start, stage.high - stage.start),
                ),
              } as CSSProperties
            }
          />
          <Whisker low={stage.low} high={stage.high} />
          <span className={style.usual} style={{ left: percent(stage.usual) }} />
        </>
      ) : null}
    </Row>
  );
}

const share = (part: number, whole: number) => (whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 1);

function Whisker({ low, high }: { low: number; high: number }) {
  return (
    <span className={style.spread} style={{ left: percent(low), width: percent(Math.max(0, high - low)) }} />
  );
}

function Row(props: {
  name: ReactNode;
  words: string;
  more?: string;
  hint?: string;
  assumed?: string | undefined;
  process: ProcessShape;
  children: ReactNode;
}) {
  const { name, words, more, hint, assumed, process, children } = props;
  return (
    <li className={style.stage} title={hint}>
      <div>
        <strong>{name}</strong> {words} {assumed ? <Assumed by={assumed} short /> : null}
        {more ? <div className={style.quiet}>{more}</div> : null}
      </div>
      <div className={style.track} aria-hidden>
        {process.scale.ticks.map(({ words: at, at: place }) => (
          <span key={at} className={style.tick} style={{ left: percent(place) }} />
        ))}
        {children}
      </div>
    </li>
  );
}

function Axis({ process }: { process: ProcessShape }) {
  return (
    <div className={style.axis} aria-hidden>
      <div>
        <span className={style.onset}>onset</span>
        {process.scale.ticks.map(({ words, at }) => (
          <span key={words} data-last={at > 0.93} style={{ left: percent(at) }}>
            {words}
          </span>
        ))}
      </div>
    </div>
  );
}
