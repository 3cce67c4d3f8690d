import type { Plan } from "./plan.ts";

/** Losses below this share of the capital count as spread evenly over the year; of larger ones it matters when they come. */
export const LARGE = 1 / 256;
/** No more losses of a block are noted one by one. */
const MOST_NOTED = 1_000_000;

/**
 * Whether the capital, with what is earned as the year goes, is used up at some moment of it.
 *
 * Large losses count at the moment of their containment, the others evenly over the year. Nothing is earned before it is lost
 * in a year that costs less than the capital, so only the others are looked into.
 */
export class Ruin {
  private readonly capital: number;
  private readonly earnings: number;
  private readonly noted: { readonly at: number; readonly loss: number }[][];
  private left = MOST_NOTED;

  constructor({ capital, earnings }: Pick<Plan, "capital" | "earnings">, years: number) {
    this.capital = capital;
    this.earnings = earnings;
    this.noted = Array.from({ length: years }, () => []);
  }

  /** `at`: the share of the year that has passed; what comes after its end counts as its end. */
  lost(year: number, at: number, loss: number): void {
    if (loss <= this.capital * LARGE || this.left-- <= 0) return;
    this.noted[year]!.push({ at: Math.min(1, at), loss });
  }

  /** Years in which it is. totals: [year], all losses. */
  count(totals: Float64Array): number {
    let ruined = 0;
    totals.forEach((total, year) => {
      if (total > this.capital && this.usedUp(total, this.noted[year]!)) ruined++;
    });
    return ruined;
  }

  private usedUp(total: number, large: { readonly at: number; readonly loss: number }[]): boolean {
    const evenly = total - large.reduce((sum, { loss }) => sum + loss, 0);
    const perYear = this.earnings - evenly;
    let lost = 0;
    for (const { at, loss } of large.sort((a, b) => a.at - b.at)) {
      lost += loss;
      if (this.capital + perYear * at < lost) return true;
    }
    return this.capital + perYear < lost;
  }
}
