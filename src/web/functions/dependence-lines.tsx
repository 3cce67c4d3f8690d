import { type RefObject, useLayoutEffect, useState } from "react";
import type { OrganizationFunction } from "../../model/model.ts";
import style from "./functions.module.css";

type Line = {
  readonly id: string;
  readonly path: string;
  readonly end: { readonly x: number; readonly y: number };
};

/** Thin lines from the function looked at to what it depends on and what needs it; the cards say the same in words. */
export function DependenceLines(props: {
  readonly board: RefObject<HTMLDivElement | null>;
  readonly active: string | null;
  readonly functions: readonly OrganizationFunction[];
}) {
  const { board, active, functions } = props;
  const [lines, setLines] = useState<readonly Line[]>([]);
  useLayoutEffect(() => {
    const draw = () => setLines(board.current && active ? linesOf(board.current, active, functions) : []);
    draw();
    window.addEventListener("resize", draw);
    return () => window.removeEventListener("resize", draw);
  }, [board, active, functions]);
  return (
    <svg className={style.lines} aria-hidden="true">
      {lines.map(({ id, path, end }) => (
        <g key={id}>
          <path d={path} />
          <circle cx={end.x} cy={end.y} r={3} />
        </g>
      ))}
    </svg>
  );
}

function linesOf(board: HTMLElement, active: string, functions: readonly OrganizationFunction[]): Line[] {
  const edge = board.getBoundingClientRect();
  const boxOf = (id: string) => {
    const box = document.getElementById(`function-name-${id}`)?.getBoundingClientRect();
    return box
      ? { left: box.left - edge.left, right: box.right - edge.left, y: box.top - edge.top + box.height / 2 }
      : null;
  };
  const pairs = functions
    .flatMap(({ id, dependsOn }) => dependsOn.map((on) => [id, on.functionId] as const))
    .filter((pair) => pair.includes(active));
  return pairs.flatMap(([from, to]) => {
    const [a, b] = [boxOf(from), boxOf(to)];
    return a && b ? [lineOf(`${from} ${to}`, a, b)] : [];
  });
}

type Box = { readonly left: number; readonly right: number; readonly y: number };

/** From the side of one name that faces the other; within a column, out and back on the left. */
function lineOf(id: string, a: Box, b: Box): Line {
  if (a.left === b.left) {
    const x = a.left - 8;
    return { id, path: `M${x} ${a.y}C${x - 28} ${a.y} ${x - 28} ${b.y} ${x} ${b.y}`, end: { x, y: b.y } };
  }
  const [x1, x2] = a.left < b.left ? [a.right + 8, b.left - 8] : [a.left - 8, b.right + 8];
  const bend = (x2 - x1) / 2;
  return {
    id,
    path: `M${x1} ${a.y}C${x1 + bend} ${a.y} ${x2 - bend} ${b.y} ${x2} ${b.y}`,
    end: { x: x2, y: b.y },
  };
}
