import type { Assumption, Assumptions, Quantity } from "../organization.ts";
import { mapping, optional } from "../shape.ts";
import { quantity } from "./figures.ts";

/** What holds where the text says nothing. Shares as fractions, the half-life in years. */
export const defaultAssumptions: Assumptions = {
  loading: { value: 0.25, stated: false },
  credibility: { value: 1, stated: false },
  halfLifeYears: { value: 3, stated: false },
  sharedLeaks: { value: 0, stated: false },
};

/** The constants of the theory, where the text has its own. */
export const assumptions = mapping(
  "assumptions",
  {
    loading: optional(
      quantity({ dimension: "share", most: Number.MAX_VALUE, positive: true, single: true }, ["25%"]),
      "What is earned beyond expected losses, as a share of them.",
    ),
    credibility: optional(
      quantity({ dimension: "count", positive: true, single: true }, ["1"]),
      "Sightings at which a frequency is half known.",
    ),
    "half-life": optional(
      quantity({ dimension: "duration", positive: true, single: true }, ["3 years"]),
      "How long until a sighting in the record counts half.",
    ),
    "shared leaks": optional(
      quantity({ dimension: "share", single: true }, ["10%"]),
      "What the leaks of one failure's controls have in common.",
    ),
  },
  ({ loading, credibility, "half-life": halfLife, "shared leaks": sharedLeaks }): Assumptions => ({
    loading: assumption(loading) ?? defaultAssumptions.loading,
    credibility: assumption(credibility) ?? defaultAssumptions.credibility,
    halfLifeYears: assumption(halfLife, 8766) ?? defaultAssumptions.halfLifeYears,
    sharedLeaks: assumption(sharedLeaks) ?? defaultAssumptions.sharedLeaks,
  }),
);

function assumption(quantity: Quantity | undefined, unit = 1): Assumption | undefined {
  return quantity && { value: quantity.low / unit, stated: true, place: quantity.place };
}
