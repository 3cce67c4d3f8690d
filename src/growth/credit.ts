import type { Estimate } from "../findings/estimate.ts";
import { delayLaw, survival } from "../forward/forward.ts";
import type { Failure, Model, Quantity, Rate } from "../model/model.ts";
import { fitGammaToRange } from "../numeric/gamma.ts";
import { spread } from "../numeric/range.ts";

/**
 * Counts how many sightings a failure's frequency claims: the shape of the Gamma whose 5th and 95th percentiles are its range,
 * as stated or, where it follows from inputs, as drawn (`perYear`). A single figure claims none, since it does not say how
 * well it is known. A counter remembers what it has worked out, since texts repeat their ranges.
 */
export function sightingsCounter(): (failure: Failure, perYear: Estimate) => number {
  const known = new Map<number, number>();
  return ({ rate }, perYear) => {
    const { low, high } = rate === undefined ? perYear : rangeOf(rate);
    if (low === null || high === null) return 0;
    let claimed = low > 0 ? known.get(high / low) : undefined;
    if (claimed === undefined) {
      claimed = sightingsOf(low, high);
      if (low > 0) known.set(high / low, claimed);
    }
    return claimed;
  };
}

function rangeOf(rate: Rate): Quantity {
  if (rate.of === "time") return rate.perYear;
  return rate.of === "uses" ? rate.share : rate.sharePerYear;
}

/** A range narrower than this is a single figure that was computed in another order. */
const NARROWEST = 1e-9;

/** `5 to 20` claims 6.05 sightings, a range over a factor of two 22.9, of ten 2.44, of a hundred 0.84. */
export function sightingsOf(low: number, high: number): number {
  if (!(low >= 0 && high - low > NARROWEST * high)) return 0;
  // Over so many powers of ten nothing is claimed, and the ratio is no number any more.
  if (low > 0 && high / low > 1e300) return 0;
  return fitGammaToRange(low, high).shape;
}

/** Z = x/(x + κ): how far a frequency of which x sightings are known can be relied on. 0 where nothing is known. */
export function credibility(sightings: number, half: number): number {
  return sightings > 0 ? sightings / (sightings + Math.max(0, half)) : 0;
}

/** P = 1 − (1 − Z)(1 − A) */
export function predictability(credible: number, indicated: number): number {
  return 1 - (1 - credible) * (1 - indicated);
}

/**
 * A: what the best leading indicator of each failure foretells, by failure id. It counts for its skill times the chance that
 * its lead exceeds the time to respond, since a warning that comes too late is none.
 */
export function indicatorSkills(model: Model): Map<string, number> {
  const skills = new Map<string, number>();
  for (const { warnsOf, ahead, skill, respondHours } of model.indicators) {
    const respond = spread(respondHours.low, respondHours.high, "positive").mean;
    const inTime = survival(delayLaw(ahead), respond);
    const counts = spread(skill.low, skill.high, "share").mean * inTime;
    for (const id of warnsOf) skills.set(id, Math.max(skills.get(id) ?? 0, counts));
  }
  return skills;
}
