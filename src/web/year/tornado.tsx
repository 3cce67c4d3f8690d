import { SegmentedControl } from "@mantine/core";
import { memo, useState } from "react";
import type { TornadoBar, TornadoFinding } from "../../findings/losses.ts";
import { sayCounted, sayMoney } from "../../findings/say.ts";
import type { StatedFigure } from "../../model/model.ts";
import { sayEnds } from "./moves.ts";
import style from "./tornado.module.css";

/** So many bars are shown before the rest is asked for. */
const first = 12;

type Swing = {
  readonly bar: TornadoBar;
  readonly name: string;
  readonly figure: StatedFigure;
  readonly low: number;
  readonly high: number;
};

/** What matters most: how far a year's cost goes when one figure goes from its low end to its high end. */
export const Tornado = memo(function Tornado(props: {
  readonly finding: TornadoFinding;
  readonly figures: ReadonlyMap<string, StatedFigure>;
  readonly of: "mean" | "bad";
  readonly show: (of: "mean" | "bad") => void;
  readonly chosen: string | undefined;
  readonly choose: (name: string) => void;
}) {
  const { finding, figures, of, show, chosen, choose } = props;
  const [all, setAll] = useState(false);
  const swings = swingsOf(finding, figures, of);
  const centre = of === "mean" ? finding.mean : finding.p99;
  if (swings.length === 0 || centre === null) return null;
  const shown = all ? swings : swings.slice(0, first);
  const [from, to] = [
    Math.min(centre, ...shown.map(({ low, high }) => Math.min(low, high))),
    Math.max(centre, ...shown.map(({ low, high }) => Math.max(low, high))),
  ];
  const at = (money: number): number => (to > from ? (100 * (money - from)) / (to - from) : 50);
  return (
    <section className={style.section} aria-labelledby="matters">
      <div className={style.head}>
        <h2 id="matters">What matters most</h2>
        <SegmentedControl
          size="xs"
          aria-label="What the bars are of"
          value={of}
          onChange={(value) => show(value === "bad" ? "bad" : "mean")}
          data={[
            { value: "mean", label: "the mean year" },
            { value: "bad", label: "1 year in 100" },
          ]}
        />
      </div>
      <p className={style.lead}>
        {finding.sentences.join(" ")} Each bar: where{" "}
        {of === "mean" ? "the mean year" : "the cost that 1 year in 100 passes"} would lie with one figure at
        its low end and at its high end, all others as stated. Choose one to move it.
      </p>
      <ol className={style.bars}>
        {shown.map((swing) => (
          <Bar
            key={swing.name}
            swing={swing}
            at={at}
            centre={centre}
            currency={finding.currency}
            chosen={swing.name === chosen}
            choose={choose}
          />
        ))}
      </ol>
      <p className={style.foot}>
        <span>
          <i className={style.toLow} /> at its low end
        </span>
        <span>
          <i className={style.toHigh} /> at its high end
        </span>
        <span>
          <i className={style.unknown} /> hatched: one value, which nobody knows; plain: it varies from case
          to case
        </span>
        {swings.length > shown.length ? (
          <button type="button" className={style.more} onClick={() => setAll(true)}>
            and {sayCounted(swings.length - shown.length, "figure")} more
          </button>
        ) : null}
      </p>
    </section>
  );
});

/** Bars whose figures can be moved here, widest first. */
function swingsOf(
  { bars }: TornadoFinding,
  figures: ReadonlyMap<string, StatedFigure>,
  of: "mean" | "bad",
): readonly Swing[] {
  const names = new Map([...figures].map(([name, figure]) => [figure.at, { name, figure }]));
  const width = ({ low, high }: Swing): number => Math.abs(high - low);
  return bars
    .flatMap((bar): Swing[] => {
      const known = names.get(bar.at);
      const [low, high] = of === "mean" ? [bar.meanAtLow, bar.meanAtHigh] : [bar.p99AtLow, bar.p99AtHigh];
      return known && low !== null && high !== null && low !== high ? [{ bar, ...known, low, high }] : [];
    })
    .sort((a, b) => width(b) - width(a));
}

function Bar(props: {
  readonly swing: Swing;
  readonly at: (money: number) => number;
  readonly centre: number;
  readonly currency: string;
  readonly chosen: boolean;
  readonly choose: (name: string) => void;
}) {
  const { swing, at, centre, currency, chosen, choose } = props;
  const { bar, name, figure, low, high } = swing;
  const { owner, what } = figure;
  const said = sayEnds(figure, bar, currency);
  const reach = (end: number) => ({
    left: `${Math.min(at(end), at(centre))}%`,
    width: `${Math.abs(at(end) - at(centre))}%`,
  });
  return (
    <li data-chosen={chosen}>
      <button type="button" aria-pressed={chosen} onClick={() => choose(name)}>
        <span className={style.name}>
          <span>
            {owner.name}: {what}
          </span>
          <small>{said}</small>
        </span>
        <span className={style.track} aria-hidden>
          <i className={style.toLow} style={reach(low)} data-unknown={bar.kind === "not known"} />
          <i className={style.toHigh} style={reach(high)} data-unknown={bar.kind === "not known"} />
          <b style={{ left: `${at(centre)}%` }} />
        </span>
        <span className={style.said}>
          {sayMoney(low, "").trim()} <span aria-hidden>→</span>
          <span className={style.hidden}>to</span> {sayMoney(high, currency)}
        </span>
      </button>
    </li>
  );
}
