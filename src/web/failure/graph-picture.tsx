import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Mark } from "../design/mark.tsx";
import { labelWidth } from "../map/labels.ts";
import { neighbour } from "../map/scales.ts";
import style from "./failure.module.css";
import {
  type EdgeDrawn,
  isGate,
  layOutGraph,
  lineHeight,
  type NodeDrawn,
  onTheWay,
  type WhyGraph,
} from "./graph-layout.ts";
import { markOf } from "./graph-list.tsx";

/** The outcome at the right, what it grows from to its left. One stop for Tab; arrow keys walk from mark to mark. */
export function GraphPicture(props: {
  readonly graph: WhyGraph;
  readonly label: string;
  readonly chosen: string | undefined;
  /** What is done with a mark that was pressed: an input is chosen, a guard rail is gone to. */
  readonly press: (node: NodeDrawn["node"]) => void;
}) {
  const { graph, label, chosen, press } = props;
  const drawn = useMemo(() => layOutGraph(graph, labelWidth), [graph]);
  const lit = useMemo(() => (chosen ? onTheWay(graph, chosen) : null), [graph, chosen]);
  const box = useRef<HTMLDivElement>(null);
  const width = drawn.width;
  useEffect(() => {
    // Read backwards: where the picture is wider than its place, it begins at the outcome.
    if (box.current && width > 0) box.current.scrollLeft = width;
  }, [width]);
  return (
    <div ref={box} className={style.graphBox}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a drawing. */}
      <svg
        width={drawn.width}
        height={drawn.height}
        viewBox={`0 0 ${drawn.width} ${drawn.height}`}
        role="group"
        aria-label={label}
        className={style.graph}
      >
        <g aria-hidden>
          {drawn.edges.map((edge) => (
            <path
              key={`${edge.from} ${edge.to}`}
              d={edge.path}
              className={style.edge}
              data-kind={edge.kind}
              data-lit={isLit(edge, lit)}
            />
          ))}
        </g>
        <Nodes nodes={drawn.nodes} chosen={chosen} press={press} />
        <g aria-hidden className={style.words}>
          {drawn.nodes.map((it) => (
            <Words key={it.node.id} of={it} />
          ))}
        </g>
      </svg>
    </div>
  );
}

function isLit({ from, to }: EdgeDrawn, lit: ReadonlySet<string> | null): boolean {
  return lit?.has(from) === true && lit.has(to);
}

function Nodes(props: {
  nodes: readonly NodeDrawn[];
  chosen: string | undefined;
  press: (node: NodeDrawn["node"]) => void;
}) {
  const { nodes, chosen, press } = props;
  const group = useRef<SVGGElement>(null);
  const [stop, setStop] = useState<string | null>(null);
  const hatch = useId();
  const reachable = nodes.filter((it) => it !== nodes[0] && !isGate(it.node));
  const current = reachable.find(({ node }) => node.id === (stop ?? chosen)) ?? reachable[0];
  const onKey = (event: KeyboardEvent, from: NodeDrawn) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      press(from.node);
    }
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const to = neighbour(reachable, from, event.key);
    if (!to) return;
    setStop(to.node.id);
    group.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(to.node.id)}"]`)?.focus();
  };
  return (
    <g ref={group}>
      <defs>
        <Hatch id={`${hatch}-ink`} colour="currentcolor" />
        <Hatch id={`${hatch}-paper`} colour="var(--paper)" />
      </defs>
      {nodes.map((it) => {
        const { node } = it;
        if (!reachable.includes(it)) {
          return (
            <g key={node.id} aria-hidden className={style.node}>
              <NodeShape of={it} hatch={hatch} />
            </g>
          );
        }
        const isRail = node.kind === "guard rail";
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: a link or a button, as the spread says.
          <g
            key={node.id}
            {...(isRail ? { role: "link" } : { role: "button", "aria-pressed": chosen === node.id })}
            data-node={node.id}
            tabIndex={it === current ? 0 : -1}
            aria-label={inWords(it)}
            className={style.node}
            data-chosen={chosen === node.id}
            onClick={() => {
              setStop(node.id);
              press(node);
            }}
            onKeyDown={(event) => onKey(event, it)}
          >
            <NodeShape of={it} hatch={hatch} />
          </g>
        );
      })}
    </g>
  );
}

function Hatch({ id, colour }: { id: string; colour: string }) {
  return (
    <pattern id={id} width="3.5" height="3.5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1="0" y1="0" x2="0" y2="3.5" stroke={colour} strokeWidth="1.8" />
    </pattern>
  );
}

function inWords({ node }: NodeDrawn): string {
  return [
    node.label,
    node.kind,
    ...(node.figure ? [node.figure] : []),
    ...(node.assumed ? [`assumed by ${node.assumed}`] : []),
  ].join(", ");
}

function NodeShape({ of, hatch }: { of: NodeDrawn; hatch: string }) {
  const { node, x, y, left, right, height, words } = of;
  if (words === "inside") {
    return (
      <rect
        x={left}
        y={y - height / 2}
        width={right - left}
        height={height}
        rx={height / 2}
        className={style.gate}
      />
    );
  }
  return (
    <>
      <rect
        x={left - 4}
        y={y - height / 2 - 2}
        width={right - left + 8}
        height={height + 4}
        rx={5}
        className={style.ring}
      />
      <Mark kind={markOf(node)} size={18} x={x - 9} y={y - 9} />
      {node.assumed ? <Assumption of={of} hatch={hatch} /> : null}
    </>
  );
}

/** The mark hatched from within: its figure is assumed. */
function Assumption({ of: { node, x, y }, hatch }: { of: NodeDrawn; hatch: string }) {
  switch (node.kind) {
    case "guard rail":
      return <rect x={x - 3} y={y - 6} width={6} height={12} fill={`url(#${hatch}-paper)`} />;
    case "failure":
      return <circle cx={x} cy={y} r={5.6} fill={`url(#${hatch}-paper)`} />;
    default:
      return <circle cx={x} cy={y} r={4.2} fill={`url(#${hatch}-ink)`} />;
  }
}

function Words({ of: { node, x, y, lines, words } }: { of: NodeDrawn }) {
  if (words === "inside")
    return (
      <text x={x} y={y + 4} textAnchor="middle">
        {node.label}
      </text>
    );
  const all = node.figure ? lines.length + 1 : lines.length;
  const top = y - ((all - 1) * lineHeight) / 2 + 4.5;
  const [at, anchor] = words === "after" ? [x + 14, "start" as const] : [x - 14, "end" as const];
  return (
    <>
      {lines.map((line, row) => (
        <text
          key={line}
          x={at}
          y={top + row * lineHeight}
          textAnchor={anchor}
          data-outcome={words === "after"}
        >
          {line}
        </text>
      ))}
      {node.figure ? (
        <text x={at} y={top + lines.length * lineHeight} textAnchor={anchor} className={style.figure}>
          {node.figure}
        </text>
      ) : null}
    </>
  );
}
