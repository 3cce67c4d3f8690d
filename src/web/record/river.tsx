import { Link } from "@tanstack/react-router";
import { type PointerEvent, type ReactNode, useMemo, useState } from "react";
import { sayCount, sayCounted } from "../../findings/say.ts";
import type { OccurrenceListed, RecordRiver, RiverLane } from "../../server/api.ts";
import type { RecordAddress } from "./address.ts";
import style from "./record.module.css";
import riverStyle from "./river.module.css";
import { lanePath, timeTicks } from "./river-shape.ts";
import { dateField } from "./when.ts";

/** Lanes drawn at once, the fullest; the others open on demand. */
const lanesShown = 12;

/**
 * Occurrences by time, a lane a function; a lane is as wide as the square root of the count there, near misses lighter
 * outside. What the list below shows stands in it as marks, each as long as the time in which it may have been.
 */
export function River(props: {
  readonly organization: string;
  readonly river: RecordRiver;
  readonly nameOf: (functionId: string | null) => string;
  readonly listed: readonly OccurrenceListed[];
  readonly address: RecordAddress;
  readonly onSpan: (span: { from: string; to: string }) => void;
}): ReactNode {
  const { organization, river, nameOf, listed, address, onSpan } = props;
  const [all, showAll] = useState(false);
  const lanes = useMemo(() => [...river.lanes].sort((a, b) => total(b) - total(a)), [river]);
  if (river.from === null || river.to === null || lanes.length === 0) return null;
  const span = { from: river.from, to: Math.max(river.to, river.from + 1) };
  const highest = Math.max(
    ...lanes.map(({ counts, nearMisses }) => Math.max(...counts.map((count, i) => count + nearMisses[i]!))),
  );
  const shown = all ? lanes : lanes.slice(0, lanesShown);
  return (
    <figure className={riverStyle.river} aria-label={sayRiver(lanes, nameOf)}>
      <div className={riverStyle.lanes}>
        {shown.map((lane) => (
          <Lane
            key={lane.functionId ?? ""}
            lane={lane}
            name={nameOf(lane.functionId)}
            highest={highest}
            marks={listed.filter(({ functionId }) => functionId === lane.functionId)}
            span={span}
            organization={organization}
            address={address}
          />
        ))}
        <Brush span={span} onSpan={onSpan} />
        <Ticks span={span} />
      </div>
      {lanes.length > lanesShown ? (
        <button type="button" className={style.plain} onClick={() => showAll(!all)}>
          {all ? "Fewer lanes" : `${sayCounted(lanes.length - lanesShown, "more function")}`}
        </button>
      ) : null}
      <figcaption className={riverStyle.caption}>
        <span>Width: how many.</span> <span>Lighter: near misses.</span>{" "}
        <span>
          <i /> what the list shows, as long as the time in which it may have begun.
        </span>{" "}
        {river.undated > 0 ? (
          <span>{sayCounted(river.undated, "occurrence")} without a date: not in the picture.</span>
        ) : null}
      </figcaption>
    </figure>
  );
}

type Span = { readonly from: number; readonly to: number };
const share = ({ from, to }: Span, time: number) => (100 * (time - from)) / (to - from);

function Lane(props: {
  readonly lane: RiverLane;
  readonly name: string;
  readonly highest: number;
  readonly marks: readonly OccurrenceListed[];
  readonly span: Span;
  readonly organization: string;
  readonly address: RecordAddress;
}): ReactNode {
  const { lane, name, highest, marks, span, organization, address } = props;
  const buckets = lane.counts.length;
  const both = lane.counts.map((count, i) => count + lane.nearMisses[i]!);
  const search: RecordAddress = { ...address };
  if (lane.functionId !== null) Object.assign(search, { function: lane.functionId, page: undefined });
  return (
    <>
      <div className={riverStyle.laneName}>
        {lane.functionId === null ? (
          <span>{name}</span>
        ) : (
          <Link
            to="/o/$organization/record"
            params={{ organization }}
            search={search}
            resetScroll={false}
            title={`Only ${name}`}
          >
            {name}
          </Link>
        )}
        <span className={style.quiet}>{sayCount(total(lane))}</span>
      </div>
      <div className={riverStyle.lane} aria-hidden>
        <svg viewBox={`0 -1 ${buckets} 2`} preserveAspectRatio="none" aria-hidden="true">
          <path d={lanePath(both, highest)} className={riverStyle.nearMisses} />
          <path d={lanePath(lane.counts, highest)} className={riverStyle.flow} />
        </svg>
        {marks.map(({ key, source, onset, nearMiss }) =>
          onset === null ? null : (
            <i
              key={`${source} ${key}`}
              className={riverStyle.mark}
              data-near-miss={nearMiss}
              style={{
                left: `${share(span, onset.earliest)}%`,
                width: `${share(span, onset.latest) - share(span, onset.earliest)}%`,
              }}
            />
          ),
        )}
      </div>
    </>
  );
}

/** Drag over a stretch of time to see only that. The two dates below do the same from the keyboard. */
function Brush({
  span,
  onSpan,
}: {
  span: Span;
  onSpan: (span: { from: string; to: string }) => void;
}): ReactNode {
  const [dragged, setDragged] = useState<{ readonly start: number; readonly end: number } | null>(null);
  const at = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width));
  };
  const time = (part: number) => span.from + part * (span.to - span.from);
  const low = dragged && Math.min(dragged.start, dragged.end);
  const high = dragged && Math.max(dragged.start, dragged.end);
  return (
    <div
      className={riverStyle.brush}
      aria-hidden
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged({ start: at(event), end: at(event) });
      }}
      onPointerMove={(event) => dragged && setDragged({ ...dragged, end: at(event) })}
      onPointerCancel={() => setDragged(null)}
      onPointerUp={() => {
        if (low !== null && high !== null && high - low > 0.005)
          onSpan({ from: dateField(time(low)), to: dateField(time(high)) });
        setDragged(null);
      }}
    >
      {low === null || high === null ? null : (
        <i style={{ left: `${100 * low}%`, width: `${100 * (high - low)}%` }} />
      )}
    </div>
  );
}

function Ticks({ span }: { span: Span }): ReactNode {
  return (
    <div className={riverStyle.ticks} aria-hidden>
      {timeTicks(span.from, span.to).map(({ time, label }) => (
        <span key={time} style={{ left: `${share(span, time)}%` }}>
          {label}
        </span>
      ))}
    </div>
  );
}

function total({ counts, nearMisses }: RiverLane): number {
  return counts.reduce((sum, count, i) => sum + count + nearMisses[i]!, 0);
}

function sayRiver(lanes: readonly RiverLane[], nameOf: (functionId: string | null) => string): string {
  const words = lanes.slice(0, 8).map((lane) => `${nameOf(lane.functionId)}: ${sayCount(total(lane))}`);
  return `Occurrences by time. ${words.join(", ")}`;
}
