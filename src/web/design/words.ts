/** What the text states, said back as people say it. */
import { sayCount, sayDuration, sayMoney, sayRange, sayShare } from "../../findings/say.ts";
import type { Delay, Expectation, Quantity } from "../../model/model.ts";

export function sayQuantity(quantity: Quantity, say: (value: number) => string): string {
  return sayRange(quantity.low, quantity.high, say);
}

const fixedWindows: readonly (readonly [hours: number, word: string])[] = [
  [1, "an hour"],
  [24, "a day"],
  [168, "a week"],
  [730.5, "a month"],
  [2191.5, "a quarter"],
  [8766, "a year"],
];

/** `a month`, `a year`; `in 3 days` for a window without a name of its own. */
export function sayWindow(hours: number): string {
  const known = fixedWindows.find(([length]) => Math.abs(length - hours) < length * 1e-3);
  return known ? known[1] : `in ${sayDuration(hours)}`;
}

/** `missed in 22% of months`: how often a window misses what is expected. */
export function sayMissed(missed: number, windowHours: number): string {
  if (missed === 0) return "never missed";
  const known = fixedWindows.find(([length]) => Math.abs(length - windowHours) < length * 1e-3);
  const windows = known ? `${known[1].replace(/^an? /, "")}s` : `spans of ${sayDuration(windowHours)}`;
  return `missed in ${sayShare(missed)} of ${windows}`;
}

/** `at most 4 hours a month`, `99.95% go well`: what an audience expects. */
export function sayObjective({ measure, objective, windowHours }: Expectation, currency: string): string {
  const window = sayWindow(windowHours);
  switch (measure) {
    case "time":
      return `at most ${sayQuantity(objective, sayDuration)} ${window}`;
    case "occurrences":
      return `at most ${sayQuantity(objective, sayCount)} ${window}`;
    case "loss":
      return `at most ${sayQuantity(objective, (money) => sayMoney(money, currency))} ${window}`;
    case "share":
      return `${sayQuantity(objective, sayShare)} go well`;
  }
}

/** `30 minutes to 4 hours`, `about 3 days`, `checked every day, found 70%`. */
export function sayDelay(delay: Delay): string {
  switch (delay.kind) {
    case "fixed":
    case "lognormal":
      return sayQuantity(delay.hours, sayDuration);
    case "exponential":
    case "weibull":
      return `about ${sayQuantity(delay.meanHours, sayDuration)}`;
    case "checked":
      return `checked every ${sayQuantity(delay.everyHours, sayDuration)}, found ${sayQuantity(delay.found, sayShare)}`;
    case "recorded":
      return `as recorded, ${sayDuration(delay.hours[0]!)} to ${sayDuration(delay.hours.at(-1)!)}`;
  }
}

/** Whose assumption a delay is, if anybody's. */
export function delayAssumedBy(delay: Delay): string | undefined {
  switch (delay.kind) {
    case "fixed":
    case "lognormal":
      return delay.hours.assumed;
    case "exponential":
    case "weibull":
      return delay.meanHours.assumed;
    case "checked":
      return delay.everyHours.assumed ?? delay.found.assumed;
    case "recorded":
      return undefined;
  }
}
