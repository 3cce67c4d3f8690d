import { useElementSize } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import type { ControlBuildUp } from "../../findings/ossification.ts";
import { sayCount, sayDuration, sayShare } from "../../findings/say.ts";
import style from "./ossification.module.css";

const hoursAYear = 8766;

/** Whether controls that are no longer needed pile up, and from where on nothing stops them. */
export function BuildUp({ of, organization }: { of: ControlBuildUp | undefined; organization: string }) {
  return (
    <section className={style.section} aria-labelledby="build-up">
      <h2 id="build-up">Controls that are no longer needed</h2>
      {of ? (
        <>
          <p className={style.lead}>{of.sentence}</p>
          <Picture of={of} />
          <p className={style.caption}>{sayThreshold(of)}</p>
        </>
      ) : (
        <p className={style.lead}>
          Controls outlive what they were for. How many hours go into those that are still needed (
          <code>useful controls: 10%</code>), how long one stays needed (<code>controls last: 4 years</code>)
          and how many of the others are let go in a year (<code>review: 20% / year</code>), said under ideas,
          shows whether they pile up.{" "}
          <Link to="/o/$organization/text" params={{ organization }}>
            Write it →
          </Link>
        </p>
      )}
    </section>
  );
}

function sayThreshold({ useful, lastsYears, reviewPerYear, clears, threshold }: ControlBuildUp): string {
  const rates = `Useful ones take ${sayShare(useful)} of all hours and stay needed for ${sayDuration(hoursAYear * lastsYears)}; with all hours free for it, reviews would let go of ${sayShare(reviewPerYear)} of the others in a year.`;
  if (threshold === null) return `${rates} Useful controls leave no hour for reviews.`;
  return `${rates} Years needed times reviews a year is ${sayCount(clears)}; below ${sayCount(threshold)} they would pile up from anywhere.`;
}

const height = 210;
const margin = { left: 44, right: 12, top: 22, bottom: 34 };

function Picture({ of }: { of: ControlBuildUp }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  return (
    <div ref={ref} className={style.picture}>
      {width > 0 ? <Drawn of={of} width={width} /> : null}
    </div>
  );
}

function Drawn({ of, width }: { of: ControlBuildUp; width: number }) {
  const hatched = useId();
  const { path, tipping, settles, useful } = of;
  const years = path.at(-1)?.years ?? 1;
  const most = Math.max(
    0.05,
    Math.min(1 - useful, 1.08 * Math.max(tipping ?? 0, ...path.map(({ high }) => high))),
  );
  const x = (year: number): number => margin.left + ((width - margin.left - margin.right) * year) / years;
  const y = (load: number): number =>
    height - margin.bottom - ((height - margin.top - margin.bottom) * load) / most;
  const line = path.map((point, i) => `${i === 0 ? "M" : "L"}${x(point.years)} ${y(point.load)}`).join("");
  const under = [...path].reverse().map((point) => `L${x(point.years)} ${y(point.low)}`);
  const band = `${path.map((point, i) => `${i === 0 ? "M" : "L"}${x(point.years)} ${y(point.high)}`).join("")}${under.join("")}Z`;
  const uncertain = path.some(({ low, high }) => high - low > most / 200);
  const step = [0.01, 0.02, 0.05, 0.1, 0.2].find((size) => most / size <= 5) ?? 0.25;
  const ticks = Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
  const parts = width < 480 ? 2 : 4;
  return (
    <svg width={width} height={height} role="img" aria-label={of.sentence}>
      <defs>
        <pattern
          id={hatched}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="5" stroke="var(--quiet)" strokeWidth="1.3" strokeOpacity="0.55" />
        </pattern>
      </defs>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={style.hairline}
            x1={margin.left}
            x2={width - margin.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text x={margin.left - 8} y={y(tick) + 4} textAnchor="end">
            {Math.round(100 * tick)}%
          </text>
        </g>
      ))}
      {Array.from({ length: parts + 1 }, (_, i) => (i * years) / parts).map((year) => (
        <text
          key={year}
          x={x(year)}
          y={height - margin.bottom + 18}
          textAnchor={year === years ? "end" : "middle"}
        >
          {year === 0 ? "now" : `${year} years`}
        </text>
      ))}
      {uncertain ? <path d={band} fill={`url(#${hatched})`} /> : null}
      {tipping === null ? null : (
        <Level at={y(tipping)} width={width} words={`beyond ${sayShare(tipping)} they pile up`} dashed />
      )}
      {settles === null ? null : (
        <Level at={y(settles)} width={width} words={`they tend to ${sayShare(settles)}`} />
      )}
      <path className={style.path} d={line} data-part="path" />
      <circle className={style.start} cx={x(0)} cy={y(path[0]?.load ?? 0)} r="4" />
      <text x={0} y={11}>
        ↑ of all hours
      </text>
    </svg>
  );
}

function Level({
  at,
  width,
  words,
  dashed = false,
}: {
  at: number;
  width: number;
  words: string;
  dashed?: boolean;
}) {
  return (
    <g>
      <line
        className={dashed ? style.tipping : style.settling}
        x1={margin.left}
        x2={width - margin.right}
        y1={at}
        y2={at}
      />
      <text className={style.levelName} x={width - margin.right} y={at - 6} textAnchor="end">
        {words}
      </text>
    </g>
  );
}
