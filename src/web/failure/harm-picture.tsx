import { useElementSize } from "@mantine/hooks";
import { type PointerEvent, useId, useMemo, useState } from "react";
import type { HarmCurve, HarmFinding } from "../../findings/harm.ts";
import { Mark, markColour } from "../design/mark.tsx";
import style from "./forwards.module.css";
import { curvesShown, type HarmPicture, type Line, layOut, type Spread, valueAt } from "./harm-scales.ts";
import { costInTheEnd, nameOf, saidAt } from "./harm-words.ts";

/** Harm over time, one curve a control. A slider, or the pointer, reads all curves at one moment. */
export function HarmPictureOf(props: {
  readonly finding: HarmFinding;
  /** The curve that is looked at: its band is drawn, the others step back. */
  readonly looked: string | null;
}) {
  const { finding, looked } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const picture = useMemo(() => (width > 0 ? layOut(finding, width) : null), [finding, width]);
  const [sample, read] = useState<number | null>(null);
  const shown = sample ?? usualSample(finding);
  const hour = finding.hours[shown] ?? 0;
  return (
    <div ref={ref} className={style.paper}>
      {picture ? (
        <>
          <Drawing
            finding={finding}
            picture={picture}
            looked={looked}
            hour={hour}
            pointAt={(x) => read(nearest(finding.hours, picture.hoursAt(x)))}
          />
          <label
            className={style.reading}
            style={{ paddingLeft: picture.left, paddingRight: picture.width - picture.right }}
          >
            <span className={style.hidden}>Read the harm at a time</span>
            <input
              type="range"
              min={0}
              max={finding.hours.length - 1}
              value={shown}
              aria-valuetext={saidAt(finding, curvesShown(finding), hour)}
              onChange={(event) => read(Number(event.currentTarget.value))}
            />
          </label>
          <p className={style.read} aria-hidden>
            {saidAt(finding, curvesShown(finding), hour)}
          </p>
        </>
      ) : null}
    </div>
  );
}

/** The moment read at first: when people usually have contained it, else the middle. */
function usualSample({ hours, marks }: HarmFinding): number {
  const contained = marks.find(({ what }) => what === "contained")?.atHours.value;
  return contained == null ? Math.floor(hours.length / 2) : nearest(hours, contained);
}

function nearest(hours: readonly number[], hour: number): number {
  const last = hours.at(-1) ?? 0;
  return last > 0 ? Math.round(Math.min(1, Math.max(0, hour / last)) * (hours.length - 1)) : 0;
}

function Drawing(props: {
  readonly finding: HarmFinding;
  readonly picture: HarmPicture;
  readonly looked: string | null;
  readonly hour: number;
  readonly pointAt: (x: number) => void;
}) {
  const { finding, picture, looked, hour, pointAt } = props;
  const { lines, undo, spreads, width, height, top, bottom, xOf, yOf } = picture;
  const clip = useId();
  const dots = useId();
  const hatched = useId();
  const x = xOf(hour);
  const follow = (event: PointerEvent<SVGSVGElement>) =>
    pointAt(event.clientX - event.currentTarget.getBoundingClientRect().left);
  return (
    <svg
      width={width}
      height={height}
      className={style.svg}
      role="img"
      aria-label={`Harm over time of ${finding.failure.name}; the same in words and as a table below`}
      onPointerMove={follow}
      onPointerDown={follow}
    >
      <defs>
        <clipPath id={clip}>
          <rect
            x={picture.left}
            y={top - 4}
            width={picture.right - picture.left + 1}
            height={bottom - top + 4}
          />
        </clipPath>
        <pattern id={dots} width="5" height="5" patternUnits="userSpaceOnUse">
          <circle cx="1.2" cy="1.2" r="0.85" fill="var(--ink)" />
        </pattern>
        <pattern
          id={hatched}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="4" stroke="var(--quiet)" strokeWidth="1.6" />
        </pattern>
      </defs>
      <Paper picture={picture} />
      <g clipPath={`url(#${clip})`}>
        {undo ? <path d={undo} fill={`url(#${dots})`} className={style.undo} /> : null}
        {lines.map((line) =>
          isBanded(line, lines, looked) ? (
            <path key={line.curve.id} d={line.band} fill={colourOf(line.curve)} className={style.band} />
          ) : null,
        )}
        {spreads.map(({ mark, at }) =>
          at === null ? null : (
            <line key={mark.what} x1={at} x2={at} y1={top} y2={bottom} className={style.moment} />
          ),
        )}
        {lines.map((line) => (
          <path
            key={line.curve.id}
            d={line.path}
            className={style.line}
            data-away={looked !== null && looked !== line.curve.id}
            {...strokeOf(line)}
          />
        ))}
      </g>
      <line x1={x} x2={x} y1={top - 6} y2={bottom} className={style.cursor} />
      {lines.map(({ curve }) => (
        <circle
          key={curve.id}
          cx={x}
          cy={yOf(valueAt(finding.hours, curve.mean, hour))}
          r={3}
          fill={colourOf(curve)}
          className={style.readDot}
        />
      ))}
      {lines.map((line) => (
        <Stop key={line.curve.id} line={line} />
      ))}
      <Names lines={lines} looked={looked} currency={finding.currency} />
      {spreads.map((spread) => (
        <SpreadOf key={spread.mark.what} spread={spread} hatched={hatched} />
      ))}
    </svg>
  );
}

