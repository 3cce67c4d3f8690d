import { type AssumptionShown, type Estimate, noFigure } from "../findings/estimate.ts";
import type { LearnFinding } from "../findings/learn.ts";
import type { MapFailure, MapFinding, MapPlace } from "../findings/map.ts";
import {
  capitalOf,
  frequencies,
  frequencyAssumed,
  protectionOf,
  type Severity,
  severities,
  statedAssumptions,
} from "../forward/forward.ts";
import type { Model } from "../model/model.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { credibility, indicatorSkills, predictability, sightingsCounter } from "./credit.ts";
import { boundedEstimate, criticality, ruinOf } from "./criticality.ts";
import { mapSentences } from "./map-sentences.ts";

export type MapOptions = {
  /** A whole number; the same seed gives the same map. */
  readonly seed: number;
  /** What the record says: every failure then has a learned place beside its stated one. */
  readonly learned?: LearnFinding;
};

/** Draws of what is not known, and single losses of each failure; fewer where failures are very many. */
function drawsFor(failures: number): { readonly rates: number; readonly losses: number } {
  const within = (least: number, most: number, all: number): number =>
    Math.max(least, Math.min(most, Math.floor(all / Math.max(1, failures))));
  return { rates: within(64, 256, 4e5), losses: within(128, 512, 1e6) };
}

/**
 * Every failure's place on predictability × risk, as stated and, with a record, as learned.
 *
 * Predictability is credited: what is known of the frequency, in sightings, and what an indicator foretells. Risk is what one
 * occurrence adds to the chance of ruin, all failures' losses taken together as claims on the capital (Cramér and Lundberg);
 * its `low` and `high` are bounds of that computation. `low` and `high` of rates and costs are by what is not known.
 */
export function map(model: Model, { seed, learned }: MapOptions): MapFinding {
  const draws = drawsFor(model.failures.length);
  const { perYear, leftOut } = frequencies(model, { seed, draws: draws.rates });
  const known: Known = {
    model,
    capital: capitalOf(model),
    severities: severities(model, { seed, draws: draws.losses }),
    perYear,
    skills: indicatorSkills(model),
  };
  const rates = statedFrequencies(known);
  const stated = placesOf(known, rates);
  const learnedPlaces = learned && placesOf(known, learnedFrequencies(model, rates, learned));
  const failures = describe(known, stated.places, learnedPlaces?.places);
  const whole = wholeOf(known, stated.ruin, learnedPlaces?.ruin, failures);
  const { organization } = model;
  return {
    finding: "map",
    version: 1,
    organization: organization.name,
    currency: organization.currency,
    capital: known.capital,
    shows: "credited",
    sentences: mapSentences({ failures, whole, capital: known.capital, currency: organization.currency }),
    failures,
    whole,
    assumptions: [...leftOut, ...assumptionsOf(model, learned)],
    seed,
  };
}

/** What both the stated and the learned places stand on. */
type Known = {
  readonly model: Model;
  readonly capital: number;
  readonly severities: ReadonlyMap<string, Severity>;
  readonly perYear: ReadonlyMap<string, Float64Array>;
  readonly skills: ReadonlyMap<string, number>;
};

type Frequency = { readonly perYear: Estimate; readonly claimed: number; readonly seen: number };

function statedFrequencies({ model, perYear }: Known): Frequency[] {
  const claimed = sightingsCounter();
  return model.failures.map((failure) => {
    const drawn = perYear.get(failure.id)!.slice().sort();
    const mean = drawn.reduce((sum, rate) => sum + rate, 0) / drawn.length;
    const estimate = { value: mean, low: quantile(drawn, 0.05), high: quantile(drawn, 0.95), error: 0 };
    return { perYear: estimate, claimed: claimed(failure, estimate), seen: 0 };
  });
}

/** A failure of which the record says nothing stays where it is stated. */
function learnedFrequencies(
  model: Model,
  stated: readonly Frequency[],
  { failures }: LearnFinding,
): Frequency[] {
  const byId = new Map(failures.map((failure) => [failure.id, failure]));
  return model.failures.map(({ id }, k) => {
    const found = byId.get(id);
    if (found === undefined) return stated[k]!;
    const perYear = found.learnedPerYear.value === null ? stated[k]!.perYear : found.learnedPerYear;
    return { claimed: stated[k]!.claimed, perYear, seen: Math.max(0, found.seenSightings) };
  });
}

function placesOf(
  known: Known,
  rates: readonly Frequency[],
): { readonly places: MapPlace[]; readonly ruin: Estimate } {
  const { model, capital } = known;
  const severity = (k: number): Severity => known.severities.get(model.failures[k]!.id)!;
  const claims = rates.map(({ perYear }, k) => ({ perYear: perYear.value ?? 0, severity: severity(k) }));
  const curve = ruinOf(claims, model.assumptions.loading.value, capital);
  const half = model.assumptions.credibility.value;
  const places = model.failures.map(({ id }, k): MapPlace => {
    const { perYear, claimed, seen } = rates[k]!;
    const credible = credibility(claimed + seen, half);
    const indicated = known.skills.get(id) ?? 0;
    return {
      predictability: predictability(credible, indicated),
      credibility: credible,
      claimedSightings: claimed,
      seenSightings: seen,
      indicatorSkill: indicated,
      criticality: criticality(severity(k), curve),
      lossToCapital: ratio(severity(k).mean, capital),
      perYear,
      costPerYear: cost(perYear, severity(k).mean),
    };
  });
  const endless = claims.find((claim) => claim.perYear > 0 && claim.severity.infiniteMean !== undefined);
  const ruin =
    endless === undefined ? boundedEstimate(curve.at(capital)) : noFigure(endless.severity.infiniteMean!);
  return { places, ruin };
}

