import type { Control, Model } from "../model/model.ts";
import type { Value } from "../numeric/program.ts";
import type { Compiled, CompiledFailure } from "./compile.ts";
import { type Fate, fateShares } from "./fate.ts";
import type { PlannedRemoval } from "./plan.ts";
import { protectionOf } from "./protection.ts";
import { hashOf } from "./year.ts";

/** As planned, with its rate as a value of the program. */
export type Removal = Omit<PlannedRemoval, "rate"> & { readonly value: Value };

/** With more controls than this their worth is not worked out. */
export const MOST_CONTROLS = 400;

/** What changes for which failures without each control and without each fail fast: controls in the order of the text first, a row each. */
export function removalsOf(compiled: Compiled): { removals: Removal[]; rows: number } {
  const { model, failures } = compiled;
  const stops = failures.filter(({ failure }) => failure.failFast !== undefined);
  const rows = model.controls.length + stops.length;
  if (rows > MOST_CONTROLS) return { removals: [], rows: 0 };
  const affected = affectedFailures(model);
  const removals = model.controls.flatMap((control, row) =>
    control.kind === "guard rail"
      ? withoutRail(compiled, control, row, affected(control))
      : withoutFates(compiled, row, (fate) => "controlId" in fate && fate.controlId === control.id),
  );
  stops.forEach((failure, i) => {
    removals.push(
      ...withoutFate(compiled, model.controls.length + i, failure, (fate) => fate.kind === "fail fast"),
    );
  });
  return { removals, rows };
}

/** Failures that a guard rail protects, by themselves or through what they grow from, and those that grow from them. */
function affectedFailures(model: Model): (rail: Control) => number[] {
  const protection = protectionOf(model);
  const places = new Map(model.failures.map(({ id }, place) => [id, place]));
  const protectedBy = new Map<string, number[]>();
  const grown = model.failures.map((): number[] => []);
  model.failures.forEach((failure, place) => {
    for (const { id } of protection(failure)) protectedBy.set(id, [...(protectedBy.get(id) ?? []), place]);
    for (const id of failuresIn(model, failure.growsFrom)) grown[places.get(id)!]!.push(place);
  });
  return ({ id }) => {
    const found = new Set(protectedBy.get(id) ?? []);
    for (const place of found) for (const further of grown[place]!) found.add(further);
    return [...found];
  };
}

type Gate = NonNullable<Model["failures"][number]["growsFrom"]>;

/** Ids of failures that a gate asks for. */
function failuresIn(model: Model, gate: Gate | undefined): Set<string> {
  const [found, named] = [new Set<string>(), new Set<string>()];
  const left = gate === undefined ? [] : [gate];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.gate === "failure") found.add(next.id);
    else if (next.gate === "not") left.push(next.of);
    else if (next.gate === "named") {
      const meant = named.has(next.id) ? undefined : model.gates.get(next.id);
      named.add(next.id);
      if (meant !== undefined) left.push(meant);
    } else if (next.gate !== "input") left.push(...next.of);
  }
  return found;
}

/** Occurrences that it keeps out come back, with the fates that the others have. */
function withoutRail(
  { frequencies, failures, shares }: Compiled,
  { id }: Control,
  row: number,
  affected: readonly number[],
): Removal[] {
  const { builder, through } = frequencies;
  const without = frequencies.throughWithout(
    id,
    affected.map((k) => failures[k]!.failure.id),
  );
  return affected.flatMap((k, i) => {
    if (without[i] === through[k]) return [];
    const more = builder.subtract(without[i]!, through[k]!);
    return shares[k]!.map((share, to) => ({
      row,
      stream: streamOf(id, k, to),
      failure: k,
      from: -1,
      to,
      value: builder.multiply(more, share),
    }));
  });
}

function withoutFates(compiled: Compiled, row: number, is: (fate: Fate) => boolean): Removal[] {
  return compiled.failures.flatMap((failure) => withoutFate(compiled, row, failure, is));
}

/** Occurrences that it takes meet the fates that come after it. */
function withoutFate(
  { frequencies, shares, model }: Compiled,
  row: number,
  { fates, index }: CompiledFailure,
  is: (fate: Fate) => boolean,
): Removal[] {
  const from = fates.findIndex(is);
  if (from < 0) return [];
  const { builder, through } = frequencies;
  const sharing = { frequencies, sharedLeaks: model.assumptions.sharedLeaks.value };
  const [now, without] = [fateShares(fates, sharing), fateShares(fates, sharing, fates[from])];
  const taken = shares[index]![from]!;
  return fates.flatMap((_, to): Removal[] => {
    if (to === from || without[to] === now[to]) return [];
    // Of what it takes now, as much goes to each other fate as that gains.
    const gained = builder.multiply(builder.subtract(without[to]!, now[to]!), builder.inverse(now[from]!));
    const value = builder.product([through[index]!, taken, gained]);
    return [{ row, stream: streamOf(`${row}`, index, to), failure: index, from, to, value }];
  });
}

function streamOf(what: string, failure: number, to: number): number {
  return hashOf(`${what} ${failure} ${to}`);
}
