import type { Failure, Model, Quantity } from "../model/model.ts";
import { type ProgramBuilder, type ProgramRunner, programRunner, type Value } from "../numeric/program.ts";
import type { Domain } from "../numeric/range.ts";
import { type Coupling, couplingsOf } from "./couplings.ts";
import type { Diagram } from "./diagram.ts";
import { Figures, type Thinning } from "./figures.ts";
import { type Formula, possibleWithout, signsOf } from "./formula.ts";
import { Leaves } from "./leaves.ts";
import { type Onset, onsetOf, onsetRate } from "./onset.ts";
import { smallDiagramOf } from "./ordering.ts";

/** How often each failure occurs, as values of a program that others can go on building. */
export type FrequencyPlan = {
  /** In the order of the text. */
  readonly failureIds: readonly string[];
  readonly builder: ProgramBuilder;
  /** What the frequencies stand on, one for each input of the program, in the domain that says how its range is read. */
  readonly quantities: readonly { readonly quantity: Quantity; readonly domain: Domain }[];
  /** The value of a quantity; a further input where it was not asked for before. */
  quantity(quantity: Quantity, domain: Domain): Value;
  /** Failures whose frequency cannot be had, and why; they are evaluated as 0. */
  readonly unknown: readonly { readonly failureId: string; readonly why: string }[];
  /** [failure]: occurrences a year before and after guard rails, those that cascades bring too. */
  readonly offered: readonly Value[];
  readonly through: readonly Value[];
  /** What the guard rails on a failure itself let through of its onset from inputs. */
  throughShare(failureId: string): Value;
  /** What brings about several failures at once. */
  couplings(): Coupling[];
  /** As `through`, of some failures, if a guard rail were not there. */
  throughWithout(rail: string, failureIds: readonly string[]): readonly Value[];
  /**
   * Occurrences a year of each failure for one draw of what is not known.
   *
   * draws             [quantity]
   * offered, through  [failure]; overwritten
   */
  evaluate(draws: Float64Array, offered: Float64Array, through: Float64Array): void;
};

/** Nodes of the largest diagram that is made for one failure. */
export const nodeLimit = 2_500_000;

/**
 * The frequencies of all failures of a model: as stated, or from their inputs; failures that others grow from count as events
 * there, with what their own guard rails let through.
 *
 * Throws RangeError where failures grow from each other in a circle, which no checked text does.
 */
export function compileFrequencies(model: Model): FrequencyPlan {
  return new Frequencies(
    model,
    model.failures.map(({ id }) => id),
  );
}

type Step =
  | { readonly from: "stated"; readonly rate: Value; readonly thinning: Thinning }
  | { readonly from: "inputs"; readonly onset: Onset; readonly thinning: Thinning }
  | { readonly from: "nothing"; readonly why: string };

/** The plan of some failures and all that they grow from, with its parts open to the rest of this folder. */
export class Frequencies implements FrequencyPlan {
  readonly failureIds: readonly string[];
  readonly figures: Figures;
  readonly leaves: Leaves;
  readonly offered: readonly Value[];
  readonly through: readonly Value[];
  /** [leaf]: figures before and after guard rails. */
  readonly offeredLeaves: Value[] = [];
  readonly throughLeaves: Value[] = [];
  private readonly failures: ReadonlyMap<string, Failure>;
  private readonly formulas = new Map<string, Formula>();
  private readonly steps = new Map<string, Step>();
  private evaluation: Evaluation | undefined;

  private readonly model: Model;

