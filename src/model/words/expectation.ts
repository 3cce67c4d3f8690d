import { type Build, reference, thing } from "../named.ts";
import type { Expectation, Measure, Quantity } from "../organization.ts";
import { type Dimension, type Figure, type Phrase, readFigure } from "../phrase.ts";
import { type Need, perTime, quantityOf } from "../quantity.ts";
import { mapping, oneOrMore, optional, required, type Shape } from "../shape.ts";
import { valueAt } from "../tree.ts";
import { phrase, prose, stated } from "../values.ts";
import { figure, money, quantity } from "./figures.ts";

const measureOf: Readonly<Record<Dimension, Measure>> = {
  duration: "time",
  count: "occurrences",
  money: "loss",
  share: "share",
};

/** A figure of the dimension that the text chose, and the window it stands in, if any. */
type Measured = { readonly dimension: Dimension; readonly quantity: Quantity; readonly windowHours: number };

const objective: Shape<Measured> = stated(
  phrase(
    "an objective in its window: 4h / month, 10 / year, 20k USD / month or 99.95% / month",
    (words) => readMeasured(words, true),
    ["4h / month", "10 / year", "20k USD / month", "99.95% / month"],
  ),
);
const sameUnit: Shape<Measured> = stated(
  phrase("a figure in the unit of the objective, without its window", (words) => readMeasured(words, false), [
    "2h",
    "3",
    "0.05%",
  ]),
);

function readMeasured(words: Phrase, windowed: boolean): Measured | undefined {
  const figure = readFigure(words);
  if (figure === undefined) return undefined;
  const need: Need = windowed
    ? { dimension: figure.dimension, per: "hour" }
    : { dimension: figure.dimension };
  const windowHours = perTime(figure, need, words);
  if (windowHours === undefined) return undefined;
  const bare: Figure = { ...figure, per: [] };
  const quantity = quantityOf(bare, { dimension: figure.dimension }, words);
  return quantity && { dimension: figure.dimension, quantity, windowHours };
}

const slope = figure({ dimension: "count", positive: true });
const leave = stated(
  phrase(
    "the share that leaves at most: up to 4%",
    (words) => {
      words.accept("up");
      const inner = words.accept("to");
      return inner || words.peek()?.kind === "figure"
        ? readShare(words)
        : words.wrong("how many leave is missing");
    },
    ["up to 4%"],
  ),
);

function readShare(words: Phrase): Quantity | undefined {
  const figure = readFigure(words);
  return figure && quantityOf(figure, { dimension: "share" }, words);
}

const response: Shape<NonNullable<Expectation["response"]>> = mapping(
  "a response",
  {
    leave: required(leave, "The share that leaves at most, however far things go."),
    slope: required(slope, "How soon they leave once their tolerance is passed."),
    value: optional(
      quantity({ dimension: "money" }, ["21M USD"]),
      "What the whole audience is worth here; without it, the audience's value.",
    ),
  },
  ({ leave, slope, value }) => ({ leave, slope, ...(value ? { value } : {}) }),
  { brief: true },
);

const penalty = mapping(
  "a penalty",
  {
    amount: required(money, "What is due."),
    above: required(sameUnit, "Beyond what it is due, in the unit of the objective."),
  },
  (read) => read,
  { brief: true },
);

export const expectation: Shape<Build<Expectation>> = thing(
  "an expectation",
  {
    audience: required(reference("audience"), "Who expects it."),
    function: required(reference("function"), "What it is expected of."),
    "missed by": optional(
      oneOrMore(reference("failure")),
      "The failures that miss it; without it, all of the function.",
    ),
    measure: optional(prose("what is measured, in words"), "What is measured, in words."),
    objective: required(objective, "What is expected, in its window; its unit says what is measured."),
    tolerance: required(
      sameUnit,
      "How far from the objective nobody minds: the half-width, in the unit of the objective.",
    ),
    response: optional(response, "What the audience does once its tolerance is passed."),
    penalty: optional(penalty, "What is due beyond a hard threshold."),
  },
  (
    { audience, function: expected, "missed by": failures, measure, objective, tolerance, response, penalty },
    named,
    { reader, node },
  ) => {
    const ways = [
      { figure: tolerance, at: valueAt(node, "tolerance") },
      { figure: penalty?.above, at: valueAt(node, "penalty", "above") },
    ];
    const odd = ways.filter(({ figure }) => figure && !sameDimension(figure, objective.dimension));
    for (const { at } of odd) {
      reader.tell("objective-unit", at ?? node, "this is not measured as the objective is", {
        expected: `${inWords[objective.dimension]}, as in the objective`,
      });
    }
    if (odd.length > 0) return undefined;
    return {
      ...named,
      audience: audience.id,
      functionId: expected.id,
      ...(failures ? { missedBy: failures.map(({ id }) => id) } : {}),
      measure: measureOf[objective.dimension],
      ...(measure ? { describes: measure } : {}),
      objective: objective.quantity,
      windowHours: objective.windowHours,
      tolerance: tolerance.quantity,
      ...(response ? { response } : {}),
      ...(penalty ? { penalty: { amount: penalty.amount, above: penalty.above.quantity } } : {}),
    };
  },
);

const inWords: Readonly<Record<Dimension, string>> = {
  duration: "a duration",
  count: "a count",
  money: "money",
  share: "a share",
};

/** A bare 0.0005 is a share where the objective is one. */
function sameDimension(figure: Measured, dimension: Dimension): boolean {
  return (
    figure.dimension === dimension ||
    (dimension === "share" && figure.dimension === "count" && figure.quantity.high <= 1)
  );
}
