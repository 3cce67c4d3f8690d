import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Estimate } from "../../findings/estimate.ts";
import type { LearnedFailure, LearnFinding } from "../../findings/learn.ts";
import { sayCount, sayCounted, sayRate, sayShare } from "../../findings/say.ts";
import { Assumptions } from "../design/assumptions.tsx";
import { Figure } from "../design/figure.tsx";
import learnedStyle from "./learned.module.css";
import { logScale } from "./log-scale.ts";
import style from "./record.module.css";

/** Failures that stand open at first: those that surprise most. */
const shownFirst = 6;
/** Below this chance a failure that was never seen is listed all the same; nothing is judged by it. */
const surprising = 0.05;

/** What was stated (hatched) against what the record says (solid), all on one scale of occurrences a year. */
export function Learned({ organization, learn }: { organization: string; learn: LearnFinding }): ReactNode {
  const [all, showAll] = useState(false);
  const told = learn.failures.filter(({ counted, surprise }) => counted > 0 || surprise < surprising);
  if (told.length === 0) return null;
  const ordered = [...told].sort((a, b) => a.surprise - b.surprise || b.counted - a.counted);
  const shown = ordered.slice(0, all ? undefined : shownFirst);
  const scale = logScale(
    shown.flatMap(({ statedPerYear, learnedPerYear }) => [...ends(statedPerYear), ...ends(learnedPerYear)]),
  );
  return (
    <section aria-labelledby="learned">
      <h2 id="learned" className={style.h2}>
        Stated against learned
      </h2>
      <p className={learnedStyle.key} aria-hidden>
        <i className={learnedStyle.stated} /> stated <i className={learnedStyle.seen} /> learned, how often a
        year
      </p>
      <ol className={learnedStyle.list}>
        {shown.map((failure) => (
          <Row key={failure.id} organization={organization} failure={failure} scale={scale} />
        ))}
      </ol>
      {ordered.length > shownFirst ? (
        <button type="button" className={style.plain} onClick={() => showAll(!all)}>
          {all ? "Only what surprises most" : `${ordered.length - shownFirst} more`}
        </button>
      ) : null}
      <Unmet learn={learn} />
      <Assumptions of={learn.assumptions} />
    </section>
  );
}

function Row(props: {
  readonly organization: string;
  readonly failure: LearnedFailure;
  readonly scale: (value: number) => number;
}): ReactNode {
  const { id, name, counted, exposureYears, statedPerYear, learnedPerYear, surprise } = props.failure;
  return (
    <li>
      <Link
        to="/o/$organization/failures/$failure"
        params={{ organization: props.organization, failure: id }}
      >
        {name}
      </Link>
      <span className={style.quiet} title={`in ${sayCount(exposureYears)} years`}>
        seen {counted === 1 ? "once" : `${sayCount(counted)} times`}
      </span>
      <div className={learnedStyle.bands} aria-hidden>
        <Band of={statedPerYear} scale={props.scale} kind={learnedStyle.stated!} />
        <Band of={learnedPerYear} scale={props.scale} kind={learnedStyle.seen!} />
      </div>
      <p className={style.quiet}>
        stated <Figure of={statedPerYear} say={sayRate} />, learned{" "}
        <Figure of={learnedPerYear} say={sayRate} />
        {surprise < surprising ? `; so far out by chance: ${sayShare(surprise)}` : ""}
      </p>
    </li>
  );
}

/** From the 5th to the 95th percentile, and the value as a line. */
function Band({
  of,
  scale,
  kind,
}: {
  of: Estimate;
  scale: (value: number) => number;
  kind: string;
}): ReactNode {
  const [low, high] = [Math.min(...ends(of)), Math.max(...ends(of))];
  if (of.value === null || !Number.isFinite(low)) return <div className={learnedStyle.band} />;
  const left = 100 * scale(low);
  return (
    <div className={learnedStyle.band}>
      <i className={kind} style={{ left: `${left}%`, width: `max(3px, ${100 * scale(high) - left}%)` }} />
      <b style={{ left: `${100 * scale(of.value)}%` }} />
    </div>
  );
}

/** What the record says of kinds that it does not hold. */
function Unmet({ learn: { novelty } }: { learn: LearnFinding }): ReactNode {
  if (!novelty) return null;
  const { chance, atLeastKinds, kinds } = novelty;
  const unmet = Math.max(0, Math.round(atLeastKinds.value) - kinds);
  return (
    <p className={learnedStyle.unmet}>
      {unmet > 0 ? `At least ${sayCounted(unmet, "kind")} we have not met. ` : ""}
      The next one is of a new kind with a chance of {sayShare(chance.value)} ({sayShare(chance.low)} to{" "}
      {sayShare(chance.high)}), in a world that stays as it is.
    </p>
  );
}

function ends({ value, low, high }: Estimate): number[] {
  return [value, low, high].filter((end): end is number => end !== null);
}