  constructor(
    model: Model,
    failureIds: readonly string[],
    without?: { readonly rail: string; readonly base: Frequencies },
  ) {
    this.model = model;
    this.failureIds = failureIds;
    this.figures = new Figures(model, without && { rail: without.rail, base: without.base.figures });
    this.leaves = new Leaves(model, this.figures);
    this.failures = without?.base.failures ?? new Map(model.failures.map((failure) => [failure.id, failure]));
    const ordered = this.inOrder().map((id) => {
      const step = this.step(id);
      this.steps.set(id, step);
      return { id, step, leaf: this.leaves.failure(id) };
    });
    const never = this.builder.constant(0);
    for (const leaves of [this.offeredLeaves, this.throughLeaves])
      for (let leaf = 0; leaf < this.leaves.infos.length; leaf++) leaves.push(never);
    this.leaves.fillIn(this.offeredLeaves, this.throughLeaves);
    const both = new Map<string, readonly [Value, Value]>();
    for (const { id, step, leaf } of ordered) {
      const cascade = this.cascade(id);
      const [before, after] = this.both(step).map((rate) => this.builder.multiply(rate, cascade));
      both.set(id, [before!, after!]);
      this.offeredLeaves[leaf] = this.throughLeaves[leaf] = after!;
    }
    this.offered = failureIds.map((id) => both.get(id)![0]);
    this.through = failureIds.map((id) => both.get(id)![1]);
  }

  evaluate(draws: Float64Array, offered: Float64Array, through: Float64Array): void {
    const known = this.evaluation ?? evaluationOf(this);
    this.evaluation = known;
    for (const [i, column] of known.inputs.entries()) column[0] = draws[i]!;
    known.runner.run(known.inputs, known.outputs, 1);
    for (let row = 0; row < offered.length; row++) {
      offered[row] = known.outputs[row]![0]!;
      through[row] = known.outputs[offered.length + row]![0]!;
    }
  }

  get builder(): ProgramBuilder {
    return this.figures.builder;
  }

  quantity(quantity: Quantity, domain: Domain): Value {
    return this.figures.quantity(quantity, domain);
  }

  get quantities(): FrequencyPlan["quantities"] {
    return this.figures.quantities;
  }

  get unknown(): FrequencyPlan["unknown"] {
    return [...this.steps].flatMap(([failureId, step]) =>
      step.from === "nothing" ? [{ failureId, why: step.why }] : [],
    );
  }

  /** What a failure grows from; undefined where the text does not say. */
  formula(id: string): Formula | undefined {
    const known = this.formulas.get(id);
    const gate = this.failures.get(id)?.growsFrom;
    if (known !== undefined || gate === undefined) return known;
    const formula = this.leaves.formulaOf(gate);
    this.formulas.set(id, formula);
    return formula;
  }

  /** The diagram of what a failure grows from; null where the text does not say, or where it would pass the limit. */
  diagram(id: string): Diagram | null {
    const step = this.steps.get(id);
    if (step?.from === "inputs") return step.onset.diagram;
    const formula = this.formula(id);
    if (formula === undefined || (step?.from === "nothing" && step.why === tooEntangled)) return null;
    return smallDiagramOf(formula, nodeLimit);
  }

  throughWithout(rail: string, failureIds: readonly string[]): readonly Value[] {
    return new Frequencies(this.model, failureIds, { rail, base: this }).through;
  }

  couplings(): Coupling[] {
    const grown = this.failureIds.flatMap((id) => {
      const step = this.steps.get(id);
      const formula = this.formulas.get(id);
      return step?.from === "inputs" && formula !== undefined ? [{ id, formula }] : [];
    });
    return couplingsOf(grown, this.leaves.infos, this.throughLeaves, this.builder);
  }

  /** Occurrences for one that begins: 1/(1 − R) where each sets off R more. */
  private cascade(id: string): Value {
    const spreads = this.failures.get(id)?.spreads;
    if (spreads === undefined) return this.builder.constant(1);
    return this.builder.inverse(this.builder.complement(this.quantity(spreads, "share")));
  }

  /** What the guard rails on a failure itself let through of its onset from inputs. */
  throughShare(id: string): Value {
    const step = this.steps.get(id);
    return step === undefined || step.from === "nothing" ? this.builder.constant(1) : step.thinning.through;
  }

  private both(step: Step): readonly [Value, Value] {
    const { builder } = this;
    if (step.from === "nothing") return [builder.constant(0), builder.constant(0)];
    const { thinning } = step;
    if (step.from === "stated")
      return [builder.multiply(step.rate, thinning.offered), builder.multiply(step.rate, thinning.through)];
    const before = onsetRate(step.onset, this.offeredLeaves, builder);
    const after = onsetRate(step.onset, this.throughLeaves, builder);
    return [before, builder.multiply(after, thinning.through)];
  }

