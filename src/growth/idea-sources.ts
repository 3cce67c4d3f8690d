import type { OssificationSourceKind } from "../findings/ossification.ts";
import { sayCount, sayCounted, sayNumber, sayShare } from "../findings/say.ts";
import type { Model } from "../model/model.ts";
import { power } from "../numeric/elementary.ts";
import { approvalParts } from "./idea-approvals.ts";
import { meanOf } from "./idea-figures.ts";
import { type IdeaPart, type LetGo, withoutIt } from "./idea-part.ts";
import type { IdeaFigures, IdeaStage } from "./idea-stages.ts";
import type { ToldIdeas } from "./told-ideas.ts";

/** Something that ossification comes from. */
export type IdeaSource = {
  readonly id: string;
  readonly kind: OssificationSourceKind;
  readonly name: string;
  readonly says: string;
  /** Its share of the hazard of each stage that it is a part of; of one stage they add up to 1. */
  readonly shares: Partial<Record<IdeaStage, number>>;
  /** A control of the text, whose loss avoided is known. */
  readonly control: boolean;
  readonly letGo?: LetGo;
};

/**
 * What each stage consists of: the controls, habits and expectations of the text, and what it states beyond them. A control that is part
 * of several stages is one source, and is let go from all of them at once.
 *
 * figures   means of what is told
 * taken     how much of what each expectation leaves room for failures take
 */
export function ideaSources(
  model: Model,
  told: ToldIdeas,
  figures: IdeaFigures,
  taken: ReadonlyMap<string, number | null>,
): IdeaSource[] {
  const parts = [
    ...workParts(model, told, figures),
    ...approvalParts(told, figures),
    ...exceptionParts(told, figures),
    habit(model, figures),
    ...expectationParts(model, taken),
  ];
  const byId = new Map<string, IdeaSource>();
  for (const { stage, share, letGo, control = false, ...part } of parts) {
    const known = byId.get(part.id);
    byId.set(part.id, {
      ...(known ?? { ...part, control }),
      says: [known?.says, part.says].filter(Boolean).join(" "),
      // An approval is called one even where it also takes hours.
      kind: part.kind === "approval" ? "approval" : (known?.kind ?? part.kind),
      shares: { ...known?.shares, [stage]: share },
      ...together(known?.letGo, letGo),
    });
  }
  return [...byId.values()];
}

function together(first: LetGo | undefined, second: LetGo | undefined): { letGo?: LetGo } {
  if (first === undefined || second === undefined) {
    const one = first ?? second;
    return one === undefined ? {} : { letGo: one };
  }
  return { letGo: { says: first.says, figures: (of) => second.figures(first.figures(of)) } };
}

/** Shares of a whole that is stated; what is written down beyond it is cut to fit. */
function cutToFit(parts: readonly number[], whole: number): { shares: number[]; rest: number } {
  const sum = parts.reduce((all, part) => all + part, 0);
  const of = Math.max(whole, sum);
  if (!(of > 0)) return { shares: parts.map(() => 0), rest: 1 };
  return { shares: parts.map((part) => part / of), rest: Math.max(0, 1 - sum / of) };
}

function workParts({ controls }: Model, { workOf }: ToldIdeas, { work }: IdeaFigures): IdeaPart[] {
  const rails = controls.filter(({ id }) => workOf?.has(id));
  const hours = rails.map(({ id }) => workOf!.get(id)!);
  const { shares, rest } = cutToFit(hours, work);
  const parts = rails.map(
    ({ id, name }, i): IdeaPart => ({
      id,
      kind: "guard rail",
      name,
      says: `It takes ${sayShare(hours[i]!)} of all hours.`,
      stage: "work",
      share: shares[i]!,
      control: true,
      letGo: {
        says: withoutIt(name),
        figures: (of) => ({ ...of, work: of.work * (1 - shares[i]!) }),
      },
    }),
  );
  return [
    ...parts,
    {
      id: "work, not written down",
      kind: "not written down",
      name: "Other work in controls",
      says:
        workOf === null
          ? "How many people the departments have is not said, so no control's part of all hours is known."
          : `${sayShare(rest * work)} of all hours, beside the friction of the guard rails that are written down.`,
      stage: "work",
      share: rest,
    },
  ];
}

function exceptionParts({ hatches }: ToldIdeas, { exceptions }: IdeaFigures): IdeaPart[] {
  const own = hatches.map((hatch) => meanOf("exceptions", hatch.exceptions));
  const { shares, rest } = cutToFit(own, exceptions);
  const parts = hatches.map(
    ({ id, name }, i): IdeaPart => ({
      id,
      kind: "escape hatch",
      name,
      says: `${sayShare(own[i]!)} of ideas go through it as an exception.`,
      stage: "hatch",
      share: shares[i]!,
      control: true,
      letGo: {
        says: `${withoutIt(name)}, and with no exception needed in its place`,
        figures: (of) => ({ ...of, exceptions: of.exceptions * (1 - shares[i]!) }),
      },
    }),
  );
  return [
    ...parts,
    {
      id: "exceptions, not written down",
      kind: "not written down",
      name: hatches.length === 0 ? "Exceptions without a hatch" : "Other exceptions",
      says: `${sayShare(rest * exceptions)} of ideas need one.`,
      stage: "hatch",
      share: rest,
    },
  ];
}

function habit({ failures }: Model, { irreversible, hurdle }: IdeaFigures): IdeaPart {
  const undone = failures.filter(({ impact }) => (impact.reversibility?.share.high ?? 0) > 0).length;
  const ways =
    failures.length === 0
      ? ""
      : ` Of ${sayCounted(failures.length, "way", "ways")} to fail, ${sayNumber(undone)} can be undone at least in part.`;
  return {
    id: "habit, reversible decisions",
    kind: "habit",
    name: "Reversible held as irreversible",
    says: `${sayShare(irreversible)} of them have to be worth ${sayCount(hurdle)} times what they cost.${ways}`,
    stage: "irreversibility",
    share: 1,
    letGo: {
      says: "with no reversible decision held to that hurdle",
      figures: (of) => ({ ...of, irreversible: 0 }),
    },
  };
}

/** The room that expectations leave is used up by each as far as failures take what it allows. */
function expectationParts({ expectations }: Model, taken: ReadonlyMap<string, number | null>): IdeaPart[] {
  const known = expectations.map(({ id }) => taken.get(id) ?? null);
  const most = Math.max(1, ...known.map((of) => of ?? 0));
  // One that leaves no room at all uses up as much as the one that is missed most.
  const weights = known.map((of) => of ?? most);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (!(sum > 0))
    return [
      {
        id: "expectations, not written down",
        kind: "not written down",
        name: "Expectations that are not written down",
        says: "No expectation here has anything of its room taken by failures.",
        stage: "expectation",
        share: 1,
      },
    ];
  return expectations.map(({ id, name }, i): IdeaPart => {
    const share = weights[i]! / sum;
    return {
      id,
      kind: "expectation",
      name,
      says:
        known[i] === null
          ? "It leaves no room for failure at all."
          : `Failures take ${sayShare(known[i]!)} of what it leaves room for.`,
      stage: "expectation",
      share,
      letGo: { says: "were it no longer expected", figures: (of) => withoutExpecting(of, share) },
    };
  });
}

/** The hazard of the stage without this share of it. */
function withoutExpecting(of: IdeaFigures, share: number): IdeaFigures {
  const demand = of.demandPerChange * of.changesPerYear;
  if (!(demand > of.errorBudgetPerYear)) return of;
  return { ...of, errorBudgetPerYear: demand * power(of.errorBudgetPerYear / demand, 1 - share) };
}
