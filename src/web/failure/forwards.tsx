import { Table } from "@mantine/core";
import { useState } from "react";
import type { HarmCurve, HarmFinding } from "../../findings/harm.ts";
import { sayBand, sayDuration, sayMoney, sayShare } from "../../findings/say.ts";
import { Assumptions } from "../design/assumptions.tsx";
import { Assumed } from "../design/figure.tsx";
import { Mark } from "../design/mark.tsx";
import { Earlier } from "../design/states.tsx";
import { TableScroll } from "../design/table-scroll.tsx";
import { useEngine, useHarm } from "../engine/engine.tsx";
import style from "./forwards.module.css";
import { strokeOf } from "./harm-drawing.tsx";
import { HarmPictureOf } from "./harm-picture.tsx";
import { curvesShown, nthOfKind } from "./harm-scales.ts";
import { nameOf, whatItSaves, whenItStops } from "./harm-words.ts";

/** One occurrence forwards: what it does with time, what cuts it off, and how long it can be undone. */
export function Forwards({ failureId }: { failureId: string }) {
  const { answer, stale, trouble } = useHarm(failureId);
  const engine = useEngine();
  return (
    <section aria-labelledby="forwards" className={style.forwards}>
      <h2 id="forwards" className={style.h2}>
        Harm over time
      </h2>
      {answer ? (
        <Earlier when={stale}>
          {/* The first sentence opens the page. */}
          {answer.sentences.length > 1 && <p className={style.said}>{answer.sentences.slice(1).join(" ")}</p>}
          <Harm finding={answer} />
        </Earlier>
      ) : (
        <p className={style.waiting}>{trouble ?? engine.trouble ?? "Playing this failure forwards."}</p>
      )}
    </section>
  );
}

function Harm({ finding }: { finding: HarmFinding }) {
  const [looked, look] = useState<string | null>(null);
  const [held, hold] = useState<string | null>(null);
  const isHarmless = finding.curves.every(({ mean }) => mean.every((harm) => harm === 0));
  if (isHarmless)
    return <p className={style.waiting}>As written, it does no harm: there is nothing to draw.</p>;
  return (
    <>
      <div className={style.page}>
        <div>
          <HarmPictureOf finding={finding} looked={looked ?? held} />
          <HowToRead finding={finding} />
        </div>
        <CutOffs finding={finding} held={held} hold={hold} look={look} />
      </div>
      <Behind finding={finding} />
      <Assumptions of={finding.assumptions} />
    </>
  );
}

