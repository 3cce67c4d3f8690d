import type { CompareFinding } from "../../findings/compare.ts";
import type { AssumptionShown } from "../../findings/estimate.ts";
import type { Model } from "../../model/model.ts";
import { statedAssumptions } from "../assumptions.ts";
import { grownFrom, protectionOf } from "../protection.ts";
import { caseOf } from "./case.ts";
import { exchanged, paired } from "./exchange.ts";
import { compareSentences } from "./sentences.ts";
import { type Held, heldBy, type Side, sideOf, toldOf, touched } from "./side.ts";

/**
 * The same failure in two organizations: how often, what one costs, how long it lasts, what catches it; what one more of it means
 * to those whose expectations it misses, as stated and as moved by what each organization has let them experience; and, by
 * exchanging one thing at a time, what makes the answers differ.
 *
 * failureA, failureB   ids; the failure may be called otherwise in the second organization
 * Throws RangeError when an organization has no failure of that id.
 */
export function compare(
  modelA: Model,
  modelB: Model,
  {
    failureA,
    failureB = failureA,
    seed,
  }: { readonly failureA: string; readonly failureB?: string; readonly seed: number },
): CompareFinding {
  const sides = [
    sideOf(caseOf(modelA, failureA, seed), seed),
    sideOf(caseOf(modelB, failureB, seed), seed),
  ] as const;
  const held = [heldOf(sides[0]), heldOf(sides[1])] as const;
  const sameCurrency = modelA.organization.currency === modelB.organization.currency;
  const told = [toldOf(sides[0], held[0]), toldOf(sides[1], held[1])] as const;
  const pairs = paired(held[0], held[1], sameCurrency).map(([a, b]) =>
    exchanged(
      [
        { side: sides[0], held: a },
        { side: sides[1], held: b },
      ],
      sameCurrency,
    ),
  );
  return {
    finding: "compare",
    version: 1,
    sentences: compareSentences(told, pairs),
    sides: told,
    pairs,
    assumptions: [...sides.flatMap(assumedOf), ...engineAssumed(told.flatMap((side) => side.expectations))],
    seed,
  };
}

function heldOf(side: Side): Held[] {
  return touched(side).map((expectation) => heldBy(side, expectation));
}

/** What the text marks as assumed of this failure, its inputs, its controls and the expectations that it misses. */
function assumedOf(side: Side): AssumptionShown[] {
  const { model } = side.of.compiled;
  const { failure } = side.of.failure;
  const inputs = new Set(grownFrom(model, failure.growsFrom));
  const names = [
    failure,
    ...model.inputs.filter(({ id }) => inputs.has(id)),
    ...protectionOf(model)(failure),
  ].map(({ name }) => `“${name}”`);
  const figures = statedAssumptions(model).filter(
    ({ what }) => what.startsWith("the capital ") || names.some((name) => what.includes(name)),
  );
  const expected = touched(side).flatMap(({ name, assumed }) =>
    assumed === undefined ? [] : [{ what: `what “${name}” expects is assumed`, whose: assumed }],
  );
  return [...figures, ...expected].map(({ what, whose }) => ({
    what: `${model.organization.name}: ${what}`,
    whose,
  }));
}

function engineAssumed(expectations: readonly { readonly unit: string }[]): AssumptionShown[] {
  if (expectations.length === 0) return [];
  const what = [
    "an expectation goes 0.3 of the way to what was better than expected, 0.1 to what was worse, window by window; its tolerance is twice the usual deviation of the last nine windows or so, at least a quarter of what was stated",
    ...(expectations.some(({ unit }) => unit === "hours")
      ? [
          "single users tolerate a wait of 16 minutes to 3.7 hours, an hour in the median, each for themselves",
        ]
      : []),
  ];
  return what.map((sentence) => ({ what: sentence, whose: "Failwell" }));
}
