import type { CommonCause, Gate, Input, Model } from "../model/model.ts";
import type { Value } from "../numeric/program.ts";
import { sharedCauses } from "./common-cause.ts";
import type { Figures, Thinning } from "./figures.ts";
import type { Formula } from "./formula.ts";

/** What can be present or absent when an outcome is asked for: an input, a common cause, or another failure. */
export type LeafKind = "event" | "condition" | "failure" | "common cause";

export type LeafInfo = {
  readonly id: string;
  readonly name: string;
  readonly kind: LeafKind;
  /** True for what happens (a rate a year), false for what holds (a probability). */
  readonly happens: boolean;
  /** Whether its figure is known. */
  readonly known: boolean;
};

type InputLeaf = { readonly leaf: number; readonly figure: Value; readonly thinning: Thinning };
type Group = {
  readonly members: readonly number[];
  readonly causes: readonly {
    readonly leaf: number;
    readonly hits: readonly number[];
    readonly share: number;
  }[];
};

/**
 * The leaves of a model's outcomes, made as gates ask for them, and their figures. An input with a common cause is there by itself
 * or by a cause that hits it: a gate over leaves of their own.
 */
export class Leaves {
  readonly infos: LeafInfo[] = [];
  private readonly model: Model;
  private readonly figures: Figures;
  private readonly inputs: ReadonlyMap<string, Input>;
  private readonly failureNames: ReadonlyMap<string, string>;
  private readonly groupOf = new Map<string, CommonCause>();
  private readonly leafOf = new Map<string, number>();
  private readonly partsOf = new Map<string, readonly number[]>();
  private readonly formulas = new Map<Gate, { present?: Formula; absent?: Formula }>();
  private readonly inputLeaves: InputLeaf[] = [];
  private readonly groups: Group[] = [];

  constructor(model: Model, figures: Figures) {
    this.model = model;
    this.figures = figures;
    this.inputs = new Map(model.inputs.map((input) => [input.id, input]));
    this.failureNames = new Map(model.failures.map(({ id, name }) => [id, name]));
    for (const group of model.commonCauses) for (const id of group.inputs) this.groupOf.set(id, group);
  }

  /** The leaf of another failure, as an event; its figure is for the caller to fill in. */
  failure(id: string): number {
    const known = this.leafOf.get(id);
    if (known !== undefined) return known;
    const name = this.failureNames.get(id);
    if (name === undefined) throw new RangeError(`no failure is called ${id}`);
    return this.made({ id, name, kind: "failure", happens: true, known: true });
  }

  /** The leaves of an input: its own first, then the causes that it shares. */
  input(id: string): readonly number[] {
    const known = this.partsOf.get(id);
    if (known !== undefined) return known;
    const group = this.groupOf.get(id);
    if (group) this.declareGroup(group);
    else this.partsOf.set(id, [this.declareInput(id, id)]);
    return this.partsOf.get(id)!;
  }

  private made(info: LeafInfo): number {
    const leaf = this.infos.push(info) - 1;
    this.leafOf.set(info.id, leaf);
    return leaf;
  }

  /** `like`: the input whose quantity it stands on; another one where members of a group state the same figure. */
  private declareInput(id: string, like: string): number {
    const input = this.find(id);
    const figure = this.figureOf(this.find(like));
    const kind = input.kind;
    const leaf = this.made({ id, name: input.name, kind, happens: kind === "event", known: figure !== null });
    const despite = input.kind === "event" ? (input.rate?.despite ?? []) : [];
    if (figure !== null)
      this.inputLeaves.push({
        leaf,
        figure,
        thinning: this.figures.thinning(this.figures.guarding(id), despite),
      });
    return leaf;
  }

  private find(id: string): Input {
    const input = this.inputs.get(id);
    if (input === undefined) throw new RangeError(`no input is called ${id}`);
    return input;
  }

  private figureOf(input: Input): Value | null {
    if (input.kind === "event") return input.rate ? this.figures.rate(input.rate) : null;
    return input.holds ? this.figures.quantity(input.holds, "share") : null;
  }

  private declareGroup(group: CommonCause): void {
    const [first] = group.inputs;
    const alike = group.inputs.every((id) => statedAlike(this.find(id), this.find(first!)));
    const members = group.inputs.map((id) => this.declareInput(id, alike ? first! : id));
    const happens = members.every((leaf) => this.infos[leaf]!.happens);
    const known = members.every((leaf) => this.infos[leaf]!.known);
    if (!happens && members.some((leaf) => this.infos[leaf]!.happens)) {
      throw new RangeError(`${group.id} joins events and conditions`);
    }
    const causes = sharedCauses(group).map(({ hits, share }) => {
      const whole = hits.length === members.length;
      const id = whole ? group.id : `${group.id}: ${hits.map((place) => group.inputs[place]).join(", ")}`;
      const name = whole
        ? group.name
        : `${group.name} (${hits.map((place) => this.find(group.inputs[place]!).name).join(", ")})`;
      const leaf = this.made({ id, name, kind: "common cause", happens, known });
      return { leaf, hits: hits.map((place) => members[place]!), share };
    });
    for (const [place, id] of group.inputs.entries()) {
      const own = members[place]!;
      this.partsOf.set(id, [own, ...causes.filter(({ hits }) => hits.includes(own)).map(({ leaf }) => leaf)]);
    }
    if (known) this.groups.push({ members, causes });
  }

