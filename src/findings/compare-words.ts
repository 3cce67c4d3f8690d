import type { ComparedExpectation, ComparedSide } from "./compare.ts";
import { sayCount, sayDuration, sayMoney, sayShare } from "./say.ts";

/** How two organizations are told apart: by name, and where both have the same one by their order. */
export function sideNames(sides: readonly [ComparedSide, ComparedSide]): [string, string] {
  const [a, b] = [sides[0].organization, sides[1].organization];
  return a === b ? [`${a} (first)`, `${b} (second)`] : [a, b];
}

/** A measure in words. */
export function sayMeasured(
  value: number,
  { unit }: Pick<ComparedExpectation, "unit">,
  currency: string,
): string {
  switch (unit) {
    case "hours":
      return value === 0 ? "none" : sayDuration(value);
    case "occurrences":
      return value === 0 ? "none" : sayCount(value);
    case "money":
      return value === 0 ? "none" : sayMoney(value, currency);
    case "share":
      return sayShare(value);
  }
}

/** `a month`, `3 years`. */
export function sayWindow({ windowHours }: Pick<ComparedExpectation, "windowHours">): string {
  return sayDuration(windowHours).replace(/^1 /, "a ");
}
