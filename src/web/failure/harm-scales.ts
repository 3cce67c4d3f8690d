import type { Estimate } from "../../findings/estimate.ts";
import type { HarmCurve, HarmFinding, HarmMark } from "../../findings/harm.ts";
import { sayDuration, sayMoney } from "../../findings/say.ts";

/** A curve as it is drawn. Pixels. */
export type Line = {
  readonly curve: HarmCurve;
  readonly path: string;
  /** From the 5th to the 95th percentile of occurrences. */
  readonly band: string;
  /** Where it usually stops growing; null where that is beyond the picture or never. */
  readonly stop: Point | null;
  readonly end: Point;
  /** What one costs in the end, after what was undone; at the upper edge where it is beyond the picture or without end. */
  readonly left: Point & { readonly isBeyond: boolean };
  /** The how-manieth of its kind: lines of one colour differ by their dashes. */
  readonly nth: number;
  /** Where its name stands, beside what it comes to; null where there is no room for names. */
  readonly nameY: number | null;
};

/** What is on the time axis: a whisker from the 5th to the 95th percentile, its median, and where its words stand. */
export type Spread = {
  readonly mark: HarmMark;
  readonly text: string;
  readonly y: number;
  readonly from: number;
  readonly to: number;
  /** The whisker goes on beyond the picture. */
  readonly goesOn: boolean;
  /** Null where it is usually beyond the picture. */
  readonly at: number | null;
  readonly words: Point & { readonly anchor: "start" | "end" };
};

export type Point = { readonly x: number; readonly y: number };

export type HarmPicture = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xOf: (hours: number) => number;
  readonly hoursAt: (x: number) => number;
  readonly yOf: (harm: number) => number;
  readonly rows: readonly { readonly y: number; readonly text: string }[];
  readonly columns: readonly { readonly x: number; readonly text: string }[];
  /** Early hours are drawn wider than late ones. */
  readonly stretched: boolean;
  readonly lines: readonly Line[];
  /** Between all harm and what would be left if it were contained then; null where nothing can be undone. */
  readonly undo: string | null;
  readonly spreads: readonly Spread[];
};

/** Room on the right for what is left in the end, and for names. */
const gutters = { narrow: 44, wide: 190 };
export const fan = 34;
const wordWidth = (text: string) => text.length * 6.5;

/** The finding laid out on paper so wide: pixels for everything that is drawn. */
export function layOut(finding: HarmFinding, width: number): HarmPicture {
  const isNarrow = width < 560;
  const left = isNarrow ? 6 : 74;
  const right = width - (isNarrow ? gutters.narrow : gutters.wide);
  const top = 40;
  const named = curvesShown(finding).length * lineHeight;
  const bottom = top + Math.round(Math.max(220, named, Math.min(330, (right - left) * 0.58)));
  const end = finding.hours.at(-1) ?? 1;
  const power = stretchOf(finding, end);
  const highest = highestOf(finding);
  const xOf = (hours: number) => left + (right - left) * Math.min(1, Math.max(0, hours / end)) ** power;
  const yOf = (harm: number) => bottom - (bottom - top) * Math.min(1.02, Math.max(0, harm / highest));
  const scales: Scales = { xOf, yOf, right, top, highest, end, steps: power === 1 ? 1 : 6 };
  const spreads = spreadsOf(finding.marks, { xOf, left, right, end, top: bottom + 40 });
  return {
    width,
    height: (spreads.at(-1)?.y ?? bottom + 26) + 14,
    left,
    right,
    top,
    bottom,
    xOf,
    hoursAt: (x) => end * Math.min(1, Math.max(0, (x - left) / (right - left))) ** (1 / power),
    yOf,
    rows: rowsOf(highest).map((harm) => ({ y: yOf(harm), text: sayMoney(harm, finding.currency) })),
    columns: columnsOf(end, power, (right - left) / (isNarrow ? 86 : 96)).map((hours) => ({
      x: xOf(hours),
      text: hours === 0 ? "onset" : sayDuration(hours),
    })),
    stretched: power !== 1,
    lines: isNarrow ? linesOf(finding, scales) : withNames(linesOf(finding, scales), bottom),
    undo: undoArea(finding, scales),
    spreads,
  };
}

