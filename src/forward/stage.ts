import { type LossTable, lognormalTable } from "../numeric/loss-table.ts";
import { type ProgramRunner, programRunner } from "../numeric/program.ts";
import type { Spread } from "../numeric/range.ts";
import { createStaff, type Staff } from "../numeric/staff.ts";
import { createThrower, type Thrower } from "../numeric/thrower.ts";
import { type Queue, queueOf } from "./crew.ts";
import { delayDraw } from "./delay.ts";
import type { HarmShape } from "./harm.ts";
import { impactDraw } from "./impact.ts";
import { occurrencePlayer, type PlayableFate } from "./occurrence.ts";
import type { Output, Plan, PlannedCrew, PlannedFailure, PlannedFate } from "./plan.ts";
import type { Pool } from "./pool.ts";
import { createPools, type Placed, type Pools, roughSize } from "./pools.ts";
import { Watch } from "./watch.ts";
import { spreadsOf } from "./year.ts";

/** All that the blocks of a plan are played with; one for each thread. Nothing of one block reaches another but what is only remembered. */
export type Stage = {
  readonly plan: Plan;
  readonly seed: number;
  readonly years: number;
  readonly unknowns: readonly Spread[];
  readonly runner: ProgramRunner;
  /** [unknown][year] and [output][year] */
  readonly inputs: readonly Float64Array[];
  readonly outputs: readonly Float64Array[];
  readonly failures: readonly StagedFailure[];
  readonly crews: readonly StagedCrew[];
  readonly pools: Pools;
  /** For what removals change. */
  readonly roughPools: Pools;
  readonly watches: readonly Watch[];
  readonly thrower: Thrower;
  readonly occurrence: ReturnType<typeof occurrencePlayer>;
  /** [failure × year] */
  readonly losses: Float64Array;
  /** [year] */
  readonly worst: Float64Array;
};

export type StagedFailure = Placed & {
  readonly planned: PlannedFailure;
  readonly fates: readonly StagedFate[];
  readonly concerns: readonly { readonly watch: Watch; readonly weight: number }[];
  /** Couplings that its occurrences bring about: places in the plan. */
  readonly parentOf: readonly number[];
  /** What its losses are drawn from where it is plain. */
  readonly table: LossTable | null;
  /** What couplings brought about in this block; empty where none can. */
  readonly brought: Brought[];
  /** [year]: how many more, in years in which they are too many to be told one by one; no years where no coupling reaches it. */
  readonly broughtMany: Float64Array;
};

type StagedFate = PlayableFate &
  PlannedFate & {
    /** Its pool, once it was needed; of a hatch it hangs on the queue, and so is none. */
    pool: Pool | undefined;
  };

/** An occurrence that another event has brought about. */
export type Brought = {
  readonly year: number;
  /** Share of the year, in [0, 1). */
  readonly onset: number;
  /** What decides its fate: the same for all that the event brings about. */
  readonly mark: number;
};

export type StagedCrew = {
  readonly planned: PlannedCrew;
  readonly staff: Staff | null;
  /** [year] */
  readonly queues: Queue[];
  /** Work that arrives in each trial year, where the queue is played. */
  readonly jobs: Job[][];
  readonly waits: { count: number; sum: number; square: number };
};

/** An occurrence on its way to a hatch. */
export type Job = {
  readonly failure: StagedFailure;
  readonly fate: StagedFate;
  readonly shape: HarmShape;
  readonly onset: number;
  /** Hours of the year. */
  readonly arrival: number;
  /** Hours from onset. */
  readonly detected: number;
  readonly natural: number;
  readonly handling: number;
};

export function setStage(plan: Plan, seed: number): Stage {
  const years = plan.blockYears;
  const column = () => new Float64Array(years);
  const watches = plan.watches.map((watch, place) => new Watch(watch, place, years));
  return {
    plan,
    seed,
    years,
    unknowns: spreadsOf(plan.unknowns),
    runner: programRunner(plan.program),
    inputs: plan.unknowns.map(column),
    outputs: Array.from(plan.program.outputs, column),
    failures: stagedFailures(plan, watches),
    crews: plan.crews.map((planned) => ({
      planned,
      staff: planned.queue === "played" && planned.people > 0 ? createStaff(planned.people) : null,
      queues: [],
      jobs: Array.from({ length: planned.queue === "played" ? years : 0 }, () => []),
      waits: { count: 0, sum: 0, square: 0 },
    })),
    pools: createPools(seed, (failure, fate) => plan.failures[failure]!.fates[fate]!.poolSize),
    roughPools: createPools(seed, () => roughSize(plan.failures.length)),
    watches,
    thrower: createThrower("simd", { worst: true }),
    occurrence: occurrencePlayer(),
    losses: new Float64Array(plan.failures.length * years),
    worst: column(),
  };
}

/** Months that are alike: one for all failures, so that they are summed together. */
const ALIKE: readonly number[] = [];

function stagedFailures(plan: Plan, watches: readonly Watch[]): StagedFailure[] {
  const concerns = plan.failures.map((): { watch: Watch; weight: number }[] => []);
  plan.watches.forEach((watch, place) => {
    for (const { failure, weight } of watch.concerns)
      concerns[failure]!.push({ watch: watches[place]!, weight });
  });
  const parentOf = plan.failures.map((): number[] => []);
  plan.couplings.forEach(({ parent }, place) => {
    if (parent >= 0) parentOf[parent]!.push(place);
  });
  const reached = new Set(
    plan.couplings.flatMap(({ patterns }) => patterns.flatMap(({ failures }) => failures)),
  );
  return plan.failures.map((planned, index) => ({
    planned: { ...planned, seasons: planned.seasons.length === 0 ? ALIKE : planned.seasons },
    index,
    stream: planned.stream,
    detect: delayDraw(planned.detectedAfter),
    contain: delayDraw(planned.containedAfter),
    impact: impactDraw(planned.impact),
    inShares: planned.impact.blast.of === "share",
    usersPerUnit: planned.usersPerUnit,
    fates: planned.fates.map(
      (fate): StagedFate => ({
        ...fate,
        acts: fate.kind === "none" ? undefined : delayDraw(fate.after),
        pool: undefined,
      }),
    ),
    concerns: concerns[index]!,
    parentOf: parentOf[index]!,
    table: planned.plain && lognormalTable(planned.plain.mu, planned.plain.sigma),
    brought: [],
    broughtMany: new Float64Array(reached.has(index) ? plan.blockYears : 0),
  }));
}

export function columnOf(stage: Stage, output: Output): Float64Array {
  return stage.outputs[output]!;
}

/** Works out the queues before hatches in each year of a block. */
export function setQueues(stage: Stage): void {
  for (const crew of stage.crews) setQueuesOf(crew, columnOf(stage, crew.planned.load));
}

function setQueuesOf({ planned, queues }: StagedCrew, loads: Float64Array): void {
  for (let y = 0; y < loads.length; y++)
    queues[y] = queueOf(planned.people, loads[y]!, planned.handlingHours);
}
