import type { Estimate } from "../findings/estimate.ts";
import type { LossFinding } from "../findings/losses.ts";
import { sayChance, sayMoney, sayShare } from "../findings/say.ts";

/** What an exact year says in words; the first sentence is the one to read if only one is read. */
export function lossSentences(of: Omit<LossFinding, "finding" | "version" | "sentences">): string[] {
  const money = (amount: number): string => sayMoney(amount, of.currency);
  const { mean, p95, p99, shareNotKnown, capital, exceedsCapital } = of;
  if (!((p99.value ?? 0) > 0)) return ["Nothing that is written down costs anything in 99 years of 100."];
  const usual =
    mean.value === null ? "A year has no mean cost" : `A year costs ${money(mean.value)} on average`;
  const sentences = [
    `${usual}; 1 year in 20 it costs more than ${money(p95.value ?? 0)}, 1 year in 100 more than ${money(p99.value!)}.`,
    ...doubtSentences(mean, shareNotKnown, of.currency),
  ];
  if (capital > 0 && (exceedsCapital.value ?? 0) > 0)
    sentences.push(
      `The chance that a year's losses pass the capital of ${money(capital)} is ${sayChance(exceedsCapital.value!)}.`,
    );
  return sentences;
}

/** What is not known against what chance does; nothing where all is known. `mean`: the mean year, its bounds by what is not known. */
export function doubtSentences(mean: Estimate, shareNotKnown: number | null, currency: string): string[] {
  if (mean.value === null || shareNotKnown === null || !(mean.high! > mean.low!)) return [];
  const span = `between ${sayMoney(mean.low!, currency)} and ${sayMoney(mean.high!, currency)}`;
  return [
    `Were all figures known, the mean year would lie ${span}; not knowing them makes ${sayShare(shareNotKnown)} of how far years differ, chance the rest.`,
  ];
}
