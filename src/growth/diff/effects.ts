import type {
  CostPart,
  DiffEffects,
  MovedExpectation,
  MovedOssification,
  MovedPlace,
  MovedQueue,
  QueueLoad,
  Shift,
} from "../../findings/diff.ts";
import type { MapFinding } from "../../findings/map.ts";
import { capitalOf, type TrialYear, trialYear } from "../../forward/forward.ts";
import type { Model } from "../../model/model.ts";
import { createGenerator } from "../../numeric/generator.ts";
import { criticalityOver, ruinByClaims } from "../criticality.ts";
import { map } from "../map.ts";
import { type LostOnTheWay, lostOnTheWay } from "../ossification.ts";
import type { Changes } from "./changes.ts";
import { exactShift, noShift, shiftOver, TRIALS } from "./shift.ts";

/** A text with what came of it in every trial. */
type Side = {
  readonly model: Model;
  readonly called: (id: string) => string;
  readonly trials: readonly TrialYear[];
  readonly map: MapFinding;
  readonly lost: LostOnTheWay | null;
  /** By trial, then by what a failure is called in both texts. */
  readonly criticalities: readonly ReadonlyMap<string, number>[];
};

/** What a change does, on the same random numbers before and after. */
export function effectsOf(before: Model, after: Model, { called }: Changes, seed: number): DiffEffects {
  const sides = [sideOf(before, called[0], seed), sideOf(after, called[1], seed)] as const;
  const sameMoney = before.organization.currency === after.organization.currency;
  const money = sameMoney
    ? <T>(shift: T): T => shift
    : () => noShift("the two texts count in different currencies");
  const parts = costParts(sides);
  const losses = [lossesOf(sides[0]), lossesOf(sides[1])] as const;
  const costs = [costOf(sides[0]), costOf(sides[1])] as const;
  const endless = { before: endlessOf(sides[0]), after: endlessOf(sides[1]) };
  const hours = (side: Side): number =>
    side.trials[0]!.controls.reduce((sum, control) => sum + control.hours, 0);
  return {
    costPerYear: money(shiftOver(...costs, endless)),
    lossPerYear: money(shiftOver(...losses, endless)),
    badYear: money(
      shiftOver(
        sides[0].trials.map(({ badYear }) => badYear),
        sides[1].trials.map(({ badYear }) => badYear),
      ),
    ),
    parts: sameMoney ? parts : [],
    frictionHours: { before: hours(sides[0]), after: hours(sides[1]) },
    places: movedPlaces(sides),
    expectations: movedExpectations(sides),
    queues: movedQueues(sides),
    ossification: movedOssification(sides),
  };
}

/** Stream of the seeds of trials: the same for both texts. */
const SEEDS = 0xd1ff;

function sideOf(model: Model, called: (id: string) => string, seed: number): Side {
  const seeds = createGenerator(seed, SEEDS);
  const trials = Array.from({ length: TRIALS }, () => trialYear(model, { seed: seeds.uint32(), called }));
  return {
    model,
    called,
    trials,
    map: map(model, { seed }),
    lost: lostOnTheWay(model, { seed }),
    criticalities: trials.map((trial) => criticalitiesOf(model, trial, called)),
  };
}

function criticalitiesOf(
  model: Model,
  { failures }: TrialYear,
  called: (id: string) => string,
): ReadonlyMap<string, number> {
  const claims = failures
    .filter(({ perYear, endless }) => perYear > 0 && endless === undefined)
    .flatMap(({ perYear, losses }) =>
      losses.map((kind) => ({ weight: perYear * kind.weight, losses: kind.losses })),
    );
  const curve = ruinByClaims(claims, model.assumptions.loading.value, capitalOf(model));
  return new Map(failures.map(({ id, losses }) => [called(id), criticalityOver(losses, curve)]));
}

