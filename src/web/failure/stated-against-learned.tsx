import { useElementSize } from "@mantine/hooks";
import type { Estimate } from "../../findings/estimate.ts";
import type { LearnedAmount, LearnedFailure } from "../../findings/learn.ts";
import { sayBand, sayCount, sayDuration, sayEstimate, sayMoney, sayRate } from "../../findings/say.ts";
import style from "./happened.module.css";
import { roundRates } from "./round-rates.ts";

/** How often, as stated (hatched) and as learned (solid), with what was counted as a point between them. */
export function StatedAgainstLearned({ of }: { readonly of: LearnedFailure }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const { statedPerYear, learnedPerYear, counted, exposureYears } = of;
  const rate = exposureYears > 0 ? counted / exposureYears : 0;
  const known = [...ends(statedPerYear), ...ends(learnedPerYear), rate].filter((perYear) => perYear > 0);
  if (known.length === 0) return null;
  const [least, most] = [Math.min(...known) / 1.25, Math.max(...known) * 1.25];
  const [left, right] = [60, Math.max(61, width - 12)];
  const xOf = (perYear: number) =>
    left + ((right - left) * (Math.log(perYear) - Math.log(least))) / (Math.log(most) - Math.log(least));
  const ticks = roundRates(least, most, (right - left) / 110);
  return (
    <div ref={ref} className={style.bands}>
      {width > 0 ? (
        <svg width={width} height={92} role="img" aria-label={inWords(of)}>
          <defs>
            <pattern
              id="stated-rate"
              width="4"
              height="4"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line x1="0" y1="0" x2="0" y2="4" stroke="var(--quiet)" strokeWidth="1.8" />
            </pattern>
          </defs>
          {ticks.map((perYear) => (
            <g key={perYear}>
              <line x1={xOf(perYear)} x2={xOf(perYear)} y1={4} y2={70} className={style.hairline} />
              <text x={Math.min(right - 20, Math.max(left, xOf(perYear)))} y={86} textAnchor="middle">
                {sayRate(perYear)}
              </text>
            </g>
          ))}
          <Band of={statedPerYear} name="stated" y={16} xOf={xOf} fill="url(#stated-rate)" />
          {rate > 0 ? (
            <>
              <text x={0} y={41}>
                counted
              </text>
              <circle cx={xOf(rate)} cy={37} r={4.5} className={style.counted} />
            </>
          ) : null}
          <Band of={learnedPerYear} name="learned" y={rate > 0 ? 58 : 42} xOf={xOf} fill="var(--ink)" />
        </svg>
      ) : null}
    </div>
  );
}

function Band(props: {
  readonly of: Estimate;
  readonly name: string;
  readonly y: number;
  readonly xOf: (perYear: number) => number;
  readonly fill: string;
}) {
  const { of, name, y, xOf, fill } = props;
  const known = ends(of).filter((end) => end > 0);
  if (known.length === 0) return null;
  const [from, to] = [xOf(Math.min(...known)), xOf(Math.max(...known))];
  return (
    <g>
      <text x={0} y={y + 4}>
        {name}
      </text>
      <rect
        x={from}
        y={y - 5}
        width={Math.max(3, to - from)}
        height={10}
        rx={2}
        fill={fill}
        className={style.band}
      />
      {of.value !== null && of.value > 0 ? (
        <rect x={xOf(of.value) - 2} y={y - 7} width={4} height={14} rx={1} className={style.median} />
      ) : null}
    </g>
  );
}

function ends({ value, low, high }: Estimate): number[] {
  return [value, low, high].filter((end) => end !== null);
}

function inWords({ statedPerYear, learnedPerYear }: LearnedFailure): string {
  const said = (of: Estimate) => `${sayEstimate(of, sayRate)}, with 90% ${sayBand(of, sayRate)}`;
  return `How often: stated ${said(statedPerYear)}; learned ${said(learnedPerYear)}`;
}

const amountNames: Record<LearnedAmount["what"], string> = {
  latentHours: "until noticed",
  containingHours: "until contained",
  recoveringHours: "until recovered",
  loss: "loss",
};

/** What single occurrences were like, against what was stated of them. */
export function Amounts({
  of,
  currency,
}: {
  readonly of: readonly LearnedAmount[];
  readonly currency: string;
}) {
  if (of.length === 0) return null;
  return (
    <dl className={style.amounts}>
      {of.map(({ what, counted, stated, next }) => {
        const say = what === "loss" ? (money: number) => sayMoney(money, currency) : sayDuration;
        const range = (estimate: Estimate) => sayBand(estimate, say) || sayEstimate(estimate, say);
        return (
          <div key={what}>
            <dt>{amountNames[what]}</dt>
            <dd>
              {range(next)}
              <span className={style.quiet}>
                {" "}
                by {sayCount(counted)} told{stated === null ? "" : `; stated ${range(stated)}`}
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