/** What each curve comes to in the end, in words; looking at one lets its curve and its band stand out. */
function CutOffs(props: {
  readonly finding: HarmFinding;
  readonly held: string | null;
  readonly hold: (curve: string | null) => void;
  readonly look: (curve: string | null) => void;
}) {
  const { finding, held, hold, look } = props;
  const curves = curvesShown(finding);
  const people = curves.find(({ kind }) => kind === "people");
  return (
    <div className={style.cuts}>
      <h3>What one costs in the end</h3>
      <ul>
        {curves.map((curve) => (
          <li key={curve.id}>
            <button
              type="button"
              aria-pressed={held === curve.id}
              onClick={() => hold(held === curve.id ? null : curve.id)}
              onPointerEnter={() => look(curve.id)}
              onPointerLeave={() => look(null)}
              onFocus={(event) => event.currentTarget.matches(":focus-visible") && look(curve.id)}
              onBlur={() => look(null)}
            >
              <Swatch curve={curve} nth={nthOfKind(curves, curve)} />
              <span>
                <strong>{withName(curve)}</strong> {whatItSaves(curve, people, finding.currency)}
                <span className={style.when}>{whenItStops(curve)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {curves.length <= 2 ? (
        <p className={style.when}>No safety net, escape hatch or fail fast cuts it off: only people do.</p>
      ) : null}
    </div>
  );
}

function withName(curve: HarmCurve): string {
  const isControl =
    curve.kind === "safety net" || curve.kind === "escape hatch" || curve.kind === "fail fast";
  const words = isControl ? `with ${nameOf(curve)}` : nameOf(curve);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}:`;
}

/** The line as it is drawn, and the shape of what it stands for. */
function Swatch({ curve, nth }: { curve: HarmCurve; nth: number }) {
  const { kind } = curve;
  const mark = kind === "nothing" ? "failure" : kind === "people" || kind === "all" ? null : kind;
  return (
    <svg width={34} height={18} aria-hidden className={style.swatch}>
      <line x1={0} x2={34} y1={9} y2={9} {...strokeOf({ curve, nth })} />
      {mark === null ? null : (
        <>
          <circle cx={17} cy={9} r={8.5} className={style.halo} />
          <Mark kind={mark} size={13} x={10.5} y={2.5} />
        </>
      )}
    </svg>
  );
}

function HowToRead({ finding: { undo, marks } }: { finding: HarmFinding }) {
  const atOnset = undo?.share[0] ?? 0;
  return (
    <p className={style.key}>
      <span>Shaded: nine of ten go there if nobody notices, or as the line looked at.</span>
      {undo && atOnset > 0.005 ? (
        <span>
          <i className={style.dotted} /> can still be undone: {sayShare(atOnset)} at onset
          {undo.windowHours === null
            ? ", and as much later"
            : `, ${sayShare(atOnset * Math.exp(-1))} after ${sayDuration(undo.windowHours)}`}
          .
        </span>
      ) : null}
      {marks.some(({ assumed }) => assumed) ? <span>Hatched: assumed.</span> : null}
    </p>
  );
}

/** The same as the picture, to be read. */
function Behind({ finding }: { finding: HarmFinding }) {
  const { hours, currency, undo, marks } = finding;
  const curves = curvesShown(finding);
  const every = Math.max(1, Math.floor(hours.length / 12));
  const samples = hours.map((_, i) => i).filter((i) => i % every === 0);
  return (
    <details className={style.behind}>
      <summary>The same as a table</summary>
      <ul>
        {marks.map(({ what, label, atHours, assumed }) => (
          <li key={what}>
            {label} {sayDuration(atHours.value ?? 0)} after onset
            {sayBand(atHours, sayDuration) ? `, mostly ${sayBand(atHours, sayDuration)}` : ""}{" "}
            {assumed ? <Assumed by={assumed} /> : null}
          </li>
        ))}
      </ul>
      <TableScroll label="Harm over time, as a table">
        <Table verticalSpacing={6} miw={`${8 + curves.length * 9}rem`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>after onset</Table.Th>
              {curves.map((curve) => (
                <Table.Th key={curve.id} ta="right">
                  {nameOf(curve)}
                </Table.Th>
              ))}
              {undo ? <Table.Th ta="right">can be undone</Table.Th> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {samples.map((sample) => (
              <Table.Tr key={sample}>
                <Table.Th scope="row" fw={400}>
                  {sayDuration(hours[sample] ?? 0)}
                </Table.Th>
                {curves.map((curve) => (
                  <Table.Td key={curve.id} ta="right">
                    <Amount curve={curve} sample={sample} currency={currency} />
                  </Table.Td>
                ))}
                {undo ? <Table.Td ta="right">{sayShare(undo.share[sample] ?? 0)}</Table.Td> : null}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
    </details>
  );
}

function Amount({ curve, sample, currency }: { curve: HarmCurve; sample: number; currency: string }) {
  const [value = 0, low = 0, high = 0] = [curve.mean[sample], curve.low[sample], curve.high[sample]];
  const band = sayBand({ value, low, high, error: 0 }, (money) => sayMoney(money, currency));
  return (
    <>
      {sayMoney(value, currency)}
      {band ? <span className={style.when}>{band}</span> : null}
    </>
  );
}
