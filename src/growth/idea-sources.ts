import type { OssificationSourceKind } from "../findings/ossification.ts";
import { sayCount, sayCounted, sayDuration, sayNumber, sayShare } from "../findings/say.ts";
import type { Model } from "../model/model.ts";
import { expm1, log1p, power } from "../numeric/elementary.ts";
import { meanOf } from "./idea-figures.ts";
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

type LetGo = {
  readonly says: string;
  /** The figures of the stages without it. */
  readonly figures: (of: IdeaFigures) => IdeaFigures;
};

type Part = Omit<IdeaSource, "shares" | "letGo" | "control"> & {
  readonly stage: IdeaStage;
  readonly share: number;
  readonly letGo?: LetGo;
  readonly control?: boolean;
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

function withoutIt(name: string): string {
  return `without “${name}”`;
}

function workParts({ controls }: Model, { workOf }: ToldIdeas, { work }: IdeaFigures): Part[] {
  const rails = controls.filter(({ id }) => workOf?.has(id));
  const hours = rails.map(({ id }) => workOf!.get(id)!);
  const { shares, rest } = cutToFit(hours, work);
  const parts = rails.map(
    ({ id, name }, i): Part => ({
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

function approvalParts({ approvals, ideas }: ToldIdeas, figures: IdeaFigures): Part[] {
  const { approvals: count, waitDays, rejected, fadesPerDay } = figures;
  const unnamed = Math.max(0, count - approvals.length);
  const waits = filled(
    approvals.map(({ approval }) => approval.waitDays && meanOf("waitDays", approval.waitDays)),
    count,
    waitDays,
  );
  const rejects = filled(
    approvals.map(({ approval }) => approval.rejected && meanOf("rejected", approval.rejected)),
    count,
    rejected,
  );
  const delays = proportions(waits, unnamed, (days) => log1p(fadesPerDay * days));
  const rejections = proportions(rejects, unnamed, (chance) => -log1p(-Math.min(chance, 1 - 1e-12)));
  const both = (part: Omit<Part, "stage" | "share">, delay: number, rejection: number): Part[] => [
    { ...part, stage: "delay", share: delay },
    { ...withoutWords(part), stage: "rejection", share: rejection },
  ];
  const named = approvals.flatMap(({ id, name }, i) =>
    both(
      {
        id,
        kind: "approval",
        name,
        says: `Ideas wait ${sayDuration(24 * waits.of[i]!)} for it, and ${sayShare(rejects.of[i]!)} of them are wrongly turned away or given up there.`,
        control: true,
        letGo: { says: withoutIt(name), figures: withoutApproving(delays.of[i]!, rejections.of[i]!) },
      },
      delays.of[i]!,
      rejections.of[i]!,
    ),
  );
  if (!(unnamed > 0) && approvals.length > 0) return named;
  const rest = `${sayCounted(unnamed, "approval")} that ${unnamed === 1 ? "is" : "are"} not named`;
  // One of them, or what is left of one.
  const most = Math.max(1, unnamed);
  const unnamedPart = {
    id: "approvals, not written down",
    kind: "not written down",
    name: approvals.length === 0 ? "Approvals without a name" : "Other approvals",
    says: ideas.approvals === undefined ? "" : `${rest[0]!.toUpperCase()}${rest.slice(1)}.`,
    ...(unnamed > 0 && {
      letGo: {
        says: unnamed <= 1 ? "without it" : "with one of them fewer",
        figures: withoutApproving(delays.rest / most, rejections.rest / most),
      },
    }),
  } as const;
  return [...named, ...both(unnamedPart, delays.rest, rejections.rest)];
}

/** What is let go of a control goes from delay and rejection at once: it is said and done with the first. */
function withoutWords({
  letGo: _,
  says: __,
  ...part
}: Omit<Part, "stage" | "share">): Omit<Part, "stage" | "share"> {
  return { ...part, says: "" };
}

type Filled = { readonly of: readonly number[]; readonly rest: number };

/** A figure of each named approval: its own, else what makes all come to the mean. */
function filled(own: readonly (number | undefined)[], count: number, mean: number): Filled {
  const stated = own.filter((value) => value !== undefined);
  const left = count - stated.length;
  const sum = stated.reduce((all, value) => all + value, 0);
  const rest = left > 0 ? Math.max(0, (count * mean - sum) / left) : mean;
  return { of: own.map((value) => value ?? rest), rest };
}

/** Shares of a hazard. Where there is none, all approvals have the same. */
function proportions({ of, rest }: Filled, unnamed: number, hazard: (value: number) => number): Filled {
  const hazards = of.map(hazard);
  const others = unnamed * hazard(rest);
  const sum = hazards.reduce((all, value) => all + value, others);
  if (sum > 0) return { of: hazards.map((value) => value / sum), rest: others / sum };
  const all = of.length + unnamed;
  return { of: of.map(() => 1 / all), rest: all > 0 ? unnamed / all : 1 };
}

/** The hazards of delay and rejection without these shares of them: the other approvals stay as they are. */
function withoutApproving(delay: number, rejection: number): LetGo["figures"] {
  return (of) => ({
    ...of,
    waitDays:
      of.fadesPerDay > 0
        ? expm1((1 - delay) * log1p(of.fadesPerDay * of.waitDays)) / of.fadesPerDay
        : of.waitDays,
    rejected: 1 - power(1 - of.rejected, 1 - rejection),
  });
}

function exceptionParts({ hatches }: ToldIdeas, { exceptions }: IdeaFigures): Part[] {
  const own = hatches.map((hatch) => meanOf("exceptions", hatch.exceptions));
  const { shares, rest } = cutToFit(own, exceptions);
  const parts = hatches.map(
    ({ id, name }, i): Part => ({
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

function habit({ failures }: Model, { irreversible, hurdle }: IdeaFigures): Part {
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
function expectationParts({ expectations }: Model, taken: ReadonlyMap<string, number | null>): Part[] {
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
  return expectations.map(({ id, name }, i): Part => {
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
