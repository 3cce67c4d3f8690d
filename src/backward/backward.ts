import type { InputImportance, WhyFinding } from "../findings/why.ts";
import type { Failure, Model } from "../model/model.ts";
import type { Value } from "../numeric/program.ts";
import { assumptionsOf } from "./assumptions.ts";
import { countOf } from "./combinations.ts";
import { chanceOf } from "./diagram.ts";
import { Frequencies, tooEntangled } from "./frequency.ts";
import { graphOf } from "./graph.ts";
import { birnbaumOf, type Importance, importancesOf } from "./importance.ts";
import type { LeafInfo } from "./leaves.ts";
import { fewest, Weighed } from "./listing.ts";
import { type Outcome, outcomeOf, presence, tooMany } from "./outcome.ts";
import { sentencesOf } from "./sentences.ts";
import { estimateOf, type Measured, measured, unknownFor } from "./uncertainty.ts";

export type { Coupling } from "./couplings.ts";
export { leakOf } from "./figures.ts";
export { compileFrequencies, type FrequencyPlan } from "./frequency.ts";

export type WhyOptions = {
  readonly seed: number;
  /** Most combinations listed. Default 50. */
  readonly limit?: number;
  /** Draws of what is not known, for the bounds of the figures. Default 2000; fewer for very large outcomes. */
  readonly samples?: number;
};

/**
 * One failure backwards, from the outcome to its inputs: how often, by which combinations, and how much hangs on each input.
 *
 * Figures are after the guard rails on inputs; frequencies let through are after those on the failure as well. Probabilities read an
 * event as present if it comes at least once a year. A figure that cannot be had is null and says why.
 * Throws RangeError where no failure has this id.
 */
export function why(model: Model, failureId: string, options: WhyOptions): WhyFinding {
  const failure = model.failures.find(({ id }) => id === failureId);
  if (failure === undefined) throw new RangeError(`no failure is called ${failureId}`);
  const { seed, limit = 50, samples = 2000 } = options;
  const question = new Question(model, failure, { seed, samples });
  const graph = graphOf(model, failure, (id) => question.figureOf(id));
  const finding = {
    finding: "why",
    version: 1,
    failure: { id: failure.id, name: failure.name, functionName: functionName(model, failure) },
    probability: question.probability(),
    ...question.perYear(),
    rateFrom: failure.rate ? "stated" : "inputs",
    combinations: question.combinations(limit),
    inputs: question.inputs(),
    graph,
    assumptions: assumptionsOf(model, failure, new Set(graph.nodes.map(({ id }) => id))),
    seed,
  } as const;
  const family = question.outcome?.family;
  return { ...finding, sentences: sentencesOf(finding, family ? fewest(family) : 0) };
}

function functionName(model: Model, failure: Failure): string {
  return model.functions.find(({ id }) => id === failure.functionId)?.name ?? failure.functionId;
}

/** Places of the outcome's own figures among those measured; its leaves follow. */
const [probabilityPlace, offeredPlace, throughPlace, firstLeaf] = [0, 1, 2, 3];

/** Nodes visited, at most, to bound figures by what is not known: about a second. */
const mostVisits = 200_000_000;

/** A failure with all its figures at hand. */
class Question {
  readonly outcome: Outcome | null;
  private readonly frequencies: Frequencies;
  private readonly unknown: string | undefined;
  /** Whether the frequency follows from the inputs. */
  private readonly follows: boolean;
  /** Whether all of its leaves have figures. */
  private readonly known: boolean;
  private readonly placeOf: ReadonlyMap<string, number>;
  private readonly measured: Measured;
  /** [leaf]; after guard rails, at the means of what is not known. */
  private readonly chance: Float64Array;
  private readonly weighed: Weighed | null;

  constructor(model: Model, failure: Failure, sampling: { readonly seed: number; readonly samples: number }) {
    this.frequencies = new Frequencies(model, [failure.id]);
    const formula = this.frequencies.formula(failure.id);
    const { infos } = this.frequencies.leaves;
    this.outcome = formula ? outcomeOf(formula, this.frequencies.diagram(failure.id)) : null;
    this.unknown = this.frequencies.unknown.find(({ failureId }) => failureId === failure.id)?.why;
    this.follows = !failure.rate && this.unknown === undefined;
    const leaves = this.outcome?.leaves ?? [];
    this.placeOf = new Map(leaves.map((leaf, place) => [infos[leaf]!.id, place]));
    this.known = leaves.every((_, place) => this.hasFigure(place));
    this.chance = new Float64Array(infos.length);
    const through = new Float64Array(infos.length);
    let share = 1;
    const diagram = this.known ? (this.outcome?.diagram ?? null) : null;
    const scratch = new Float64Array(diagram?.leaf.length ?? 0);
    const { frequencies } = this;
    const program = frequencies.builder.build([
      frequencies.offered[0]!,
      frequencies.through[0]!,
      frequencies.throughShare(failure.id),
      ...leaves.map((leaf) => this.stated(leaf)),
      ...frequencies.throughLeaves,
    ]);
    const measure = (outputs: Float64Array, into: Float64Array): void => {
      share = outputs[2]!;
      through.set(outputs.subarray(3 + leaves.length));
      presence(infos, through, this.chance);
      into[probabilityPlace] = diagram ? chanceOf(diagram, this.chance, scratch) : 0;
      into[offeredPlace] = outputs[0]!;
      into[throughPlace] = outputs[1]!;
      into.set(outputs.subarray(3, 3 + leaves.length), firstLeaf);
    };
    this.measured = measured(
      frequencies.quantities,
      { program, figures: firstLeaf + leaves.length, of: measure },
      {
        seed: sampling.seed,
        samples: Math.min(sampling.samples, Math.floor(mostVisits / (scratch.length + 1))),
      },
    );
    const family = this.outcome?.family;
    const figures = { infos, figure: through, chance: this.chance, known: this.known };
    this.weighed = family ? new Weighed(family, { ...figures, through: this.follows ? share : null }) : null;
  }

