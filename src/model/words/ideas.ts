import type { Ideas, Quantity } from "../organization.ts";
import { mapping, optional } from "../shape.ts";
import { count, countPerYear, duration, money, quantity, share } from "./figures.ts";

const HOURS_A_YEAR = 8766;
const factor = quantity({ dimension: "count", least: 1 }, ["2"]);
const tail = quantity({ dimension: "count", positive: true }, ["3"]);

/** What a good idea passes through before it has an effect. */
export const ideas = mapping(
  "ideas",
  {
    work: optional(share, "Hours spent in controls, of all hours."),
    approvals: optional(count, "How many approvals an idea passes, on average."),
    wait: optional(duration, "How long each takes, on average."),
    fades: optional(
      quantity({ dimension: "share", per: "day", most: Number.MAX_VALUE }, ["1% / day"]),
      "Value lost by waiting.",
    ),
    rejected: optional(share, "The chance to be wrongly rejected or given up, at each approval."),
    exceptions: optional(share, "The share of ideas that needs an exception."),
    "exception costs": optional(money, "What an exception costs."),
    value: optional(
      quantity({ dimension: "money", positive: true }, ["2000 USD"]),
      "What an idea is worth, on average.",
    ),
    irreversible: optional(share, "Reversible decisions that are held to the hurdle of irreversible ones."),
    hurdle: optional(factor, "By how much value must pass cost there."),
    tail: optional(tail, "Pareto index of value to cost."),
    changes: optional(countPerYear, "Changes wanted a year."),
    "error budget": optional(countPerYear, "Changes that expectations leave room for, a year."),
    demand: optional(
      quantity({ dimension: "count", positive: true }, ["1"]),
      "How much of the budget one change takes.",
    ),
    "useful controls": optional(share, "Hours spent in controls that are still needed, of all hours."),
    "controls last": optional(
      quantity({ dimension: "duration", positive: true }, ["4 years"]),
      "How long a control stays needed, on average.",
    ),
    review: optional(
      quantity({ dimension: "share", per: "year", most: Number.MAX_VALUE }, ["20% / year"]),
      "Controls no longer needed that are let go in a year, were all hours free for it.",
    ),
  },
  (read, { node, reader }): Ideas => {
    const {
      wait,
      fades,
      changes,
      demand,
      "exception costs": exceptionCost,
      "error budget": errorBudget,
      "useful controls": usefulControls,
      "controls last": controlsLast,
      review,
      ...same
    } = read;
    return {
      ...same,
      ...(wait ? { waitDays: { ...wait, low: wait.low / 24, high: wait.high / 24 } } : {}),
      ...(fades ? { fadesPerDay: fades } : {}),
      ...(exceptionCost ? { exceptionCost } : {}),
      ...(changes ? { changesPerYear: changes } : {}),
      ...(errorBudget ? { errorBudgetPerYear: errorBudget } : {}),
      ...(demand ? { demandPerChange: demand } : {}),
      ...(usefulControls ? { usefulControls } : {}),
      ...(controlsLast ? { controlsLastYears: inYears(controlsLast) } : {}),
      ...(review ? { reviewPerYear: review } : {}),
      place: reader.place(node),
    };
  },
);

function inYears(hours: Quantity): Quantity {
  return { ...hours, low: hours.low / HOURS_A_YEAR, high: hours.high / HOURS_A_YEAR };
}
