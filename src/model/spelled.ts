import { cut, durationUnits, type Piece } from "./phrase.ts";
import type { Ends } from "./stated.ts";

/** One end of a figure as written: the number that carries its size, and whether more of it means less (`1 in 20`). */
type End = { readonly number: Piece; readonly inverse: boolean };

/**
 * A figure as written, with other ends, in its own units: `30min to 4h` doubled is `60min to 8h`, `1 in 20 years` is `1 in 10 years`.
 * Three figures are kept, more only where they tell the ends, or a share from the whole, apart.
 *
 * written   the figure's piece of the text, `5 to 20k USD / year`
 * before    its ends as understood; any unit, the same as `after`
 * whole     what is all of it in that unit, for shares; else infinite
 *
 * Undefined where the piece is none that numbers can be changed in: escaped, or an end that was 0 and is to be something else.
 */
export function respelled(written: string, before: Ends, after: Ends, whole: number): string | undefined {
  const pieces = cut(written);
  const slash = pieces.findIndex(({ text }) => text === "/");
  const figure = slash < 0 ? pieces : pieces.slice(0, slash);
  const [low, high, more] = endsOf(figure);
  if (low === undefined || more !== undefined) return undefined;
  const grown = {
    low: ratio(before.low, after.low),
    high: ratio(before.high, after.high),
  };
  if (grown.low === undefined || grown.high === undefined) return undefined;
  const at = (end: End, factor: number) => ({ end, value: sized(end, factor) });
  const asked = { low: at(low, grown.low), high: at(high ?? low, grown.high) };
  const alone = after.low === after.high;
  const numbers = alone ? [asked.high] : [asked.low, asked.high];
  if (numbers.some(({ end, value }) => end.inverse && value < 1)) return asRate(figure, after, before, low);
  const wholes = numbers.map(({ end }) =>
    Number.isFinite(whole) && !end.inverse
      ? Math.abs(end.number.value / before[end === high ? "high" : "low"]) * whole
      : whole,
  );
  const spelt = apart(
    numbers.map(({ end, value }, index) => ({ end, value, whole: wholes[index]! })),
    written,
  );
  if (high && !alone) return swapped(written, [low, high], spelt);
  if (high) return cutTo(written, high, spelt[0]!);
  const first = swapped(written, [low], spelt.slice(0, 1));
  if (alone) return first;
  // One figure becomes a range: it stands twice, and what it is per only behind the second.
  const upTo = slash < 0 ? written.length : pieces[slash - 1]!.end;
  const one = (text: string) => swapped(written.slice(0, upTo), [low], [text]);
  return `${one(spelt[0]!)} to ${one(spelt[1]!)}${written.slice(upTo)}`;
}

/** Where the ends of a figure carry their size; more than two where it is more than one figure. */
function endsOf(pieces: readonly Piece[]): readonly End[] {
  const ends: End[] = [];
  if (pieces[0]?.kind !== "figure") return ends;
  pieces.forEach((piece, index) => {
    if (piece.kind !== "figure") return;
    if (pieces[index - 1]?.text === "in") ends[ends.length - 1] = { number: piece, inverse: true };
    else ends.push({ number: piece, inverse: false });
  });
  return ends;
}

function ratio(before: number, after: number): number | undefined {
  if (before === after) return 1;
  return before === 0 ? undefined : after / before;
}

function sized({ number, inverse }: End, factor: number): number {
  return inverse ? number.value / factor : number.value * factor;
}

/** Numbers as text, with as many figures as tell them apart. */
function apart(
  numbers: readonly { readonly end: End; readonly value: number; readonly whole: number }[],
  written: string,
): readonly string[] {
  for (let kept = 3; ; kept++) {
    const spelt = numbers.map(({ end, value, whole }) => spell(value, kept, whole, end.number, written));
    if (new Set(spelt).size === spelt.length || kept >= 15) return spelt;
  }
}

const suffixes = [
  ["B", 1e9],
  ["M", 1e6],
  ["k", 1e3],
] as const;

/** A number in the manner of the one it replaces: with a suffix or without, with commas where it had some. */
function spell(value: number, kept: number, whole: number, sample: Piece, written: string): string {
  const size = Math.abs(value);
  const unitFollows = /^\p{L}/u.test(written.slice(sample.end));
  const isShort = /[kMB]$/.test(sample.text) || (size >= 1e6 && !/[,_]/.test(sample.text));
  const [suffix, scale] =
    (isShort && !unitFollows && suffixes.find(([, scale]) => size >= scale)) || (["", 1] as const);
  const shown = decimal(value / scale, kept, whole / scale);
  return (/,/.test(sample.text) && suffix === "" ? grouped(shown) : shown) + suffix;
}

/** Neither nothing nor all of it becomes of what is neither. */
function decimal(value: number, kept: number, whole: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 1e-6) return value.toPrecision(kept).replace(/\.?0+e/, "e");
  const missing = whole - size;
  const order = (of: number): number => Math.floor(Math.log10(of));
  const decimals = Math.max(
    kept - 1 - order(size),
    missing > 0 && Number.isFinite(missing) ? Math.max(0, kept - 2 - order(missing)) : 0,
    0,
  );
  const rounded = decimals === 0 ? Number(value.toPrecision(Math.max(kept, 1))) : value;
  const text = rounded.toFixed(Math.min(decimals, 15));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function grouped(digits: string): string {
  const [whole = "", part] = digits.split(".");
  const triples = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? triples : `${triples}.${part}`;
}

function swapped(written: string, ends: readonly End[], texts: readonly string[]): string {
  return ends.reduceRight(
    (text, { number }, index) => text.slice(0, number.start) + texts[index] + text.slice(number.end),
    written,
  );
}

/** A range that becomes one figure keeps what stands behind its higher end. */
function cutTo(written: string, high: End, text: string): string {
  const begin = high.inverse
    ? written.slice(0, high.number.start).lastIndexOf(" to ") + 4
    : high.number.start;
  return written.slice(begin, high.number.start) + text + written.slice(high.number.end);
}

/** More often than once in its time, `1 in 0.5 years` is said as `2 / year`. A share has no time, and is never more than once. */
function asRate(figure: readonly Piece[], after: Ends, before: Ends, low: End): string | undefined {
  const last = figure.at(-1)!;
  const unit = durationUnits.get(last.text);
  if (unit === undefined) return undefined;
  const one = figure[figure.indexOf(low.number) - 2]!.value / low.number.value / before.low;
  const spelt = [...new Set([after.low, after.high])].map((end) =>
    decimal(end * one, 3, Number.POSITIVE_INFINITY),
  );
  return `${spelt.join(" to ")} / ${unit.canonical === "d" ? "day" : unit.canonical}`;
}
