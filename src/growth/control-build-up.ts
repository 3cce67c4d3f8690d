import type { ControlBuildUp } from "../findings/ossification.ts";
import type { Ideas } from "../model/model.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { drawIdeas } from "./idea-draws.ts";
import { meanOf } from "./idea-figures.ts";
import { buildUpSentence } from "./ossification-sentences.ts";

/**
 * Controls that are no longer needed: Q' = U/T − π·Q·(1 − U − Q). Useful controls, a load of U, stay needed for T on average; what is
 * no longer needed is let go by reviews at π in a year, as far as there are hours free for them. Loads are shares of all hours.
 */
export type BuildUp = {
  /** U */
  readonly useful: number;
  /** T */
  readonly lastsYears: number;
  /** π */
  readonly reviewPerYear: number;
};

/** 4U/(1 − U)²: with πT below it obsolete controls pile up from anywhere. Infinite where useful controls take all hours. */
export function runawayThreshold(useful: number): number {
  return useful < 1 ? (4 * useful) / (1 - useful) ** 2 : Infinity;
}

/** Obsolete loads that stay as they are: the one it settles at, and the one beyond which it runs away; null where there are none. */
export function restingLoads({
  useful,
  lastsYears,
  reviewPerYear,
}: BuildUp): { readonly settles: number; readonly tipping: number } | null {
  const free = 1 - useful;
  const inflow = useful / (lastsYears * reviewPerYear);
  const square = free * free - 4 * inflow;
  if (!(square >= 0) || !(reviewPerYear > 0)) return null;
  const tipping = (free + Math.sqrt(square)) / 2;
  // Their product is the inflow: the small one is not the difference of two large ones.
  return { settles: tipping > 0 ? inflow / tipping : 0, tipping };
}

const STEPS_A_YEAR = 16;

/**
 * Obsolete load after 0, 1, … `years` years; it stops where no hour is free.
 *
 * Method: classical Runge–Kutta, so many steps a year that review takes at most a tenth of the load in one. Error: below 1e-6 there.
 */
export function obsoleteLoad(of: BuildUp, from: number, years: number): Float64Array {
  const { useful, lastsYears, reviewPerYear } = of;
  const free = 1 - useful;
  const change = (q: number): number => useful / lastsYears - reviewPerYear * q * (free - q);
  const steps = Math.min(4096, Math.max(STEPS_A_YEAR, Math.ceil(10 * (reviewPerYear + 1 / lastsYears))));
  const h = 1 / steps;
  const path = new Float64Array(years + 1);
  let load = Math.min(free, from);
  path[0] = load;
  for (let year = 1; year <= years; year++) {
    for (let step = 0; step < steps; step++) {
      const one = change(load);
      const two = change(load + (h / 2) * one);
      const three = change(load + (h / 2) * two);
      const four = change(load + h * three);
      load = Math.min(free, Math.max(0, load + (h / 6) * (one + 2 * two + 2 * three + four)));
    }
    path[year] = load;
  }
  return path;
}

/** Whether it ends with no hour free, from this load on. */
export function runsAway(of: BuildUp, from: number): boolean {
  const resting = restingLoads(of);
  return of.useful > 0 && (resting === null || from > resting.tipping);
}

/** What the theory takes where the text says only a part of it. */
export const assumedBuildUp: BuildUp = { useful: 0.1, lastsYears: 4, reviewPerYear: 0.2 };

const YEARS = 40;
const DRAWS = 256;

/**
 * The build-up of obsolete controls from now on; null where the text says none of its figures. It begins with the work in controls
 * that is stated, as far as it is not useful; with no obsolete control where no work is stated.
 */
export function buildUpOf(ideas: Ideas, seed: number): ControlBuildUp | null {
  const { usefulControls, controlsLastYears, reviewPerYear, work } = ideas;
  if ((usefulControls ?? controlsLastYears ?? reviewPerYear) === undefined) return null;
  const of: BuildUp = {
    useful: usefulControls ? meanOf("usefulControls", usefulControls) : assumedBuildUp.useful,
    lastsYears: controlsLastYears
      ? meanOf("controlsLastYears", controlsLastYears)
      : assumedBuildUp.lastsYears,
    reviewPerYear: reviewPerYear ? meanOf("reviewPerYear", reviewPerYear) : assumedBuildUp.reviewPerYear,
  };
  const start = (share: number | undefined, { useful }: BuildUp): number =>
    Math.max(0, (share ?? 0) - useful);
  const now = work === undefined ? null : start(meanOf("work", work), of);
  const draws = drawIdeas(ideas, seed, DRAWS);
  const starts = Array.from({ length: draws.count }, (_, i) => {
    const drawn: BuildUp = {
      useful: usefulControls ? draws.of("usefulControls", i) : of.useful,
      lastsYears: controlsLastYears ? draws.of("controlsLastYears", i) : of.lastsYears,
      reviewPerYear: reviewPerYear ? draws.of("reviewPerYear", i) : of.reviewPerYear,
    };
    return { of: drawn, from: start(work && draws.of("work", i), drawn) };
  });
  const paths = starts.map((begun) => obsoleteLoad(begun.of, begun.from, YEARS));
  const [resting, threshold] = [restingLoads(of), runawayThreshold(of.useful)];
  const found = {
    ...of,
    clears: of.lastsYears * of.reviewPerYear,
    threshold: Number.isFinite(threshold) ? threshold : null,
    settles: resting?.settles ?? null,
    tipping: resting?.tipping ?? null,
    now,
    path: Array.from(obsoleteLoad(of, now ?? 0, YEARS), (load, years) => {
      const sorted = Float64Array.from(paths, (path) => path[years]!).sort();
      return {
        years,
        load,
        low: Math.min(load, quantile(sorted, 0.05)),
        high: Math.max(load, quantile(sorted, 0.95)),
      };
    }),
    runsAway: starts.filter((begun) => runsAway(begun.of, begun.from)).length / starts.length,
  };
  return { ...found, sentence: buildUpSentence(found) };
}