/** Bands of all curves would cover each other: drawn is that of the one looked at, else of what nobody stops. */
function isBanded({ curve }: Line, lines: readonly Line[], looked: string | null): boolean {
  return looked === null ? curve.id === lines[0]?.curve.id : curve.id === looked;
}

export function colourOf({ kind }: HarmCurve): string {
  if (kind === "nothing") return markColour("failure");
  return kind === "people" || kind === "all" ? "var(--ink)" : markColour(kind);
}

const dashes = [undefined, "7 4", "2 4", "9 3 2 3"];

export function strokeOf({ curve, nth }: Pick<Line, "curve" | "nth">) {
  return {
    stroke: colourOf(curve),
    strokeWidth: curve.kind === "all" ? 3 : curve.kind === "people" ? 1.4 : 2.2,
    strokeDasharray: dashes[nth % dashes.length],
  };
}

/** Axes in words, and faint lines to read heights by. */
function Paper({ picture }: { picture: HarmPicture }) {
  const { left, right, bottom, rows, columns, stretched } = picture;
  const isNarrow = left < 20;
  return (
    <g aria-hidden className={style.axes}>
      {rows.map(({ y, text }) => (
        <g key={text}>
          <line x1={left} x2={right} y1={y} y2={y} className={y < bottom ? style.hairline : style.axis} />
          {isNarrow && y >= bottom ? null : (
            <text
              x={isNarrow ? left : left - 8}
              y={isNarrow ? y - 3 : y + 4}
              textAnchor={isNarrow ? "start" : "end"}
            >
              {text}
            </text>
          )}
        </g>
      ))}
      {columns.map(({ x, text }, i) => (
        <g key={text}>
          <line x1={x} x2={x} y1={bottom} y2={bottom + 4} className={style.axis} />
          <text x={x} y={bottom + 18} textAnchor={i === 0 ? "start" : x > right - 24 ? "end" : "middle"}>
            {text}
          </text>
        </g>
      ))}
      <text x={isNarrow ? left : 0} y={12} className={style.axisName}>
        ↑ harm of one, on average
      </text>
      <text x={right} y={12} textAnchor="end" className={style.axisName}>
        time since onset{stretched ? ", early hours drawn wider" : ""} →
      </text>
    </g>
  );
}

/** Where a curve usually stops: the shape of what stops it. */
function Stop({ line: { curve, stop } }: { line: Line }) {
  if (stop === null || curve.kind === "nothing" || curve.kind === "people" || curve.kind === "all")
    return null;
  return (
    <g>
      <circle cx={stop.x} cy={stop.y} r={10} className={style.halo} />
      <Mark kind={curve.kind} size={15} x={stop.x - 7.5} y={stop.y - 7.5} />
    </g>
  );
}

const longestName = 22;

function Names(props: {
  readonly lines: readonly Line[];
  readonly looked: string | null;
  readonly currency: string;
}) {
  const { lines, looked, currency } = props;
  return (
    <g aria-hidden className={style.names}>
      {lines.map(({ curve, end, nameY }) => {
        if (nameY === null) return null;
        const name = nameOf(curve);
        const x = end.x + 16;
        return (
          <g key={curve.id} data-away={looked !== null && looked !== curve.id}>
            <path
              d={`M${end.x + 2} ${end.y}L${x - 3} ${nameY}`}
              className={style.leader}
              style={{ stroke: colourOf(curve) }}
            />
            <text x={x} y={nameY - 1} className={style.name} style={{ fill: colourOf(curve) }}>
              {name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name}
            </text>
            <text x={x} y={nameY + 13}>
              {curve.lossEach.value === null ? "without end" : `${costInTheEnd(curve, currency)} in the end`}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** When it is usually noticed, contained and so on: whisker, median and words on the time axis. */
function SpreadOf(props: { readonly spread: Spread; readonly hatched: string }) {
  const { spread, hatched } = props;
  const { mark, text, y, from, to, at, words } = spread;
  return (
    <g aria-hidden className={style.spread}>
      {to - from > 1 ? (
        <rect
          x={from}
          y={y - 3.5}
          width={to - from}
          height={7}
          rx={2}
          fill={mark.assumed ? `url(#${hatched})` : "var(--quiet)"}
          className={mark.assumed ? style.assumedSpread : style.knownSpread}
        />
      ) : null}
      {at === null ? null : <circle cx={at} cy={y} r={4} className={style.median} />}
      <text x={words.x} y={words.y} textAnchor={words.anchor}>
        {text}
      </text>
    </g>
  );
}
