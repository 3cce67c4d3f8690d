import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Estimate } from "../../findings/estimate.ts";
import type { LearnedFailure, LearnFinding } from "../../findings/learn.ts";
import { sayCount, sayRate, sayShare } from "../../findings/say.ts";
import { Assumptions } from "../design/assumptions.tsx";
import { Figure } from "../design/figure.tsx";
import { TableScroll } from "../design/table-scroll.tsx";
import learnedStyle from "./learned.module.css";
import { logScale } from "./log-scale.ts";
import style from "./record.module.css";

/** Rows that stand open at first: those that surprise most. */
const shownFirst = 6;
/** Below this chance a count is called a surprise in words; only the order depends on it, nothing is judged. */
const surprising = 0.05;

/** What was stated (hatched) against what the record says (solid), on one scale of occurrences a year. */
export function Learned({ organization, learn }: { organization: string; learn: LearnFinding }): ReactNode {
  const [all, showAll] = useState(false);
  const told = learn.failures.filter(({ counted, surprise }) => counted > 0 || surprise < surprising);
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
      <p className={style.sentences}>{learn.sentences.join(" ")}</p>
      {shown.length === 0 ? null : (
        <TableScroll label="Stated against learned">
          <table className={learnedStyle.learned}>
            <thead>
              <tr>
                <th scope="col">failure</th>
                <th scope="col">seen</th>
                <th scope="col" className={learnedStyle.wide}>
                  <span className={learnedStyle.key}>
                    <i className={learnedStyle.stated} /> stated <i className={learnedStyle.seen} /> learned,
                    a year
                  </span>
                </th>
                <th scope="col">stated</th>
                <th scope="col">learned</th>
                <th scope="col">so far out by chance</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((failure) => (
                <Row key={failure.id} organization={organization} failure={failure} scale={scale} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {ordered.length > shownFirst ? (
        <button type="button" className={style.plain} onClick={() => showAll(!all)}>
          {all ? "Fewer" : `${ordered.length - shownFirst} more`}
        </button>
      ) : null}
      <Assumptions of={learn.assumptions} />
    </section>
  );
}

function Row({
  organization,
  failure,
  scale,
}: {
  readonly organization: string;
  readonly failure: LearnedFailure;
  readonly scale: (value: number) => number;
}): ReactNode {
  const { id, name, counted, exposureYears, statedPerYear, learnedPerYear, surprise } = failure;
  return (
    <tr>
      <th scope="row">
        <Link to="/o/$organization/failures/$failure" params={{ organization, failure: id }}>
          {name}
        </Link>
      </th>
      <td title={`in ${sayCount(exposureYears)} years`}>{sayCount(counted)}</td>
      <td className={learnedStyle.wide}>
        <div className={learnedStyle.bands} aria-hidden>
          <Band of={statedPerYear} scale={scale} kind={learnedStyle.stated!} />
          <Band of={learnedPerYear} scale={scale} kind={learnedStyle.seen!} />
        </div>
      </td>
      <td>
        <Figure of={statedPerYear} say={sayRate} />
      </td>
      <td>
        <Figure of={learnedPerYear} say={sayRate} />
      </td>
      <td className={style.quiet}>{sayShare(surprise)}</td>
    </tr>
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

function ends({ value, low, high }: Estimate): number[] {
  return [value, low, high].filter((end): end is number => end !== null);
}
