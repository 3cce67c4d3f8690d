/**
 * Numbers as people say them: 40k USD, 1 in 20 years, 3 hours. About two figures, since more are rarely known; `sayExactly`
 * keeps them all. Every function takes any number: what is not finite is said as "not known".
 */
import type { Estimate } from "./estimate.ts";

const unknown = "not known";
const scales: readonly [size: number, suffix: string][] = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
  [1, ""],
];

/** At least two figures: 0.042, 4.2, 42, 420. No trailing zeros. */
function figures(size: number): string {
  if (size === 0) return "0";
  if (size >= 9.95) return group(Math.round(size).toString());
  const decimals = size >= 0.995 ? 1 : Math.min(20, 1 - Math.floor(Math.log10(size)));
  return trimmed(size.toFixed(decimals));
}

function trimmed(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

function signed(value: number, say: (size: number) => string): string {
  const said = say(Math.abs(value));
  return value < 0 && said !== "0" ? `−${said}` : said;
}

function scaled(size: number): string {
  for (const [scale, suffix] of scales) {
    // 999.6k is said as 1M, so a scale begins where the one below it would round up to it.
    if (size >= scale * 0.9995) return figures(size / scale) + suffix;
  }
  return size < 1e-9 ? "0" : figures(size);
}

const smallNumbers = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** A count as a word up to twelve, in figures above. */
export function sayNumber(count: number): string {
  return smallNumbers[count] ?? sayCount(count);
}

/** `1 failure`, `28 failures`; `many` where the plural is no added s. */
export function sayCounted(count: number, one: string, many = `${one}s`): string {
  const said = sayCount(count);
  return `${said} ${said === "1" ? one : many}`;
}

/** A count: `7`, `3.2`, `4,500`, `120k`, `2.5M`. */
export function sayCount(count: number): string {
  if (!Number.isFinite(count)) return unknown;
  return signed(count, (size) => (size < 9_999.5 && size > 1e-9 ? figures(size) : scaled(size)));
}

/** Money: sayMoney(40_000, "USD") is `40k USD`. */
export function sayMoney(amount: number, currency: string): string {
  if (!Number.isFinite(amount)) return unknown;
  return `${signed(amount, scaled)} ${currency}`;
}

/** All figures that are known, grouped: `147,228.07`. For hovers, tables of figures and exports. */
export function sayExactly(value: number): string {
  if (!Number.isFinite(value)) return unknown;
  return signed(value, (size) => {
    if (size !== 0 && (size < 1e-4 || size >= 1e15)) return size.toPrecision(6);
    const [whole = "0", part] = trimmed(size.toFixed(size >= 1 ? 4 : 8)).split(".");
    return part ? `${group(whole)}.${part}` : group(whole);
  });
}

/** How often, from occurrences a year: `1 in 20 years`, `3.2 a year`, `14 a day`; `never` for 0. */
export function sayRate(perYear: number): string {
  if (!Number.isFinite(perYear)) return unknown;
  if (perYear <= 0) return "never";
  if (perYear >= 1000) return `${sayCount(perYear / 365.25)} a day`;
  if (perYear >= 0.9524) return `${figures(perYear)} a year`;
  return `${sayOneIn(perYear)} years`;
}

/** Of what is rarer nobody knows how rare it is, and its inverse leaves what a number holds. */
const RAREST = 1e-15;

/** What is rare is known by two figures at most: 1 in 1,200. */
function sayOneIn(share: number): string {
  if (share < RAREST) return `less than ${sayOneIn(RAREST)}`;
  const count = 1 / share;
  return `1 in ${sayCount(count < 100 ? count : Number(count.toPrecision(2)))}`;
}

const lengths: readonly [upTo: number, hours: number, word: string][] = [
  [1 / 60, 1 / 3600, "second"],
  [1, 1 / 60, "minute"],
  [48, 1, "hour"],
  [730, 24, "day"],
  [8760, 730.5, "month"],
  [Number.POSITIVE_INFINITY, 8766, "year"],
];

/** How long, from hours: `40 seconds`, `30 minutes`, `3 hours`, `5 days`, `2 years`; `at once` for 0. */
export function sayDuration(hours: number): string {
  if (!Number.isFinite(hours)) return unknown;
  if (hours === 0) return "at once";
  const [, unit, word] = lengths.find(([upTo]) => Math.abs(hours) < upTo) as (typeof lengths)[number];
  const said = signed(hours / unit, (size) => (size < 1e-3 ? figures(size) : trimmedScale(size)));
  return `${said} ${said === "1" ? word : `${word}s`}`;
}

function trimmedScale(size: number): string {
  return size < 9_999.5 ? figures(size) : scaled(size);
}

/** A share: `3.1%`, `0.042%`, `99.95%`; below one in a million `4 in 10M`. Never rounds up to all or down to none. */
export function sayShare(share: number): string {
  if (!Number.isFinite(share)) return unknown;
  const size = Math.abs(share);
  if (size > 0 && size < 1e-6) return `${share < 0 ? "−" : ""}${sayOneIn(size)}`;
  if (size > 0.99 && size < 1) return `${share < 0 ? "−" : ""}${nearlyAll(size)}%`;
  return `${signed(share * 100, figures)}%`;
}

/** 99.95: as many figures as show the first of what is missing. */
function nearlyAll(size: number): string {
  const missing = (1 - size) * 100;
  if (missing < 1e-10) return "100";
  const decimals = Math.min(10, Math.max(1, -Math.floor(Math.log10(missing))));
  return trimmed((100 - missing).toFixed(decimals));
}

/** What lacks less of all than this is not told apart from it. */
const RARE = 1e-6;

/** A chance: `31%`, `1 in 20`; `no chance`, `all but certain`, `certain`. */
export function sayChance(chance: number): string {
  if (!Number.isFinite(chance)) return unknown;
  if (chance <= 0) return "no chance";
  if (chance >= 1) return "certain";
  if (chance > 1 - RARE) return "all but certain";
  return chance >= 0.0995 ? sayShare(chance) : sayOneIn(chance);
}

/** From `low` to `high` in the words of `say`, a shared unit said once: `5 to 20 USD`, `30 minutes to 4 hours`. One value where both are said alike. */
export function sayRange(low: number, high: number, say: (value: number) => string): string {
  const [from, to] = [say(low), say(high)];
  if (from === to) return from;
  const unit = from.slice(from.indexOf(" "));
  return unit.startsWith(" ") && to.slice(to.indexOf(" ")) === unit
    ? `${from.slice(0, -unit.length)} to ${to}`
    : `${from} to ${to}`;
}

/** An estimate's value in the words of `say`; where there is none, why. */
export function sayEstimate(estimate: Estimate, say: (value: number) => string): string {
  return estimate.value === null ? (estimate.why ?? unknown) : say(estimate.value);
}

/** An estimate's 5th to 95th percentile in the words of `say`; empty where there is none or both ends are said alike. */
export function sayBand(estimate: Estimate, say: (value: number) => string): string {
  if (estimate.low === null || estimate.high === null) return "";
  const band = sayRange(estimate.low, estimate.high, say);
  return band === say(estimate.low) ? "" : band;
}

/** A day, from milliseconds since 1970, in UTC: `2019-03-14`. */
export function sayDay(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? unknown : date.toISOString().slice(0, 10);
}

/** `a`, `a and b`, `a, b and c`. */
export function sayList(items: readonly string[], and = "and"): string {
  if (items.length <= 1) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${and} ${items[items.length - 1]}`;
}

/** A name inside a sentence: its first letter lowered, unless the word is an abbreviation. */
export function lowered(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name[0]?.toLowerCase() + name.slice(1) : name;
}
