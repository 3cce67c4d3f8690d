import { type Build, reference, thing } from "../named.ts";
import type { Failure, Posture, Quantity } from "../organization.ts";
import { type Phrase, readFigure } from "../phrase.ts";
import { quantityOf } from "../quantity.ts";
import { mapping, oneOrMore, optional, required, type Shape } from "../shape.ts";
import { choice, phrase, stated } from "../values.ts";
import { delay, money, moneyPerYear, rate, share } from "./figures.ts";
import { gate } from "./gate.ts";
import { impact } from "./impact.ts";

export const postures = [
  "accept",
  "fail fast",
  "guard rail",
  "safety net",
  "escape hatch",
] as const satisfies readonly Posture[];

const failFast: Shape<NonNullable<Failure["failFast"]>> = mapping(
  "fail fast",
  {
    stops: required(share, "The share of occurrences that it stops."),
    after: required(delay, "From onset to the stop."),
    "stop costs": optional(money, "What a stop costs."),
    "false stops": optional(share, "The share of good uses that are stopped too."),
    upkeep: optional(moneyPerYear, "What it costs a year to keep."),
  },
  ({ stops, after, upkeep, ...costs }) => ({
    stops,
    after,
    ...(costs["stop costs"] ? { stopCost: costs["stop costs"] } : {}),
    ...(costs["false stops"] ? { falseStops: costs["false stops"] } : {}),
    ...(upkeep ? { upkeepPerYear: upkeep } : {}),
  }),
  { brief: true },
);

const spreads: Shape<Quantity> = stated(
  phrase("so many more for each, below 100%: 20%, or 60% to 90%", readSpreads, ["20%", "60% to 90%"]),
);

function readSpreads(words: Phrase): Quantity | undefined {
  const figure = readFigure(words);
  if (figure === undefined) return undefined;
  const isShare = figure.dimension === "share" || figure.dimension === "count";
  if (isShare && figure.per.length === 0 && figure.high >= 1) {
    words.reader.tell(
      "endless-cascade",
      words.at(figure),
      "if each sets off one more or several, a cascade never ends",
      { expected: "less than 100%, such as 20% or 60% to 90%; how many are hit at once is the blast radius" },
    );
    return undefined;
  }
  return quantityOf(figure, { dimension: "share" }, words);
}

/** A way in which a function's outcome departs from an expectation. */
export const failure: Shape<Build<Failure>> = thing(
  "a failure",
  {
    function: required(reference("function"), "The function that fails."),
    "grows from": optional(gate, "What it grows from: an input, or a gate over inputs and other failures."),
    happens: optional(rate, "How often it happens, where that does not follow from the inputs."),
    spreads: optional(spreads, "How many more of its kind each occurrence sets off, on average."),
    "detected after": required(delay, "From onset to detection; until then it is latent."),
    "contained after": required(delay, "From detection to containment; harm stops growing then."),
    "recovered after": optional(delay, "From containment to recovery."),
    impact: required(impact, "What it does: harm, blast radius, time-sensitivity, reversibility."),
    "fail fast": optional(failFast, "Stops at once what shows itself as failing."),
    posture: optional(
      oneOrMore(choice("a posture", postures)),
      "What was chosen for it: accept, fail fast, guard rail, safety net, escape hatch, or some of them.",
    ),
  },
  (read, named): Failure => ({
    ...named,
    functionId: read.function.id,
    ...(read.happens ? { rate: read.happens } : {}),
    ...(read["grows from"] ? { growsFrom: read["grows from"] } : {}),
    ...(read.spreads ? { spreads: read.spreads } : {}),
    detectedAfter: read["detected after"],
    containedAfter: read["contained after"],
    ...(read["recovered after"] ? { recoveredAfter: read["recovered after"] } : {}),
    impact: read.impact,
    ...(read["fail fast"] ? { failFast: read["fail fast"] } : {}),
    ...(read.posture ? { posture: read.posture } : {}),
  }),
);
