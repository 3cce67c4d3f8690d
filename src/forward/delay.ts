import type { Delay, Model, Quantity } from "../model/model.ts";
import { exp, log, log1p, power } from "../numeric/elementary.ts";
import { logGamma } from "../numeric/gamma.ts";
import { normalCdf, normalQuantile } from "../numeric/normal.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { type Domain, spread } from "../numeric/range.ts";

/** How long something takes, with its figures as numbers. Hours; `low` and `high` are the 5th and 95th percentile. */
export type DelayLaw =
  | { readonly kind: "fixed"; readonly hours: number }
  | { readonly kind: "lognormal"; readonly low: number; readonly high: number }
  | { readonly kind: "exponential"; readonly mean: number }
  | { readonly kind: "weibull"; readonly mean: number; readonly shape: number }
  /** Audits `every` so many hours, each of which finds with chance `found`; onset uniform between two. */
  | { readonly kind: "checked"; readonly every: number; readonly found: number }
  /** Times seen, ascending, at least two: uniform between each and the next, each such gap as likely as the others. */
  | { readonly kind: "recorded"; readonly hours: readonly number[] };

/** No delay counts for more hours: about a hundred million years, so that what is never found stays a number. */
export const LONGEST_HOURS = 1e12;

const Z95 = 1.6448536269514722;

/** The time that is passed with chance `tail`, 0 < tail < 1: the inverse of `survival`. At most LONGEST_HOURS. */
export function hoursPassedBy(law: DelayLaw, tail: number): number {
  return Math.min(LONGEST_HOURS, inverse(law, tail));
}

function inverse(law: DelayLaw, tail: number): number {
  switch (law.kind) {
    case "fixed":
      return law.hours;
    case "lognormal": {
      if (!(law.low < law.high)) return law.high;
      if (law.low <= 0) return (-law.high * log(tail)) / log(20);
      const { mu, sigma } = logParameters(law);
      return exp(mu - sigma * normalQuantile(tail));
    }
    case "exponential":
      return -law.mean * log(tail);
    case "weibull":
      return weibullScale(law) * power(-log(tail), 1 / law.shape);
    case "checked": {
      const missed = 1 - law.found;
      if (law.every === 0) return 0;
      if (missed === 1) return LONGEST_HOURS;
      const audits = missed > 0 ? Math.floor(log(tail) / log(missed)) : 0;
      const atAudit = power(missed, audits);
      return law.every * (audits + Math.max(0, 1 - tail / atAudit) / law.found);
    }
    case "recorded":
      return quantile(law.hours, 1 - tail);
  }
}

/** Chance that it takes longer than `hours`. */
export function survival(law: DelayLaw, hours: number): number {
  if (hours < 0) return 1;
  switch (law.kind) {
    case "fixed":
      return hours < law.hours ? 1 : 0;
    case "lognormal": {
      if (!(law.low < law.high)) return hours < law.high ? 1 : 0;
      if (law.low <= 0) return exp((-hours * log(20)) / law.high);
      const { mu, sigma } = logParameters(law);
      return hours === 0 ? 1 : normalCdf((mu - log(hours)) / sigma);
    }
    case "exponential":
      return law.mean > 0 ? exp(-hours / law.mean) : 0;
    case "weibull":
      return law.mean > 0 ? exp(-power(hours / weibullScale(law), law.shape)) : 0;
    case "checked": {
      if (law.every <= 0) return 0;
      const audits = Math.floor(hours / law.every);
      return power(1 - law.found, audits) * (1 - law.found * (hours / law.every - audits));
    }
    case "recorded":
      return recordedSurvival(law.hours, hours);
  }
}

/** Mean hours; at most LONGEST_HOURS. */
export function meanOf(law: DelayLaw): number {
  switch (law.kind) {
    case "fixed":
      return law.hours;
    case "lognormal":
      return Math.min(LONGEST_HOURS, spread(law.low, law.high, "positive").mean);
    case "exponential":
    case "weibull":
      return law.mean;
    case "checked":
      if (law.every === 0) return 0;
      if (law.found === 0) return LONGEST_HOURS;
      return Math.min(LONGEST_HOURS, law.every * (0.5 + (1 - law.found) / law.found));
    case "recorded": {
      const sum = law.hours.reduce((total, each) => total + each, 0);
      // The first and the last bound one gap each, all others two.
      return (sum - (law.hours[0]! + law.hours.at(-1)!) / 2) / (law.hours.length - 1);
    }
  }
}

/**
 * The rate an hour at which the chance to take still longer falls in the end: E[exp(g·T)] is finite below it.
 * Infinity where the delay is bounded or its tail lighter than exponential, 0 where it is heavier.
 *
 * A recorded delay is bounded by what was seen: that nothing longer can happen is what it takes for granted.
 */
