import type { Estimate } from "../findings/estimate.ts";
import type { Ideas } from "../model/model.ts";
import { createGenerator } from "../numeric/generator.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { spread } from "../numeric/range.ts";
import { shuffle } from "../numeric/shuffle.ts";
import { bounded, figureDomains, type StatedFigure } from "./idea-figures.ts";

/** Numbers between nothing and one, spread evenly and in no order: quantiles to draw a range at. The same for a seed and a stream. */
export function evenQuantiles(seed: number, stream: number, count: number): Float64Array {
  const generator = createGenerator(seed, IDEAS, stream);
  const places = Float64Array.from({ length: count }, (_, i) => (i + 0.5) / count);
  shuffle(places, generator);
  return places;
}

/** Streams of random numbers of ideas, beside those of failures. */
const IDEAS = 2 ** 34 + 7;

const figures = Object.keys(figureDomains) as StatedFigure[];

/** Each stated figure of ideas, drawn so many times over its range; one draw, its value, where none is a range. */
export type IdeaDraws = {
  readonly count: number;
  readonly of: (figure: StatedFigure, draw: number) => number;
};

export function drawIdeas(ideas: Ideas, seed: number, most: number): IdeaDraws {
  const ranged = figures.some((figure) => (ideas[figure]?.low ?? 0) !== (ideas[figure]?.high ?? 0));
  const count = ranged ? most : 1;
  const drawn = new Map<StatedFigure, Float64Array>();
  figures.forEach((figure, stream) => {
    const range = ideas[figure];
    if (range === undefined) return;
    const { quantile: at } = spread(range.low, range.high, figureDomains[figure]);
    drawn.set(
      figure,
      evenQuantiles(seed, stream, count).map((p) => bounded(at(p))),
    );
  });
  return { count, of: (figure, draw) => drawn.get(figure)![draw]! };
}

/** A value with the middle nine tenths of what it is in draws. */
export function overDraws(value: number, draws: Float64Array): Estimate {
  const sorted = draws.slice().sort();
  return {
    value,
    low: Math.min(value, quantile(sorted, 0.05)),
    high: Math.max(value, quantile(sorted, 0.95)),
    error: 0,
  };
}
