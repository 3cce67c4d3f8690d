/** Shapes of the river, free of any screen. */

/**
 * Outline of a lane around its middle line, as an SVG path in x of buckets and y from −1 to 1: half as high at each bucket as
 * the square root of its count to that of `highest`, and flowing from bucket to bucket.
 */
export function lanePath(counts: readonly number[], highest: number): string {
  const half = counts.map((count) =>
    count <= 0 || highest <= 0 ? 0 : Math.max(0.06, 0.94 * Math.sqrt(count / highest)),
  );
  if (half.every((size) => size === 0)) return "";
  return `M0 0${bank(half, -1)}${bank(half, 1, true)}Z`;
}

/** One bank, to the right or back to the left: horizontal at each bucket's middle, so that it never overshoots. */
function bank(half: readonly number[], side: number, back = false): string {
  const points = half.map((size, i) => [i + 0.5, side * size] as const);
  const way = back
    ? [[half.length, 0] as const, ...points.reverse(), [0, 0] as const]
    : [[0, 0] as const, ...points, [half.length, 0] as const];
  let path = "";
  for (let i = 1; i < way.length; i++) {
    const [fromX, fromY] = way[i - 1]!;
    const [x, y] = way[i]!;
    const middle = (fromX + x) / 2;
    path += `C${middle} ${figure(fromY)} ${middle} ${figure(y)} ${x} ${figure(y)}`;
  }
  return path;
}

const figure = (value: number) => Number(value.toFixed(3));

export type Tick = { readonly time: number; readonly label: string };

const dayMs = 86_400_000;
/** At most so many labels side by side. */
const ticksMost = 8;

/** Round moments of local time between two times, with words for them: years, months, days or hours, whatever gives few enough. */
export function timeTicks(from: number, to: number): Tick[] {
  for (const { months, days, hours, label } of steps) {
    const approximate = (months * 30.4375 + days) * dayMs + hours * 3_600_000;
    if ((to - from) / approximate <= ticksMost) return ticksBy({ months, days, hours }, from, to, label);
  }
  const years = Math.ceil((to - from) / (ticksMost * 365.25 * dayMs) / 10) * 10;
  return ticksBy({ months: 12 * years, days: 0, hours: 0 }, from, to, year);
}

const year = (date: Date) => String(date.getFullYear());
const month = (date: Date) => date.toLocaleDateString("en", { month: "short", year: "numeric" });
const day = (date: Date) => date.toLocaleDateString("en", { day: "numeric", month: "short" });
const hour = (date: Date) =>
  date.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const steps = [
  ...[1, 3, 6, 12].map((hours) => ({ months: 0, days: 0, hours, label: hour })),
  ...[1, 2, 7, 14].map((days) => ({ months: 0, days, hours: 0, label: day })),
  ...[1, 3, 6].map((months) => ({ months, days: 0, hours: 0, label: month })),
  ...[1, 2, 5, 10, 20].map((years) => ({ months: 12 * years, days: 0, hours: 0, label: year })),
];

type Step = { readonly months: number; readonly days: number; readonly hours: number };

function ticksBy(
  { months, days, hours }: Step,
  from: number,
  to: number,
  label: (date: Date) => string,
): Tick[] {
  const start = new Date(from);
  const first = months > 0 ? Math.floor((12 * start.getFullYear() + start.getMonth()) / months) * months : 0;
  const at = (i: number): Date =>
    months > 0
      ? localMonth(first + i * months)
      : new Date(start.getFullYear(), start.getMonth(), start.getDate() + i * days, i * hours);
  const ticks: Tick[] = [];
  for (let i = 0; ; i++) {
    const date = at(i);
    if (date.getTime() > to || ticks.length > 4 * ticksMost) return ticks;
    if (date.getTime() >= from) ticks.push({ time: date.getTime(), label: label(date) });
  }
}

/** First moment of a month counted from year 0, in local time. */
function localMonth(months: number): Date {
  const date = new Date(2000, 0, 1);
  date.setFullYear(Math.floor(months / 12), months % 12, 1);
  return date;
}
