import type { TornadoBar, TornadoFinding } from "../findings/losses.ts";
import { sayList, sayMoney } from "../findings/say.ts";
import { adjusted, type Control, type Model, type StatedFigure, statedFigures } from "../model/model.ts";
import type { YearMixture } from "../numeric/mixture.ts";
import { type Compiled, compiledOf, failureCompiler, type Years, yearsOf } from "./compile.ts";
import { type DrawnRates, drawnRates, type LossStream, streamMaker } from "./loss-streams.ts";
import { mixtureOf } from "./losses.ts";
import { spreadUnknowns } from "./year.ts";

/** Bars for which the cost that one year in 100 passes is worked out, too. */
const CLOSELY = 8;
/** Bars that are told. */
const MOST_BARS = 24;
/** Figures whose ends are tried: those of the failures that cost most where there are very many. */
const MOST_FIGURES = 400;
/** Draws of what else is not known, for the mean. */
const DRAWS = 32;
const CLOSE_DRAWS = 256;

/**
 * What matters most: each range is set to its low end and to its high end, all else as stated, and the exact mean year is told for
 * both. Infinite means are left out. Money.
 */
export function tornado(model: Model, { seed }: { readonly seed: number }): TornadoFinding {
  const base = baseOf(model, seed);
  const swings = tried(base)
    .map((figure) => ({ figure, ends: [meanAt(base, figure, "low"), meanAt(base, figure, "high")] as const }))
    .filter(({ ends: [low, high] }) => Number.isFinite(low) && Number.isFinite(high) && low !== high)
    .sort((a, b) => Math.abs(b.ends[1] - b.ends[0]) - Math.abs(a.ends[1] - a.ends[0]))
    .slice(0, MOST_BARS);
  const bars = swings.map(
    ({ figure, ends: [meanAtLow, meanAtHigh] }, place): TornadoBar => ({
      at: figure.at,
      what: `${figure.owner.name}: ${figure.what}`,
      kind: base.unknowns.has(figure.at) ? "not known" : "varies",
      low: figure.low,
      high: figure.high,
      unit: figure.unit,
      meanAtLow,
      meanAtHigh,
      p99AtLow: place < CLOSELY ? p99Of(yearAt(base, figure, "low")) : null,
      p99AtHigh: place < CLOSELY ? p99Of(yearAt(base, figure, "high")) : null,
    }),
  );
  const { name, currency } = model.organization;
  return {
    finding: "tornado",
    version: 1,
    organization: name,
    currency,
    seed,
    sentences: sentences(bars, currency),
    mean: meanOf(base, base.years, base.streams),
    p99: p99Of(mixtureOf(base.streams, base.drawn)),
    bars,
  };
}

type Base = {
  readonly compiled: Compiled;
  readonly seed: number;
  readonly figures: readonly StatedFigure[];
  /** Place among what is not known, by where a figure stands. */
  readonly unknowns: ReadonlyMap<number, number>;
  readonly columns: readonly Float64Array[];
  readonly years: Years;
  readonly streams: readonly LossStream[];
  readonly drawn: DrawnRates;
  readonly remake: (model: Model, failure: number) => LossStream;
};

function baseOf(model: Model, seed: number): Base {
  const compiled = compiledOf(model);
  const columns = spreadUnknowns(compiled.unknowns, seed, DRAWS, { middle: true });
  const make = streamMaker(compiled, seed);
  const streams = compiled.failures.map(make);
  return {
    compiled,
    seed,
    figures: statedFigures(model),
    unknowns: new Map(compiled.frequencies.quantities.map(({ quantity }, i) => [quantity.place.start, i])),
    columns,
    years: yearsOf(compiled, columns, DRAWS),
    streams,
    drawn: drawnRates(compiled, streams, { seed, draws: CLOSE_DRAWS }),
    remake: (other, k) => make(failureCompiler(other, compiled.crews)(other.failures[k]!, k)),
  };
}

