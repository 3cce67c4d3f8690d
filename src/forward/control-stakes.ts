import { type Estimate, noFigure } from "../findings/estimate.ts";
import type { Control, Model } from "../model/model.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { programRunner } from "../numeric/program.ts";
import { type Compiled, compiledOf, type Years, yearsOf } from "./compile.ts";
import { money, railCosts, usesProtected } from "./control-costs.ts";
import { delayLaw, meanOf } from "./delay.ts";
import type { Wait } from "./occurrence.ts";
import type { LossPool } from "./pool.ts";
import { createPools, roughSize } from "./pools.ts";
import { MOST_CONTROLS, type Removal, removalsOf } from "./removable.ts";
import { typicalYear } from "./typical.ts";
import { spreadUnknowns } from "./year.ts";

/** What speaks for a control and against it, a year, with everything else as it is. */
export type ControlStake = ControlKeeping & {
  /** Losses that it avoids on average: money. low–high by what is not known; without a value where a mean is infinite. */
  readonly avoids: Estimate;
};

/** What a control takes, a year. */
export type ControlKeeping = {
  /** Upkeep, friction in money, false alarms, people at the hatch, what catches cost: money. */
  readonly keeping: number;
  /** Friction: hours of the organization's people. */
  readonly hours: number;
  /** What one use of an escape hatch or one catch of a net costs: money. */
  readonly once: number;
};

/** Draws of what is not known, and single losses of each failure and fate. */
const DRAWS = 256;
const SINGLE_LOSSES = 2 ** 13;

/**
 * What every control avoids and takes, by its id: a year with it and without it on the same draws of what is not known, and the same
 * single losses, without playing years. Left out: what a year without it adds to the queues of hatches.
 */
export function controlStakes(
  model: Model,
  { seed }: { readonly seed: number },
): ReadonlyMap<string, ControlStake> {
  const compiled = compiledOf(model);
  const years = yearsOf(compiled, spreadUnknowns(compiled.unknowns, seed, DRAWS, { middle: true }), DRAWS);
  const avoided = avoidedLosses(compiled, seed);
  const keepings = controlKeepings(compiled, years);
  return new Map(model.controls.map(({ id }, row) => [id, { avoids: avoided(row), ...keepings.get(id)! }]));
}

/** As `controlStakes`, without what controls avoid: at once. */
export function controlKeeping(
  model: Model,
  { seed }: { readonly seed: number },
): ReadonlyMap<string, ControlKeeping> {
  const compiled = compiledOf(model);
  const unknowns = spreadUnknowns(compiled.unknowns, seed, DRAWS, { middle: true });
  return controlKeepings(compiled, yearsOf(compiled, unknowns, DRAWS));
}

/** What every control takes in these years on average, by its id. */
export function controlKeepings(compiled: Compiled, years: Years): ReadonlyMap<string, ControlKeeping> {
  const { model } = compiled;
  const uses = usesProtected(model);
  const times = timesTaken(compiled, years);
  return new Map(
    model.controls.map((control) => {
      const { id, kind } = control;
      const once = kind === "guard rail" ? 0 : costOnce(compiled, control);
      const upkeep = money(control.upkeepPerYear);
      const rail = kind === "guard rail" ? railCosts(model, control, uses) : {};
      const { frictionMoneyPerYear = 0, falseAlarmMoneyPerYear = 0, frictionHoursPerYear = 0 } = rail;
      const ofUsers = kind === "guard rail" && control.friction?.of === "users";
      const keeping = upkeep + frictionMoneyPerYear + falseAlarmMoneyPerYear + once * (times.get(id) ?? 0);
      return [id, { keeping, hours: ofUsers ? 0 : frictionHoursPerYear, once }];
    }),
  );
}

