import type { ControlBuildUp, OssificationFinding, OssificationSource } from "../findings/ossification.ts";
import {
  lowered,
  sayBand,
  sayCount,
  sayCounted,
  sayDuration,
  sayList,
  sayMoney,
  sayNumber,
  sayRange,
  sayShare,
} from "../findings/say.ts";
import type { Quantity } from "../model/model.ts";
import { assumedFigures, stageFigures, toldStages } from "./idea-figures.ts";
import type { IdeaStage } from "./idea-stages.ts";
import type { ToldIdeas } from "./told-ideas.ts";

export const stageNames: Readonly<Record<IdeaStage, string>> = {
  work: "Work in controls",
  delay: "Waiting for approvals",
  rejection: "Wrong rejections",
  hatch: "Exceptions",
  irreversibility: "Irreversible habits",
  expectation: "Expectations",
};

type Told = Pick<OssificationFinding, "ossification" | "ideasWorth" | "stages" | "sources"> & {
  readonly currency: string;
  /** Controls of the text. */
  readonly controls: number;
};

/** What the finding says in words; without one, that the text says nothing of ideas. */
export function ossificationSentences(told?: Told): string[] {
  if (told === undefined)
    return [
      "The text says nothing yet of what ideas pass through, so nobody can say how much of their worth gets lost. A section “ideas” says it: how much work goes into controls, how many approvals there are, how long each takes.",
    ];
  return [whole(told), ...dearest(told), ...unnamed(told), ...free(told), costOnly];
}

const costOnly =
  "This is what it costs, and no more: a control is worth having where what it avoids is worth more than what it takes.";

function whole({ ossification, ideasWorth, stages, currency }: Told): string {
  const band = sayBand(ossification, sayShare);
  const between = band === "" ? "" : ` (${band})`;
  const money =
    ideasWorth.value === null || ideasWorth.value === 0
      ? ""
      : `, ${sayMoney(ossification.value! * ideasWorth.value, currency)} a year`;
  const most = [...stages].sort((a, b) => b.share - a.share).filter(({ share }) => share > 0);
  const lost = `Of what a good idea is worth, ${sayShare(ossification.value!)}${between} is lost between having it and its effect${money}.`;
  if (most.length === 0) return lost;
  const parts = most.slice(0, 3).map(({ name, share }) => `${lowered(name)} (${sayShare(share)})`);
  return `${lost} Most of that goes to ${sayList(parts)}.`;
}

function isControl({ kind }: OssificationSource): boolean {
  return kind === "guard rail" || kind === "approval" || kind === "escape hatch";
}

/** The control of the text that costs ideas most. */
function dearest({ sources, currency }: Told): string[] {
  const control = sources.find(isControl);
  if (control?.without === undefined) return [];
  const avoided =
    control.avoids.value === null
      ? "what it avoids is not known"
      : `it avoids ${sayMoney(control.avoids.value, currency)} of losses a year`;
  return [
    `No control costs ideas more than “${control.name}”: ${sayShare(control.lost)} of what they are worth; ${avoided}. ${control.without.sentence}`,
  ];
}

/** “Without “canary”, 88% would be lost instead of 89%, which is 12k USD a year; …”. */
export function withoutSentence(
  says: string,
  without: Omit<NonNullable<OssificationSource["without"]>, "sentence">,
  { now, currency }: { readonly now: number; readonly currency: string },
): string {
  const { costsMore, ideasKeep, ossification } = without;
  const more = costsMore.value;
  const keep = ideasKeep === null ? "" : `, which is worth ${sayMoney(ideasKeep, currency)} a year`;
  const year =
    more === null
      ? "what a year would then cost is not known"
      : `losses and upkeep together would come to ${sayMoney(Math.abs(more), currency)} a year ${more < 0 ? "less" : "more"}`;
  return `${says[0]!.toUpperCase()}${says.slice(1)}, ${sayApart(ossification.value!, now)}${keep}; ${year}.`;
}

/** Two shares with as many figures as tell them apart. */
function sayApart(after: number, now: number): string {
  const words = (less: string, all: string): string => `${less} would be lost instead of ${all}`;
  if (sayShare(after) !== sayShare(now)) return words(sayShare(after), sayShare(now));
  for (const decimals of [1, 2, 3]) {
    const [less, all] = [`${(100 * after).toFixed(decimals)}%`, `${(100 * now).toFixed(decimals)}%`];
    if (less !== all) return words(less, all);
  }
  return "as much would be lost";
}

/** Safety nets above all let ideas pass. */
function free({ sources, controls }: Told): string[] {
  const costing = sources.filter(isControl).length;
  if (controls === 0 || costing === controls) return [];
  return costing === 0
    ? ["No control here costs ideas anything, as far as the text says."]
    : [
        `${sayCount(controls - costing)} of ${sayCounted(controls, "control")} cost ideas nothing, as far as the text says.`,
      ];
}