  /** The figure of a leaf before guard rails, with what it shares with others. */
  private stated(leaf: number): Value {
    const { leaves, offeredLeaves, builder } = this.frequencies;
    const { id, kind } = leaves.infos[leaf]!;
    if (kind === "failure" || kind === "common cause") return offeredLeaves[leaf]!;
    return builder.sum(leaves.input(id).map((part) => offeredLeaves[part]!));
  }

  /** The mean figure of an input or a failure in this question; undefined where it has none. */
  figureOf(id: string): number | undefined {
    if (id === this.frequencies.failureIds[0])
      return this.unknown === undefined ? this.measured.value[throughPlace] : undefined;
    const place = this.placeOf.get(id);
    return place === undefined || !this.hasFigure(place) ? undefined : this.measured.value[firstLeaf + place];
  }

  private hasFigure(place: number): boolean {
    const { id, kind, known } = this.infoAt(place);
    return (
      known && !(kind === "failure" && this.frequencies.unknown.some(({ failureId }) => failureId === id))
    );
  }

  private infoAt(place: number): LeafInfo {
    return this.frequencies.leaves.infos[this.outcome!.leaves[place]!]!;
  }

  perYear(): Pick<WhyFinding, "offeredPerYear" | "perYear"> {
    if (this.unknown !== undefined) {
      const unknown = unknownFor(this.unknown);
      return { offeredPerYear: unknown, perYear: unknown };
    }
    return {
      offeredPerYear: estimateOf(this.measured, offeredPlace),
      perYear: estimateOf(this.measured, throughPlace),
    };
  }

  probability(): WhyFinding["probability"] {
    if (this.outcome === null) return unknownFor("the text does not say what it grows from");
    if (this.outcome.diagram === null) return unknownFor(tooEntangled);
    if (!this.known) return unknownFor("not all of its inputs carry figures");
    return estimateOf(this.measured, probabilityPlace);
  }

  combinations(limit: number): WhyFinding["combinations"] {
    const { outcome } = this;
    const coherent = !outcome || [...outcome.signs.values()].every((sign) => sign === "present");
    const kind = coherent ? "minimal cut sets" : "prime implicants";
    if (outcome === null) return { count: "0", listed: [], kind, limit };
    if (outcome.family === null || this.weighed === null)
      return { count: "", why: outcome.diagram ? tooMany : tooEntangled, listed: [], kind, limit };
    return { count: String(countOf(outcome.family)), listed: this.weighed.likeliest(limit), kind, limit };
  }

  inputs(): InputImportance[] {
    const { outcome } = this;
    if (outcome === null) return [];
    const importance = this.importance();
    return outcome.leaves.map((leaf, place) => {
      const { id, name, kind, happens } = this.infoAt(place);
      const figure = this.hasFigure(place)
        ? estimateOf(this.measured, firstLeaf + place)
        : unknownFor("the text has no figure for it");
      return {
        id,
        name,
        kind,
        holds: happens ? unknownFor("it happens, and so has a frequency") : figure,
        perYear: happens ? figure : unknownFor("it holds or not, and so has a probability"),
        ...importance(leaf),
        structural: !this.known,
      };
    });
  }

  /** Where figures lack, only what hangs on an input by its place, every input being as likely present as absent. */
  private importance(): (leaf: number) => Importance {
    const { diagram } = this.outcome!;
    if (diagram === null) return () => none;
    if (this.known) return importancesOf(diagram, this.chance, (leaf) => this.weighed?.partOf(leaf) ?? null);
    const birnbaum = birnbaumOf(diagram, new Float64Array(this.chance.length).fill(0.5));
    return (leaf) => ({ ...none, birnbaum: birnbaum[leaf]! });
  }
}

const none: Importance = {
  birnbaum: null,
  criticality: null,
  fussellVesely: null,
  riskAchievementWorth: null,
  riskReductionWorth: null,
};
