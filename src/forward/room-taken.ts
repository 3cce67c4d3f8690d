import type { Model } from "../model/model.ts";
import { compiledOf } from "./compile.ts";
import { measuredBy } from "./expectations/measure.ts";
import { termsOf } from "./expectations/terms.ts";
import { createPools, roughSize } from "./pools.ts";
import { typicalYear } from "./typical.ts";
import { concernsOf, usesAYear } from "./watches.ts";
import { HOURS_A_YEAR } from "./year.ts";

/**
 * How much of what each expectation leaves room for failures take: the mean of its measure over its objective, 1 where it is just
 * met; of shares that go well, what goes wrong. Null where there is no room at all. No years are played: occurrences that last longer
 * than a window count in full, and waits are usual ones.
 */
export function roomTaken(
  model: Model,
  { seed }: { readonly seed: number },
): ReadonlyMap<string, number | null> {
  const compiled = compiledOf(model);
  const { totals, fates, queues } = typicalYear(compiled, seed);
  const size = roughSize(compiled.failures.length);
  const pools = createPools(seed, () => size);
  return new Map(
    model.expectations.map((expectation) => {
      const measured = measuredBy(expectation, usesAYear(model, expectation.functionId));
      const { objective, moreIsBetter } = termsOf(model, expectation);
      let held = 0;
      for (const { failure: k, weight } of concernsOf(model, expectation)) {
        const failure = compiled.failures[k]!;
        failure.fates.forEach((fate, f) => {
          const times = totals[k]! * fates[k]![f]! * (expectation.windowHours / HOURS_A_YEAR);
          if (times === 0) return;
          const wait = fate.kind === "escape hatch" ? queues[fate.crew.index] : undefined;
          held += weight * times * measured.many(failure, pools.usual(failure, f, wait)).mean;
        });
      }
      const ratio = moreIsBetter ? held / (1 - objective) : measured.told(held) / objective;
      return [expectation.id, Number.isFinite(ratio) ? Math.max(0, ratio) : null];
    }),
  );
}
