import { type AssumptionShown, type Estimate, noFigure } from "../findings/estimate.ts";
import type { OssificationFinding, OssificationSource, OssificationStage } from "../findings/ossification.ts";
import { sayShare } from "../findings/say.ts";
import {
  type ControlStake,
  controlKeeping,
  controlStakes,
  frequencies,
  roomTaken,
  statedAssumptions,
} from "../forward/forward.ts";
import type { Ideas, Model } from "../model/model.ts";
import { buildUpOf } from "./control-build-up.ts";
import { drawIdeas, type IdeaDraws, overDraws } from "./idea-draws.ts";
import {
  type assumedFigures,
  ideaFigures,
  meanFigures,
  meanOf,
  stageFigures,
  toldStages,
} from "./idea-figures.ts";
import { type IdeaSource, ideaSources } from "./idea-sources.ts";
import {
  type IdeaFigures,
  type IdeaStage,
  ideaStages,
  lostAt,
  stageHazards,
  stageKept,
  stageShares,
} from "./idea-stages.ts";
import {
  assumedSentences,
  ossificationSentences,
  sayStage,
  stageNames,
  withoutSentence,
} from "./ossification-sentences.ts";
import { HOURS_A_PERSON, type ToldIdeas, toldIdeas } from "./told-ideas.ts";

/**
 * O, the share of a good idea's worth that is lost before it has an effect, with every range at its mean; null where the text
 * tells none of the stages. A stage that is not told loses nothing. What `ossification` fills in from controls is not looked at.
 */
export function ossificationOf(ideas: Ideas | undefined): number | null {
  if (ideas === undefined || toldStages(ideas).length === 0) return null;
  return lost(meanFigures(ideas));
}

function lost(figures: IdeaFigures): number {
  const hazards = stageHazards(figures);
  return lostAt(ideaStages.reduce((sum, stage) => sum + hazards[stage], 0));
}

/** What is lost on the way, of an idea's worth: O, and what of it at each stage. */
export type LostOnTheWay = {
  readonly whole: number;
  readonly stages: readonly { readonly id: IdeaStage; readonly name: string; readonly lost: number }[];
};

/** O and its stages as `ossification` tells them, without what they come from: at once. Null where the text tells no stage. */
export function lostOnTheWay(model: Model, { seed }: { readonly seed: number }): LostOnTheWay | null {
  const told = toldIdeas(model, controlKeeping(model, { seed }));
  if (told === undefined || toldStages(told.ideas).length === 0) return null;
  const figures = meanFigures(told.ideas);
  const shares = stageShares(stageHazards(figures));
  const whole = lost(figures);
  return {
    whole,
    stages: ideaStages.map((id) => ({ id, name: stageNames[id], lost: shares[id] * whole })),
  };
}

/** Draws of what is not known of ideas; fewer where very many things would be let go. */
const MOST_DRAWS = 512;
const FEWEST_DRAWS = 64;

/**
 * What a good idea loses between having it and its effect, by stage and by what the stages consist of, each with the loss that it
 * avoids and what would be without it. `low` and `high` of O are by what is not known of ideas, those of money by what is not known of
 * failures. Its parts are shares of −log(1 − O) and so add up exactly; what is let go does not, since each stage takes of what the
 * others left.
 */
