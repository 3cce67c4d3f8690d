import { sayCounted, sayDuration, sayShare } from "../findings/say.ts";
import { expm1, log1p, power } from "../numeric/elementary.ts";
import { meanOf } from "./idea-figures.ts";
import { type IdeaPart, type LetGo, withoutIt } from "./idea-part.ts";
import type { IdeaFigures } from "./idea-stages.ts";
import type { Approving, ToldIdeas } from "./told-ideas.ts";

/** The approvals that guard rails name and those that have no name, as parts of waiting and of rejection. */
export function approvalParts({ approvals }: ToldIdeas, figures: IdeaFigures): IdeaPart[] {
  const unnamed = Math.max(0, figures.approvals - approvals.length);
  const { waits, rejects } = figuresOf(approvals, figures);
  const delays = proportions(waits, unnamed, (days) => log1p(figures.fadesPerDay * days));
  const rejections = proportions(rejects, unnamed, (chance) => -log1p(-Math.min(chance, 1 - 1e-12)));
  const named = approvals.flatMap(({ id, name }, i) =>
    inBothStages(
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
  return unnamed > 0
    ? [...named, ...unnamedParts(unnamed, named.length > 0, delays.rest, rejections.rest)]
    : named;
}

function unnamedParts(count: number, others: boolean, delay: number, rejection: number): IdeaPart[] {
  // One of them, or what there is of one.
  const most = Math.max(1, count);
  return inBothStages(
    {
      id: "approvals, not written down",
      kind: "not written down",
      name: others ? "Other approvals" : "Approvals without a name",
      says: `${sayCounted(count, "approval")} that no control here is.`,
      letGo: {
        says: count <= 1 ? "without it" : "with one of them fewer",
        figures: withoutApproving(delay / most, rejection / most),
      },
    },
    delay,
    rejection,
  );
}

/** It is said, and let go of both stages, with the first. */
function inBothStages(
  { says, letGo, ...part }: Omit<IdeaPart, "stage" | "share">,
  delay: number,
  rejection: number,
): IdeaPart[] {
  return [
    { ...part, says, ...(letGo && { letGo }), stage: "delay", share: delay },
    { ...part, says: "", stage: "rejection", share: rejection },
  ];
}

/** A figure of each named approval, and of each of the rest. */
type Figures = { readonly of: readonly number[]; readonly rest: number };

function figuresOf(
  approvals: readonly Approving[],
  { approvals: count, waitDays, rejected }: IdeaFigures,
): { readonly waits: Figures; readonly rejects: Figures } {
  const waits = approvals.map(({ approval }) => approval.waitDays && meanOf("waitDays", approval.waitDays));
  const rejects = approvals.map(({ approval }) => approval.rejected && meanOf("rejected", approval.rejected));
  return { waits: filled(waits, count, waitDays), rejects: filled(rejects, count, rejected) };
}

/** Its own where it states one, else what makes all come to the mean. */
function filled(own: readonly (number | undefined)[], count: number, mean: number): Figures {
  const stated = own.filter((value) => value !== undefined);
  const left = count - stated.length;
  const sum = stated.reduce((all, value) => all + value, 0);
  const rest = left > 0 ? Math.max(0, (count * mean - sum) / left) : mean;
  return { of: own.map((value) => value ?? rest), rest };
}

/** Shares of a hazard; `rest` is that of all that have no name. Where there is no hazard, all approvals have the same. */
function proportions({ of, rest }: Figures, unnamed: number, hazard: (value: number) => number): Figures {
  const hazards = of.map(hazard);
  const others = unnamed * hazard(rest);
  const sum = hazards.reduce((all, value) => all + value, others);
  if (sum > 0) return { of: hazards.map((value) => value / sum), rest: others / sum };
  const all = Math.max(of.length + unnamed, 1e-300);
  return { of: of.map(() => 1 / all), rest: unnamed / all };
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