  /** What a gate asks for, or its opposite, over leaves. */
  formulaOf(gate: Gate, absent = false): Formula {
    // A chain of names can be longer than the stack is deep: what is below is read first.
    const stack: [Gate, boolean][] = [[gate, absent]];
    while (stack.length > 0) {
      const [current, opposite] = stack[stack.length - 1]!;
      const missing = this.asking(current, opposite).filter(
        ([below, sign]) => this.formula(below, sign) === undefined,
      );
      if (missing.length > 0) stack.push(...missing.reverse());
      else {
        this.remember(current, opposite, this.joined(current, opposite));
        stack.pop();
      }
    }
    return this.formula(gate, absent)!;
  }

  private formula(gate: Gate, absent: boolean): Formula | undefined {
    const known = this.formulas.get(gate);
    return absent ? known?.absent : known?.present;
  }

  private remember(gate: Gate, absent: boolean, formula: Formula): void {
    const known = this.formulas.get(gate) ?? {};
    this.formulas.set(gate, absent ? { ...known, absent: formula } : { ...known, present: formula });
  }

  /** The gates that a gate stands on, each with whether its opposite is asked for. */
  private asking(gate: Gate, absent: boolean): [Gate, boolean][] {
    switch (gate.gate) {
      case "input":
      case "failure":
        return [];
      case "not":
        return [[gate.of, !absent]];
      case "named": {
        const named = this.model.gates.get(gate.id);
        if (named === undefined) throw new RangeError(`no gate is called ${gate.id}`);
        return [[named, absent]];
      }
      default:
        return gate.of.map((part) => [part, absent]);
    }
  }

  private joined(gate: Gate, absent: boolean): Formula {
    if (gate.gate === "failure") return this.leafFormula(this.failure(gate.id), absent);
    if (gate.gate === "input") {
      const parts = this.input(gate.id).map((leaf) => this.leafFormula(leaf, absent));
      return parts.length === 1 ? parts[0]! : { k: absent ? parts.length : 1, of: parts };
    }
    const of = this.asking(gate, absent).map(([below, sign]) => this.formula(below, sign)!);
    if (gate.gate === "not" || gate.gate === "named") return of[0]!;
    const k = gate.gate === "atLeast" ? gate.k : gate.gate === "all" ? of.length : 1;
    // Not at least k of n: at least n − k + 1 of their opposites.
    return { k: absent ? of.length - k + 1 : k, of };
  }

  private readonly leafFormulas = new Map<number, Formula>();

  private leafFormula(leaf: number, absent: boolean): Formula {
    const key = 2 * leaf + Number(absent);
    const formula = this.leafFormulas.get(key) ?? { leaf, absent };
    this.leafFormulas.set(key, formula);
    return formula;
  }

  /**
   * Figures of all leaves but failures: probabilities of what holds, rates a year of what happens.
   *
   * offered, through   [leaf]; before and after the guard rails on inputs; filled in where a leaf has a figure
   * The figure of a cause is its share of the least of its members' figures, so that each member's own and its causes always make its figure.
   */
  fillIn(offered: Value[], through: Value[]): void {
    const { builder } = this.figures;
    for (const { leaf, figure, thinning } of this.inputLeaves) {
      const full = builder.multiply(figure, thinning.offered);
      offered[leaf] = this.infos[leaf]!.happens ? full : builder.least(full, builder.constant(1));
      through[leaf] = builder.multiply(figure, thinning.through);
    }
    for (const group of this.groups) {
      this.divide(group, offered);
      this.divide(group, through);
    }
  }

  private divide({ causes }: Group, values: Value[]): void {
    const { builder } = this.figures;
    for (const { leaf, hits, share } of causes) {
      const least = hits.map((member) => values[member]!).reduce((a, b) => builder.least(a, b));
      values[leaf] = builder.multiply(builder.constant(share), least);
    }
    for (const { leaf, hits } of causes) {
      for (const member of hits)
        values[member] = builder.positive(builder.subtract(values[member]!, values[leaf]!));
    }
  }
}

function statedAlike(a: Input, b: Input): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "condition")
    return b.kind === "condition" && a.holds?.low === b.holds?.low && a.holds?.high === b.holds?.high;
  if (b.kind !== "event" || a.rate === undefined || b.rate === undefined) return false;
  return JSON.stringify(a.rate, withoutPlace) === JSON.stringify(b.rate, withoutPlace);
}

function withoutPlace(key: string, value: unknown): unknown {
  return ["place", "source", "assumed", "note"].includes(key) ? undefined : value;
}