function ratio(mean: Estimate, capital: number): Estimate {
  const share = (money: number | null): number | null => {
    const of = money === null ? null : money / capital;
    return of === null || !Number.isFinite(of) ? null : of;
  };
  if (!(capital > 0)) return noFigure("there is no capital to measure a loss against");
  return {
    value: share(mean.value),
    low: share(mean.low),
    high: share(mean.high),
    error: share(mean.error),
    ...(mean.why !== undefined && { why: mean.why }),
  };
}

/** Money a year at this rate; its range is that of the rate, its error that of the mean loss. */
function cost(perYear: Estimate, mean: Estimate): Estimate {
  if (mean.value === null) return noFigure(mean.why ?? "its mean loss is not known");
  const times = (rate: number | null): number | null => (rate === null ? null : rate * mean.value!);
  return {
    value: times(perYear.value),
    low: times(perYear.low),
    high: times(perYear.high),
    error: Math.hypot((perYear.value ?? 0) * (mean.error ?? 0), (perYear.error ?? 0) * mean.value),
  };
}

function describe(
  known: Known,
  stated: readonly MapPlace[],
  learned: readonly MapPlace[] | undefined,
): MapFailure[] {
  const { model } = known;
  const protection = protectionOf(model);
  const assumedBy = frequencyAssumed(model);
  const functions = new Map(model.functions.map((owner) => [owner.id, owner]));
  return model.failures.map((failure, k) => {
    const owner = functions.get(failure.functionId);
    const assumed = assumedBy(failure);
    return {
      id: failure.id,
      name: failure.name,
      functionId: failure.functionId,
      functionName: owner?.name ?? failure.functionId,
      department: owner?.department ?? "",
      stated: stated[k]!,
      ...(learned !== undefined && { learned: learned[k]! }),
      ...(assumed !== undefined && { assumed }),
      protectedBy: protection(failure).map(({ id }) => id),
    };
  });
}

/** The organization as a whole, as learned where there is a record. */
function wholeOf(
  known: Known,
  statedRuin: Estimate,
  learnedRuin: Estimate | undefined,
  failures: readonly MapFailure[],
): MapFinding["whole"] {
  const places = failures.map(({ stated, learned }) => learned ?? stated);
  const draws = jointDraws(known, places);
  const sums = draws.map((rates) => {
    let [rate, predictable, money] = [0, 0, 0];
    places.forEach((place, k) => {
      rate += rates[k]!;
      predictable += rates[k]! * place.predictability;
      money += rates[k]! * (known.severities.get(failures[k]!.id)!.mean.value ?? 0);
    });
    return { rate, predictable: rate > 0 ? predictable / rate : 0, money };
  });
  const [middle, ...drawn] = sums as [(typeof sums)[number], ...typeof sums];
  const banded = (of: (sum: (typeof sums)[number]) => number): Estimate => {
    const sorted = Float64Array.from(drawn, of).sort();
    const value = of(middle);
    return {
      value,
      low: Math.min(value, quantile(sorted, 0.05)),
      high: Math.max(value, quantile(sorted, 0.95)),
      error: 0,
    };
  };
  const endless = failures.find(
    ({ stated }) => (stated.perYear.value ?? 0) > 0 && stated.costPerYear.value === null,
  );
  return {
    predictability:
      middle.rate > 0 ? banded(({ predictable }) => predictable) : noFigure("nothing is expected to occur"),
    ruin: learnedRuin ?? statedRuin,
    costPerYear:
      endless === undefined
        ? banded(({ money }) => money)
        : noFigure(`“${endless.name}”: ${endless.stated.costPerYear.why}`),
    occurrencesPerYear: banded(({ rate }) => rate),
  };
}

/** Rates by failure: first the means, then draws of what is not known, moved along with what was learned. */
function jointDraws({ model, perYear }: Known, places: readonly MapPlace[]): Float64Array[] {
  const means = Float64Array.from(places, (place) => place.perYear.value ?? 0);
  const rows = model.failures.map(({ id }) => perYear.get(id)!);
  const scale = rows.map((row, k) => {
    const mean = row.reduce((sum, rate) => sum + rate, 0) / row.length;
    return mean > 0 ? means[k]! / mean : 0;
  });
  const count = rows[0]?.length ?? 1;
  const drawn = Array.from({ length: count }, (_, i) =>
    Float64Array.from(rows, (row, k) => row[i]! * scale[k]!),
  );
  return [means, ...drawn];
}

function assumptionsOf(model: Model, learned: LearnFinding | undefined): AssumptionShown[] {
  const { loading, credibility: half } = model.assumptions;
  const own = (stated: boolean): string => (stated ? "as stated in the text" : "Failwell");
  return [
    ...statedAssumptions(model),
    {
      what: `earnings exceed expected losses by ${Math.round(loading.value * 100)}%`,
      whose: own(loading.stated),
    },
    {
      what: `a failure's frequency is half known after ${half.value} ${half.value === 1 ? "sighting" : "sightings"}`,
      whose: own(half.stated),
    },
    { what: "a range claims as many sightings as would make it that narrow", whose: "Failwell" },
    ...(learned?.assumptions ?? []),
  ];
}
