import type { Bubble, Picture } from "./scales.ts";

export type Label = {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  /** Drawn from the bubble's edge to the label where it had to move away. */
  readonly leader: {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  } | null;
};

type Box = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
type Candidate = Pick<Label, "x" | "y" | "anchor"> & { readonly far: number };

const lineHeight = 15;

/**
 * Names beside bubbles without collisions: greedy, dearest first, each at its best free place; who finds none goes unnamed
 * on the paper (hover, list and table still name it). `widthOf` measures a text in pixels.
 */
export function placeLabels(picture: Picture, widthOf: (text: string) => number): Label[] {
  const taken: Box[] = [];
  const placed: Label[] = [];
  for (const bubble of picture.bubbles) {
    const text = bubble.failure.name;
    const width = widthOf(text);
    let best: { label: Label; box: Box; cost: number } | null = null;
    for (const candidate of candidates(bubble)) {
      const box = boxOf(candidate, width);
      if (box.x1 < picture.left || box.x2 > picture.width - 2 || box.y1 < 0 || box.y2 > picture.bottom + 6)
        continue;
      if (taken.some((other) => overlap(box, other) > 0)) continue;
      const cost = candidate.far + crowding(box, bubble, picture.bubbles);
      if (cost < 60 && (!best || cost < best.cost))
        best = { label: labelOf(bubble, text, candidate), box, cost };
    }
    if (!best) continue;
    taken.push(best.box);
    placed.push(best.label);
  }
  return placed;
}

function* candidates({ x, y, radius }: Bubble): Generator<Candidate> {
  const gap = radius + 5;
  yield { x: x + gap, y: y + 4, anchor: "start", far: 0 };
  yield { x: x - gap, y: y + 4, anchor: "end", far: 1 };
  yield { x, y: y - gap, anchor: "middle", far: 2 };
  yield { x, y: y + gap + 9, anchor: "middle", far: 3 };
  for (const step of [1, 2, 3, 4]) {
    for (const side of [1, -1]) {
      for (const lift of [-1, 1]) {
        const across = side * (gap + 10 + step * 5);
        yield {
          x: x + across,
          y: y + 4 + lift * step * 11,
          anchor: side > 0 ? "start" : "end",
          far: 4 + step * 5,
        };
      }
    }
  }
}

function boxOf({ x, y, anchor }: Candidate, width: number): Box {
  const x1 = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { x1: x1 - 2, x2: x1 + width + 2, y1: y - lineHeight + 3, y2: y + 4 };
}

function overlap(a: Box, b: Box): number {
  return (
    Math.max(0, Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1)) *
    Math.max(0, Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1))
  );
}

/** How much of other bubbles a label would cover, in pixels of width. */
function crowding(box: Box, own: Bubble, bubbles: readonly Bubble[]): number {
  let cost = 0;
  for (const other of bubbles) {
    if (other === own) continue;
    const { x, y, radius } = other;
    const covered = overlap(box, { x1: x - radius, x2: x + radius, y1: y - radius, y2: y + radius });
    cost += covered / (radius > 14 ? 12 : 4);
  }
  return cost;
}

function labelOf(bubble: Bubble, text: string, { x, y, anchor, far }: Candidate): Label {
  if (far < 4) return { id: bubble.failure.id, text, x, y, anchor, leader: null };
  const endX = anchor === "start" ? x - 3 : x + 3;
  const endY = y - 4;
  const angle = Math.atan2(endY - bubble.y, endX - bubble.x);
  const leader = {
    x1: bubble.x + Math.cos(angle) * bubble.radius,
    y1: bubble.y + Math.sin(angle) * bubble.radius,
    x2: endX,
    y2: endY,
  };
  return { id: bubble.failure.id, text, x, y, anchor, leader };
}

let canvas: CanvasRenderingContext2D | null = null;

/** Width of a label in the picture's type, pixels. */
export function labelWidth(text: string): number {
  canvas ??= document.createElement("canvas").getContext("2d");
  if (!canvas) return text.length * 7;
  canvas.font = '12.5px "Inter Variable", sans-serif';
  return canvas.measureText(text).width;
}