export function ossification(model: Model, { seed }: { readonly seed: number }): OssificationFinding {
  const { name: organization, currency } = model.organization;
  const stakes = controlStakes(model, { seed });
  const told = toldIdeas(model, stakes);
  const head = { finding: "ossification", version: 1, organization, currency, seed } as const;
  if (told === undefined || toldStages(told.ideas).length === 0)
    return {
      ...head,
      sentences: ossificationSentences(),
      ...nothingSaid,
      ...(told && withBuildUp(told.ideas, seed)),
      assumptions: [],
    };
  const figures = meanFigures(told.ideas);
  const found = ideaSources(model, told, figures, roomTaken(model, { seed }));
  const draws = drawIdeas(told.ideas, seed, drawsFor(found.length));
  const drawn = Array.from({ length: draws.count }, (_, i) =>
    ideaFigures(told.ideas, (figure) => draws.of(figure, i)),
  );
  const whole = overDraws(lost(figures), Float64Array.from(drawn, lost));
  const worth = ideasWorth(told.ideas, draws);
  const known: Known = { figures, drawn, whole: whole.value!, worth: worth.value, currency, told, stakes };
  const stages = stagesOf(known);
  const sources = sourcesOf(known, found);
  const figuresOf = {
    ossification: whole,
    ideasWorth: worth,
    stages,
    sources,
    ...withBuildUp(told.ideas, seed),
  };
  return {
    ...head,
    sentences: ossificationSentences({ ...figuresOf, currency, controls: model.controls.length }),
    ...figuresOf,
    assumptions: [
      ...assumptionsOf(model, known),
      ...frequencies(model, { seed, draws: 1 }).leftOut,
      ...statedAssumptions(model),
    ],
  };
}

function drawsFor(sources: number): number {
  return Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, Math.floor(5e5 / Math.max(1, sources))));
}

const nothingSaid = {
  ossification: noFigure("the text says nothing of what ideas pass through"),
  ideasWorth: noFigure("the text says nothing of what ideas are worth"),
  stages: [],
  sources: [],
};

type Known = {
  readonly figures: IdeaFigures;
  /** One a draw of what is not known. */
  readonly drawn: readonly IdeaFigures[];
  /** O at the means. */
  readonly whole: number;
  /** What the ideas of a year are worth. */
  readonly worth: number | null;
  readonly currency: string;
  readonly told: ToldIdeas;
  readonly stakes: ReadonlyMap<string, ControlStake>;
};

function stagesOf({ figures, drawn, whole, told, currency }: Known): OssificationStage[] {
  const [kept, hazards] = [stageKept(figures), stageHazards(figures)];
  const shares = stageShares(hazards);
  const all = drawn.map(stageKept);
  const enough = new Set(toldStages(told.ideas));
  return ideaStages.map((id) => ({
    id,
    name: stageNames[id],
    says: sayStage(id, told, currency),
    told: enough.has(id),
    kept: overDraws(
      kept[id],
      Float64Array.from(all, (of) => of[id]),
    ),
    hazard: Number.isFinite(hazards[id]) ? hazards[id] : null,
    share: shares[id],
    lost: shares[id] * whole,
  }));
}

/** Dearest first. What costs ideas nothing is no source. */
function sourcesOf(known: Known, found: readonly IdeaSource[]): OssificationSource[] {
  const shares = stageShares(stageHazards(known.figures));
  const lostNow = known.drawn.map(lost);
  const sources = found.map((source): OssificationSource => {
    const parts = ideaStages.flatMap((stage) => {
      const part = (source.shares[stage] ?? 0) * shares[stage] * known.whole;
      return part > 0 ? [{ stage, lost: part }] : [];
    });
    const stake = source.control ? known.stakes.get(source.id) : undefined;
    const avoids = stake?.avoids ?? noFigure(whyNoLoss[source.kind]);
    const keeping = stake?.keeping ?? 0;
    const { id, kind, name, says, letGo } = source;
    const all = parts.reduce((sum, part) => sum + part.lost, 0);
    return {
      id,
      kind,
      name,
      says,
      lost: all,
      parts,
      lostPerYear: known.worth === null ? null : all * known.worth,
      avoids,
      keeping,
      ...(letGo && { without: withoutOf(letGo, known, lostNow, less(avoids, keeping)) }),
    };
  });
  return sources.filter((source) => source.lost > 0).sort((a, b) => b.lost - a.lost);
}

const whyNoLoss: Readonly<Record<OssificationSource["kind"], string>> = {
  "guard rail": "it is not known",
  approval: "it is not known",
  "escape hatch": "it is not known",
  habit: "no failure here says what would be lost without this habit",
  expectation: "it avoids no failure by itself",
  "not written down": "it is not written down, so nobody knows what it avoids",
};

