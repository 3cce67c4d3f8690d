/** The exceedance curve on paper: where money and chances stand, and how a point of it is said. */
import type { ExceedancePoint } from "../../findings/losses.ts";
import { sayCount, sayShare } from "../../findings/say.ts";

/** Rarer years than one in so many are not drawn. */
const rarest = 1e-3;

export type CurvePicture = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xOf: (loss: number) => number;
  readonly yOf: (chance: number) => number;
  readonly lossAt: (x: number) => number;
  readonly losses: readonly number[];
  readonly chances: readonly number[];
};

/** A curve with its band, as paths. */
export type Drawn = { readonly line: string; readonly band: string };

/** What can be drawn on logarithmic paper. */
function drawable(curve: readonly ExceedancePoint[]): readonly ExceedancePoint[] {
  return curve.filter(({ loss, chance }) => loss > 0 && chance >= rarest * 0.999);
}

/** Paper for curves that share it; null where none of them has a loss. The capital is on it if it is not far beyond. */
export function layOut(
  curves: readonly (readonly ExceedancePoint[])[],
  capital: number,
  { width, height }: { readonly width: number; readonly height: number },
): CurvePicture | null {
  const points = curves.flatMap(drawable).filter(({ chance }) => chance < 0.995);
  if (points.length === 0) return null;
  const largest = Math.max(...points.map(({ loss }) => loss));
  const low = nice(Math.max(Math.min(...points.map(({ loss }) => loss)), largest / 1e5), Math.floor);
  const high = nice(
    Math.max(largest * 1.02, capital < 30 * largest ? capital * 1.15 : 0, low * 10),
    Math.ceil,
  );
  const narrow = width < 560;
  const [left, right, top, bottom] = [narrow ? 62 : 92, width - 14, 26, height - 40];
  const [from, to] = [Math.log(low), Math.log(high)];
  const xOf = (loss: number): number =>
    left + ((Math.log(Math.min(Math.max(loss, low), high)) - from) / (to - from)) * (right - left);
  const yOf = (chance: number): number =>
    top + (Math.log(Math.min(Math.max(chance, rarest), 1)) / Math.log(rarest)) * (bottom - top);
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    xOf,
    yOf,
    lossAt: (x) => Math.exp(from + Math.min(Math.max((x - left) / (right - left), 0), 1) * (to - from)),
    losses: moneyTicks(low, high, (right - left) / (narrow ? 70 : 84)),
    chances:
      height < 260 ? [1, 0.5, 0.1, 0.01, 0.001] : [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001],
  };
}

/** The next 1, 2 or 5 times a power of ten, outwards. */
function nice(value: number, round: (steps: number) => number): number {
  const power = Math.floor(Math.log10(value));
  const steps = [1, 2, 5, 10].map((step) => step * 10 ** power);
  return round === Math.floor
    ? steps.findLast((step) => step <= value * (1 + 1e-9))!
    : steps.find((step) => step >= value * (1 - 1e-9))!;
}

function moneyTicks(low: number, high: number, most: number): readonly number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, index) => 10 ** (Math.floor(Math.log10(low)) + index),
  );
  const within = (ticks: readonly number[]) =>
    ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
  const dense = within(powers.flatMap((power) => [power, 2 * power, 5 * power]));
  if (dense.length <= most) return dense;
  const sparse = within(powers);
  const every = Math.ceil(sparse.length / most);
  return sparse.filter((_, index) => index % every === 0);
}

/** Paths of a curve and of its band on some paper. */
export function drawn(curve: readonly ExceedancePoint[], { xOf, yOf }: CurvePicture): Drawn {
  const points = drawable(curve);
  const at = (loss: number, chance: number): string => `${xOf(loss).toFixed(1)},${yOf(chance).toFixed(1)}`;
  if (points.length === 0) return { line: "", band: "" };
  const upper = points.map(({ loss, high }) => at(loss, high));
  const lower = points.map(({ loss, low }) => at(loss, low)).reverse();
  return {
    line: `M${points.map(({ loss, chance }) => at(loss, chance)).join("L")}`,
    band: `M${[...upper, ...lower].join("L")}Z`,
  };
}

/** A point of the curve between those that were computed. */
export type ReadPoint = {
  readonly loss: number;
  readonly chance: number;
  readonly low: number;
  readonly high: number;
};

/** Where the curve falls to a chance: straight between points on logarithmic paper; its ends beyond them. Null without a loss. */
export function pointAtChance(curve: readonly ExceedancePoint[], chance: number): ReadPoint | null {
  return between(
    drawable(curve),
    (point) => point.chance <= chance,
    (point) => Math.log(point.chance),
    Math.log(chance),
  );
}

/** The curve at a loss. */
export function pointAtLoss(curve: readonly ExceedancePoint[], loss: number): ReadPoint | null {
  return between(
    drawable(curve),
    (point) => point.loss >= loss,
    (point) => Math.log(point.loss),
    Math.log(loss),
  );
}

function between(
  points: readonly ExceedancePoint[],
  isBeyond: (point: ExceedancePoint) => boolean,
  place: (point: ExceedancePoint) => number,
  wanted: number,
): ReadPoint | null {
  const next = points.findIndex(isBeyond);
  const [before, after] = [points[next - 1], next < 0 ? undefined : points[next]];
  if (before === undefined || after === undefined) return after ?? points.at(-1) ?? null;
  const way = place(after) === place(before) ? 1 : (wanted - place(before)) / (place(after) - place(before));
  const mix = (of: (point: ExceedancePoint) => number): number => {
    const [from, to] = [of(before), of(after)];
    return from > 0 && to > 0
      ? Math.exp(Math.log(from) + way * (Math.log(to) - Math.log(from)))
      : from + way * (to - from);
  };
  return {
    loss: mix(({ loss }) => loss),
    chance: mix(({ chance }) => chance),
    low: mix(({ low }) => low),
    high: mix(({ high }) => high),
  };
}

/** A chance as years: `nearly every year`, `7 years in 10`, `1 year in 20`. */
export function sayYears(chance: number): string {
  if (chance >= 0.975) return "nearly every year";
  if (chance <= 0) return "no year";
  const tenths = Math.round(10 * chance);
  if (chance > 0.3 && tenths !== 5 && tenths < 10) return `${tenths} years in 10`;
  if (tenths >= 10) return `${sayShare(chance)} of years`;
  const years = 1 / chance;
  return `1 year in ${sayCount(years < 100 ? Math.round(years) : Number(years.toPrecision(2)))}`;
}

/** A point as a sentence: “1 year in 20 costs more than 97M USD; it may be 1 year in 9 to 1 year in 60, for all that is known.” */
export function sayPoint(point: ReadPoint, money: (amount: number) => string): string {
  const [often, seldom] = [sayYears(point.high), sayYears(point.low)];
  const said = sayYears(point.chance);
  const verb = /^\d+ years/.test(said) ? "cost" : "costs";
  const first =
    said.startsWith("1") || /^\d/.test(said) ? said : said.charAt(0).toUpperCase() + said.slice(1);
  const doubt = often === seldom ? "" : ` For all that is known it may be ${often}, or ${seldom}.`;
  return `${first} ${verb} more than ${money(point.loss)}.${doubt}`;
}
