import { useElementSize } from "@mantine/hooks";
import { memo, useId, useMemo, useState } from "react";
import type { ExceedancePoint, LossFinding } from "../../findings/losses.ts";
import type { RunFinding } from "../../findings/run.ts";
import { sayMoney } from "../../findings/say.ts";
import { useMovingCurve } from "./between-curves.ts";
import style from "./curve.module.css";
import {
  type CurvePicture,
  drawn,
  layOut,
  pointAtChance,
  pointAtLoss,
  type ReadPoint,
  sayPoint,
  sayYears,
} from "./exceedance.ts";

/**
 * The chance that a year costs more than so much. The pointer, or the handle above the paper, reads any point as a sentence. With figures
 * moved the untouched curve stays as a ghost; without, what was played lies over what was computed.
 */
export function CurvePictureOf(props: {
  readonly losses: LossFinding;
  /** The year as the text states it; the same as `losses` where nothing is moved. */
  readonly stated: LossFinding;
  readonly run: RunFinding | null;
  /** The chance that is read, and how to read another one. */
  readonly chance: number;
  readonly read: (chance: number) => void;
}) {
  const { losses, stated, run, chance, read } = props;
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const moved = losses !== stated;
  const picture = useMemo(
    () =>
      width > 0 && height > 0
        ? layOut([stated.exceedance, losses.exceedance], losses.capital, { width, height })
        : null,
    [stated, losses, width, height],
  );
  const [pointed, point] = useState<number | null>(null);
  const money = (amount: number) => sayMoney(amount, losses.currency);
  const curve = useMovingCurve(losses.exceedance);
  const drawnAt = pointAtChance(curve, pointed ?? chance);
  const shown = pointAtChance(losses.exceedance, pointed ?? chance);
  const before = moved ? pointAtChance(stated.exceedance, pointed ?? chance) : null;
  return (
    <div className={style.picture}>
      <div ref={ref} className={style.paper}>
        {picture && shown && drawnAt ? (
          <>
            <Curve
              picture={picture}
              losses={losses}
              curve={curve}
              ghost={moved ? stated.exceedance : null}
              played={moved ? null : (run?.exceedance ?? null)}
              shown={drawnAt}
              before={before}
              pointAt={(x) => point(pointAtLoss(losses.exceedance, picture.lossAt(x))?.chance ?? null)}
              leave={() => point(null)}
              pick={(x) => {
                const picked = pointAtLoss(losses.exceedance, picture.lossAt(x));
                if (picked) read(picked.chance);
              }}
            />
            <Reader
              picture={picture}
              losses={losses}
              shown={shown}
              read={read}
              words={sayPoint(shown, money)}
            />
          </>
        ) : picture === null && width > 0 ? (
          <p className={style.nothing}>No year costs anything, as far as the text says.</p>
        ) : null}
      </div>
      {shown ? (
        <p className={style.read} aria-hidden>
          {sayPoint(shown, money)}
          {before ? <span> As stated it was {money(before.loss)}.</span> : null}
        </p>
      ) : null}
    </div>
  );
}

function Curve(props: {
  readonly picture: CurvePicture;
  readonly losses: LossFinding;
  /** The curve of the losses, or one on its way there. */
  readonly curve: readonly ExceedancePoint[];
  readonly ghost: readonly ExceedancePoint[] | null;
  readonly played: readonly ExceedancePoint[] | null;
  readonly shown: ReadPoint;
  readonly before: ReadPoint | null;
  readonly pointAt: (x: number) => void;
  readonly pick: (x: number) => void;
  readonly leave: () => void;
}) {
  const { picture, losses, curve, ghost, played, shown, before, pointAt, pick, leave } = props;
  const hatched = useId();
  const { width, height, bottom, left, xOf, yOf } = picture;
  const { line, band } = drawn(curve, picture);
  const x = xOf(shown.loss);
  const y = yOf(shown.chance);
  const xIn = (event: React.PointerEvent | React.MouseEvent): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  return (
    <svg
      className={style.svg}
      width={width}
      height={height}
      aria-hidden
      onPointerMove={(event) => pointAt(xIn(event))}
      onPointerLeave={leave}
      onClick={(event) => pick(xIn(event))}
    >
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
      <Grid picture={picture} currency={losses.currency} />
      <path className={style.band} d={band} fill={`url(#${hatched})`} data-part="band" />
      <Capital picture={picture} capital={losses.capital} currency={losses.currency} />
      {ghost ? <path className={style.ghost} d={drawn(ghost, picture).line} /> : null}
      <path className={style.line} d={line} data-part="curve" />
      {played ? <path className={style.played} d={drawn(played, picture).line} /> : null}
      <path className={style.cross} d={`M${left} ${y}H${x}V${bottom}`} />
      {before ? (
        <circle className={style.dotBefore} cx={xOf(before.loss)} cy={yOf(before.chance)} r="3.5" />
      ) : null}
      <circle className={style.dot} cx={x} cy={y} r="5" />
    </svg>
  );
}

