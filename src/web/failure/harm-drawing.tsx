import type { PointerEvent } from "react";
import { useId } from "react";
import type { HarmCurve, HarmFinding } from "../../findings/harm.ts";
import { Mark, markColour } from "../design/mark.tsx";
import style from "./forwards.module.css";
import { fan, type HarmPicture, type Line, type Spread, valueAt } from "./harm-scales.ts";
import { nameOf } from "./harm-words.ts";

/** All that is drawn; what it says stands beside it in words. */
export function HarmDrawing(props: {
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
      <Grid picture={picture} />
      <g clipPath={`url(#${clip})`}>
        {undo ? <path d={undo} fill={`url(#${dots})`} className={style.undo} /> : null}
        {lines.map((line) =>
          isBanded(line, lines, looked) ? (
            <path key={line.curve.id} d={line.band} fill={colourOf(line.curve)} className={style.band} />
          ) : null,
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
      {spreads.map(({ mark, at, y }) =>
        at === null ? null : (
          <path
            key={mark.what}
            d={`M${at} ${top}V${bottom}M${at} ${bottom + 22}V${y - 6}`}
            className={style.moment}
          />
        ),
      )}
      <AxisWords picture={picture} />
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
      <Ends lines={lines} top={top} looked={looked} />
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

/** Faint lines to read heights by, and the axis of time. */
function Grid({ picture: { left, right, bottom, rows, columns } }: { picture: HarmPicture }) {
  return (
    <g aria-hidden>
      {rows.map(({ y, text }) => (
        <line
          key={text}
          x1={left}
          x2={right}
          y1={y}
          y2={y}
          className={y < bottom ? style.hairline : style.axis}
        />
      ))}
      {columns.map(({ x, text }) => (
        <line key={text} x1={x} x2={x} y1={bottom} y2={bottom + 4} className={style.axis} />
      ))}
    </g>
  );
}

/** Axes in words, over everything that is drawn: on narrow paper amounts stand among the curves. */
function AxisWords({ picture }: { picture: HarmPicture }) {
  const { left, right, bottom, rows, columns, stretched } = picture;
  const isNarrow = left < 20;
  return (
    <g aria-hidden className={style.axes}>
      {rows.map(({ y, text }) =>
        isNarrow && y >= bottom ? null : (
          <text
            key={text}
            x={isNarrow ? left : left - 8}
            y={isNarrow ? y - 3 : y + 4}
            textAnchor={isNarrow ? "start" : "end"}
          >
            {text}
          </text>
        ),
      )}
      {columns.map(({ x, text }, i) => (
        <text
          key={text}
          x={x}
          y={bottom + 18}
          textAnchor={i === 0 ? "start" : x > right - 24 ? "end" : "middle"}
        >
          {text}
        </text>
      ))}
      <text x={isNarrow ? left : 0} y={12} className={style.axisName}>
        ↑ harm of one, on average
      </text>
      {isNarrow ? null : (
        <text x={right + fan - 4} y={12} className={style.axisName}>
          left in the end
        </text>
      )}
      <text x={right} y={bottom + 36} textAnchor="end" className={style.axisName}>
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

/** What is left of each curve in the end, once what can be undone is, and its name. */
function Ends(props: {
  readonly lines: readonly Line[];
  readonly top: number;
  readonly looked: string | null;
}) {
  const { lines, top, looked } = props;
  return (
    <g aria-hidden className={style.names}>
      {lines.map((line) => {
        const { curve, end, left, nameY } = line;
        const colour = colourOf(curve);
        const bend = (end.x + left.x) / 2;
        return (
          <g key={curve.id} data-away={looked !== null && looked !== curve.id}>
            {end.y < top ? null : (
              <path
                d={`M${end.x} ${end.y}C${bend} ${end.y} ${bend} ${left.y} ${left.x} ${left.y}`}
                className={style.fan}
                stroke={colour}
              />
            )}
            {left.isBeyond ? (
              <path d={`M${left.x - 4} ${left.y}l4 -7 4 7z`} fill={colour} />
            ) : (
              <circle cx={left.x} cy={left.y} r={3.5} fill={colour} />
            )}
            {nameY === null ? null : (
              <>
                <path
                  d={`M${left.x + 5} ${left.y}L${left.x + 14} ${nameY}`}
                  className={style.fan}
                  stroke={colour}
                />
                <text x={left.x + 17} y={nameY + 4} fill={colour}>
                  {shortened(nameOf(curve))}
                </text>
              </>
            )}
          </g>
        );
      })}
    </g>
  );
}

const longestName = 20;

function shortened(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

/** When it is usually noticed, contained and so on: whisker, median and words on the time axis. */
function SpreadOf(props: { readonly spread: Spread; readonly hatched: string }) {
  const { spread, hatched } = props;
  const { mark, text, y, from, to, goesOn, at, words } = spread;
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
      {goesOn ? <path d={`M${to + 3} ${y - 4}l5 4 -5 4`} className={style.goesOn} /> : null}
      {at === null ? null : <circle cx={at} cy={y} r={4} className={style.median} />}
      <text x={words.x} y={words.y} textAnchor={words.anchor}>
        {text}
      </text>
    </g>
  );
}
