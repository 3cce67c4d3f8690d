import type { MapFailure, MapFinding, MapPlace } from "../../findings/map.ts";

/** Which of a failure's two places is looked at. */
export const shownPlaces = ["stated", "learned"] as const;
export type Shown = (typeof shownPlaces)[number];

export type Size = { readonly width: number; readonly height: number };

export type Bubble = {
  readonly failure: MapFailure;
  readonly place: MapPlace;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Radii at the low and the high end of what a year may cost: the edge is drawn as blurred as that. */
  readonly sure: number;
  readonly blur: number;
  /** Whisker: heights of the 95th and 5th percentile of one loss. */
  readonly whisker: { readonly top: number; readonly bottom: number } | null;
  /** Where the text puts it, where the record moved it from there. */
  readonly trail: { readonly x: number; readonly y: number } | null;
  /** The mean of one loss is infinite: drawn at the upper edge. */
  readonly beyond: boolean;
};

export type Picture = Size & {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly rows: readonly { readonly share: number; readonly y: number }[];
  readonly columns: readonly { readonly predictability: number; readonly x: number }[];
  readonly bubbles: readonly Bubble[];
};

export function placeShown(failure: MapFailure, shown: Shown): MapPlace {
  return shown === "learned" ? (failure.learned ?? failure.stated) : failure.stated;
}

/** The finding laid out on paper of a size: pixels for everything that is drawn, largest bubbles first, so that small ones stay on top. */
export function layOut(finding: MapFinding, shown: Shown, { width, height }: Size): Picture {
  const narrow = width < 560;
  const left = narrow ? 12 : 74;
  const right = width - (narrow ? 10 : 18);
  const top = 30;
  const bottom = height - 46;
  const decades = decadesOf(finding);
  const rise = (bottom - top) / (decades.high - decades.low);
  const known = knowledgeOf(finding);
  const x = (predictability: number) =>
    left +
    ((right - left) * (logOdds(within(predictability, known.low, known.high)) - logOdds(known.low))) /
      (logOdds(known.high) - logOdds(known.low));
  const y = (share: number) => bottom - (Math.log10(share) - decades.low) * rise;
  const radius = radiusOf(finding, narrow ? 26 : Math.min(46, width / 22));
  const bubbles = finding.failures.map((failure) => bubbleOf(failure, shown, { x, y, top, bottom, radius }));
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    rows: everyDecade(decades, height).map((share) => ({ share, y: y(share) })),
    columns: columnsWithin(known, narrow).map((predictability) => ({ predictability, x: x(predictability) })),
    bubbles: bubbles.sort((a, b) => b.radius - a.radius),
  };
}

type Scales = {
  x: (predictability: number) => number;
  y: (share: number) => number;
  top: number;
  bottom: number;
  radius: (cost: number) => number;
};

function bubbleOf(failure: MapFailure, shown: Shown, { x, y, top, bottom, radius }: Scales): Bubble {
  const place = placeShown(failure, shown);
  const share = (of: MapPlace) => of.lossToCapital.value;
  const heightOf = (of: number | null) => (of === null ? top : of <= 0 ? bottom : within(y(of), top, bottom));
  const { value, low, high } = place.costPerYear;
  const { low: least, high: most } = place.lossToCapital;
  const drawn = radius(value ?? 0);
  return {
    failure,
    place,
    x: x(place.predictability),
    y: heightOf(share(place)),
    radius: drawn,
    sure: low === null ? 0 : Math.min(drawn, radius(low)),
    blur: high === null ? drawn * 1.5 : Math.min(drawn * 1.6, Math.max(drawn, radius(high))),
    whisker:
      least === null || most === null || least === most
        ? null
        : { top: heightOf(most), bottom: heightOf(least) },
    trail: failure.learned
      ? {
          x: x((shown === "learned" ? failure.stated : failure.learned).predictability),
          y: heightOf(share(shown === "learned" ? failure.stated : failure.learned)),
        }
      : null,
    beyond: share(place) === null,
  };
}

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/**
 * Predictability is drawn by its odds, P / (1 − P): without an indicator and at κ = 1 these are the sightings that are known,
 * and ten times as many are as far apart at either end.
 */
function logOdds(predictability: number): number {
  return Math.log(predictability / (1 - predictability));
}

/** From where to where predictability is drawn: all places, and a third of the way to either side of half known at least. */
function knowledgeOf(finding: MapFinding): { low: number; high: number } {
  const places = finding.failures.flatMap(({ stated, learned }) => [
    stated.predictability,
    learned?.predictability ?? stated.predictability,
  ]);
  const low = Math.max(0.02, Math.min(0.3, ...places.map((place) => place * 0.9)));
  const high = Math.min(0.9995, Math.max(0.96, ...places.map((place) => 1 - (1 - place) * 0.7)));
  return { low, high };
}

function columnsWithin({ low, high }: { low: number; high: number }, narrow: boolean): number[] {
  const marks = narrow ? [0.1, 0.5, 0.9, 0.99, 0.999] : [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999];
  return marks.filter((mark) => mark >= low && mark <= high);
}

/** Powers of ten that hold every mean loss and most of every whisker, as shares of capital; at least two of them. */
function decadesOf(finding: MapFinding): { low: number; high: number } {
  const shares = finding.failures
    .flatMap(({ stated, learned }) => [stated.lossToCapital.value, learned?.lossToCapital.value ?? null])
    .filter((share): share is number => share !== null && share > 0);
  if (shares.length === 0) return { low: -4, high: 0 };
  const low = Math.floor(Math.log10(Math.min(...shares)) - 0.15);
  const high = Math.max(low + 2, Math.ceil(Math.log10(Math.max(...shares))));
  return { low, high };
}

function everyDecade({ low, high }: { low: number; high: number }, height: number): number[] {
  const step = Math.max(1, Math.ceil((high - low) / (height / 60)));
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, row) => 10 ** (high - row * step));
}

/** Area in proportion to cost; the dearest gets `largest`, and nothing vanishes. */
function radiusOf(finding: MapFinding, largest: number): (cost: number) => number {
  const costs = finding.failures.flatMap(({ stated, learned }) => [
    stated.costPerYear.value ?? 0,
    learned?.costPerYear.value ?? 0,
  ]);
  const dearest = Math.max(...costs, 0);
  return (cost) => (dearest === 0 ? 4 : Math.max(3.5, largest * Math.sqrt(Math.max(0, cost) / dearest)));
}

/** Where to go with an arrow key: the nearest one within a quarter turn of that direction. */
export function neighbour<P extends { readonly x: number; readonly y: number }>(
  places: readonly P[],
  from: P,
  key: string,
): P | undefined {
  const dx = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  const dy = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  let best: P | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const to of places) {
    const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const across = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    if (to === from || along <= 0.5) continue;
    const away = along + 2 * across;
    if (away < least) [best, least] = [to, away];
  }
  return best;
}

/** The nearest others on the paper, nearest first. */
export function nearby(bubbles: readonly Bubble[], from: Bubble, count: number): Bubble[] {
  const away = (to: Bubble) => Math.hypot(to.x - from.x, to.y - from.y);
  return bubbles
    .filter((to) => to !== from)
    .sort((a, b) => away(a) - away(b))
    .slice(0, count);
}
