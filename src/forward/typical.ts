import { type Compiled, type Years, yearsOf } from "./compile.ts";
import { type Queue, queueOf } from "./crew.ts";
import { spreadUnknowns } from "./year.ts";

/** What holds on average over what is not known. */
export type TypicalYear = {
  /** Occurrences a year by failure. */
  readonly totals: Float64Array;
  /** Shares of fates by failure: over occurrences, so that years with many of them weigh more. */
  readonly fates: readonly Float64Array[];
  readonly queues: readonly Queue[];
  /** Occurrences a year that each crew takes. */
  readonly arrivals: Float64Array;
};

/** Years over which what is not known is averaged. */
const AVERAGED = 64;

export function typicalYear(compiled: Compiled, seed: number): TypicalYear {
  return averaged(compiled, yearsOf(compiled, spreadUnknowns(compiled.unknowns, seed, AVERAGED), AVERAGED));
}

/** The average of years that were worked out. */
export function averaged(compiled: Compiled, years: Years): TypicalYear {
  const totals = Float64Array.from(years.totals, mean);
  const fates = years.shares.map((shares, k) => {
    // A failure that never occurs has fates all the same.
    const weights = years.totals[k]!.map((total) => (total > 0 ? total : 1e-300));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    return Float64Array.from(shares, (share) =>
      share.reduce((sum, part, y) => sum + (part * weights[y]!) / all, 0),
    );
  });
  const [arrivals, hours] = [
    new Float64Array(compiled.crews.length),
    new Float64Array(compiled.crews.length),
  ];
  compiled.failures.forEach(({ fates: of }, k) => {
    of.forEach((fate, f) => {
      if (fate.kind !== "escape hatch") return;
      const taken = totals[k]! * fates[k]![f]!;
      arrivals[fate.crew.index] = arrivals[fate.crew.index]! + taken;
      hours[fate.crew.index] = hours[fate.crew.index]! + taken * fate.handlingHours;
    });
  });
  const queues = compiled.crews.map(({ people, index }) => {
    const handling = arrivals[index]! > 0 ? hours[index]! / arrivals[index]! : 0;
    return averageQueue(Array.from(years.loads[index]!, (load) => queueOf(people, load, handling)));
  });
  return { totals, fates, queues, arrivals };
}

function averageQueue(queues: readonly Queue[]): Queue {
  const average = (of: (queue: Queue) => number): number =>
    queues.reduce((sum, queue) => sum + of(queue), 0) / queues.length;
  return {
    load: average(({ load }) => load),
    overloaded: average(({ overloaded }) => Number(overloaded)) >= 0.5,
    waitChance: average(({ waitChance }) => waitChance),
    waitHours: average(({ waitHours }) => waitHours),
  };
}

export function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
