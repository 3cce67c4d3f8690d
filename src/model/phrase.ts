import { nearest } from "./names.ts";
import type { Reader } from "./reader.ts";
import type { Scalar, Span } from "./tree.ts";

/** A piece of a value: a figure with its suffix, a word (a unit, a name, `to`), or a sign. */
export type Piece = Span & {
  readonly kind: "figure" | "word" | "sign";
  readonly text: string;
  readonly value: number;
};

/** What a figure counts. */
export type Dimension = "count" | "share" | "money" | "duration";

/** What follows a slash: a user, or a stretch of time. */
export type Per = Span & ({ readonly of: "user" } | { readonly of: "time"; readonly hours: number });

/** `5 to 20k USD / year`, understood. Durations in hours, shares as fractions, money in `currency`. */
export type Figure = Span & {
  readonly low: number;
  readonly high: number;
  readonly ranged: boolean;
  readonly dimension: Dimension;
  readonly currency?: string;
  readonly per: readonly Per[];
};

const hoursPerYear = 8766;
export const durationUnits: ReadonlyMap<string, { readonly hours: number; readonly canonical: string }> =
  new Map(
    (
      [
        ["s", 1 / 3600, ["s", "sec", "second", "seconds"]],
        ["min", 1 / 60, ["min", "mins", "minute", "minutes"]],
        ["h", 1, ["h", "hour", "hours"]],
        ["d", 24, ["d", "day", "days"]],
        ["week", 168, ["w", "week", "weeks"]],
        ["month", hoursPerYear / 12, ["month", "months"]],
        ["year", hoursPerYear, ["y", "year", "years"]],
      ] as const
    ).flatMap(([canonical, hours, spellings]) =>
      spellings.map((spelling) => [spelling, { hours, canonical }] as const),
    ),
  );