function unnamed({ sources, ossification, stages }: Told): string[] {
  const lost = sources
    .filter(({ kind }) => kind === "not written down")
    .reduce((sum, source) => sum + source.lost, 0);
  const untold = stages.filter(({ told }) => !told).map(({ name }) => lowered(name));
  const said =
    untold.length === 0
      ? ""
      : ` Nothing is said of ${sayList(untold)}: ${untold.length === 1 ? "it is" : "they are"} counted as losing nothing.`;
  const share = ossification.value! > 0 ? lost / ossification.value! : 0;
  if (share < 0.005) return said === "" ? [] : [said.trim()];
  return [
    `${sayShare(share)} of the loss comes from what the text states as a whole without naming its parts.${said}`,
  ];
}

/** What obsolete controls do over years. */
export function buildUpSentence({
  settles,
  tipping,
  now,
  useful,
  runsAway,
}: Omit<ControlBuildUp, "sentence">): string {
  const uncertain =
    runsAway > 0 && runsAway < 1
      ? ` By what is not known, the chance that they pile up without end is ${sayShare(runsAway)}.`
      : "";
  if (settles === null || tipping === null)
    return `Controls that are no longer needed pile up here: reviews let go of them too slowly, wherever one begins.${uncertain}`;
  if (now !== null && now > tipping)
    return `Controls that are no longer needed take ${sayShare(now)} of all hours, beyond the ${sayShare(tipping)} up to which there is time to let go of them: they pile up.${uncertain}`;
  const from = now === null ? "" : ` from ${sayShare(now)} now`;
  return `Beside ${sayShare(useful)} of all hours in useful controls, those no longer needed tend to ${sayShare(settles)}${from}; beyond ${sayShare(tipping)} there would be no time left to let go of them.${uncertain}`;
}

/** What a stage is here. */
export function sayStage(stage: IdeaStage, { ideas, fromControls }: ToldIdeas, currency: string): string {
  if (!toldStages(ideas).includes(stage)) {
    const missing = stageFigures[stage].stated.filter((figure) => ideas[figure] === undefined);
    return `Nothing is said of it. Under “ideas”, write ${sayList(missing.map((figure) => `“${words[figure] ?? figure}”`))}.`;
  }
  const said = (figure: keyof typeof words, say: (value: number) => string): string => {
    const range = ideas[figure] as Quantity | undefined;
    return range === undefined
      ? say(assumedFigures[figure as keyof typeof assumedFigures])
      : sayRange(range.low, range.high, say);
  };
  const money = (amount: number): string => sayMoney(amount, currency);
  const days = (value: number): string => sayDuration(24 * value);
  const approvals = said("approvals", (count) => sayCounted(count, "approval"));
  const derived = stageFigures[stage].stated.some((figure) => fromControls.has(figure));
  const as = derived ? ", as far as the controls here say it" : "";
  switch (stage) {
    case "work":
      return `${said("work", sayShare)} of all hours go into controls${as}.`;
    case "delay":
      return `An idea passes ${approvals} of ${said("waitDays", days)} each and fades by ${said("fadesPerDay", sayShare)} a day${as}.`;
    case "rejection":
      return `An idea passes ${approvals}, and at each ${said("rejected", sayShare)} of good ones are wrongly turned away or given up${as}.`;
    case "hatch":
      return `${said("exceptions", sayShare)} of ideas need an exception, which costs ${said("exceptionCost", money)}; an idea is worth ${said("value", money)}${as}.`;
    case "irreversibility":
      return `${said("irreversible", sayShare)} of reversible decisions are held to the hurdle of irreversible ones: to be worth ${said("hurdle", sayCount)} times what they cost${as}.`;
    case "expectation":
      return `${said("changesPerYear", sayCount)} changes are wanted a year; what is expected leaves room for ${said("errorBudgetPerYear", sayCount)}${as}.`;
  }
}

/** Figures as the text spells them. */
const words = {
  work: "work",
  approvals: "approvals",
  waitDays: "wait",
  fadesPerDay: "fades",
  rejected: "rejected",
  exceptions: "exceptions",
  exceptionCost: "exception costs",
  value: "value",
  irreversible: "irreversible",
  hurdle: "hurdle",
  changesPerYear: "changes",
  errorBudgetPerYear: "error budget",
} as const;

/** What is taken for granted where the text has no figure of its own. */
export function assumedSentences(currency: string): Readonly<Record<keyof typeof assumedFigures, string>> {
  const { fadesPerDay, value, hurdle, tail, demandPerChange } = assumedFigures;
  return {
    fadesPerDay: `an idea that waits fades by ${sayShare(fadesPerDay)} a day`,
    value: `an idea is worth ${sayMoney(value, currency)} on average`,
    hurdle: `what is held to be irreversible has to be worth ${sayNumber(hurdle)} times what it costs`,
    tail: `what ideas are worth against what they cost has a Pareto tail of index ${tail}`,
    demandPerChange: `a change takes ${sayNumber(demandPerChange)} of the room that expectations leave`,
  };
}
