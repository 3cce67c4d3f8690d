import type { Control, Failure, Gate, Model } from "../model/model.ts";

/**
 * The controls of each failure, in the order of the text: those that protect it by name, and the guard rails on what it
 * grows from, through gates and their names but not through other failures.
 */
export function protectionOf(model: Model): (failure: Failure) => Control[] {
  const byId = new Map<string, number[]>();
  model.controls.forEach(({ protects }, place) => {
    for (const id of protects) byId.set(id, [...(byId.get(id) ?? []), place]);
  });
  return (failure) => {
    const places = new Set(byId.get(failure.id) ?? []);
    for (const id of grownFrom(model, failure.growsFrom))
      for (const place of byId.get(id) ?? []) places.add(place);
    return [...places].sort((a, b) => a - b).map((place) => model.controls[place]!);
  };
}

/** Inputs at the leaves of a gate, each once, in reading order. */
export function grownFrom(model: Model, gate: Gate | undefined): string[] {
  const inputs = new Set<string>();
  const named = new Set<string>();
  const left = gate === undefined ? [] : [gate];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.gate === "input") inputs.add(next.id);
    else if (next.gate === "not") left.push(next.of);
    else if (next.gate === "named") {
      const meant = named.has(next.id) ? undefined : model.gates.get(next.id);
      named.add(next.id);
      if (meant !== undefined) left.push(meant);
    } else if (next.gate !== "failure") left.push(...[...next.of].reverse());
  }
  return [...inputs];
}