const suffixes: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, B: 1e9 };
const pattern =
  /(?<figure>[-+−]?(?:(?:\d{1,3}(?:[,_]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?)(?<suffix>[kMB](?![\p{L}\p{N}]))?|(?<word>\p{L}[\p{L}\p{N}\p{M}'’-]*)|(?<sign>\S)/gu;

/** Cuts a value into its pieces. `at` is added to every place. */
export function cut(text: string, at = 0): readonly Piece[] {
  return [...text.matchAll(pattern)].map((match) => {
    const { figure, suffix, word } = match.groups!;
    const span = { start: at + match.index, end: at + match.index + match[0].length };
    if (figure !== undefined) {
      const bare = Number(figure.replace(/[,_]/g, "").replace("−", "-"));
      return { kind: "figure", text: match[0], value: bare * (suffixes[suffix ?? ""] ?? 1), ...span };
    }
    return { kind: word === undefined ? "sign" : "word", text: match[0], value: Number.NaN, ...span };
  });
}

/** Reads a value piece by piece, telling what it did not expect. */
export type Phrase = {
  readonly span: Span;
  readonly reader: Reader;
  readonly expected: string;
  peek(ahead?: number): Piece | undefined;
  /** The next piece if it is this word or sign. */
  accept(...texts: readonly string[]): Piece | undefined;
  take(): Piece | undefined;
  /** Tells that something else was expected here; returns undefined, to be returned. */
  wrong(message: string, at?: Span): undefined;
  /** Where a piece stands, or the whole value where pieces have no place of their own. */
  at(span: Span): Span;
};

/** The phrase that a scalar's text is. `expected` says in words what it should be. */
export function phraseOf(scalar: Scalar, expected: string, reader: Reader): Phrase {
  const pieces = cut(scalar.text, Math.max(scalar.inner, 0));
  let next = 0;
  const at = (span: Span): Span => (scalar.inner < 0 ? scalar : span);
  return {
    span: scalar,
    reader,
    expected,
    at,
    peek: (ahead = 0) => pieces[next + ahead],
    take: () => pieces[next++],
    accept(...texts) {
      const piece = pieces[next];
      if (piece === undefined || !texts.includes(piece.text)) return undefined;
      next += 1;
      return piece;
    },
    wrong(message, span = scalar) {
      reader.tell("not-understood", at(span), message, { expected });
      return undefined;
    },
  };
}

type Amount = Span & {
  readonly value: number;
  readonly dimension: Dimension;
  readonly currency?: string;
  /** What to multiply a bare figure by, were it to share this amount's unit. */
  readonly unit: number;
  /** `1 in 20 years` carries its own time. */
  readonly perHours?: number;
};

/**
 * Reads `amount`, `amount to amount`, and what is per what. A unit may stand once, at the end: `5 to 20 USD`.
 * Tells and returns undefined where that is not what stands there.
 */
export function readFigure(phrase: Phrase): Figure | undefined {
  const first = readAmount(phrase);
  if (first === undefined) return undefined;
  const to = phrase.peek(1)?.kind === "figure" ? phrase.accept("to", "–") : undefined;
  const second = to ? readAmount(phrase) : first;
  if (second === undefined) return undefined;
  const low = to ? shareUnit(first, second) : first;
  const span = { start: first.start, end: second.end };
  if (low.dimension !== second.dimension || low.currency !== second.currency) {
    phrase.reader.tell(
      "wrong-dimension",
      phrase.at(span),
      `this range goes from ${nameOf(low)} to ${nameOf(second)}`,
      {
        expected: "both ends in the same unit",
      },
    );
    return undefined;
  }
  const per = readPer(phrase);
  if (per === undefined) return undefined;
  const own: readonly Per[] =
    second.perHours === undefined ? [] : [{ of: "time", hours: second.perHours, ...span }];
  return {
    low: low.value,
    high: second.value,
    ranged: to !== undefined,
    dimension: second.dimension,
    ...(second.currency === undefined ? {} : { currency: second.currency }),
    per: [...own, ...per],
    start: first.start,
    end: per.at(-1)?.end ?? second.end,
  };
}

function shareUnit(first: Amount, second: Amount): Amount {
  const bare = first.dimension === "count" && first.unit === 1 && first.perHours === undefined;
  if (bare && second.dimension !== "count")
    return { ...second, ...first, ...unitOf(second), value: first.value * second.unit };
  // `1 in 300 to 1 in 100 years`
  if (first.dimension === "share" && second.perHours !== undefined) return { ...first, dimension: "count" };
  return first;
}

function unitOf({ dimension, currency, unit }: Amount): Pick<Amount, "dimension" | "unit" | "currency"> {
  return { dimension, unit, ...(currency === undefined ? {} : { currency }) };
}

function readAmount(phrase: Phrase): Amount | undefined {
  const figure = phrase.peek();
  if (figure?.kind !== "figure") {
    const found = figure ? `“${figure.text}” is no figure` : "a figure is missing here";
    return phrase.wrong(found, figure ?? phrase.span);
  }
  phrase.take();
  if (!Number.isFinite(figure.value)) return phrase.wrong(`“${figure.text}” is too large a figure`, figure);
  const bare: Amount = {
    value: figure.value,
    dimension: "count",
    unit: 1,
    start: figure.start,
    end: figure.end,
  };
  const unit = phrase.peek();
  if (unit === undefined) return bare;
  if (unit.text === "%") {
    phrase.take();
    return { ...bare, value: figure.value / 100, dimension: "share", unit: 0.01, end: unit.end };
  }
  if (unit.text === "in" && phrase.peek(1)?.kind === "figure") return readOneIn(phrase, bare);
  const duration = durationUnits.get(unit.text);
  if (duration) {
    phrase.take();
    return {
      ...bare,
      value: figure.value * duration.hours,
      dimension: "duration",
      unit: duration.hours,
      end: unit.end,
    };
  }
  if (/^[A-Z]{3}$/.test(unit.text)) {
    phrase.take();
    return { ...bare, dimension: "money", currency: unit.text, end: unit.end };
  }
  return bare;
}

/** `1 in 25` a share, `1 in 20 years` a frequency. */
function readOneIn(phrase: Phrase, one: Amount): Amount | undefined {
  phrase.take();
  const many = phrase.take()!;
  if (!(many.value > 0)) return phrase.wrong(`“1 in ${many.text}” has no meaning`, many);
  const value = one.value / many.value;
  const unit = phrase.peek();
  const duration = unit && durationUnits.get(unit.text);
  if (!duration) return { ...one, value, dimension: "share", end: many.end };
  phrase.take();
  return { ...one, value, dimension: "count", unit: Number.NaN, end: unit.end, perHours: duration.hours };
}

function readPer(phrase: Phrase): readonly Per[] | undefined {
  const per: Per[] = [];
  for (let slash = phrase.accept("/"); slash; slash = phrase.accept("/")) {
    const many = phrase.peek()?.kind === "figure" ? phrase.take() : undefined;
    const unit = phrase.take();
    if (unit === undefined) return phrase.wrong("nothing follows this slash", slash);
    const span = { start: slash.start, end: unit.end };
    const duration = durationUnits.get(unit.text);
    const hours = (duration?.hours ?? Number.NaN) * (many?.value ?? 1);
    if (hours > 0) per.push({ of: "time", hours, ...span });
    else if (many === undefined && /^users?$/.test(unit.text)) per.push({ of: "user", ...span });
    else return tellUnknownUnit(phrase, unit, "a time (`/ year`, `/ month`, `/ 3d`) or `/ user`");
  }
  return per;
}

/** Says that a word is no unit, with the nearest one. */
export function tellUnknownUnit(phrase: Phrase, unit: Piece, expected: string): undefined {
  const near =
    unit.text === "m"
      ? undefined
      : nearest(
          unit.text,
          [...durationUnits.keys(), "user", "USD"].filter((known) => known.length > 2),
        );
  const message =
    unit.text === "m"
      ? "“m” could be minutes, months or millions"
      : `“${unit.text}” is no unit that is known here`;
  phrase.reader.tell("unknown-unit", phrase.at(unit), message, { expected, nearest: near });
  return undefined;
}

/** A dimension in words, for messages. */
export function nameOf({
  dimension,
  currency,
}: {
  readonly dimension: Dimension;
  readonly currency?: string;
}): string {
  return { count: "a bare figure", share: "a share", money: `money in ${currency}`, duration: "a duration" }[
    dimension
  ];
}