function withoutOf(
  { says, figures: without }: NonNullable<IdeaSource["letGo"]>,
  { figures, drawn, whole, worth, currency }: Known,
  lostNow: readonly number[],
  costsMore: Estimate,
): NonNullable<OssificationSource["without"]> {
  const left = without(figures);
  const after = lost(left);
  const shares = stageShares(stageHazards(left));
  const drawnAfter = Float64Array.from(drawn, (of) => lost(without(of)));
  const found = {
    ossification: overDraws(after, drawnAfter),
    change: overDraws(
      after - whole,
      drawnAfter.map((of, i) => of - lostNow[i]!),
    ),
    stages: ideaStages.map((stage) => ({ stage, lost: shares[stage] * after })),
    ideasKeep: worth === null ? null : (whole - after) * worth,
    costsMore,
  };
  return { sentence: withoutSentence(says, found, { now: whole, currency }), ...found };
}

/** An amount less one that is known. */
function less(estimate: Estimate, known: number): Estimate {
  if (estimate.value === null) return estimate;
  return {
    ...estimate,
    value: estimate.value - known,
    low: estimate.low! - known,
    high: estimate.high! - known,
  };
}

function ideasWorth({ value, changesPerYear }: Ideas, draws: IdeaDraws): Estimate {
  if (value === undefined || changesPerYear === undefined)
    return noFigure("the text does not say what an idea is worth, or how many changes are wanted a year");
  const worth = Float64Array.from(
    { length: draws.count },
    (_, i) => draws.of("value", i) * draws.of("changesPerYear", i),
  );
  return overDraws(meanOf("value", value) * meanOf("changesPerYear", changesPerYear), worth);
}

function withBuildUp(ideas: Ideas, seed: number): Pick<OssificationFinding, "buildUp"> {
  const buildUp = buildUpOf(ideas, seed);
  return buildUp === null ? {} : { buildUp };
}

/** What the answer rests on that nobody has measured. */
function assumptionsOf(model: Model, { told, figures }: Known): AssumptionShown[] {
  const { ideas, fromControls, workOf } = told;
  const shown: AssumptionShown[] = [];
  const tell = (what: string, whose = "Failwell"): void => {
    shown.push({ what, whose });
  };
  for (const [figure, words] of Object.entries(assumedSentences(model.organization.currency))) {
    const quantity = ideas[figure as keyof typeof assumedFigures];
    const asked = toldStages(ideas).some((stage) =>
      stageFigures[stage].assumed.some((name) => name === figure),
    );
    if (quantity === undefined && asked) tell(words);
  }
  for (const [figure, quantity] of Object.entries(ideas))
    if ("assumed" in quantity && quantity.assumed !== undefined)
      tell(`“${stated[figure] ?? figure}” of ideas is assumed`, quantity.assumed);
  if (workOf !== null && workOf.size > 0)
    tell(`a person works ${HOURS_A_PERSON.toLocaleString("en")} hours a year`);
  const written = [...(workOf?.values() ?? [])].reduce((sum, share) => sum + share, 0);
  if (written > figures.work * (1 + 1e-9))
    tell(
      `the guard rails that are written down take ${sayShare(written)} of all hours, more than the ${sayShare(figures.work)} that is stated: their parts are cut to fit`,
    );
  if (fromControls.size > 0)
    tell("what ideas do not state themselves follows from the controls that are written down");
  if (model.controls.length > 0)
    tell("what a control avoids is told with the queues of escape hatches as they are with it");
  if (told.hatches.length > 0)
    tell("without an escape hatch, the exceptions that go through it are no longer needed");
  if (model.expectations.length > 0 && toldStages(ideas).includes("expectation"))
    tell("each expectation uses up the room for changes as far as failures take what it allows");
  if (ideas.value !== undefined && ideas.changesPerYear !== undefined)
    tell("each change that is wanted is one idea");
  tell("what is lost at one stage does not depend on the others");
  return shown;
}

const stated: Readonly<Record<string, string>> = {
  waitDays: "wait",
  fadesPerDay: "fades",
  exceptionCost: "exception costs",
  changesPerYear: "changes",
  errorBudgetPerYear: "error budget",
  demandPerChange: "demand",
  usefulControls: "useful controls",
  controlsLastYears: "controls last",
  reviewPerYear: "review",
};
