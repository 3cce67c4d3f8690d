import { sayChance, sayRate, sayShare } from "../findings/say.ts";
import type { WhyFinding, WhyNode } from "../findings/why.ts";
import type { Control, Failure, Gate, Model, Quantity } from "../model/model.ts";

/** Mean figures by id, of what happens (a year) and of what holds; undefined where there is none. */
export type FigureOf = (id: string) => number | undefined;

/**
 * The input graph of a failure as it is drawn: nodes in reading order, the outcome first, each once; edges from what causes to what
 * it causes, from a guard rail to what it keeps out, from a common cause to its inputs.
 *
 * Inputs, failures, controls and common causes have their ids of the text, gates their names, other gates `failure/1`, `failure/2`, ….
 */
export function graphOf(model: Model, failure: Failure, figureOf: FigureOf): WhyFinding["graph"] {
  const drawing = new Drawing(model, failure, figureOf);
  return { nodes: drawing.nodes, edges: drawing.edges };
}

class Drawing {
  readonly nodes: WhyNode[] = [];
  readonly edges: { from: string; to: string }[] = [];
  private readonly model: Model;
  private readonly failure: Failure;
  private readonly figureOf: FigureOf;
  private readonly drawn = new Set<string>();
  private readonly gateIds = new Map<Gate, string>();
  private readonly inputs: ReadonlyMap<string, Model["inputs"][number]>;
  private readonly failures: ReadonlyMap<string, Failure>;

  constructor(model: Model, failure: Failure, figureOf: FigureOf) {
    this.model = model;
    this.failure = failure;
    this.figureOf = figureOf;
    this.inputs = new Map(model.inputs.map((input) => [input.id, input]));
    this.failures = new Map(model.failures.map((other) => [other.id, other]));
    this.draw({
      id: failure.id,
      label: failure.name,
      kind: "failure",
      ...this.said(failure.id, sayRate),
      ...assumedOf(failure, failure.rate && rateQuantity(failure.rate)),
    });
    this.walk();
    for (const control of model.controls) if (control.kind === "guard rail") this.drawRail(control);
    for (const group of model.commonCauses) this.drawGroup(group);
  }

  /** Depth first, left to right, with its own stack: chains of names can be long. */
  private walk(): void {
    const stack: { gate: Gate; into: string }[] = [];
    if (this.failure.growsFrom) stack.push({ gate: this.failure.growsFrom, into: this.failure.id });
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const gate = this.resolved(next.gate);
      const id = this.idOf(gate);
      this.edges.push({ from: id, to: next.into });
      if (!this.draw(this.nodeOf(gate, id))) continue;
      if (gate.gate === "not") stack.push({ gate: gate.of, into: id });
      else if ("of" in gate)
        stack.push(...[...gate.of].reverse().map((below) => ({ gate: below, into: id })));
    }
  }

  private resolved(gate: Gate): Gate {
    let found = gate;
    while (found.gate === "named") {
      const next = this.model.gates.get(found.id);
      if (next === undefined) throw new RangeError(`no gate is called ${found.id}`);
      found = next;
    }
    return found;
  }

  private idOf(gate: Gate): string {
    if (gate.gate === "input" || gate.gate === "failure" || gate.gate === "named") return gate.id;
    const known = this.gateIds.get(gate) ?? gate.name ?? `${this.failure.id}/${this.gateIds.size + 1}`;
    this.gateIds.set(gate, known);
    return known;
  }

  private nodeOf(gate: Gate, id: string): WhyNode {
    switch (gate.gate) {
      case "all":
      case "any":
        return { id, label: `${gate.gate} of`, kind: gate.gate };
      case "atLeast":
        return { id, label: `at least ${gate.k} of`, kind: "at least" };
      case "not":
        return { id, label: "not", kind: "not" };
      case "failure": {
        const other = this.failures.get(id);
        return { id, label: other?.name ?? id, kind: "failure", ...this.said(id, sayRate) };
      }
      default: {
        const input = this.inputs.get(id);
        const event = input?.kind === "event";
        const quantity = input?.kind === "event" ? input.rate && rateQuantity(input.rate) : input?.holds;
        const figure = this.said(id, event ? sayRate : sayChance);
        return {
          id,
          label: input?.name ?? id,
          kind: event ? "event" : "condition",
          ...figure,
          ...assumedOf(input, quantity),
        };
      }
    }
  }

  private drawRail(rail: Extract<Control, { kind: "guard rail" }>): void {
    const kept = rail.protects.filter((id) => this.drawn.has(id));
    if (kept.length === 0) return;
    const { low, high } = rail.stops;
    const figure = low === high ? `stops ${sayShare(low)}` : `stops ${sayShare(low)} to ${sayShare(high)}`;
    this.draw({ id: rail.id, label: rail.name, kind: "guard rail", figure, ...assumedOf(rail, rail.stops) });
    for (const id of kept) this.edges.push({ from: rail.id, to: id });
  }

  private drawGroup(group: Model["commonCauses"][number]): void {
    const hit = group.inputs.filter((id) => this.drawn.has(id));
    if (hit.length === 0) return;
    const figure = `${group.model} ${group.parameters.map(sayShare).join(", ")}`;
    this.draw({
      id: group.id,
      label: group.name,
      kind: "common cause",
      figure,
      ...assumedOf(group, undefined),
    });
    for (const id of hit) this.edges.push({ from: group.id, to: id });
  }

  private said(id: string, say: (figure: number) => string): { figure?: string } {
    const figure = this.figureOf(id);
    return figure === undefined ? {} : { figure: say(figure) };
  }

  /** False where it is there already. */
  private draw(node: WhyNode): boolean {
    if (this.drawn.has(node.id)) return false;
    this.drawn.add(node.id);
    this.nodes.push(node);
    return true;
  }
}

export function rateQuantity(rate: NonNullable<Failure["rate"]>): Quantity {
  if (rate.of === "time") return rate.perYear;
  return rate.of === "uses" ? rate.share : rate.sharePerYear;
}

function assumedOf(
  named: { readonly assumed?: string } | undefined,
  quantity: Quantity | undefined,
): { assumed?: string } {
  const assumed = quantity?.assumed ?? named?.assumed;
  return assumed === undefined ? {} : { assumed };
}