  private step(id: string): Step {
    const failure = this.failures.get(id)!;
    const formula = this.formula(id);
    if (failure.rate) {
      const rate = this.figures.rate(failure.rate);
      if (rate === null)
        return { from: "nothing", why: "it is a share of uses or users that have no figure" };
      const rails = [...this.figures.guarding(id), ...(formula ? this.guardingNecessary(formula) : [])];
      return { from: "stated", rate, thinning: this.figures.thinning(rails, failure.rate.despite) };
    }
    if (formula === undefined)
      return { from: "nothing", why: "the text says neither how often it happens nor what it grows from" };
    const lacking = this.lacking(formula);
    if (lacking !== undefined) return { from: "nothing", why: lacking };
    const onset = onsetOf(formula, (leaf) => this.leaves.infos[leaf]!.happens, nodeLimit);
    if (onset === null) return { from: "nothing", why: tooEntangled };
    return { from: "inputs", onset, thinning: this.figures.thinning(this.figures.guarding(id), []) };
  }

  /** Why an onset cannot be had from these leaves; undefined where it can. */
  private lacking(formula: Formula): string | undefined {
    const leaves = [...signsOf(formula).keys()];
    for (const leaf of leaves) {
      const { id, name, kind, known } = this.leaves.infos[leaf]!;
      if (!known) return `“${name}” has no figure`;
      if (kind === "failure" && this.steps.get(id)?.from === "nothing")
        return `it is not known how often “${name}” happens`;
    }
    const happens = leaves.some((leaf) => this.leaves.infos[leaf]!.happens);
    return happens ? undefined : "all that it grows from are conditions: they hold, but nothing happens";
  }

  /** Guard rails on inputs without which a failure cannot come about: they thin a stated frequency as rails on the failure do. */
  private guardingNecessary(formula: Formula): string[] {
    const inputs = [...signsOf(formula).keys()].map((leaf) => this.leaves.infos[leaf]!);
    return inputs.flatMap(({ id, kind }) => {
      if ((kind !== "event" && kind !== "condition") || this.figures.guarding(id).length === 0) return [];
      return possibleWithout(formula, new Set(this.leaves.input(id))) ? [] : this.figures.guarding(id);
    });
  }

  /** The failures asked for and those that they grow from, each after what it grows from. */
  private inOrder(): string[] {
    const state = new Map<string, "open" | "done">();
    const ordered: string[] = [];
    const stack = [...this.failureIds].reverse();
    for (let id = stack[stack.length - 1]; id !== undefined; id = stack[stack.length - 1]) {
      const formula = state.has(id) ? undefined : this.formula(id);
      if (state.has(id) || formula === undefined) {
        stack.pop();
        if (state.get(id) !== "done") ordered.push(id);
        state.set(id, "done");
        continue;
      }
      state.set(id, "open");
      for (const leaf of signsOf(formula).keys()) {
        const below = this.leaves.infos[leaf]!;
        if (below.kind !== "failure") continue;
        if (state.get(below.id) === "open") throw new RangeError(`${below.id} grows from itself`);
        if (!state.has(below.id)) stack.push(below.id);
      }
    }
    return ordered;
  }
}

type Evaluation = {
  readonly runner: ProgramRunner;
  readonly inputs: readonly Float64Array[];
  readonly outputs: readonly Float64Array[];
};

function evaluationOf({ builder, quantities, offered, through }: FrequencyPlan): Evaluation {
  const program = builder.build([...offered, ...through]);
  const column = () => new Float64Array(1);
  return {
    runner: programRunner(program),
    inputs: quantities.map(column),
    outputs: Array.from(program.outputs, column),
  };
}

/** Said of an outcome whose diagram would pass the limit. */
export const tooEntangled = `its inputs are too entangled for an exact answer: more than ${nodeLimit / 1e6} million questions`;
