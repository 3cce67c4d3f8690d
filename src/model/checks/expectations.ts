import { namesOf } from "../names.ts";
import type { Expectation } from "../organization.ts";
import type { Whole } from "./whole.ts";

/** Whether each expectation can be missed, and says all that its response and penalty need. */
export function checkExpectations(whole: Whole): void {
  const failing = functionsThatCanFail(whole);
  const values = new Map(
    whole.draft.audiences?.map(({ id, valuePerYear }) => [id, valuePerYear !== undefined]),
  );
  const failures = namesOf(whole.reader.names, ["failure"]).length;
  // A failure that could not be read may be the one that is missed; where there are none yet, one will be.
  const allRead = failures > 0 && whole.failures.size === failures;
  for (const expectation of whole.draft.expectations ?? []) {
    const { functionId, missedBy } = expectation;
    const canBeMissed = missedBy ? missedBy.length > 0 : failing.has(functionId);
    if (allRead && !canBeMissed) tellNobodyMisses(expectation, whole);
    checkFigures(expectation, whole);
    if (values.get(expectation.audience) === false) checkValue(expectation, whole);
  }
}

/** Functions that have a failure, and those that depend on one that has. */
function functionsThatCanFail({ failures, functions }: Whole): ReadonlySet<string> {
  const dependents = new Map<string, string[]>();
  for (const { id, dependsOn } of functions.values()) {
    for (const { functionId: other } of dependsOn) {
      const known = dependents.get(other);
      if (known) known.push(id);
      else dependents.set(other, [id]);
    }
  }
  const failing = new Set([...failures.values()].map(({ functionId }) => functionId));
  for (const id of failing) for (const dependent of dependents.get(id) ?? []) failing.add(dependent);
  return failing;
}

function tellNobodyMisses({ id, functionId }: Expectation, { reader, at }: Whole): void {
  reader.tell(
    "nobody-can-miss",
    at(id, "function"),
    `no failure reaches “${functionId}” or what it depends on, so nobody can miss this`,
    {
      expected: "a failure of this function, or of one that it depends on",
    },
  );
}

function checkFigures(expectation: Expectation, { reader, at }: Whole): void {
  const { id, measure, objective, tolerance, windowHours, penalty } = expectation;
  if (measure === "time" && objective.low + tolerance.low >= windowHours) {
    reader.tell(
      "covers-its-window",
      at(id, "objective"),
      "objective and tolerance together fill the whole window, so nobody can miss this",
      {
        expected: "less time than the window has",
      },
    );
  } else if (measure === "share" && objective.low - tolerance.low <= 0) {
    reader.tell(
      "covers-its-window",
      at(id, "objective"),
      "the tolerance reaches down to no success at all, so nobody can miss this",
      {
        expected: "a tolerance smaller than the objective",
      },
    );
  }
  if (tolerance.low === 0) {
    reader.tell(
      "no-tolerance",
      at(id, "tolerance"),
      "no tolerance at all makes the smallest departure unbearable",
      {
        expected: "a small tolerance, above 0",
      },
    );
  }
  if (penalty && measure !== "share" && penalty.above.high < objective.low) {
    reader.tell(
      "penalty-below-objective",
      at(id, "penalty", "above"),
      "this penalty is due even where the objective is met",
      {
        expected: "a threshold beyond the objective",
      },
    );
  }
}

function checkValue({ id, response, audience }: Expectation, { reader, at }: Whole): void {
  if (!response || response.value) return;
  reader.tell("value-missing", at(id, "response"), `it is not said what those who leave are worth`, {
    expected: `“value” here, or under ${audience}`,
  });
}
