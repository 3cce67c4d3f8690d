import { exp, expm1, log, log1p, power } from "../numeric/elementary.ts";

/** What a good idea passes between having it and its effect, in this order. */
export const ideaStages = ["work", "delay", "rejection", "hatch", "irreversibility", "expectation"] as const;
export type IdeaStage = (typeof ideaStages)[number];

/** The figures of the six stages, each as one number. Days, money of one currency, shares in [0, 1]. */
export type IdeaFigures = {
  /** w: hours spent in controls, of all hours. */
  readonly work: number;
  /** k, which may be a mean and so no whole number. */
  readonly approvals: number;
  /** m, the mean of each. */
  readonly waitDays: number;
  /** κ */
  readonly fadesPerDay: number;
  /** r, of each approval. */
  readonly rejected: number;
  /** q, c, and v > 0. */
  readonly exceptions: number;
  readonly exceptionCost: number;
  readonly value: number;
  /** i, h and a. */
  readonly irreversible: number;
  readonly hurdle: number;
  readonly tail: number;
  /** N, budget, and b > 0. */
  readonly changesPerYear: number;
  readonly errorBudgetPerYear: number;
  readonly demandPerChange: number;
};

/**
 * Share of a good idea's value that outlives each stage.
 *
 * delay            waits are exponential, value decays exponentially: each approval keeps E exp(−κW) = 1 / (1 + κm)
 * irreversibility  of value over cost ~ Pareto(a) from 1 on, what lies above the hurdle. At a ≤ 1 value has no mean, all of it
 *                  lies in few ideas that pass any hurdle, and nothing is lost: the limit of a → 1. A hurdle below 1 stops nothing.
 * expectation      all of it where no changes are wanted
 */
export function stageKept(of: IdeaFigures): Record<IdeaStage, number> {
  return {
    work: 1 - of.work,
    delay: exp(-delayHazard(of)),
    rejection: exp(-rejectionHazard(of)),
    hatch: 1 + of.exceptions * expm1(-of.exceptionCost / of.value),
    irreversibility: 1 - of.irreversible + of.irreversible * aboveHurdle(of.hurdle, of.tail),
    expectation: Math.min(1, roomFor(of)),
  };
}

/** Share of the surplus of ideas, value less cost, that lies in those worth more than `hurdle` times their cost. */
export function aboveHurdle(hurdle: number, tail: number): number {
  if (hurdle <= 1 || tail <= 1) return 1;
  const kept = power(hurdle, -tail) * (tail * hurdle - (tail - 1));
  return Math.min(1, Math.max(0, kept));
}

function roomFor({ changesPerYear, errorBudgetPerYear, demandPerChange }: IdeaFigures): number {
  const demand = demandPerChange * changesPerYear;
  return demand > 0 ? errorBudgetPerYear / demand : 1;
}

function delayHazard({ approvals, fadesPerDay, waitDays }: IdeaFigures): number {
  return approvals * log1p(fadesPerDay * waitDays);
}

function rejectionHazard({ approvals, rejected }: IdeaFigures): number {
  if (approvals === 0 || rejected === 0) return 0;
  return rejected < 1 ? -approvals * log1p(-rejected) : Infinity;
}

/** −log of what outlives a stage; infinite where nothing does. They add up over stages. */
export function stageHazards(of: IdeaFigures): Record<IdeaStage, number> {
  const kept = stageKept(of);
  const hazard = (stage: IdeaStage): number => (kept[stage] > 0 ? Math.max(0, -log(kept[stage])) : Infinity);
  return {
    work: of.work < 1 ? -log1p(-of.work) : Infinity,
    // Of very many approvals nothing may be left that a number holds, while the hazard is still one.
    delay: delayHazard(of),
    rejection: rejectionHazard(of),
    hatch: hazard("hatch"),
    irreversibility: hazard("irreversibility"),
    expectation: hazard("expectation"),
  };
}

/** O = 1 − exp(−Σ hazards). */
export function lostAt(hazard: number): number {
  return hazard > 0 ? -expm1(-hazard) : 0;
}

/** Share of each stage in the sum: hazards over their sum; where some are infinite, those alone and alike. All 0 where nothing is lost. */
export function stageShares(hazards: Record<IdeaStage, number>): Record<IdeaStage, number> {
  const endless = ideaStages.filter((stage) => hazards[stage] === Infinity).length;
  const weight = (stage: IdeaStage): number =>
    endless === 0 ? hazards[stage] : Number(hazards[stage] === Infinity);
  const all = ideaStages.reduce((sum, stage) => sum + weight(stage), 0);
  const share = (stage: IdeaStage): number => (all > 0 ? weight(stage) / all : 0);
  return Object.fromEntries(ideaStages.map((stage) => [stage, share(stage)])) as Record<IdeaStage, number>;
}
