import type { CommonCause } from "../model/model.ts";

/** One cause that hits certain inputs of a group together. */
export type SharedCause = {
  /** Places in the group's inputs, two or more, ascending. */
  readonly hits: readonly number[];
  /** Its part of one member's figure: Q_k / Q. */
  readonly share: number;
};

/** Most members of a group in which any number of them can be hit together: there are 2ⁿ − 1 causes. */
export const largestGroup = 10;

/**
 * The causes by which inputs of a group fail together, each with its share of a member's figure Q; what is left of Q is the member's own.
 *
 * All four models are φ_k, the share of Q from causes that hit exactly k members: Q_k = φ_k·Q / C(n − 1, k − 1) for each such cause.
 * beta: φ_n = β. greek: φ_k = ρ1…ρk·(1 − ρ(k+1)), ρ1 = 1, ρ2 = β, ρ3 = γ, …. alpha (tested all at once): φ_k = k·α_k / Σ j·α_j. phi: as stated.
 * Source: Mosleh and others, Procedures for treating common cause failures (NUREG/CR-4780, 1988); Marshall and others (NUREG/CR-5497, 1998).
 * Throws RangeError where more than `largestGroup` members can be hit in any number but all.
 */
export function sharedCauses({ model, parameters, inputs }: CommonCause): SharedCause[] {
  const n = inputs.length;
  const phi = sharesByNumber(model, parameters, n);
  const causes: SharedCause[] = [];
  for (let k = 2; k <= n; k++) {
    const share = phi[k] ?? 0;
    if (share === 0) continue;
    if (k < n && n > largestGroup)
      throw new RangeError(`a group of ${n} inputs, hit ${k} at a time, has too many causes`);
    const sets = subsets(n, k);
    // Each member is in C(n − 1, k − 1) of the C(n, k) sets.
    for (const hits of sets) causes.push({ hits, share: (share * n) / (k * sets.length) });
  }
  return causes;
}

/** φ_k for k = 0 … n */
function sharesByNumber(model: CommonCause["model"], parameters: readonly number[], n: number): number[] {
  const all = Array.from({ length: n + 1 }, (_, k) => k);
  switch (model) {
    case "beta":
      return all.map((k) => (k === n ? parameters[0]! : 0));
    case "greek": {
      const passed = (k: number): number => (k === 1 ? 1 : (parameters[k - 2] ?? 0));
      let reached = 1;
      return all.map((k) => {
        if (k === 0) return 0;
        reached *= passed(k);
        return reached * (1 - (k < n ? passed(k + 1) : 0));
      });
    }
    case "alpha": {
      const total = parameters.reduce((sum, alpha, place) => sum + (place + 1) * alpha, 0);
      return all.map((k) => (k * (parameters[k - 1] ?? 0)) / total);
    }
    case "phi":
      return all.map((k) => (k === 0 ? 0 : (parameters[k - 1] ?? 0)));
  }
}

/** All k-element subsets of 0 … n − 1; the one of all is not searched for. */
function subsets(n: number, k: number): number[][] {
  if (k === n) return [Array.from({ length: n }, (_, place) => place)];
  const found: number[][] = [];
  for (let mask = 0; mask < 2 ** n; mask++) {
    const members = Array.from({ length: n }, (_, place) => place).filter((place) => (mask >> place) & 1);
    if (members.length === k) found.push(members);
  }
  return found;
}