/** Ranges that a year's losses can hang on. */
function tried({ figures, unknowns, compiled, years, streams }: Base): StatedFigure[] {
  const costs = new Map(
    compiled.failures.map(({ failure }, k) => [failure.id, meanOfFailure(years, streams, k)] as const),
  );
  const costOf = (figure: StatedFigure): number =>
    affected(compiled, figure).reduce((sum, k) => sum + costs.get(compiled.failures[k]!.failure.id)!, 0);
  const ranges = figures.filter(
    (figure) =>
      figure.low < figure.high && (unknowns.has(figure.at) || affected(compiled, figure).length > 0),
  );
  if (ranges.length <= MOST_FIGURES) return ranges;
  const weighed = ranges.map((figure) => ({
    figure,
    cost: unknowns.has(figure.at) ? Infinity : costOf(figure),
  }));
  return weighed
    .sort((a, b) => b.cost - a.cost)
    .slice(0, MOST_FIGURES)
    .map(({ figure }) => figure);
}

/** Failures whose single losses hang on a figure that varies from one occurrence to the next. */
function affected({ model, failures }: Compiled, { owner }: StatedFigure): number[] {
  const indexOf = (id: string): number[] =>
    failures.filter(({ failure }) => failure.id === id).map(({ index }) => index);
  if (owner.kind === "failure") return indexOf(owner.id);
  const control: Control | undefined =
    owner.kind === "control" ? model.controls.find(({ id }) => id === owner.id) : undefined;
  if (control === undefined || control.kind === "guard rail") return [];
  return control.protects.flatMap(indexOf);
}

type End = "low" | "high";

function meanAt(base: Base, figure: StatedFigure, end: End): number {
  const unknown = base.unknowns.get(figure.at);
  if (unknown === undefined) return meanOf(base, base.years, remade(base, figure, end));
  const columns = base.columns.with(unknown, new Float64Array(DRAWS).fill(figure[end]));
  return meanOf(base, yearsOf(base.compiled, columns, DRAWS), base.streams);
}

function yearAt(base: Base, figure: StatedFigure, end: End): YearMixture {
  const { compiled, seed, streams, drawn } = base;
  const unknown = base.unknowns.get(figure.at);
  if (unknown === undefined) return mixtureOf(remade(base, figure, end), drawn);
  const at = { unknown, value: figure[end] };
  return mixtureOf(streams, drawnRates(compiled, streams, { seed, draws: CLOSE_DRAWS, at }));
}

function remade(base: Base, figure: StatedFigure, end: End): LossStream[] {
  const { compiled, streams, remake } = base;
  const other = adjusted(compiled.model, new Map([[figure.at, { low: figure[end], high: figure[end] }]]));
  const touched = new Set(affected(compiled, figure));
  return streams.map((stream, k) => (touched.has(k) ? remake(other, k) : stream));
}

function meanOf({ compiled }: Base, years: Years, streams: readonly LossStream[]): number {
  return compiled.failures.reduce((sum, _, k) => sum + meanOfFailure(years, streams, k), 0);
}

function meanOfFailure({ totals, shares, count }: Years, streams: readonly LossStream[], k: number): number {
  let sum = 0;
  streams[k]!.means.forEach((mean, f) => {
    for (let draw = 0; draw < count; draw++) sum += totals[k]![draw]! * shares[k]![f]![draw]! * mean;
  });
  return sum / count;
}

function p99Of(year: YearMixture): number | null {
  const p99 = year.quantile(0.99);
  return Number.isFinite(p99) ? p99 : null;
}

function sentences(bars: readonly TornadoBar[], currency: string): string[] {
  const [first] = bars;
  if (first === undefined) return ["Every figure that a year's cost hangs on is stated as one value."];
  const swing = ({ meanAtLow, meanAtHigh }: TornadoBar): string =>
    `between ${sayMoney(Math.min(meanAtLow, meanAtHigh), currency)} and ${sayMoney(Math.max(meanAtLow, meanAtHigh), currency)}`;
  const others = bars.slice(1, 3).map(({ what }) => `“${what}”`);
  const next = others.length === 0 ? "" : ` Next come ${sayList(others)}.`;
  return [
    `Nothing moves a year's cost more than “${first.what}”: over its range the mean year lies ${swing(first)}.${next}`,
  ];
}
