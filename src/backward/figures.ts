import type { Control, Model, Quantity, Rate } from "../model/model.ts";
import { ProgramBuilder, type Value } from "../numeric/program.ts";
import type { Domain } from "../numeric/range.ts";

type GuardRail = Extract<Control, { kind: "guard rail" }>;

/** What guard rails offer and let through of something that happens, as factors of its stated figure. */
export type Thinning = { readonly offered: Value; readonly through: Value };

/**
 * Turns what a text states into values of a program whose inputs are draws of quantities. Each quantity is drawn once, however many figures stand on it, so that what is
 * not known about the number of payments is the same for all that is a share of payments.
 */
export class Figures {
  readonly builder: ProgramBuilder;
  /** One for each input of the program. */
  readonly quantities: { readonly quantity: Quantity; readonly domain: Domain }[];
  private readonly values: Map<Quantity, Value>;
  private readonly functions: ReadonlyMap<string, Model["functions"][number]>;
  private readonly rails: ReadonlyMap<string, GuardRail>;
  private readonly railsOn: ReadonlyMap<string, readonly string[]>;
  private readonly sharedLeaks: number;
  private readonly removed: string | undefined;

  /** `without`: a guard rail that is not there, in figures that share all else with those of `base`. */
  constructor(model: Model, without?: { readonly rail: string; readonly base: Figures }) {
    this.sharedLeaks = model.assumptions.sharedLeaks.value;
    this.removed = without?.rail;
    this.builder = without?.base.builder ?? new ProgramBuilder();
    this.quantities = without?.base.quantities ?? [];
    this.values = without?.base.values ?? new Map();
    this.functions = without?.base.functions ?? new Map(model.functions.map((owner) => [owner.id, owner]));
    const rails = model.controls.filter((control) => control.kind === "guard rail");
    this.rails = without?.base.rails ?? new Map(rails.map((rail) => [rail.id, rail]));
    this.railsOn = without?.base.railsOn ?? railsByProtected(rails);
  }

  /** Ids of the guard rails on an input or a failure, in the order of the text. */
  guarding(id: string): readonly string[] {
    return (this.railsOn.get(id) ?? []).filter((rail) => rail !== this.removed);
  }

  quantity(quantity: Quantity, domain: Domain): Value {
    const known = this.values.get(quantity);
    if (known !== undefined) return known;
    const value = this.builder.input();
    this.quantities.push({ quantity, domain });
    this.values.set(quantity, value);
    return value;
  }

  /** Occurrences a year as stated; null where it is a share of something that has no figure. */
  rate(rate: Rate): Value | null {
    if (rate.of === "time") return this.quantity(rate.perYear, "positive");
    const owner = this.functions.get(rate.functionId);
    if (rate.of === "users") {
      if (!owner?.users) return null;
      return this.builder.multiply(
        this.quantity(rate.sharePerYear, "share"),
        this.quantity(owner.users, "positive"),
      );
    }
    const uses = owner?.uses.filter(({ id }) => rate.kind === undefined || id === rate.kind) ?? [];
    if (uses.length === 0) return null;
    return this.builder.multiply(
      this.quantity(rate.share, "share"),
      this.builder.sum(uses.map(({ perYear }) => this.quantity(perYear, "positive"))),
    );
  }

  /**
   * How guard rails change a figure: `despite` are those that were at work when it was seen, so that what is offered to them is the
   * figure over their leak. Where they leak nothing at all, nothing can be said of what is offered, and the figure stands for it.
   */
  thinning(rails: readonly string[], despite: readonly string[]): Thinning {
    const { builder } = this;
    const all = [...new Set([...rails, ...despite])].filter((rail) => rail !== this.removed);
    const offered = builder.inverse(this.leak(despite));
    const asSeen = all.length === new Set(despite).size && all.every((rail) => despite.includes(rail));
    if (despite.length > 0 && asSeen) return { offered, through: builder.constant(1) };
    return { offered, through: builder.multiply(this.leak(all), offered) };
  }

  /** Share that guard rails leak together: β·min(1 − eᵢ) + (1 − β)·Π(1 − eᵢ). */
  private leak(rails: readonly string[]): Value {
    const { builder } = this;
    const leaks = rails.flatMap((id) => {
      const rail = this.rails.get(id);
      return rail ? [builder.complement(this.quantity(rail.stops, "share"))] : [];
    });
    return leakOf(builder, leaks, this.sharedLeaks);
  }
}

function railsByProtected(rails: readonly GuardRail[]): Map<string, string[]> {
  const railsOn = new Map<string, string[]>();
  for (const rail of rails) {
    for (const id of rail.protects) railsOn.set(id, [...(railsOn.get(id) ?? []), rail.id]);
  }
  return railsOn;
}

/** What controls of the same failure leak together: β·min(lᵢ) + (1 − β)·Π(lᵢ); 1 where there is none. */
export function leakOf(builder: ProgramBuilder, leaks: readonly Value[], shared: number): Value {
  if (leaks.length === 0) return builder.constant(1);
  const least = leaks.reduce((a, b) => builder.least(a, b));
  return builder.mix(builder.constant(shared), least, builder.product(leaks));
}
