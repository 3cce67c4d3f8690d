import { reference, resolve } from "../named.ts";
import type { Delay, Quantity, Rate } from "../organization.ts";
import { durationUnits, type Figure, type Phrase, readFigure } from "../phrase.ts";
import { describeNeed, type Need, perTime, quantityOf, readQuantity } from "../quantity.ts";
import { oneOrMore, optional, type Shape } from "../shape.ts";
import { phrase, stated, statedWith } from "../values.ts";

/** A quantity with where it comes from. */
export function quantity(need: Need, suggestions: readonly string[] = []): Shape<Quantity> {
  return stated(phrase(describeNeed(need, null), (words) => readQuantity(words, need), suggestions));
}

export const count = quantity({ dimension: "count" }, ["3", "1M", "5 to 20"]);
export const share = quantity({ dimension: "share" }, ["4%", "10% to 30%", "1 in 25"]);
export const money = quantity({ dimension: "money" }, ["300 USD", "200 to 900 USD"]);
export const duration = quantity({ dimension: "duration" }, ["30min", "4h", "3d"]);
export const moneyPerYear = quantity({ dimension: "money", per: "year" }, ["60k USD / year"]);
export const countPerYear = quantity({ dimension: "count", per: "year" }, ["1000 / year"]);

/** A figure that is no statement about the world, only a setting: one bare number. */
export function figure(need: Need): Shape<number> {
  const one: Need = { ...need, single: true };
  return phrase(describeNeed(one, null), (words) => readQuantity(words, one)?.low);
}

const rateIs =
  "how often: 20 to 80 / year, 1 in 20 years, 0.01% of card-payments, or 0.1% of users of deposits / year";
type BareRate = Rate extends infer R ? (R extends Rate ? Omit<R, "despite"> : never) : never;

/** How often something happens, and despite which guard rails the figure was seen. */
export const rate: Shape<Rate> = statedWith(
  phrase<Rate>(rateIs, readRate, [
    "20 to 80 / year",
    "1 in 20 years",
    "1 in 10,000 of ",
    "0.1% of users of ",
  ]),
  {
    despite: optional(
      oneOrMore(reference("control")),
      "Guard rails that were at work when the figure was seen: it is what they let through.",
    ),
  },
  (value, read) => ({ ...value, despite: read?.despite?.map(({ id }) => id) ?? [] }),
);

function readRate(words: Phrase): Rate | undefined {
  const read = readBareRate(words);
  return read && ({ ...read, despite: [] } as Rate);
}

function readBareRate(words: Phrase): BareRate | undefined {
  const figure = readFigure(words);
  if (figure === undefined) return undefined;
  const of = words.accept("of");
  if (!of) {
    if (figure.dimension !== "share") return timeRate(figure, words);
    return words.wrong("this is a share of something, but of what?", words.at(figure));
  }
  return words.accept("users") ? usersRate(figure, words) : usesRate(figure, words);
}

function timeRate(figure: Figure, words: Phrase): BareRate | undefined {
  const perYear = quantityOf(figure, { dimension: "count", per: "year" }, words);
  return perYear && { of: "time", perYear };
}

/** `0.01% of card-payments`: a kind of use, or a function. */
function usesRate(figure: Figure, words: Phrase): BareRate | undefined {
  const share = quantityOf(figure, { dimension: "share" }, words);
  const name = words.take();
  if (name === undefined) return words.wrong("the name of what this is a share of is missing");
  const found = resolve(name.text, words.at(name), ["kind of use", "function"], words.reader);
  if (share === undefined || found === undefined) return undefined;
  const { word, owner } = words.reader.names.all.get(found.id)!;
  return word === "function"
    ? { of: "uses", share, functionId: found.id }
    : { of: "uses", share, functionId: owner!, kind: found.id };
}

/** `0.1% of users of deposits / year`; the time stands at the end. */
function usersRate(figure: Figure, words: Phrase): BareRate | undefined {
  if (!words.accept("of")) return words.wrong("users of what? a function is missing here");
  const name = words.take();
  if (name === undefined) return words.wrong("the name of a function is missing");
  const found = resolve(name.text, words.at(name), ["function"], words.reader);
  const slash = words.accept("/");
  const unit = slash && words.take();
  const hours = unit && durationUnits.get(unit.text)?.hours;
  const span = { start: figure.start, end: unit?.end ?? figure.end };
  const timed: Figure = { ...figure, ...span, per: hours ? [{ of: "time", hours, ...span }] : figure.per };
  const hoursOf = perTime(timed, { dimension: "share", per: "year" }, words);
  const share = quantityOf({ ...figure, per: [] }, { dimension: "share" }, words);
  if (found === undefined || hoursOf === undefined || share === undefined) return undefined;
  const scale = 8766 / hoursOf;
  const sharePerYear = { ...share, low: share.low * scale, high: share.high * scale };
  return { of: "users", sharePerYear, functionId: found.id };
}

const delayIs = "how long: 3d, 30min to 4h, about 3d, about 3d, shape 1.5, or checked every 1d, found 70%";

/** How long something takes, with where that comes from. */
export const delay: Shape<Delay> = stated(
  phrase(delayIs, readDelay, [
    "3d",
    "30min to 4h",
    "about 3d",
    "about 3d, shape 1.5",
    "checked every 1d, found 70%",
  ]),
);

function readDelay(words: Phrase): Delay | undefined {
  const hours = { dimension: "duration" } as const;
  if (words.accept("about")) {
    const meanHours = readQuantity(words, { ...hours, positive: true });
    if (meanHours === undefined) return undefined;
    if (!words.accept(",")) return { kind: "exponential", meanHours };
    if (!words.accept("shape")) return words.wrong("after the comma only the shape can follow");
    const shape = readQuantity(words, { dimension: "count", positive: true, single: true, most: 100 });
    return shape && { kind: "weibull", meanHours, shape: shape.low };
  }
  if (words.accept("checked")) {
    if (!words.accept("every")) return words.wrong("checked how often? “every” is missing");
    const everyHours = readQuantity(words, { ...hours, positive: true });
    words.accept(",");
    if (!words.accept("found")) return words.wrong("the chance that a check finds it is missing");
    const found = readQuantity(words, { dimension: "share", positive: true });
    return everyHours && found && { kind: "checked", everyHours, found };
  }
  const quantity = readQuantity(words, hours);
  if (quantity === undefined) return undefined;
  return { kind: quantity.low === quantity.high ? "fixed" : "lognormal", hours: quantity };
}
