import type { ProgramBuilder, Value } from "../numeric/program.ts";
import type { Diagram } from "./diagram.ts";
import { type Formula, given, oppositeOf, signsOf } from "./formula.ts";
import { smallDiagramOf } from "./ordering.ts";

/** How often an outcome begins, made ready to be evaluated many times. */
export type Onset = {
  readonly diagram: Diagram;
  /** For each node of the diagram, what its leaf is. */
  readonly role: Uint8Array;
  /** Events that bring the outcome about in one setting and end it in another: the conditions in which each brings it about. */
  readonly wavering: readonly { readonly leaf: number; readonly when: Diagram }[];
};

const condition = 0;
const event = 1;
/** An event that can only end the outcome, or is counted apart. */
const silent = 2;

/**
 * Makes the onset of an outcome, from which of its leaves happen; null where its diagram would pass `nodeLimit`.
 * An event brings the outcome about where it holds with the event and not without, the other events being absent.
 */
export function onsetOf(
  formula: Formula,
  happens: (leaf: number) => boolean,
  nodeLimit: number,
): Onset | null {
  const diagram = smallDiagramOf(formula, nodeLimit);
  if (diagram === null) return null;
  const signs = signsOf(formula);
  const role = new Uint8Array(diagram.leaf.length);
  for (let n = 2; n < role.length; n++) {
    const leaf = diagram.leaf[n]!;
    role[n] = !happens(leaf) ? condition : signs.get(leaf) === "present" ? event : silent;
  }
  const wavering: { leaf: number; when: Diagram }[] = [];
  const opposite = oppositeOf(formula);
  for (const [leaf, sign] of signs) {
    if (sign !== "both" || !happens(leaf)) continue;
    const withIt = given(formula, (other) => (happens(other) ? other === leaf : undefined));
    const withoutIt = given(opposite, (other) => (happens(other) ? false : undefined));
    const when = smallDiagramOf({ k: 2, of: [withIt, withoutIt] }, nodeLimit);
    if (when === null) return null;
    wavering.push({ leaf, when });
  }
  return { diagram, role, wavering };
}

/**
 * Occurrences a year: w = Σ over events of rate × Birnbaum importance, with the other events absent and the conditions at their
 * probabilities.
 *
 * figure   [leaf]; a rate a year of what happens, a probability of what holds
 * Source: Fault Tree Handbook (NUREG-0492, 1981), on initiating and enabling events.
 */
export function onsetRate(onset: Onset, figure: readonly Value[], builder: ProgramBuilder): Value {
  const { leaf, low, high, top } = onset.diagram;
  const [never, always] = [builder.constant(0), builder.constant(1)];
  const chance: Value[] = [never, always];
  const rate: Value[] = [never, never];
  for (let n = 2; n < leaf.length; n++) {
    const [l, h] = [low[n]!, high[n]!];
    const role = onset.role[n]!;
    const value = figure[leaf[n]!]!;
    if (role === condition) {
      chance[n] = builder.mix(value, chance[h]!, chance[l]!);
      rate[n] = builder.mix(value, rate[h]!, rate[l]!);
    } else {
      chance[n] = chance[l]!;
      const brings = builder.subtract(chance[h]!, chance[l]!);
      rate[n] = role === event ? builder.add(rate[l]!, builder.multiply(value, brings)) : rate[l]!;
    }
  }
  const wavering = onset.wavering.map(({ leaf: turn, when }) =>
    builder.multiply(figure[turn]!, chanceValue(when, figure, builder)),
  );
  return builder.add(rate[top]!, builder.sum(wavering));
}

/** Chance that an outcome holds, leaves being present independently of each other with chances [leaf]. */
export function chanceValue(diagram: Diagram, chances: readonly Value[], builder: ProgramBuilder): Value {
  const { leaf, low, high, top } = diagram;
  const chance: Value[] = [builder.constant(0), builder.constant(1)];
  for (let n = 2; n < leaf.length; n++)
    chance[n] = builder.mix(chances[leaf[n]!]!, chance[high[n]!]!, chance[low[n]!]!);
  return chance[top]!;
}
