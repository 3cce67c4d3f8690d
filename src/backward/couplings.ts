import type { ProgramBuilder, Value } from "../numeric/program.ts";
import { type Formula, given, oppositeOf, signsOf } from "./formula.ts";
import type { LeafInfo } from "./leaves.ts";
import { chanceValue } from "./onset.ts";
import { smallDiagramOf } from "./ordering.ts";

/** An event that brings about several failures at once, or a failure whose occurrences bring about others; of its patterns one comes, or none. */
export type Coupling = {
  readonly eventId: string;
  readonly parent: "failure" | "input";
  /**
   * Failures that come together, and no others of the coupling: the chance at each occurrence of a parent failure, else a rate a year.
   * Before the guard rails on the failures themselves.
   */
  readonly patterns: readonly { readonly failureIds: readonly string[]; readonly how: Value }[];
};

type Grown = { readonly id: string; readonly formula: Formula };

/** Failures told apart at one event, in all their patterns; where more hang on it, they are taken in such groups. */
const TOGETHER = 3;
/** Nodes of the largest diagram made for a pattern; beyond it the failures are taken as independent. */
const NODES = 20_000;

/**
 * What couples failures that grow from inputs: events with several of them, and failures among their inputs. An event brings a failure
 * about where it holds with the event and not without, the other events being absent; conditions are the same for all that the event
 * brings about.
 *
 * figure   [leaf]; rates a year of what happens and probabilities of what holds
 */
export function couplingsOf(
  failures: readonly Grown[],
  infos: readonly LeafInfo[],
  figure: readonly Value[],
  builder: ProgramBuilder,
): Coupling[] {
  const hangingOn = new Map<number, Grown[]>();
  for (const failure of failures) {
    for (const [leaf, sign] of signsOf(failure.formula)) {
      if (!infos[leaf]!.happens || sign === "absent") continue;
      hangingOn.set(leaf, [...(hangingOn.get(leaf) ?? []), failure]);
    }
  }
  return [...hangingOn].flatMap(([leaf, grown]) => {
    const { id: eventId, kind } = infos[leaf]!;
    const parent = kind === "failure" ? "failure" : "input";
    const least = parent === "failure" ? 1 : 2;
    if (grown.length < least) return [];
    return groupsOf(grown).flatMap((group): Coupling[] => {
      const brings = group.map(({ formula }) => broughtAbout(formula, leaf, (of) => infos[of]!.happens));
      const patterns = patternsOf(group, brings, least).flatMap(({ failureIds, formula }) => {
        const diagram = smallDiagramOf(formula, NODES);
        if (diagram === null || diagram.top === 0) return [];
        const chance = chanceValue(diagram, figure, builder);
        return [{ failureIds, how: parent === "failure" ? chance : builder.multiply(figure[leaf]!, chance) }];
      });
      return patterns.length === 0 ? [] : [{ eventId, parent, patterns }];
    });
  });
}

function groupsOf(grown: readonly Grown[]): Grown[][] {
  const groups: Grown[][] = [];
  for (let i = 0; i < grown.length; i += TOGETHER) groups.push(grown.slice(i, i + TOGETHER));
  return groups;
}

/** The conditions in which an event brings an outcome about. */
function broughtAbout(formula: Formula, event: number, happens: (leaf: number) => boolean): Formula {
  const withIt = given(formula, (leaf) => (happens(leaf) ? leaf === event : undefined));
  const withoutIt = given(oppositeOf(formula), (leaf) => (happens(leaf) ? false : undefined));
  return { k: 2, of: [withIt, withoutIt] };
}

function patternsOf(
  group: readonly Grown[],
  brings: readonly Formula[],
  least: number,
): { failureIds: string[]; formula: Formula }[] {
  const subsets = Array.from({ length: 2 ** group.length }, (_, bits) =>
    group.map((_member, place) => ((bits >> place) & 1) === 1),
  );
  return subsets
    .filter((chosen) => chosen.filter(Boolean).length >= least)
    .map((chosen) => ({
      failureIds: group.flatMap(({ id }, place) => (chosen[place] ? [id] : [])),
      formula: {
        k: group.length,
        of: brings.map((formula, place) => (chosen[place] ? formula : oppositeOf(formula))),
      },
    }));
}
