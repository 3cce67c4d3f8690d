import type { ControlKeeping } from "../forward/forward.ts";
import type { Control, Ideas, Model, Quantity } from "../model/model.ts";
import { spread } from "../numeric/range.ts";
import { type IdeaFigure, meanOf } from "./idea-figures.ts";

/** What a person works a year: nobody states it. */
export const HOURS_A_PERSON = 1750;

export type Approving = Extract<Control, { kind: "guard rail" }> & {
  readonly approval: NonNullable<Extract<Control, { kind: "guard rail" }>["approval"]>;
};
export type Excepting = Extract<Control, { kind: "escape hatch" }> & { readonly exceptions: Quantity };

/** What the text says of ideas, with what follows from its controls where ideas themselves don't say it. */
export type ToldIdeas = {
  readonly ideas: Ideas;
  /** Figures that follow from controls. */
  readonly fromControls: ReadonlySet<IdeaFigure>;
  readonly approvals: readonly Approving[];
  readonly hatches: readonly Excepting[];
  /** Share of all hours that each guard rail takes by its friction, by id; null where nobody says how many people there are. */
  readonly workOf: ReadonlyMap<string, number> | null;
};

/** Undefined where the text has no word on ideas. */
export function toldIdeas(model: Model, stakes: ReadonlyMap<string, ControlKeeping>): ToldIdeas | undefined {
  const { ideas, controls } = model;
  if (ideas === undefined) return undefined;
  const approvals = controls.filter(
    (control): control is Approving => control.kind === "guard rail" && control.approval !== undefined,
  );
  const hatches = controls.filter(
    (control): control is Excepting => control.kind === "escape hatch" && control.exceptions !== undefined,
  );
  const workOf = writtenWork(model, stakes);
  const found = followed({ ideas, approvals, hatches, workOf }, stakes);
  const quantity = (value: number): Quantity => ({ low: value, high: value, place: ideas.place });
  const added = Object.fromEntries(found.map(([figure, value]) => [figure, quantity(value)]));
  return {
    ideas: { ...ideas, ...added },
    fromControls: new Set(found.map(([figure]) => figure)),
    approvals,
    hatches,
    workOf,
  };
}

function writtenWork(
  { departments, controls }: Model,
  stakes: ReadonlyMap<string, ControlKeeping>,
): ReadonlyMap<string, number> | null {
  const people = departments.reduce((sum, { people: count }) => sum + (count ? positive(count) : 0), 0);
  if (!(people > 0)) return null;
  const hours = people * HOURS_A_PERSON;
  return new Map(
    controls.flatMap(({ id }) => {
      const taken = stakes.get(id)?.hours ?? 0;
      return taken > 0 ? [[id, taken / hours] as const] : [];
    }),
  );
}

function positive({ low, high }: Quantity): number {
  return spread(low, high, "positive").mean;
}

/** Figures that ideas don't state and controls do. */
function followed(
  { ideas, approvals, hatches, workOf }: Omit<ToldIdeas, "fromControls">,
  stakes: ReadonlyMap<string, ControlKeeping>,
): [IdeaFigure, number][] {
  const work = [...(workOf?.values() ?? [])];
  const waits = approvals.flatMap(({ approval }) => meanIn("waitDays", approval.waitDays));
  const rejected = approvals.flatMap(({ approval }) => meanIn("rejected", approval.rejected));
  const exceptions = hatches.map((hatch) => meanOf("exceptions", hatch.exceptions));
  const costs = hatches.map(({ id }, i) => exceptions[i]! * (stakes.get(id)?.once ?? 0));
  const found: readonly (readonly [IdeaFigure, readonly number[], number])[] = [
    ["work", work, Math.min(1, sumOf(work))],
    ["approvals", approvals.map(() => 1), approvals.length],
    ["waitDays", waits, sumOf(waits) / waits.length],
    ["rejected", rejected, sumOf(rejected) / rejected.length],
    ["exceptions", exceptions, Math.min(1, sumOf(exceptions))],
    ["exceptionCost", costs, sumOf(costs) / sumOf(exceptions)],
  ];
  return found.flatMap(([figure, from, value]): [IdeaFigure, number][] =>
    from.length > 0 && ideas[figure] === undefined && Number.isFinite(value) ? [[figure, value]] : [],
  );
}

function meanIn(figure: "waitDays" | "rejected", quantity: Quantity | undefined): number[] {
  return quantity === undefined ? [] : [meanOf(figure, quantity)];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
