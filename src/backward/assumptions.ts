import type { AssumptionShown } from "../findings/estimate.ts";
import type { Failure, Model, Named, Quantity } from "../model/model.ts";
import { rateQuantity } from "./graph.ts";

/**
 * What an answer about a failure rests on that nobody has measured: figures that the text marks as assumed, and what reading
 * backwards takes for granted.
 *
 * ids   inputs, failures, controls and common causes that have a part in it
 */
export function assumptionsOf(model: Model, failure: Failure, ids: ReadonlySet<string>): AssumptionShown[] {
  return [
    ...stated(model, ids),
    ...takenForGranted(model, failure, ids).map((what) => ({ what, whose: "Failwell" })),
  ];
}

function stated(model: Model, ids: ReadonlySet<string>): AssumptionShown[] {
  const shown: AssumptionShown[] = [];
  const tell = (what: (name: string) => string, named: Named, quantity?: Quantity): void => {
    const whose = quantity?.assumed ?? named.assumed;
    if (ids.has(named.id) && whose !== undefined) shown.push({ what: what(`“${named.name}”`), whose });
  };
  for (const other of model.failures) {
    if (other.rate) tell((name) => `how often ${name} happens is assumed`, other, rateQuantity(other.rate));
  }
  for (const input of model.inputs) {
    if (input.kind === "condition") tell((name) => `how often ${name} holds is assumed`, input, input.holds);
    else
      tell((name) => `how often ${name} happens is assumed`, input, input.rate && rateQuantity(input.rate));
  }
  for (const group of model.commonCauses) tell((name) => `what ${name} brings together is assumed`, group);
  for (const control of model.controls) {
    if (control.kind === "guard rail")
      tell((name) => `what ${name} stops is assumed`, control, control.stops);
  }
  return shown;
}

function takenForGranted(model: Model, failure: Failure, ids: ReadonlySet<string>): string[] {
  const rails = model.controls.filter((control) => control.kind === "guard rail" && ids.has(control.id));
  const shown: string[] = [];
  const inputs = model.inputs.filter(({ id }) => ids.has(id));
  if (inputs.length > 1) {
    shown.push(
      model.commonCauses.some(({ id }) => ids.has(id))
        ? "inputs come independently of each other, but for their common causes"
        : "inputs come independently of each other",
    );
  }
  if (!failure.rate && failure.growsFrom) {
    shown.push(
      "an occurrence is one event and the conditions that hold at that moment; an event counts as present if it comes at least once a year",
    );
  }
  if (failure.rate && rails.some(({ protects }) => !protects.includes(failure.id))) {
    shown.push(
      "a guard rail on an input thins the stated frequency only if nothing can happen without that input, or if the figure says it was seen despite it",
    );
  }
  if (rails.length > 1 && !model.assumptions.sharedLeaks.stated) {
    shown.push("guard rails on the same thing leak independently of each other");
  }
  return shown;
}
