import type { Control, Model, Quantity, Rate } from "../model/model.ts";
import type { Domain } from "../numeric/range.ts";

/** A figure of the model, from draws of the quantities that it stands on. */
export type Figure = (draws: Float64Array) => number;

type GuardRail = Extract<Control, { kind: "guard rail" }>;

/** What guard rails offer and let through of something that happens, as factors of its stated figure. */
export type Thinning = { readonly offered: Figure; readonly through: Figure };

/**
 * Turns what a text states into figures of draws. Each quantity is drawn once, however many figures stand on it, so that what is
 * not known about the number of payments is the same for all that is a share of payments.
 */
export class Figures {
  readonly quantities: { readonly quantity: Quantity; readonly domain: Domain }[] = [];
  private readonly places = new Map<Quantity, number>();
  private readonly functions: ReadonlyMap<string, Model["functions"][number]>;
  private readonly rails: ReadonlyMap<string, GuardRail>;
  private readonly railsOn = new Map<string, string[]>();
  private readonly sharedLeaks: number;

  constructor(model: Model) {
    this.functions = new Map(model.functions.map((owner) => [owner.id, owner]));
    this.sharedLeaks = model.assumptions.sharedLeaks.value;
    const rails = model.controls.filter((control) => control.kind === "guard rail");
    this.rails = new Map(rails.map((rail) => [rail.id, rail]));
    for (const rail of rails) {
      for (const id of rail.protects) this.railsOn.set(id, [...(this.railsOn.get(id) ?? []), rail.id]);
    }
  }

  /** Ids of the guard rails on an input or a failure, in the order of the text. */
  guarding(id: string): readonly string[] {
    return this.railsOn.get(id) ?? [];
  }

  quantity(quantity: Quantity, domain: Domain): Figure {
    const place = this.places.get(quantity) ?? this.quantities.push({ quantity, domain }) - 1;
    this.places.set(quantity, place);
    return (draws) => draws[place]!;
  }

  /** Occurrences a year as stated; null where it is a share of something that has no figure. */
  rate(rate: Rate): Figure | null {
    if (rate.of === "time") return this.quantity(rate.perYear, "positive");
    const owner = this.functions.get(rate.functionId);
    if (rate.of === "users") {
      return owner?.users
        ? product(this.quantity(rate.sharePerYear, "share"), this.quantity(owner.users, "positive"))
        : null;
    }
    const uses = owner?.uses.filter(({ id }) => rate.kind === undefined || id === rate.kind) ?? [];
    if (uses.length === 0) return null;
    return product(
      this.quantity(rate.share, "share"),
      sum(uses.map(({ perYear }) => this.quantity(perYear, "positive"))),
    );
  }

  /**
   * How guard rails change a figure: `despite` are those that were at work when it was seen, so that what is offered to them is the
   * figure over their leak. Where they leak nothing at all, nothing can be said of what is offered, and the figure stands for it.
   */
  thinning(rails: readonly string[], despite: readonly string[]): Thinning {
    const all = [...new Set([...rails, ...despite])];
    const inSight = this.leak(despite);
    const together = this.leak(all);
    if (despite.length === 0) return { offered: () => 1, through: together };
    if (all.length === new Set(despite).size)
      return { offered: (draws) => inverse(inSight(draws)), through: () => 1 };
    return {
      offered: (draws) => inverse(inSight(draws)),
      through: (draws) => together(draws) * inverse(inSight(draws)),
    };
  }

  /** Share that guard rails leak together: β·min(1 − eᵢ) + (1 − β)·Π(1 − eᵢ). */
  private leak(rails: readonly string[]): Figure {
    const stops = rails.flatMap((id) => {
      const rail = this.rails.get(id);
      return rail ? [this.quantity(rail.stops, "share")] : [];
    });
    const shared = this.sharedLeaks;
    if (stops.length === 0) return () => 1;
    return (draws) => {
      let [least, all] = [1, 1];
      for (const stop of stops) {
        const leak = 1 - stop(draws);
        least = Math.min(least, leak);
        all *= leak;
      }
      return shared * least + (1 - shared) * all;
    };
  }
}

function inverse(leak: number): number {
  return leak > 0 ? 1 / leak : 1;
}

function product(a: Figure, b: Figure): Figure {
  return (draws) => a(draws) * b(draws);
}

function sum(parts: readonly Figure[]): Figure {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return (draws) => parts.reduce((total, part) => total + part(draws), 0);
}
