import type { Control, Model, Quantity } from "../model/model.ts";
import { exp } from "../numeric/elementary.ts";
import { normalCdf } from "../numeric/normal.ts";
import { erlangC } from "../numeric/queue.ts";
import { typical } from "./delay.ts";

/** People at one or several escape hatches: they share one queue. */
export type Crew = {
  readonly index: number;
  readonly hatchIds: readonly string[];
  /** Whole people. */
  readonly people: number;
  readonly costPerHour: number;
};

type Hatch = Extract<Control, { kind: "escape hatch" }>;

/** The crews of a model: one for each `people` entry that a hatch names, one for each hatch with people of its own. */
export function compileCrews(model: Model): Crew[] {
  const byPeople = new Map<string, Hatch[]>();
  for (const control of model.controls) {
    if (control.kind !== "escape hatch") continue;
    const key = "id" in control.people ? `people ${control.people.id}` : `hatch ${control.id}`;
    byPeople.set(key, [...(byPeople.get(key) ?? []), control]);
  }
  return [...byPeople.values()].map((hatches, index) => {
    const { count, costPerHour } = peopleOf(model, hatches[0]!);
    return {
      index,
      hatchIds: hatches.map(({ id }) => id),
      people: count === undefined ? 0 : Math.max(0, Math.round(typical(count, "positive"))),
      costPerHour: costPerHour === undefined ? 0 : typical(costPerHour, "positive"),
    };
  });
}

function peopleOf(
  model: Model,
  { people }: Hatch,
): { count?: Quantity | undefined; costPerHour?: Quantity | undefined } {
  if (!("id" in people)) return people;
  return model.people.find(({ id }) => id === people.id) ?? {};
}

/** Share of time in queue and at work that a crew's load asks of it, and how long work waits there. */
export type Queue = {
  /** Erlang: people busy on average if all of it were done. */
  readonly load: number;
  readonly overloaded: boolean;
  /** Chance to wait at all, and the mean wait of those who do, hours. */
  readonly waitChance: number;
  readonly waitHours: number;
};

/**
 * The queue before so many people: arrivals at random, handling exponential about its mean (M/M/c). A load of as much as the
 * people or more has no steady state: the queue only grows.
 */
export function queueOf(people: number, load: number, handlingHours: number): Queue {
  if (load >= people) return { load, overloaded: load > 0, waitChance: load > 0 ? 1 : 0, waitHours: 0 };
  return {
    load,
    overloaded: false,
    waitChance: waitChance(people, load),
    waitHours: handlingHours / (people - load),
  };
}

/** Beyond this many people Halfin and Whitt's limit (1981) is closer than a hundredth of a percent, and much quicker. */
const MANY_PEOPLE = 4000;

function waitChance(people: number, load: number): number {
  if (people <= MANY_PEOPLE) return erlangC(people, load);
  const spare = (1 - load / people) * Math.sqrt(people);
  const density = exp((-spare * spare) / 2) / Math.sqrt(2 * Math.PI);
  return density > 0 ? 1 / (1 + (spare * normalCdf(spare)) / density) : 0;
}
