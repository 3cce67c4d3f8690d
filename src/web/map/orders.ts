import type { MapFailure, MapFinding } from "../../findings/map.ts";
import type { RunFinding } from "../../findings/run.ts";
import { sayEstimate, sayMoney, sayRate, sayShare } from "../../findings/say.ts";
import { placeShown, type Shown } from "./scales.ts";

/** What may deserve thought first: what costs, what weighs in the worst years, what is least understood for what it can do. */
export const orders = ["cost", "tail", "unknown"] as const;
export type Order = (typeof orders)[number];

export const orderNames: Readonly<Record<Order, string>> = {
  cost: "by cost",
  tail: "in bad years",
  unknown: "least known",
};

export type Thought = { readonly failure: MapFailure; readonly amount: string };

/** The failures in an order, each with the figure that put it there. `tail` needs a run; without one it is by cost. */
export function inOrder(map: MapFinding, run: RunFinding | null, shown: Shown, order: Order): Thought[] {
  const tail = new Map(run?.failures.map(({ id, shareOfTail }) => [id, shareOfTail]));
  const cost = (failure: MapFailure) =>
    placeShown(failure, shown).costPerYear.value ?? Number.POSITIVE_INFINITY;
  const weight: Record<Order, (failure: MapFailure) => number> = {
    cost,
    tail: (failure) => tail.get(failure.id) ?? 0,
    unknown: (failure) => -placeShown(failure, shown).predictability,
  };
  const amount: Record<Order, (failure: MapFailure) => string> = {
    cost: (failure) =>
      sayEstimate(placeShown(failure, shown).costPerYear, (money) => sayMoney(money, map.currency)),
    tail: (failure) => sayShare(tail.get(failure.id) ?? 0),
    unknown: (failure) => sayEstimate(placeShown(failure, shown).perYear, sayRate),
  };
  const by = order === "tail" && run === null ? "cost" : order;
  return [...map.failures]
    .sort((a, b) => weight[by](b) - weight[by](a) || cost(b) - cost(a))
    .map((failure) => ({ failure, amount: amount[by](failure) }));
}
