import { useElementSize } from "@mantine/hooks";
import type { RunExpectation } from "../../findings/run.ts";
import { sayBand, sayCount, sayDuration, sayMoney, sayShare } from "../../findings/say.ts";
import style from "./expected.module.css";

/** What is expected ◇, the zone in which less is tolerated, and what is experienced on average, on one line. */
export function ToleranceStrip({ of, currency }: { readonly of: RunExpectation; readonly currency: string }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const { objective, tolerance, experienced, unit } = of;
  if (experienced.value === null) return null;
  const say = sayer(unit, currency);
  const limit = unit === "share" ? objective - tolerance : objective + tolerance;
  const known = [
    experienced.value,
    experienced.low ?? experienced.value,
    experienced.high ?? experienced.value,
  ];
  const { from, to } = spanOf(unit, [objective, limit, ...known]);
  const xOf = (value: number) => 8 + ((width - 16) * (value - from)) / (to - from);
  const [zoneFrom, zoneTo] = [Math.min(objective, limit), Math.max(objective, limit)].map(xOf) as [
    number,
    number,
  ];
  const band = sayBand(experienced, say);
  const words = `on average ${say(experienced.value)}; ${say(tolerance)} ${unit === "share" ? "less" : "more"} than expected is tolerated`;
  return (
    <div ref={ref} className={style.strip}>
      {width > 0 ? (
        <svg width={width} height={24} aria-hidden>
          <line x1={8} x2={width - 8} y1={12} y2={12} className={style.axis} />
          <rect
            x={zoneFrom}
            y={7}
            width={Math.max(1, zoneTo - zoneFrom)}
            height={10}
            className={style.zone}
          />
          <path d={`M${xOf(objective)} 5l7 7 -7 7 -7 -7z`} className={style.objective} />
          <line x1={xOf(known[1] ?? 0)} x2={xOf(known[2] ?? 0)} y1={12} y2={12} className={style.whisker} />
          <circle cx={xOf(experienced.value)} cy={12} r={4.5} className={style.experienced} />
        </svg>
      ) : null}
      <p
        className={style.quiet}
        title={band ? `with 90% between ${band}, by how many years were played` : undefined}
      >
        {words}
      </p>
    </div>
  );
}

/** Ends of the line: a share is read from its best downwards, everything else from none upwards. */
function spanOf(unit: RunExpectation["unit"], values: readonly number[]): { from: number; to: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const air = (most - least || Math.abs(most) || 1) * 0.2;
  return unit === "share"
    ? { from: Math.max(0, least - air), to: Math.min(1, most + air) }
    : { from: 0, to: most * 1.15 || 1 };
}

function sayer(unit: RunExpectation["unit"], currency: string): (value: number) => string {
  switch (unit) {
    case "hours":
      return sayDuration;
    case "occurrences":
      return sayCount;
    case "money":
      return (money) => sayMoney(money, currency);
    case "share":
      return sayShare;
  }
}
