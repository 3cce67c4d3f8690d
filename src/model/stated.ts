import type { Model, Quantity, Rate } from "./organization.ts";
import { type FigureOwner, type FigureSense, type FigureUnit, touched } from "./touched.ts";

/** A figure of the text that what failure costs can rest on, and that can be moved. */
export type StatedFigure = {
  /** Where it stands in the text: offset of its first character. No two figures share it. */
  readonly at: number;
  /** Behind its last character. */
  readonly end: number;
  readonly owner: FigureOwner;
  /** What it says of its owner: “how often”, “detected after”, “stops”. */
  readonly what: string;
  /** Rates are a year, growth an hour, times in hours, money in the organization's currency, shares in [0, 1]. */
  readonly unit: FigureUnit;
  readonly low: number;
  readonly high: number;
  /** Its ends cannot pass these; infinite where nothing bounds it. */
  readonly least: number;
  readonly most: number;
  /** Whose assumption it is, where it is marked as one. */
  readonly assumed?: string;
};

/** Both ends of a figure, in the unit in which it is stated in the model. */
export type Ends = { readonly low: number; readonly high: number };

/**
 * Every figure that what failure costs can rest on, in the order of the text.
 *
 * Uses that are counted by user are the uses of one user: users and uses are two figures. A figure that several share by an alias stands
 * here once, as its first owner's. Left out is what costs nothing: people of a department, recovery, indicators, ideas and what they pass, growth, and the
 * constants of the theory, windows, slopes and shares of common causes, which are settings without a range. So are figures that cannot be
 * told apart, since they stand together in one folded or escaped value.
 */
export function statedFigures(model: Model): readonly StatedFigure[] {
  const figures = new Map<number, StatedFigure | null>();
  touched(model, (owner) => (quantity, sense) => {
    const at = quantity.place.start;
    const known = figures.get(at);
    if (known === undefined) figures.set(at, foundAt(at, owner, quantity, sense));
    else if (known !== null && !isSame(known, quantity, sense)) figures.set(at, null);
    return quantity;
  });
  return [...figures.values()].filter((figure) => figure !== null).sort((a, b) => a.at - b.at);
}

/**
 * Every figure that what failure costs can rest on, with a name that the same figure has in another text of the organization,
 * wherever it stands there: owner and what it says of it. Two that stand for one by an alias have the name of the first.
 *
 * called   what an owner is called where texts are compared; its own id unless said
 */
export function figureNames(
  model: Model,
  called: (id: string) => string = (id) => id,
): ReadonlyMap<Quantity, string> {
  const names = new Map<Quantity, string>();
  touched(model, ({ kind, id }) => (quantity, { what }) => {
    if (!names.has(quantity)) names.set(quantity, `${kind} ${called(id)}: ${what}`);
    return quantity;
  });
  for (const { id, uses } of model.functions)
    for (const use of uses)
      if (!names.has(use.perYear)) names.set(use.perYear, `function ${called(id)}: ${use.id} of all users`);
  return names;
}

function foundAt(at: number, owner: FigureOwner, quantity: Quantity, sense: FigureSense): StatedFigure {
  const { low, high, assumed, place } = quantity;
  return { at, end: place.end, owner, ...sense, low, high, ...(assumed === undefined ? {} : { assumed }) };
}

function isSame(figure: StatedFigure, { low, high }: Quantity, { what, unit }: FigureSense): boolean {
  return figure.low === low && figure.high === high && figure.what === what && figure.unit === unit;
}

/**
 * The model in which some figures have other ends, by where they stand (`at`). What does not change keeps its identity (===), from a
 * figure up to the model, so that what is remembered by a failure stays valid for all others.
 *
 * Ends are brought to where they can be: the lower one first, shares within the whole, nothing below nothing but a harm that was; a range
 * of positive figures or shares stays off 0 and 1, where it has no distribution. Users take the uses that are counted by user along.
 * Inputs of a common cause keep equal figures, so they move together. What can't be moved: figures that `statedFigures` leaves out, and a
 * blast radius beyond what it reaches.
 */
export function adjusted(model: Model, changes: ReadonlyMap<number, Ends>): Model {
  const figures = new Map(statedFigures(model).map((figure) => [figure.at, figure]));
  const all = new Map(
    [...together(model, changes)].flatMap(([at, ends]) => {
      const figure = figures.get(at);
      return figure ? [[at, within(ends, figure)] as const] : [];
    }),
  );
  if (all.size === 0) return model;
  return touched(model, () => (quantity) => {
    const ends = all.get(quantity.place.start);
    const same = ends === undefined || (ends.low === quantity.low && ends.high === quantity.high);
    return same ? quantity : { ...quantity, ...ends };
  });
}

function rateOf(rate: Rate): Quantity {
  return rate.of === "time" ? rate.perYear : rate.of === "uses" ? rate.share : rate.sharePerYear;
}

/** How near a range that would begin at 0 or end at 1 comes to it. */
const margin = 1e-9;

function within({ low, high }: Ends, { least, most }: StatedFigure): Ends {
  const bounded = (end: number): number => Math.min(Math.max(end, least), most);
  const ends = { low: bounded(Math.min(low, high)), high: bounded(Math.max(low, high)) };
  if (ends.low === ends.high) return ends;
  return {
    low: least === 0 && ends.low === 0 ? Math.min(margin, ends.high / 2) : ends.low,
    high: most === 1 && ends.high === 1 ? 1 - Math.min(margin, (1 - ends.low) / 2) : ends.high,
  };
}

/** Changes, and the same for inputs that have a common cause with one that changes. */
function together(model: Model, changes: ReadonlyMap<number, Ends>): ReadonlyMap<number, Ends> {
  const all = new Map(
    [...changes].filter(([, { low, high }]) => Number.isFinite(low) && Number.isFinite(high)),
  );
  const inputs = new Map(model.inputs.map((input) => [input.id, input]));
  for (const group of model.commonCauses) {
    const places = group.inputs.flatMap((id) => {
      const input = inputs.get(id);
      const figure = input?.kind === "event" ? input.rate && rateOf(input.rate) : input?.holds;
      return figure ? [figure.place.start] : [];
    });
    const ends = places.map((at) => all.get(at)).find((moved) => moved !== undefined);
    if (ends) for (const at of places) all.set(at, ends);
  }
  return all;
}