/** What a year costs in each trial: losses, keeping controls, and what unmet expectations cost. */
function costOf(side: Side): number[] {
  return side.trials.map(
    ({ failures, controls, expectations }) =>
      total(failures.map(({ cost }) => cost)) +
      total(controls.map(({ keeping }) => keeping)) +
      total(expectations.map(({ cost }) => cost)),
  );
}

function lossesOf(side: Side): number[] {
  return side.trials.map(({ failures }) => total(failures.map(({ cost }) => cost)));
}

function endlessOf({ trials, model }: Side): string | undefined {
  const found = trials.flatMap(({ failures }) => failures).find(({ endless }) => endless !== undefined);
  const name = model.failures.find(({ id }) => id === found?.id)?.name;
  return found && `“${name}” has no mean: ${found.endless}`;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

type Sides = readonly [Side, Side];

/** Values by trial of whatever has a name, of one text. */
type ByName = ReadonlyMap<string, { readonly id: string; readonly name: string; readonly values: number[] }>;

function byName<T extends { readonly id: string }>(
  side: Side,
  named: readonly { readonly id: string; readonly name: string }[],
  of: (trial: TrialYear) => readonly T[],
  value: (row: T) => number,
): ByName {
  const rows = side.trials.map((trial) => new Map(of(trial).map((row) => [row.id, value(row)])));
  return new Map(
    named.flatMap(({ id, name }) =>
      rows[0]?.has(id)
        ? [[side.called(id), { id, name, values: rows.map((row) => row.get(id)!) }] as const]
        : [],
    ),
  );
}

/** Pairs of what both texts call alike, what is in one only against nothing. */
function paired<T>([before, after]: readonly [ReadonlyMap<string, T>, ReadonlyMap<string, T>]): [
  T | undefined,
  T | undefined,
][] {
  const keys = new Set([...after.keys(), ...before.keys()]);
  return [...keys].map((key) => [before.get(key), after.get(key)]);
}

const nothing: number[] = Array(TRIALS).fill(0);

function costParts(sides: Sides): CostPart[] {
  const failures = sides.map((side) =>
    byName(
      side,
      side.model.failures,
      (trial) => trial.failures,
      ({ cost }) => cost,
    ),
  );
  const controls = sides.map((side) =>
    byName(
      side,
      [...side.model.controls, ...side.model.failures],
      (trial) => trial.controls,
      ({ keeping }) => keeping,
    ),
  );
  const expectations = sides.map((side) =>
    byName(
      side,
      side.model.expectations,
      (trial) => trial.expectations,
      ({ cost }) => cost,
    ),
  );
  const rows = (of: CostPart["of"], [before, after]: readonly ByName[]): CostPart[] =>
    paired([before!, after!]).map(([was, now]) => ({
      of,
      id: (now ?? was)!.id,
      name: (now ?? was)!.name,
      cost: shiftOver(was?.values ?? nothing, now?.values ?? nothing, {
        before: "it has no mean",
        after: "it has no mean",
      }),
    }));
  return [...rows("failure", failures), ...rows("control", controls), ...rows("expectation", expectations)]
    .filter(({ cost }) => hasMoved(cost))
    .sort((a, b) => sizeOf(b.cost) - sizeOf(a.cost));
}

/** Whether there is any difference, told apart or not. */
export function hasMoved({ before, after, change }: Shift): boolean {
  if (change.value === null) return before.value !== after.value;
  return change.value !== 0 || change.error !== 0;
}

/** What is told apart comes first. */
export function sizeOf({ change, told }: Shift): number {
  if (change.value === null) return Number.MAX_VALUE;
  return Math.abs(change.value) * (told ? 1 : 1e-6);
}

function movedPlaces(sides: Sides): MovedPlace[] {
  const places = sides.map(
    (side) => new Map(side.map.failures.map((failure) => [side.called(failure.id), failure])),
  );
  const keys = new Set([...places[1]!.keys(), ...places[0]!.keys()]);
  return [...keys]
    .flatMap((key): MovedPlace[] => {
      const [was, now] = [places[0]!.get(key), places[1]!.get(key)];
      const [before, after] = sides.map((side) => side.criticalities.map((of) => of.get(key) ?? 0));
      const criticality = shiftOver(before!, after!);
      const [from, to] = [was, now].map((failure) =>
        failure === undefined
          ? null
          : { predictability: failure.stated.predictability, perYear: failure.stated.perYear.value ?? 0 },
      );
      const place = {
        id: (now ?? was)!.id,
        name: (now ?? was)!.name,
        before: from!,
        after: to!,
        criticality,
      };
      return stays(place) ? [] : [place];
    })
    .sort((a, b) => sizeOf(b.criticality) - sizeOf(a.criticality));
}

/** Predictability of what grows from inputs hangs a little on draws: what is less than half a percent is no move. */
const LEAST_MOVE = 0.005;

function stays({ before, after, criticality }: MovedPlace): boolean {
  if (before === null || after === null) return false;
  return !criticality.told && Math.abs(before.predictability - after.predictability) < LEAST_MOVE;
}

function movedExpectations(sides: Sides): MovedExpectation[] {
  const met = sides.map((side) =>
    byName(
      side,
      side.model.expectations,
      (trial) => trial.expectations,
      ({ met: share }) => share,
    ),
  );
  return paired([met[0]!, met[1]!])
    .flatMap(([was, now]): MovedExpectation[] => {
      if (was === undefined || now === undefined) return [];
      return [{ id: now.id, name: now.name, met: shiftOver(was.values, now.values) }];
    })
    .filter(({ met: shift }) => hasMoved(shift))
    .sort((a, b) => sizeOf(b.met) - sizeOf(a.met));
}

function movedQueues(sides: Sides): MovedQueue[] {
  const queues = sides.map(
    (side) =>
      new Map(
        side.model.controls.flatMap(({ id, name }) => {
          const load = loadOf(side, id);
          return load === null ? [] : [[side.called(id), { id, name, load }] as const];
        }),
      ),
  );
  return paired([queues[0]!, queues[1]!])
    .map(([was, now]) => ({
      id: (now ?? was)!.id,
      name: (now ?? was)!.name,
      before: was?.load ?? null,
      after: now?.load ?? null,
    }))
    .filter(({ before, after }) => !isSameLoad(before, after))
    .sort((a, b) => overload(b) - overload(a));
}

function loadOf({ trials }: Side, id: string): QueueLoad | null {
  const rows = trials.flatMap(({ hatches }) => hatches.filter((hatch) => hatch.id === id));
  if (rows.length === 0) return null;
  return {
    load: total(rows.map(({ load }) => load)) / rows.length,
    people: rows[0]!.people,
    overloaded: total(rows.map(({ overloaded }) => overloaded)) / rows.length,
  };
}

function isSameLoad(before: QueueLoad | null, after: QueueLoad | null): boolean {
  if (before === null || after === null) return before === after;
  const near = Math.abs(before.load - after.load) <= 1e-9 * Math.max(before.load, after.load);
  return near && before.people === after.people && before.overloaded === after.overloaded;
}

function overload({ before, after }: MovedQueue): number {
  return Math.abs((after?.overloaded ?? 0) - (before?.overloaded ?? 0));
}

function movedOssification([{ lost: from }, { lost: to }]: Sides): MovedOssification {
  const lostAt = (of: LostOnTheWay | null, id: string): number =>
    of?.stages.find((stage) => stage.id === id)?.lost ?? 0;
  const stages = (to ?? from)?.stages ?? [];
  return {
    before: from?.whole ?? null,
    after: to?.whole ?? null,
    stages: stages
      .map(({ id, name }) => ({ stage: id, name, before: lostAt(from, id), after: lostAt(to, id) }))
      .filter((stage) => hasMoved(exactShift(stage.before, stage.after)))
      .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before)),
  };
}
