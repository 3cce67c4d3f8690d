import type { Quantity } from "./organization.ts";
import { type Dimension, type Figure, nameOf, type Phrase, readFigure } from "./phrase.ts";
import type { Span } from "./tree.ts";

/** What a value must be to stand where it stands. */
export type Need = {
  readonly dimension: Dimension;
  /** `time`: so much a stretch of time, brought to a year (`perHour`: to an hour). */
  readonly per?: "year" | "hour" | "day";
  /** Bounds of both ends. Default: no less than 0; a share also no more than 1. */
  readonly least?: number;
  readonly most?: number;
  /** Whether 0 itself has no meaning here. */
  readonly positive?: boolean;
  /** Whether only one figure has a meaning here, no range. */
  readonly single?: boolean;
};

const examples: Readonly<Record<Dimension, string>> = {
  count: "a count, such as 3, 1M or 5 to 20",
  share: "a share, such as 4%, 0.04 or 1 in 25",
  money: "money, such as 300 USD or 200 to 900 USD",
  duration: "a duration, such as 40s, 30min, 4h, 3d or 2 weeks",
};

/** A need in words, with an example in the organization's currency. */
export function describeNeed(need: Need, currency: string | null): string {
  const { dimension, per, single } = need;
  const words = examples[dimension].replaceAll("USD", currency ?? "USD");
  const alone = single ? words.replace(/ or [^,]* to .*$/, "") : words;
  return per ? `${alone}, a time: … / ${per === "hour" ? "h" : per}` : alone;
}

/** Reads a figure and checks that it is what is needed; tells and returns undefined where it isn't. */
export function readQuantity(phrase: Phrase, need: Need): Quantity | undefined {
  const figure = readFigure(phrase);
  return figure && quantityOf(figure, need, phrase);
}

/** A figure as the quantity that is needed; tells and returns undefined where it isn't one. */
export function quantityOf(figure: Figure, need: Need, phrase: Phrase): Quantity | undefined {
  const { reader } = phrase;
  const expected = describeNeed(need, reader.currency);
  const span = phrase.at(figure);
  const dimension = need.dimension === "share" && figure.dimension === "count" ? "share" : figure.dimension;
  if (dimension !== need.dimension) {
    reader.tell("wrong-dimension", span, `this is ${nameOf(figure)}`, { expected });
    return undefined;
  }
  if (figure.currency !== undefined && reader.currency !== null && figure.currency !== reader.currency) {
    reader.tell(
      "wrong-currency",
      span,
      `this is money in ${figure.currency}; the organization counts in ${reader.currency}`,
      {
        expected: `an amount in ${reader.currency}`,
      },
    );
    return undefined;
  }
  const perHours = perTime(figure, need, phrase);
  if (perHours === undefined) return undefined;
  const scale = need.per === undefined ? 1 : { year: 8766, day: 24, hour: 1 }[need.per] / perHours;
  const quantity = { low: figure.low * scale, high: figure.high * scale };
  return inBounds(figure, need, phrase)
    ? { ...quantity, place: reader.place(span), ...reader.provenance }
    : undefined;
}

/** Hours that the figure is per; 1 where none are needed. Tells and returns undefined where need and figure differ. */
export function perTime(figure: Figure, need: Need, phrase: Phrase): number | undefined {
  const { reader } = phrase;
  const times = figure.per.filter((per) => per.of === "time");
  const odd = figure.per.find((per) => per.of === "user") ?? times[need.per ? 1 : 0];
  if (odd) {
    const expected = describeNeed(need, reader.currency);
    reader.tell("per-unexpected", phrase.at(odd), "this slash says more than is needed here", { expected });
    return undefined;
  }
  if (need.per === undefined) return 1;
  if (times[0] === undefined) {
    const per = need.per === "hour" ? "h" : need.per;
    reader.tell("per-missing", phrase.at(figure), "this does not say in what time", {
      expected: `a time behind a slash, such as / ${per}`,
    });
    return undefined;
  }
  return times[0].hours;
}

/** Whether both ends of a figure are where they can be, and in the right order; tells where they aren't. */
function inBounds(figure: Figure, need: Need, phrase: Phrase): boolean {
  const { reader } = phrase;
  const span: Span = phrase.at(figure);
  const { low, high, ranged } = figure;
  const share = need.dimension === "share";
  const least = need.least ?? 0;
  const most = need.most ?? (share ? 1 : Number.MAX_VALUE);
  if (low > high) {
    reader.tell("range-upside-down", span, "this range begins with its higher end", {
      expected: "the lower end first",
    });
  } else if (share && (low < least || high > most)) {
    reader.tell("share-beyond-whole", span, "a share lies between nothing and all", {
      expected: most === 1 ? "0% to 100%" : `at most ${most * 100}%`,
    });
  } else if (low < least) {
    reader.tell("negative", span, "this cannot be less than nothing", { expected: "a figure of 0 or more" });
  } else if (high > most) {
    reader.tell("too-great", span, `this cannot be more than ${most}`, {
      expected: `a figure of at most ${most}`,
    });
  } else if (need.positive && low === 0) {
    reader.tell("must-be-positive", span, "this cannot be nothing", { expected: "a figure above 0" });
  } else if (ranged && low === high) {
    reader.tell("range-of-one", span, "both ends of this range are the same", {
      expected: "one figure, or two that differ",
    });
  } else if (need.single && ranged) {
    reader.tell("range-not-allowed", span, "one figure is needed here, not a range", {
      expected: "one figure",
    });
  } else if (ranged && least >= 0 && low === 0) {
    const why = share ? "logit-normal" : "lognormal";
    reader.tell("range-from-zero", span, `a range that begins at 0 has no ${why} distribution`, {
      expected: "a low end above 0: what is passed in 19 cases of 20",
    });
  } else if (ranged && share && high === 1 && most === 1) {
    reader.tell("range-to-whole", span, "a range that ends at 100% has no logit-normal distribution", {
      expected: "a high end below 100%: what is not passed in 19 cases of 20",
    });
  } else {
    return true;
  }
  return false;
}
