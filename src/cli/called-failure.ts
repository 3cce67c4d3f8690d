import { type Model, nearest } from "../model/model.ts";
import { wrongUse } from "./mistake.ts";

/** The id of the failure that a person called by its id or by the name that is shown; `where`: said where none is called so. */
export function calledFailure(model: Model, name: string, where = ""): string {
  const wanted = name.toLowerCase();
  const found = model.failures.find(
    (failure) => failure.id === name || failure.name.toLowerCase() === wanted,
  );
  if (found) return found.id;
  const near = nearest(
    name,
    model.failures.map(({ id }) => id),
  );
  const remedy = near
    ? `; did you mean ${near}?`
    : `; failwell map --csv lists all ${model.failures.length} by name`;
  throw wrongUse(`no failure is called ${name}${where}${remedy}`);
}
