import { useElementSize } from "@mantine/hooks";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { MapFinding } from "../../findings/map.ts";
import { sayEstimate, sayList, sayMoney, sayRate, sayShare } from "../../findings/say.ts";
import type { DepartmentShown } from "./departments.ts";
import { type Label, labelWidth, placeLabels } from "./labels.ts";
import style from "./map.module.css";
import { type Bubble, layOut, nearby, neighbour, type Picture, type Shown } from "./scales.ts";

type Chosen = { readonly chosen: string | undefined; readonly choose: (failure: string | undefined) => void };

/** Every failure on predictability × risk. One stop for Tab; arrow keys walk from bubble to neighbouring bubble. */
export function MapPicture(
  props: Chosen & {
    readonly finding: MapFinding;
    readonly shown: Shown;
    readonly departments: readonly DepartmentShown[];
    /** A department that is looked at: the others step back. */
    readonly lit: string | null;
  },
) {
  const { finding, shown, departments, lit, chosen, choose } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const height = Math.round(Math.min(680, Math.max(440, width * 0.6)));
  const picture = useMemo(
    () => (width > 0 ? layOut(finding, shown, { width, height }) : null),
    [finding, shown, width, height],
  );
  const labels = useMemo(() => (picture ? placeLabels(picture, labelWidth) : []), [picture]);
  const [over, setOver] = useState<string | null>(null);
  const colours = new Map(departments.map(({ id, colour }) => [id, colour]));
  const looked = picture?.bubbles.find(({ failure }) => failure.id === over);
  return (
    <div ref={ref} className={style.paper} style={{ minHeight: height }}>
      {picture ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a drawing.
        <svg
          width={picture.width}
          height={height}
          role="group"
          aria-label="Map of failures, by predictability and risk"
          className={style.svg}
        >
          <Paper picture={picture} />
          <g aria-hidden>
            {picture.bubbles.map((bubble) => (
              <Trail
                key={bubble.failure.id}
                bubble={bubble}
                shown={shown}
                colour={colours.get(bubble.failure.department)}
              />
            ))}
          </g>
          <Bubbles
            picture={picture}
            colours={colours}
            lit={lit}
            currency={finding.currency}
            chosen={chosen}
            choose={choose}
            over={over}
            look={setOver}
          />
          <Names labels={labels} picture={picture} lit={lit} />
        </svg>
      ) : null}
      {looked && picture ? <Said bubble={looked} picture={picture} currency={finding.currency} /> : null}
    </div>
  );
}

/** Axes in words, and faint lines to read heights by. */
function Paper({ picture }: { picture: Picture }) {
  const { left, right, top, bottom, rows, columns, width, height } = picture;
  const narrow = width < 560;
  return (
    <g aria-hidden className={style.axes}>
      {rows.map(({ share, y }) => (
        <g key={share}>
          <line x1={left} x2={right} y1={y} y2={y} className={style.hairline} />
          <text x={narrow ? left : left - 8} y={narrow ? y - 3 : y + 4} textAnchor={narrow ? "start" : "end"}>
            {sayShare(share)}
          </text>
        </g>
      ))}
      {columns.map(({ predictability, x }) => (
        <g key={predictability}>
          <line x1={x} x2={x} y1={bottom} y2={bottom + 5} className={style.axis} />
          <text x={x} y={bottom + 20} textAnchor="middle">
            {predictability}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} className={style.axis} />
      <line x1={left} x2={left} y1={top - 8} y2={bottom} className={style.axis} />
      <text x={narrow ? left : 0} y={12} className={style.axisName}>
        ↑ risk: share of the capital that one would take
      </text>
      {narrow ? null : (
        <text x={left} y={height - 4}>
          ← hardly known
        </text>
      )}
      <text x={right} y={height - 4} textAnchor="end" className={style.axisName}>
        predictability: how well we know how often →
      </text>
    </g>
  );
}

function Trail({ bubble, shown, colour }: { bubble: Bubble; shown: Shown; colour: string | undefined }) {
  const { trail, x, y, failure } = bubble;
  if (!trail || Math.hypot(trail.x - x, trail.y - y) < 2) return null;
  const id = `trail-${failure.id}`;
  const [from, to] = shown === "learned" ? [trail, { x, y }] : [{ x, y }, trail];
  return (
    <g style={{ color: colour }} className={style.trail}>
      <linearGradient id={id} gradientUnits="userSpaceOnUse" x1={from.x} y1={from.y} x2={to.x} y2={to.y}>
        <stop offset="0" stopColor="currentcolor" stopOpacity="0.15" />
        <stop offset="1" stopColor="currentcolor" stopOpacity="0.9" />
      </linearGradient>
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y + 0.01} stroke={`url(#${id})`} />
      <circle cx={trail.x} cy={trail.y} r={2.5} className={shown === "learned" ? style.was : style.goes} />
    </g>
  );
}

function Bubbles(
  props: Chosen & {
    picture: Picture;
    colours: ReadonlyMap<string, string>;
    lit: string | null;
    currency: string;
    over: string | null;
    look: (failure: string | null) => void;
  },
) {
  const { picture, colours, lit, currency, chosen, choose, over, look } = props;
  const { bubbles } = picture;
  const group = useRef<SVGGElement>(null);
  const [stop, setStop] = useState<string | null>(null);
  const current = bubbles.find(({ failure }) => failure.id === (stop ?? chosen)) ?? bubbles[0];
  const go = (to: Bubble | undefined) => {
    if (!to) return;
    setStop(to.failure.id);
    group.current?.querySelector<SVGGElement>(`[data-failure="${CSS.escape(to.failure.id)}"]`)?.focus();
  };
  const onKey = (event: KeyboardEvent, bubble: Bubble) => {
    const byX = [...bubbles].sort((a, b) => a.x - b.x || a.y - b.y);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      Enter: "choose",
      " ": "choose",
      Escape: "let go",
      Home: "first",
      End: "last",
      ArrowLeft: "walk",
      ArrowRight: "walk",
      ArrowUp: "walk",
      ArrowDown: "walk",
    }[event.key];
    if (!act) return;
    event.preventDefault();
    if (act === "choose") choose(bubble.failure.id);
    else if (act === "let go") choose(undefined);
    else if (act === "walk") go(neighbour(bubbles, bubble, event.key));
    else go(byX.at(act === "first" ? 0 : -1));
  };
  return (
    <g ref={group}>
      <defs>
        <pattern
          id="assumed"
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="5" stroke="var(--paper)" strokeWidth="2.2" />
        </pattern>
      </defs>
      {bubbles.map((bubble) => {
        const { failure } = bubble;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing.
          <g
            key={failure.id}
            role="button"
            data-failure={failure.id}
            tabIndex={bubble === current ? 0 : -1}
            aria-pressed={chosen === failure.id}
            aria-label={inWords(bubble, currency)}
            className={style.bubble}
            data-away={lit !== null && lit !== failure.department}
            data-looked={over === failure.id}
            style={{
              color: colours.get(failure.department),
              transform: `translate(${bubble.x}px, ${bubble.y}px)`,
            }}
            onClick={() => {
              setStop(failure.id);
              choose(chosen === failure.id ? undefined : failure.id);
            }}
            onKeyDown={(event) => onKey(event, bubble)}
            onPointerEnter={() => look(failure.id)}
            onPointerLeave={() => look(null)}
            onFocus={(event) => event.currentTarget.matches(":focus-visible") && look(failure.id)}
            onBlur={() => look(null)}
          >
            <Shape bubble={bubble} />
          </g>
        );
      })}
    </g>
  );
}