/** What a net costs each time it catches, and a hatch each time somebody handles something there. */
function costOnce({ crews }: Compiled, control: Exclude<Control, { kind: "guard rail" }>): number {
  if (control.kind === "safety net") return money(control.costPerCatch);
  const crew = crews.find(({ hatchIds }) => hatchIds.includes(control.id));
  return crew === undefined ? 0 : meanOf(delayLaw(control.handling)) * crew.costPerHour;
}

/** Occurrences a year that each net and each hatch takes. */
function timesTaken({ failures }: Compiled, { totals, shares, count }: Years): Map<string, number> {
  const times = new Map<string, number>();
  failures.forEach(({ fates }, k) => {
    fates.forEach((fate, f) => {
      if (fate.kind !== "safety net" && fate.kind !== "escape hatch") return;
      let sum = times.get(fate.controlId) ?? 0;
      for (let y = 0; y < count; y++) sum += (totals[k]![y]! * shares[k]![f]![y]!) / count;
      times.set(fate.controlId, sum);
    });
  });
  return times;
}

/** What a year would lose more without the control of a row. */
function avoidedLosses(compiled: Compiled, seed: number): (row: number) => Estimate {
  const { removals, rows } = removalsOf(compiled);
  if (rows === 0) {
    const why = `what controls avoid is worked out for at most ${MOST_CONTROLS} of them`;
    return () => noFigure(why);
  }
  const unknowns = spreadUnknowns(compiled.unknowns, seed, DRAWS, { middle: true });
  const rates = removals.map(() => new Float64Array(DRAWS));
  const { builder } = compiled.frequencies;
  programRunner(builder.build(removals.map(({ value }) => value))).run(unknowns, rates, DRAWS);
  const costs = costsOfMoving(compiled, seed);
  const rowsOfMoves = Array.from({ length: rows }, (): Moved[] => []);
  removals.forEach((removal, i) => {
    rowsOfMoves[removal.row]!.push({ removal, rates: rates[i]! });
  });
  return (row) => avoidedOf(rowsOfMoves[row]!, compiled, costs);
}

/** An occurrence that comes anew or moves from one fate to another, a year in each draw. */
type Moved = { readonly removal: Removal; readonly rates: Float64Array };

/** What one such occurrence costs more: the same single losses under both fates, at usual waits. */
function costsOfMoving(compiled: Compiled, seed: number): (removal: Removal) => LossPool {
  const { queues } = typicalYear(compiled, seed);
  const size = roughSize(compiled.failures.length, SINGLE_LOSSES);
  const pools = createPools(seed, () => size);
  return ({ failure: k, from, to }) => {
    const failure = compiled.failures[k]!;
    const waitOf = (f: number): Wait | undefined => {
      const fate = failure.fates[f]!;
      return fate.kind === "escape hatch" ? queues[fate.crew.index] : undefined;
    };
    return from < 0 ? pools.usual(failure, to, waitOf(to)) : pools.difference(failure, { from, to }, waitOf);
  };
}

function avoidedOf(
  moves: readonly Moved[],
  { failures }: Compiled,
  costOf: (removal: Removal) => LossPool,
): Estimate {
  const more = new Float64Array(DRAWS);
  let error = 0;
  for (const { removal, rates } of moves) {
    const { failure, runaways } = failures[removal.failure]!;
    const endless = runaways[removal.to] ?? runaways[removal.from];
    const rate = rates.reduce((sum, of) => sum + of, 0) / DRAWS;
    if (endless !== undefined && rate > 0) return noFigure(`“${failure.name}” has no mean: ${endless}`);
    const pool = costOf(removal);
    for (let draw = 0; draw < DRAWS; draw++) more[draw] = more[draw]! + rates[draw]! * pool.loss.mean;
    error = Math.hypot(error, rate * pool.error.mean);
  }
  const value = more.reduce((sum, of) => sum + of, 0) / DRAWS;
  if (!Number.isFinite(value)) return noFigure("it lies beyond what can be laid out");
  more.sort();
  return {
    value,
    low: Math.min(value, quantile(more, 0.05)),
    high: Math.max(value, quantile(more, 0.95)),
    error,
  };
}
