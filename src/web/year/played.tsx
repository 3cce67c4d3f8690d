import { Button } from "@mantine/core";
import { memo } from "react";
import type { RunFinding } from "../../findings/run.ts";
import { sayChance, sayCount, sayMoney, sayShare } from "../../findings/say.ts";
import { useEngine, useProgress } from "../engine/engine.tsx";
import type { Sharer } from "./address.ts";
import { ControlsPlayed } from "./controls-played.tsx";
import { ExpectationsPlayed } from "./expectations-played.tsx";
import { Shares } from "./shares.tsx";
import style from "./year.module.css";

/** What only playing years shows: who carries the cost, what controls are worth, what is expected and missed. */
export const Played = memo(function Played(props: {
  readonly organization: string;
  readonly run: RunFinding | null;
  readonly moved: boolean;
  readonly sharer: Sharer;
  readonly share: (sharer: Sharer) => void;
}) {
  const { organization, run, moved, sharer, share } = props;
  return (
    <section className={style.section} aria-labelledby="played">
      <h2 id="played">Played year by year</h2>
      <Playing run={run} />
      {run ? (
        <>
          <p className={style.lead}>
            {moved ? "As the text states it, without the figures moved above. " : ""}
            {sentences(run).join(" ")}
          </p>
          <Shares organization={organization} run={run} sharer={sharer} share={share} />
          <ControlsPlayed run={run} />
          <ExpectationsPlayed run={run} />
        </>
      ) : null}
    </section>
  );
});

/** How far the playing is, and a way to end it or to go on. */
function Playing({ run }: { run: RunFinding | null }) {
  const { stop, playOn } = useEngine();
  const progress = useProgress();
  const years = run === null ? "" : `${sayCount(run.years)} years played`;
  if (progress !== null) {
    return (
      <p className={style.playing}>
        <progress aria-label="Years played" value={progress} max={1} />
        {years === "" ? "Playing the first years" : `${years}, sharpening`}
        <Button variant="default" size="compact-xs" onClick={stop}>
          stop
        </Button>
      </p>
    );
  }
  if (run === null) return <p className={style.playing}>Waiting for the first years.</p>;
  return (
    <p className={style.playing}>
      {years}
      {run.precision.reached === null
        ? "."
        : `; what 1 year in 100 costs is known within ${sayShare(run.precision.reached)} by so many.`}
      {run.complete ? null : (
        <Button variant="default" size="compact-xs" onClick={playOn}>
          play on
        </Button>
      )}
    </p>
  );
}

function sentences({ sentences, ruin, worstSingle: { p95, p99 }, currency }: RunFinding): string[] {
  const dearest =
    p95.value === null || p99.value === null || p99.value === 0
      ? []
      : [
          `The dearest single occurrence of 1 year in 20 costs more than ${sayMoney(p95.value, currency)}, that of 1 year in 100 more than ${sayMoney(p99.value, currency)}.`,
        ];
  return [
    ...sentences.slice(0, 1),
    ...dearest,
    ...(ruin.value !== null && ruin.value > 0
      ? [`The capital is used up at some moment of the year with a chance of ${sayChance(ruin.value)}.`]
      : []),
  ];
}
