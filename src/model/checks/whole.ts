import type { Failure, Gate, Input, OrganizationFunction } from "../organization.ts";
import type { Reader } from "../reader.ts";
import type { Read } from "../shape.ts";
import { entryOf, type Node, type Span, valueAt } from "../tree.ts";
import type { organizationFields } from "../words/organization-text.ts";

/** What could be read of each section, whether or not the rest could. */
export type Draft = Partial<Read<typeof organizationFields>>;

/** All that could be read, for questions about how its parts fit together. */
export type Whole = {
  readonly draft: Draft;
  readonly reader: Reader;
  readonly functions: ReadonlyMap<string, OrganizationFunction>;
  readonly inputs: ReadonlyMap<string, Input>;
  readonly failures: ReadonlyMap<string, Failure>;
  readonly gates: ReadonlyMap<string, Gate>;
  /** Inputs and failures that a gate holds, each once; remembered. */
  leavesOf(gate: Gate): readonly Leaf[];
  /** Where a named thing says something: the value under a way of keys, else its name. */
  at(id: string, ...keys: readonly string[]): Span;
  /** As `at`, but the key rather than the value. */
  keyOf(id: string, key: string): Span;
};

export function createWhole(draft: Draft, root: Node, reader: Reader): Whole {
  const named = (id: string) => reader.names.all.get(id) ?? reader.names.departments.get(id);
  const gates = gatesOf(draft.failures ?? []);
  const known = new Map<Gate | string, readonly Leaf[]>();
  const start: Span = { start: root.start, end: root.start };
  return {
    draft,
    reader,
    functions: byId(draft.functions),
    inputs: byId(draft.inputs),
    failures: byId(draft.failures),
    gates,
    leavesOf(gate) {
      const key = gate.gate === "named" ? gate.id : gate;
      const leaves = known.get(key) ?? leavesOf(gate, gates);
      known.set(key, leaves);
      return leaves;
    },
    at(id, ...keys) {
      const thing = named(id);
      return (keys.length > 0 ? valueAt(thing?.node, ...keys) : undefined) ?? thing?.span ?? start;
    },
    keyOf(id, key) {
      const thing = named(id);
      return entryOf(thing?.node, key)?.key ?? thing?.span ?? start;
    },
  };
}

function byId<T extends { readonly id: string }>(things: readonly T[] = []): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

/** Gates that carry a name, in reading order. */
export function gatesOf(failures: readonly Failure[]): ReadonlyMap<string, Gate> {
  const named = new Map<string, Gate>();
  const visit = (gate: Gate): void => {
    if ("name" in gate && gate.name !== undefined && !named.has(gate.name)) named.set(gate.name, gate);
    for (const member of membersOf(gate)) visit(member);
  };
  for (const { growsFrom } of failures) if (growsFrom) visit(growsFrom);
  return named;
}

/** What stands directly in a gate. */
export function membersOf(gate: Gate): readonly Gate[] {
  if (gate.gate === "not") return [gate.of];
  return "of" in gate ? gate.of : [];
}

export type Leaf = Extract<Gate, { gate: "input" | "failure" }>;

/**
 * Inputs and failures that a gate holds, each once, through gates with names too. Those of other failures are theirs. A name whose
 * gate could not be read is passed over, and a cycle of names is walked once.
 */
function leavesOf(gate: Gate, gates: ReadonlyMap<string, Gate>): readonly Leaf[] {
  const leaves = new Map<string, Leaf>();
  const seen = new Set<string>();
  const waiting: Gate[] = [gate];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.gate === "input" || next.gate === "failure") leaves.set(next.id, next);
    else if (next.gate !== "named") waiting.push(...membersOf(next));
    else if (!seen.has(next.id)) {
      seen.add(next.id);
      const named = gates.get(next.id);
      if (named) waiting.push(named);
    }
  }
  return [...leaves.values()];
}
