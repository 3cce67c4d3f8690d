import type { Estimate } from "../../findings/estimate.ts";
import type { MapFinding } from "../../findings/map.ts";
import type { RunExpectation, RunFinding } from "../../findings/run.ts";
import type { Control, Expectation, Model, OrganizationFunction, Quantity } from "../../model/model.ts";

export type FailureShown = {
  readonly id: string;
  readonly name: string;
  /** Null until the engines have answered. */
  readonly costPerYear: Estimate | null;
  readonly controls: readonly Control[];
  readonly failsFast: boolean;
};

export type FunctionShown = {
  readonly function: OrganizationFunction;
  readonly expectations: readonly {
    readonly stated: Expectation;
    readonly audience: string;
    readonly met: RunExpectation | undefined;
  }[];
  /** Dearest first. */
  readonly failures: readonly FailureShown[];
  /** `share` of its uses stop while that one fails; undefined: all. */
  readonly dependsOn: readonly { readonly name: string; readonly share: Quantity | undefined }[];
  readonly neededBy: readonly OrganizationFunction[];
};

/** Every function with what the text says of it and what the engines know. */
export function functionsShown(
  model: Model,
  map: MapFinding | null,
  run: RunFinding | null,
): FunctionShown[] {
  const costs = new Map(
    map?.failures.map(({ id, stated, learned }) => [id, (learned ?? stated).costPerYear]),
  );
  const met = new Map(run?.expectations.map((expectation) => [expectation.id, expectation]));
  const functions = new Map(model.functions.map(({ id, name }) => [id, name]));
  const audiences = new Map(model.audiences.map(({ id, name }) => [id, name]));
  const protecting = controlsByFailure(model);
  const cost = ({ costPerYear }: FailureShown) =>
    costPerYear ? (costPerYear.value ?? Number.POSITIVE_INFINITY) : 0;
  return model.functions.map((it) => ({
    function: it,
    expectations: model.expectations
      .filter(({ functionId }) => functionId === it.id)
      .map((stated) => ({
        stated,
        audience: audiences.get(stated.audience) ?? stated.audience,
        met: met.get(stated.id),
      })),
    failures: model.failures
      .filter(({ functionId }) => functionId === it.id)
      .map(({ id, name, failFast }) => ({
        id,
        name,
        costPerYear: costs.get(id) ?? null,
        controls: protecting(id, map),
        failsFast: failFast !== undefined,
      }))
      .sort((a, b) => cost(b) - cost(a)),
    dependsOn: it.dependsOn.map(({ functionId, share }) => ({
      name: functions.get(functionId) ?? functionId,
      share,
    })),
    neededBy: model.functions.filter((other) => needs(other, it.id)),
  }));
}

export function needs({ dependsOn }: OrganizationFunction, other: string): boolean {
  return dependsOn.some(({ functionId }) => functionId === other);
}

/** By the map, which knows what protects a failure through its inputs; by the text alone until the map is there. */
function controlsByFailure(model: Model): (failure: string, map: MapFinding | null) => readonly Control[] {
  return (failure, map) => {
    const known = map?.failures.find(({ id }) => id === failure)?.protectedBy;
    return model.controls.filter((control) =>
      known ? known.includes(control.id) : control.protects.includes(failure),
    );
  };
}