function Shape({ bubble }: { bubble: Bubble }) {
  const { failure, radius, sure, blur, whisker, beyond, y } = bubble;
  const id = `blur-${failure.id}`;
  return (
    <>
      {whisker ? (
        <path
          className={style.whisker}
          d={`M0 ${whisker.top - y}V${whisker.bottom - y}M-3 ${whisker.top - y}h6M-3 ${whisker.bottom - y}h6`}
        />
      ) : null}
      <radialGradient id={id}>
        <stop offset={Math.min(0.98, sure / blur)} stopColor="currentcolor" stopOpacity="0.72" />
        <stop offset={radius / blur} stopColor="currentcolor" stopOpacity={sure < radius ? 0.42 : 0.72} />
        <stop offset="1" stopColor="currentcolor" stopOpacity={blur > radius ? 0.04 : 0.72} />
      </radialGradient>
      <circle r={blur} fill={`url(#${id})`} />
      {failure.assumed ? <circle r={radius} fill="url(#assumed)" /> : null}
      <circle r={radius} className={style.edge} />
      {beyond ? <path className={style.beyond} d={`M-4 ${-radius - 3}l4 -5 4 5`} /> : null}
      <circle r={Math.max(radius + 4, 13)} className={style.ring} />
    </>
  );
}

function Names({ labels, picture, lit }: { labels: readonly Label[]; picture: Picture; lit: string | null }) {
  const departments = new Map(picture.bubbles.map(({ failure }) => [failure.id, failure.department]));
  return (
    <g aria-hidden className={style.names}>
      {labels.map(({ id, text, x, y, anchor, leader }) => (
        <g key={id} data-away={lit !== null && departments.get(id) !== lit}>
          {leader ? <line {...leader} className={style.leader} /> : null}
          <text x={x} y={y} textAnchor={anchor}>
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

/** A bubble for those who don't see it: all that its place, size and hatching say. */
function inWords({ failure, place }: Bubble, currency: string): string {
  return [
    `${failure.name}, ${failure.functionName}`,
    `predictability ${place.predictability.toFixed(2)}`,
    `one takes ${sayEstimate(place.lossToCapital, sayShare)} of the capital`,
    `${sayEstimate(place.costPerYear, (cost) => sayMoney(cost, currency))} a year`,
    ...(failure.assumed ? [`frequency assumed by ${failure.assumed}`] : []),
  ].join("; ");
}

function Said({ bubble, picture, currency }: { bubble: Bubble; picture: Picture; currency: string }) {
  const { failure, place, x, y, blur } = bubble;
  const below = y < 150;
  const near = nearby(picture.bubbles, bubble, 2).map((other) => other.failure.name.toLowerCase());
  return (
    <div
      className={style.said}
      aria-hidden
      style={{
        left: Math.min(Math.max(x, 132), picture.width - 132),
        top: below ? y + blur + 10 : y - blur - 10,
        transform: below ? "translateX(-50%)" : "translate(-50%, -100%)",
      }}
    >
      <strong>{failure.name}</strong> · {failure.functionName}
      <br />
      {sayEstimate(place.perYear, sayRate)},{" "}
      {sayEstimate(place.costPerYear, (cost) => sayMoney(cost, currency))} a year
      {failure.assumed ? `; assumed by ${failure.assumed}` : ""}
      {near.length > 0 ? <div className={style.near}>near {sayList(near)}</div> : null}
    </div>
  );
}