type Scales = {
  readonly xOf: (hours: number) => number;
  readonly yOf: (harm: number) => number;
  readonly right: number;
  readonly top: number;
  readonly highest: number;
  readonly end: number;
  /** Points drawn from one sample to the next near onset: a straight stretch is bent on stretched paper. */
  readonly steps: number;
};

/** 1: even hours. Where something happens in the first twenty-fifth of the picture, early hours are drawn wider. */
function stretchOf({ marks, curves }: HarmFinding, end: number): number {
  const moments = [...marks.map(({ atHours }) => atHours), ...curves.map(({ stopsAtHours }) => stopsAtHours)];
  const early = moments.some(({ value }) => value !== null && value > 0 && value < end / 25);
  return early ? 1 / 3 : 1;
}

/** Harm at the upper edge. What runs far beyond what people let happen leaves the picture, so that the rest stays apart. */
function highestOf({ curves }: HarmFinding): number {
  const most = Math.max(0, ...curves.flatMap(({ mean }) => mean));
  const people = curves.find(({ kind }) => kind === "people");
  const usual = Math.max(people?.mean.at(-1) ?? 0, people?.lossEach.value ?? 0);
  const highest = usual > 0 ? Math.min(most, 2.5 * usual) : most;
  return highest > 0 ? highest * 1.12 : 1;
}

/**
 * Curves that are drawn, and in which order: what nobody stops first, what all do together last. All together is left out
 * where there is at most one control, since it is that control then.
 */
export function curvesShown({ curves }: HarmFinding): readonly HarmCurve[] {
  const controls = curves.filter(({ kind }) => !["nothing", "people", "all"].includes(kind));
  return controls.length > 1 ? curves : curves.filter(({ kind }) => kind !== "all");
}

export function nthOfKind(curves: readonly HarmCurve[], curve: HarmCurve): number {
  return curves.filter(({ kind }) => kind === curve.kind).indexOf(curve);
}

function linesOf(finding: HarmFinding, scales: Scales): Line[] {
  const { hours } = finding;
  const curves = curvesShown(finding);
  return curves.map((curve) => {
    const points = trace(hours, curve.mean, scales);
    return {
      curve,
      path: `M${points.join("L")}`,
      band: `M${trace(hours, curve.high, scales).join("L")}L${trace(hours, curve.low, scales).reverse().join("L")}Z`,
      stop: stopOf(curve, hours, scales),
      end: { x: scales.right, y: scales.yOf(curve.mean.at(-1) ?? 0) },
      left: leftOf(curve, scales),
      nth: nthOfKind(curves, curve),
      nameY: null,
    };
  });
}

function leftOf({ lossEach: { value } }: HarmCurve, { yOf, right, top, highest }: Scales): Line["left"] {
  const isBeyond = value === null || value > highest;
  return { x: right + fan, y: isBeyond ? top : yOf(value), isBeyond };
}

function trace(hours: readonly number[], harm: readonly number[], { xOf, yOf, steps }: Scales): string[] {
  const points: string[] = [];
  hours.forEach((hour, i) => {
    const [before, beforeHarm] = [hours[i - 1] ?? hour, harm[i - 1] ?? harm[i] ?? 0];
    const between = i > 0 && i < 8 ? steps : 1;
    for (let step = 1; step <= between; step++) {
      const at = before + ((hour - before) * step) / between;
      const done = beforeHarm + (((harm[i] ?? 0) - beforeHarm) * step) / between;
      points.push(`${xOf(at).toFixed(1)} ${yOf(done).toFixed(1)}`);
    }
  });
  return points;
}

function stopOf({ stopsAtHours, mean }: HarmCurve, hours: readonly number[], scales: Scales): Point | null {
  const { value } = stopsAtHours;
  if (value === null || value > scales.end) return null;
  return { x: scales.xOf(value), y: scales.yOf(valueAt(hours, mean, value)) };
}

/** A sampled curve at an hour between two samples. */
export function valueAt(hours: readonly number[], values: readonly number[], hour: number): number {
  const after = hours.findIndex((sample) => sample >= hour);
  if (after <= 0) return values[after === 0 ? 0 : values.length - 1] ?? 0;
  const [from, to] = [hours[after - 1] ?? 0, hours[after] ?? 0];
  const [low, high] = [values[after - 1] ?? 0, values[after] ?? 0];
  return to === from ? high : low + ((high - low) * (hour - from)) / (to - from);
}