const Grid = memo(function Grid({ picture, currency }: { picture: CurvePicture; currency: string }) {
  const { left, right, top, bottom, xOf, yOf, losses, chances } = picture;
  return (
    <g className={style.axes}>
      {chances.map((chance) => (
        <g key={chance}>
          <line className={style.hairline} x1={left} x2={right} y1={yOf(chance)} y2={yOf(chance)} />
          <text x={left - 8} y={yOf(chance) + 4} textAnchor="end">
            {chance === 1 ? "every year" : sayYears(chance).replace("year ", left < 80 ? "" : "year ")}
          </text>
        </g>
      ))}
      {losses.map((loss) => (
        <g key={loss}>
          <line className={style.hairline} x1={xOf(loss)} x2={xOf(loss)} y1={top} y2={bottom} />
          <text x={xOf(loss)} y={bottom + 17} textAnchor="middle">
            {sayMoney(loss, "").trim()}
          </text>
        </g>
      ))}
      <text className={style.axisName} x={right} y={bottom + 34} textAnchor="end">
        costs more than so much {currency} →
      </text>
      <text className={style.axisName} x={0} y={12}>
        ↑ so many years
      </text>
    </g>
  );
});

function Capital({
  picture,
  capital,
  currency,
}: {
  picture: CurvePicture;
  capital: number;
  currency: string;
}) {
  const { xOf, right, top, bottom, lossAt } = picture;
  const words = `capital ${sayMoney(capital, currency)}`;
  if (capital > lossAt(right) * 1.001) {
    return (
      <text className={style.capitalName} x={right} y={top - 8} textAnchor="end">
        {words} is beyond →
      </text>
    );
  }
  const x = xOf(capital);
  return (
    <g>
      <line className={style.capital} x1={x} x2={x} y1={top - 4} y2={bottom} />
      <text className={style.capitalName} x={Math.min(x + 4, right)} y={top - 8} textAnchor="end">
        {words}
      </text>
    </g>
  );
}

const steps = 200;
/** Width of the handle, pixels; its middle stands on the point. */
const thumb = 14;

/** The handle above the paper; even steps along it. */
function Reader(props: {
  readonly picture: CurvePicture;
  readonly losses: LossFinding;
  readonly shown: ReadPoint;
  readonly read: (chance: number) => void;
  readonly words: string;
}) {
  const { picture, losses, shown, read, words } = props;
  const { left, right, xOf, bottom, lossAt } = picture;
  const width = right - left;
  return (
    <input
      type="range"
      className={style.reader}
      style={{ left: left - thumb / 2, width: width + thumb, top: bottom - thumb / 2 }}
      aria-label="Point of the curve that is read"
      min={0}
      max={steps}
      value={Math.round((steps * (xOf(shown.loss) - left)) / width)}
      aria-valuetext={words}
      onChange={(event) => {
        const loss = lossAt(left + (width * Number(event.currentTarget.value)) / steps);
        const point = pointAtLoss(losses.exceedance, loss);
        if (point) read(point.chance);
      }}
    />
  );
}

/** What the lines of the picture are. */
export function CurveKey({ moved, played }: { moved: boolean; played: boolean }) {
  return (
    <p className={style.key}>
      <span>
        <i className={style.keyLine} /> the chance
      </span>
      <span>
        <i className={style.keyBand} /> not known: nine times in ten the chance lies here
      </span>
      {moved ? (
        <span>
          <i className={style.keyGhost} /> as stated
        </span>
      ) : null}
      {!moved && played ? (
        <span>
          <i className={style.keyPlayed} /> as played, year by year
        </span>
      ) : null}
    </p>
  );
}
