import { resolve } from "../named.ts";
import type { Impact, Quantity } from "../organization.ts";
import { type Phrase, readFigure } from "../phrase.ts";
import { type Need, quantityOf, readQuantity } from "../quantity.ts";
import { mapping, optional, required, type Shape } from "../shape.ts";
import { phrase, stated } from "../values.ts";
import { quantity } from "./figures.ts";

/** Harm as stated, before it is known whether its time-sensitivity wants it at once or by the hour. */
type Harm = { readonly quantity: Quantity; readonly byTime: boolean };

const harm: Shape<Harm> = stated(
  phrase(
    "money for `none` and `cliff` (200 to 900 USD), money a time for `linear` and `exponential` (500 USD / h)",
    (words): Harm | undefined => {
      const figure = readFigure(words);
      if (figure === undefined) return undefined;
      const byTime = figure.per.length > 0;
      const need: Need = {
        dimension: "money",
        least: Number.NEGATIVE_INFINITY,
        ...(byTime ? { per: "hour" } : {}),
      };
      const quantity = quantityOf(figure, need, words);
      return quantity && { quantity, byTime };
    },
    ["200 to 900 USD", "500 USD / h"],
  ),
);

type Blast = Impact["blast"];
const blast: Shape<Blast> = stated(
  phrase("what is affected: 1 payment, 2% of customers, or 2% to reach 40% of customers, 5% / h", readBlast, [
    "1 customer",
    "2% of ",
    "2% to reach 40% of customers, 5% / h",
  ]),
);

function readBlast(words: Phrase): Blast | undefined {
  const from = readFigure(words);
  if (from === undefined) return undefined;
  const of = from.dimension === "share" ? "share" : "units";
  const need: Need = of === "share" ? { dimension: "share" } : { dimension: "count" };
  const start = quantityOf(from, need, words);
  const reach = words.accept("to");
  if (reach && !words.accept("reach"))
    return words.wrong("after “to” a figure or “reach” is expected", words.at(reach));
  const end = reach ? readQuantity(words, { ...need, positive: true }) : undefined;
  const unit = of === "share" ? readPopulation(words) : readUnit(words);
  if (unit === undefined || start === undefined) return undefined;
  if (!reach) return { of, from: start, unit };
  if (!words.accept(","))
    return words.wrong("it is not said how fast the blast radius grows: “, 5% / h” is missing");
  const growthPerHour = readQuantity(words, growth);
  if (end === undefined || growthPerHour === undefined) return undefined;
  if (end.high > start.low) return { of, from: start, to: end, growthPerHour, unit };
  words.reader.tell(
    "blast-shrinks",
    words.at(words.span),
    "this blast radius does not grow to what it is said to reach",
    {
      expected: "a reach beyond where it begins",
    },
  );
  return undefined;
}

const growth: Need = { dimension: "share", per: "hour", most: Number.MAX_VALUE, positive: true };

/** `of customers`: an audience or a function whose users are meant. */
function readPopulation(words: Phrase): string | undefined {
  if (!words.accept("of")) return words.wrong("this is a share, but of what? “of” and a name are missing");
  const name = words.take();
  if (name === undefined) return words.wrong("the name of an audience or a function is missing");
  return resolve(name.text, words.at(name), ["audience", "function"], words.reader)?.id;
}

/** `payment`, `big customers`: any words up to a comma. */
function readUnit(words: Phrase): string | undefined {
  const unit: string[] = [];
  for (let piece = words.peek(); piece?.kind === "word"; piece = words.peek()) {
    unit.push(piece.text);
    words.take();
  }
  return unit.length > 0
    ? unit.join(" ")
    : words.wrong("how many of what? a unit is missing, such as “customer”");
}

type Time = Impact["time"];
const sensitivity: Shape<Time> = stated(
  phrase("none, linear, exponential 10% / h, or cliff at 24h", readTime, [
    "none",
    "linear",
    "exponential 10% / h",
    "cliff at 24h",
  ]),
);

function readTime(words: Phrase): Time | undefined {
  if (words.accept("none")) return { kind: "none" };
  if (words.accept("linear")) return { kind: "linear" };
  if (words.accept("exponential")) {
    const growthPerHour = readQuantity(words, growth);
    return growthPerHour && { kind: "exponential", growthPerHour };
  }
  if (words.accept("cliff")) {
    if (!words.accept("at")) return words.wrong("a cliff stands at a time: “at 24h” is missing");
    const atHours = readQuantity(words, { dimension: "duration" });
    return atHours && { kind: "cliff", atHours };
  }
  const found = words.peek();
  return words.wrong(`“${found?.text ?? ""}” is no way in which harm follows time`, found);
}

type Reversibility = { readonly undone: Impact["reversibility"] };
const reversibility: Shape<Reversibility> = stated(
  phrase(
    "none, 95%, or 95% fading over 6h",
    (words): Reversibility | undefined => {
      if (words.accept("none")) return { undone: undefined };
      const share = readQuantity(words, { dimension: "share" });
      if (share === undefined) return undefined;
      if (!words.accept("fading")) return { undone: { share } };
      if (!words.accept("over")) return words.wrong("fading over what time? “over” is missing");
      const windowHours = readQuantity(words, { dimension: "duration", positive: true });
      return windowHours && { undone: { share, windowHours } };
    },
    ["none", "95%", "95% fading over 6h"],
  ),
);

const cap = quantity({ dimension: "money", positive: true }, ["900M USD"]);
const end = quantity({ dimension: "duration", positive: true }, ["30d"]);

/** Never a label: reversibility, time-sensitivity and blast radius, which together are harm over time. */
export const impact: Shape<Impact> = mapping(
  "an impact",
  {
    harm: required(
      harm,
      "What one unit costs: at once, or by the hour. With a share as blast radius: what all of them would cost.",
    ),
    "blast radius": required(blast, "How much is affected, and how that grows until it is contained."),
    "time-sensitivity": required(
      sensitivity,
      "How harm follows time: at once, steadily, ever faster, or at a deadline.",
    ),
    reversibility: optional(reversibility, "The share of the harm that can still be undone, and how long."),
    "at most": optional(cap, "No occurrence costs more than this."),
    "ends by": optional(end, "The maximum tolerable period: harm stops growing here."),
  },
  (read, { node, reader }) => {
    const { harm, "time-sensitivity": time, "at most": atMost, "ends by": endsBy } = read;
    const wantsTime = time.kind === "linear" || time.kind === "exponential";
    if (harm.byTime !== wantsTime) {
      const message = wantsTime
        ? `${time.kind} harm grows with time`
        : `${time.kind === "none" ? "this harm comes at once" : "this harm comes all at its cliff"}`;
      const expected = wantsTime ? "money a time, such as 500 USD / h" : "money, without a time";
      const entry = node.entries.find(({ key }) => key.text === "harm")!;
      reader.tell("harm-does-not-fit", entry.value, message, {
        expected: inMoney(expected, reader.currency),
      });
      return undefined;
    }
    const undone = read.reversibility?.undone;
    return {
      harm: harm.quantity,
      blast: read["blast radius"],
      time,
      ...(undone ? { reversibility: undone } : {}),
      ...(atMost ? { atMost } : {}),
      ...(endsBy ? { endsByHours: endsBy } : {}),
    };
  },
);

function inMoney(words: string, currency: string | null): string {
  return words.replaceAll("USD", currency ?? "USD");
}
