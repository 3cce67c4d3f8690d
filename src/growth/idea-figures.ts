import type { Ideas, Quantity } from "../model/model.ts";
import { type Domain, spread } from "../numeric/range.ts";
import { type IdeaFigures, type IdeaStage, ideaStages } from "./idea-stages.ts";

export type IdeaFigure = keyof IdeaFigures;

/** What is taken where the text has no figure of its own: the theory's. */
export const assumedFigures = {
  fadesPerDay: 0.01,
  value: 2000,
  hurdle: 2,
  tail: 3,
  demandPerChange: 1,
} as const satisfies Partial<IdeaFigures>;

type Assumed = keyof typeof assumedFigures;

/** What has to be stated for a stage to be told, and what may be taken for granted. */
export const stageFigures: Record<
  IdeaStage,
  { readonly stated: readonly Exclude<IdeaFigure, Assumed>[]; readonly assumed: readonly Assumed[] }
> = {
  work: { stated: ["work"], assumed: [] },
  delay: { stated: ["approvals", "waitDays"], assumed: ["fadesPerDay"] },
  rejection: { stated: ["approvals", "rejected"], assumed: [] },
  hatch: { stated: ["exceptions", "exceptionCost"], assumed: ["value"] },
  irreversibility: { stated: ["irreversible"], assumed: ["hurdle", "tail"] },
  expectation: { stated: ["changesPerYear", "errorBudgetPerYear"], assumed: ["demandPerChange"] },
};

/** The stages of which the text says enough. */
export function toldStages(ideas: Ideas): IdeaStage[] {
  return ideaStages.filter((stage) => stageFigures[stage].stated.every((figure) => ideas[figure]));
}

/** What loses nothing: the figures of a stage that is not told. */
const idle: IdeaFigures = {
  work: 0,
  approvals: 0,
  waitDays: 0,
  rejected: 0,
  exceptions: 0,
  exceptionCost: 0,
  irreversible: 0,
  changesPerYear: 0,
  errorBudgetPerYear: 0,
  ...assumedFigures,
};

/** Every figure that ideas can state, and what it can be. */
export const figureDomains = {
  work: "share",
  approvals: "positive",
  waitDays: "positive",
  fadesPerDay: "positive",
  rejected: "share",
  exceptions: "share",
  exceptionCost: "positive",
  value: "positive",
  irreversible: "share",
  hurdle: "positive",
  tail: "positive",
  changesPerYear: "positive",
  errorBudgetPerYear: "positive",
  demandPerChange: "positive",
  usefulControls: "share",
  controlsLastYears: "positive",
  reviewPerYear: "positive",
} as const satisfies Partial<Record<keyof Ideas, Domain>>;
export type StatedFigure = keyof typeof figureDomains;

/** No figure counts for more, so that all that is made of them is finite. */
const LARGEST = 1e15;

export function bounded(value: number): number {
  return Math.min(LARGEST, value);
}

/** The mean of a stated range. */
export function meanOf(figure: StatedFigure, { low, high }: Pick<Quantity, "low" | "high">): number {
  return bounded(spread(low, high, figureDomains[figure]).mean);
}

/**
 * The figures of the stages, each read off its range; those of stages that are not told lose nothing.
 *
 * read   one number of a stated figure
 */
export function ideaFigures(
  ideas: Ideas,
  read: (figure: IdeaFigure, range: Pick<Quantity, "low" | "high">) => number,
): IdeaFigures {
  const figures: { -readonly [K in IdeaFigure]: number } = { ...idle };
  for (const stage of toldStages(ideas)) {
    const { stated, assumed } = stageFigures[stage];
    for (const figure of [...stated, ...assumed]) {
      const range = ideas[figure];
      if (range !== undefined) figures[figure] = read(figure, range);
    }
  }
  return figures;
}

/** Means of the ranges. */
export function meanFigures(ideas: Ideas): IdeaFigures {
  return ideaFigures(ideas, meanOf);
}
