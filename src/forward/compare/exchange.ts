import {
  type Answer,
  type ComparedPair,
  type Exchanged,
  type ExchangedThing,
  expectationThings,
  failureThings,
} from "../../findings/compare.ts";
import type { Expectation } from "../../model/model.ts";
import type { Expected } from "../expectations/ratchet.ts";
import { reckon, type Terms } from "../expectations/terms.ts";
import { outcomesOf, withPart } from "./case.ts";
import { addedBy, type Held, ordinaryOf, type Side, withOneMore } from "./side.ts";

/** A side with one expectation that its failure misses. */
export type Party = { readonly side: Side; readonly held: Held };

/** Expectations of two sides that are of one audience and measured alike, by name first. */
export function paired(left: readonly Held[], right: readonly Held[], sameCurrency: boolean): [Held, Held][] {
  const free = new Set(right);
  const pairs: [Held, Held][] = [];
  const pairBy = (alike: (a: Expectation, b: Expectation) => boolean): void => {
    for (const a of left) {
      if (pairs.some(([known]) => known === a)) continue;
      const b = [...free].find(
        (other) =>
          alike(a.expectation, other.expectation) &&
          a.expectation.measure === other.expectation.measure &&
          (sameCurrency || a.expectation.measure !== "loss"),
      );
      if (b === undefined) continue;
      free.delete(b);
      pairs.push([a, b]);
    }
  };
  pairBy((a, b) => a.id === b.id);
  pairBy((a, b) => a.audience === b.audience);
  return pairs.sort(([a], [b]) => left.indexOf(a) - left.indexOf(b));
}

/** Which of failure and expectation makes the answers differ, and what of them. */
export function exchanged(parties: readonly [Party, Party], sameCurrency: boolean): ComparedPair {
  const [first, second] = parties;
  const cell = (failure: Party, expecting: Party): Answer => badOneMore(failure, expecting);
  const answers = [
    [cell(first, first), cell(first, second)],
    [cell(second, first), cell(second, second)],
  ] as const;
  return {
    expectations: [first.held.row.id, second.held.row.id],
    audience: first.held.row.audience,
    answers,
    parts: partsOf(answers),
    exchanged: ([0, 1] as const).flatMap((side) => {
      const [mine, theirs] = side === 0 ? [first, second] : [second, first];
      return exchangedOf(side, mine, theirs, answers[side][side], sameCurrency);
    }),
  };
}

/** One bad occurrence in an ordinary window of its own organization, under what others have come to expect. */
function badOneMore(failing: Party, expecting: Party): Answer {
  const { expectation, terms, ratcheted } = expecting.held;
  const { ordinary, bad, window } = givenIn(failing, expectation.windowHours);
  return reckon(terms, withOneMore(window, ordinary, bad), ratcheted);
}

/** What an organization gives in a window of such a length. */
function givenIn(
  { side, held }: Party,
  windowHours: number,
): { ordinary: number; bad: number; window: Expectation } {
  const { expectation, ordinary, added, uses } = held;
  if (windowHours === expectation.windowHours) return { ordinary, bad: added.bad, window: expectation };
  const window = { ...expectation, windowHours };
  const { bad } = addedBy(side.of, side.outcomes, window, uses);
  return { ordinary: ordinaryOf(side.experienced(window)), bad, window };
}

/** Each part is the mean of what exchanging it does with the other as it was and as it becomes, so that both add up (Shapley, 1953). */
function partsOf(answers: ComparedPair["answers"]): ComparedPair["parts"] {
  const [[aa, ab], [ba, bb]] = answers;
  return {
    failure: (ba.z - aa.z + (bb.z - ab.z)) / 2,
    expectation: (ab.z - aa.z + (bb.z - ba.z)) / 2,
  };
}

function exchangedOf(
  side: 0 | 1,
  mine: Party,
  theirs: Party,
  as: Answer,
  sameCurrency: boolean,
): Exchanged[] {
  const all: Exchanged[] = [
    ...failureThings.map((thing) => ({
      side,
      thing,
      of: "failure" as const,
      answer: withTheirFailure(thing, mine, theirs),
    })),
    ...expectationThings
      .filter((thing) => sameCurrency || (thing !== "worth" && thing !== "penalty"))
      .map((thing) => ({
        side,
        thing,
        of: "expectation" as const,
        answer: withTheirTerms(thing, mine, theirs),
      })),
  ];
  return all.filter(({ answer }) => differs(answer, as));
}

function withTheirFailure(thing: (typeof failureThings)[number], mine: Party, theirs: Party): Answer {
  const { expectation, terms, ratcheted, ordinary, added } = mine.held;
  if (thing === "ordinary window") {
    const given = givenIn(theirs, expectation.windowHours).ordinary;
    return reckon(terms, withOneMore(expectation, given, added.bad), ratcheted);
  }
  const hybrid = withPart(mine.side.of, thing, theirs.side.of);
  // How many uses a blast is a share of goes with the blast.
  const { uses } = thing === "blast radius" ? theirs.held : mine.held;
  const { bad } = addedBy(hybrid, outcomesOf(hybrid, mine.side.seed), expectation, uses);
  return reckon(terms, withOneMore(expectation, ordinary, bad), ratcheted);
}

function withTheirTerms(thing: (typeof expectationThings)[number], mine: Party, theirs: Party): Answer {
  const { expectation, terms, ratcheted, ordinary, added } = mine.held;
  const x = withOneMore(expectation, ordinary, added.bad);
  // What is counted in a window grows with its length; a share does not.
  const longer = terms.moreIsBetter ? 1 : expectation.windowHours / theirs.held.expectation.windowHours;
  const other = theirs.held;
  const at: Expected = {
    objective: thing === "objective" ? other.ratcheted.objective * longer : ratcheted.objective,
    tolerance: thing === "tolerance" ? other.ratcheted.tolerance * longer : ratcheted.tolerance,
  };
  const theirTerms: Partial<Record<ExchangedThing, Partial<Terms>>> = {
    response: { leave: other.terms.leave, slope: other.terms.slope },
    penalty: {
      penalty: other.terms.penalty,
      above: other.terms.above * (Number.isFinite(other.terms.above) ? longer : 1),
    },
    worth: { worth: other.terms.worth },
  };
  return reckon({ ...terms, ...theirTerms[thing] }, x, at);
}

function differs(a: Answer, b: Answer): boolean {
  const keys = ["z", "response", "lost", "penalty"] as const;
  return keys.some((key) => Math.abs(a[key] - b[key]) > 1e-6 * Math.max(Math.abs(a[key]), Math.abs(b[key])));
}