const lineHeight = 17;

/** Names beside what curves come to, moved apart until none covers another: down from the highest, then up from the floor. */
function withNames(lines: readonly Line[], bottom: number): Line[] {
  const order = [...lines].sort((a, b) => a.left.y - b.left.y || a.end.y - b.end.y);
  const places: number[] = [];
  for (const { left } of order) places.push(Math.max(left.y, (places.at(-1) ?? -Infinity) + lineHeight));
  let floor = bottom - 6;
  for (let i = places.length - 1; i >= 0; i--) {
    places[i] = Math.min(places[i] ?? 0, floor);
    floor = (places[i] ?? 0) - lineHeight;
  }
  const placeOf = new Map(order.map(({ curve }, i) => [curve.id, places[i] ?? 0]));
  return lines.map((line) => ({ ...line, nameY: placeOf.get(line.curve.id) ?? null }));
}

function undoArea({ hours, curves, undo }: HarmFinding, scales: Scales): string | null {
  const nothing = curves.find(({ kind }) => kind === "nothing");
  if (undo === null || nothing === undefined || !undo.share.some((share) => share > 0.005)) return null;
  const left = nothing.mean.map((harm, i) => harm * (1 - (undo.share[i] ?? 0)));
  return `M${trace(hours, nothing.mean, scales).join("L")}L${trace(hours, left, scales).reverse().join("L")}Z`;
}

function spreadsOf(
  marks: readonly HarmMark[],
  room: { xOf: (hours: number) => number; left: number; right: number; end: number; top: number },
): Spread[] {
  const { xOf, left, right, end } = room;
  let y = room.top;
  return marks.map((mark) => {
    const [low, value, high] = endsOf(mark.atHours);
    const isBeyond = value > end;
    const [from, to] = [xOf(low), xOf(high)];
    const text = `${mark.label} ${isBeyond ? "after " : ""}${sayDuration(value)}${isBeyond ? " →" : ""}`;
    const width = wordWidth(text) + (mark.assumed ? 18 : 0);
    const isRight = to + 10 + width <= right;
    const fits = isRight || from - 10 - width >= left;
    y += fits ? 22 : 38;
    const words = fits
      ? {
          x: isRight ? to + 10 : from - 10,
          y: y + 4,
          anchor: isRight ? ("start" as const) : ("end" as const),
        }
      : {
          x: Math.max(left, Math.min(xOf(value) - width / 2, right - width)),
          y: y - 10,
          anchor: "start" as const,
        };
    return {
      mark,
      text,
      y,
      from,
      to,
      goesOn: high > end && low < end,
      at: isBeyond ? null : xOf(value),
      words,
    };
  });
}

function endsOf({ low, value, high }: Estimate): [number, number, number] {
  return [low ?? value ?? 0, value ?? 0, high ?? value ?? 0];
}

/** About four round amounts up to the highest. */
function rowsOf(highest: number): number[] {
  const rough = highest / 4;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * decade).find((size) => size >= rough) ?? rough;
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, i) => i * step);
}

const [minute, day, month, year] = [1 / 60, 24, 730.5, 8766];
const roundTimes = [
  ...[1 / 3600, 5 / 3600, 10 / 3600, 30 / 3600],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12],
  ...[1, 2, 5, 10, 20].map((days) => days * day),
  ...[1, 2, 3, 6].map((months) => months * month),
  ...[1, 2, 5, 10, 20, 50, 100].map((years) => years * year),
];

/** Round times for the axis, as many as there is room for, onset first. */
function columnsOf(end: number, power: number, room: number): number[] {
  if (power === 1) {
    const step = roundTimes.find((size) => size >= end / room) ?? end;
    return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
  }
  const columns = [0];
  for (const time of roundTimes) {
    const isFar = ((time / end) ** power - ((columns.at(-1) ?? 0) / end) ** power) * room >= 0.95;
    if (time <= end && isFar) columns.push(time);
  }
  return columns;
}