export function decay(law: DelayLaw): number {
  switch (law.kind) {
    case "fixed":
      return Infinity;
    case "lognormal":
      if (law.low === law.high) return Infinity;
      return law.low <= 0 ? log(20) / law.high : 0;
    case "exponential":
      return 1 / law.mean;
    case "weibull":
      if (law.mean === 0 || law.shape > 1) return Infinity;
      return law.shape === 1 ? 1 / law.mean : 0;
    case "checked":
      return law.every === 0 ? Infinity : -log1p(-law.found) / law.every;
    case "recorded":
      return Infinity;
  }
}

/** The inverse of the quantile that is linear between what was seen, by bisection; at a tie the last of the equal ones counts. */
function recordedSurvival(hours: readonly number[], at: number): number {
  let [below, above] = [-1, hours.length];
  while (above - below > 1) {
    const middle = (below + above) >>> 1;
    if (hours[middle]! <= at) below = middle;
    else above = middle;
  }
  if (below < 0) return 1;
  if (above === hours.length) return 0;
  const part = (at - hours[below]!) / (hours[above]! - hours[below]!);
  return 1 - (below + part) / (hours.length - 1);
}

function logParameters({ low, high }: { low: number; high: number }): { mu: number; sigma: number } {
  return { mu: (log(low) + log(high)) / 2, sigma: (log(high) - log(low)) / (2 * Z95) };
}

function weibullScale({ mean, shape }: { mean: number; shape: number }): number {
  return mean / exp(logGamma(1 + 1 / shape));
}

/** A uniform number in (0, 1), the next of a stream. */
export type Uniform = () => number;

/** A stated figure as a draw of one uniform; a single figure draws none. */
export function drawn(quantity: Quantity, domain: Domain): (next: Uniform) => number {
  const { low, high } = quantity;
  if (low === high) return () => low;
  const { quantile } = spread(low, high, low < 0 && domain !== "share" ? "real" : domain);
  return (next) => quantile(next());
}

/** No mean counts for more: a range over hundreds of powers of ten has one that is no number any more. */
const LARGEST_MEAN = 1e100;

/** The mean of a stated figure. */
export function typical({ low, high }: Quantity, domain: Domain): number {
  return Math.min(LARGEST_MEAN, spread(low, high, low < 0 && domain !== "share" ? "real" : domain).mean);
}

/** What a loss is measured against: money, 0 where none is stated or more is owed than owned. */
export function capitalOf({ organization }: Model): number {
  return Math.max(0, typical(organization.capital, "positive"));
}

/** A stated delay as a draw: its figures first where they are ranges, then the time. */
export function delayDraw(delay: Delay): (next: Uniform) => number {
  switch (delay.kind) {
    case "fixed":
    case "lognormal": {
      const hours = drawn(delay.hours, "positive");
      return (next) => Math.min(LONGEST_HOURS, Math.max(0, hours(next)));
    }
    case "exponential": {
      const mean = drawn(delay.meanHours, "positive");
      return (next) => Math.min(LONGEST_HOURS, -mean(next) * log(next()));
    }
    case "weibull": {
      const mean = drawn(delay.meanHours, "positive");
      const inverse = 1 / delay.shape;
      const perMean = 1 / exp(logGamma(1 + inverse));
      return (next) => Math.min(LONGEST_HOURS, mean(next) * perMean * power(-log(next()), inverse));
    }
    case "checked": {
      const every = drawn(delay.everyHours, "positive");
      const found = drawn(delay.found, "share");
      return (next) => hoursPassedBy({ kind: "checked", every: every(next), found: found(next) }, next());
    }
    case "recorded":
      return (next) => hoursPassedBy(delay, next());
  }
}

/** The law of a stated delay at the middle of its figures. */
export function delayLaw(delay: Delay): DelayLaw {
  switch (delay.kind) {
    case "fixed":
    case "lognormal": {
      const { low, high } = delay.hours;
      return low === high ? { kind: "fixed", hours: low } : { kind: "lognormal", low, high };
    }
    case "exponential":
      return { kind: "exponential", mean: typical(delay.meanHours, "positive") };
    case "weibull":
      return { kind: "weibull", mean: typical(delay.meanHours, "positive"), shape: delay.shape };
    case "checked":
      return {
        kind: "checked",
        every: typical(delay.everyHours, "positive"),
        found: typical(delay.found, "share"),
      };
    case "recorded":
      return delay;
  }
}

/** As `decay`, for a delay as stated: a rate given as a range can be as low as one likes, so its tail has no rate of its own. */
export function statedDecay(delay: Delay): number {
  const isRange = (quantity: Quantity): boolean => quantity.low !== quantity.high;
  if (delay.kind === "exponential" && isRange(delay.meanHours)) return 0;
  if (delay.kind === "weibull" && isRange(delay.meanHours)) return 0;
  if (delay.kind === "checked" && (isRange(delay.everyHours) || isRange(delay.found))) return 0;
  return decay(delayLaw(delay));
}
