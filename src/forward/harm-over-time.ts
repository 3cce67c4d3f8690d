import { type Estimate, noFigure } from "../findings/estimate.ts";
import type { HarmCurve, HarmFinding, HarmMark } from "../findings/harm.ts";
import { sayBand, sayCount, sayDuration, sayMoney } from "../findings/say.ts";
import type { Model } from "../model/model.ts";
import { createGenerator } from "../numeric/generator.ts";
import { quantile } from "../numeric/order-statistics.ts";
import { statedAssumptions } from "./assumptions.ts";
import { type CompiledFailure, compiledOf } from "./compile.ts";
import { delayDraw, LONGEST_HOURS, typical } from "./delay.ts";
import { type HarmShape, harm, harmDone, undoable } from "./harm.ts";
import { waited } from "./occurrence.ts";
import { evenPoints } from "./pool.ts";
import { type TypicalYear, typicalYear } from "./typical.ts";
import { purpose } from "./year.ts";

const POINTS = 121;

/** One occurrence as drawn: its shape, and when each thing that could contain it would. */
type Drawn = {
  readonly shape: HarmShape;
  readonly detected: number;
  readonly contained: number;
  readonly recovered: number | null;
  /** When each fate contains it, if it is that fate's turn; not later than people. */
  readonly by: readonly number[];
  /** Whether each fate acts where it stands alone. */
  readonly acts: readonly boolean[];
  /** Its fate where all act. */
  readonly fate: number;
};

/**
 * One failure forwards: harm over time if nobody does anything, with people alone, with each control on top of people, and
 * with all; when it is usually noticed and contained; how long it can be undone. Curves share their occurrences, so that
 * their distance is what a control cuts off.
 *
 * draws   occurrences played, at least 20
 * Throws RangeError when no failure has this id.
 */
export function harmOverTime(
  model: Model,
  failureId: string,
  { seed, draws = 1000 }: { readonly seed: number; readonly draws?: number },
): HarmFinding {
  const compiled = compiledOf(model);
  const failure = compiled.failures.find(({ failure: { id } }) => id === failureId);
  if (failure === undefined) throw new RangeError(`there is no failure named ${failureId}`);
  const average = typicalYear(compiled, seed);
  const chances = failure.fates.map((fate) => {
    if (fate.kind === "none") return 1;
    if (fate.kind === "escape hatch" && average.queues[fate.crew.index]!.overloaded) return 0;
    return typical(fate.chance, "share");
  });
  const occurrences = drawOccurrences(failure, average, chances, { seed, draws: Math.max(20, draws) });
  const hours = timeline(failure, occurrences);
  const curves = curvesOf(model, failure, occurrences, hours, average.fates[failure.index]!);
  const { currency } = model.organization;
  return {
    finding: "harm",
    version: 1,
    failure: { id: failureId, name: failure.failure.name, functionName: failure.owner?.name ?? "" },
    currency,
    sentences: sentences(failure, curves, occurrences, currency),
    hours,
    curves,
    marks: marksOf(failure, occurrences),
    undo: undoOf(failure, occurrences, hours),
    assumptions: statedAssumptions(model).filter(({ what }) => what.includes(`“${failure.failure.name}”`)),
    seed,
  };
}

function drawOccurrences(
  failure: CompiledFailure,
  { fates, queues }: TypicalYear,
  chances: readonly number[],
  { seed, draws }: { readonly seed: number; readonly draws: number },
): Drawn[] {
  const points = evenPoints(createGenerator(seed, purpose("harm over time"), failure.stream));
  const recover = failure.failure.recoveredAfter && delayDraw(failure.failure.recoveredAfter);
  const shares = fates[failure.index]!;
  let [fate, below] = [0, shares[0]!];
  return Array.from({ length: draws }, (_, i) => {
    while (fate < shares.length - 1 && (i + 0.5) / draws > below) below += shares[++fate]!;
    const next = points.at(i);
    const shape = { ...failure.impact(next) };
    const detected = failure.detect(next);
    const contained = detected + failure.contain(next);
    const recovered = recover === undefined ? null : recover(next);
    const acts: boolean[] = [];
    const by = failure.fates.map((of, f) => {
      if (of.kind === "none") return contained;
      const acted = next() < chances[f]!;
      // One control alone is all of them together, and must not differ from it by chance.
      acts[f] = failure.fates.length === 2 ? fate === f : acted;
      const began = of.kind === "escape hatch" ? detected + waited(queues[of.crew.index], next) : 0;
      return Math.min(contained, began + of.acts(next));
    });
    return { shape, detected, contained, recovered, by, acts, fate };
  });
}

/** From onset to somewhat beyond the slowest tenth of containments, and far enough to show a cliff or an end that is near. */
function timeline({ failure }: CompiledFailure, occurrences: readonly Drawn[]): number[] {
  const contained = Float64Array.from(occurrences, (drawn) => drawn.contained).sort();
  let end = 1.2 * quantile(contained, 0.9);
  const { time, endsByHours } = failure.impact;
  const landmarks = [time.kind === "cliff" ? time.atHours.high : 0, endsByHours?.high ?? 0];
  for (const at of landmarks) if (at > end && (at < 4 * end || end === 0)) end = 1.1 * at;
  if (!(end > 0)) end = 1;
  return Array.from({ length: POINTS }, (_, i) => (end * i) / (POINTS - 1));
}

function curvesOf(
  model: Model,
  failure: CompiledFailure,
  occurrences: readonly Drawn[],
  hours: readonly number[],
  shares: Float64Array,
): HarmCurve[] {
  const last = failure.fates.length - 1;
  const people = curve(
    { id: "people", name: "people alone", kind: "people" },
    occurrences,
    hours,
    (drawn) => drawn.contained,
  );
  const finished = (made: Curve, runaway: string | undefined): HarmCurve => {
    const cuts = made.id === "people" || peopleRunaway !== undefined || runaway !== undefined;
    return {
      ...made,
      lossEach:
        runaway === undefined ? made.lossEach : { ...made.lossEach, value: null, error: null, why: runaway },
      cutsOff: cuts ? null : people.lossEach.value! - made.lossEach.value!,
    };
  };
  const peopleRunaway = failure.runaways[last];
  const alone = failure.fates.slice(0, last).map((fate, f) => {
    const control = fate.kind === "none" || fate.kind === "fail fast" ? undefined : fate.controlId;
    const name = model.controls.find(({ id }) => id === control)?.name ?? "fail fast";
    const kind = fate.kind === "none" ? "people" : fate.kind;
    const made = curve({ id: control ?? kind, name, kind }, occurrences, hours, (drawn) =>
      drawn.acts[f] ? drawn.by[f]! : drawn.contained,
    );
    // Where it does not always act, what runs on without it runs on still.
    const always = occurrences.every(({ acts }) => acts[f]);
    return finished(made, always ? failure.runaways[f] : peopleRunaway);
  });
  const all = curve(
    { id: "all", name: "all together", kind: "all" },
    occurrences,
    hours,
    (drawn) => drawn.by[drawn.fate]!,
  );
  const endless = failure.runaways.find((why, f) => why !== undefined && shares[f]! > 1e-12);
  return [
    nothing(failure, occurrences, hours),
    finished(people, peopleRunaway),
    ...alone,
    finished(all, endless),
  ];
}

type Curve = Omit<HarmCurve, "cutsOff">;

function curve(
  named: Pick<HarmCurve, "id" | "name" | "kind">,
  occurrences: readonly Drawn[],
  hours: readonly number[],
  containedAt: (drawn: Drawn) => number,
): Curve {
  const stops = Float64Array.from(occurrences, (drawn) =>
    Math.min(containedAt(drawn), drawn.shape.endsByHours),
  );
  const losses = Float64Array.from(occurrences, (drawn) => harm(drawn.shape, containedAt(drawn)));
  return {
    ...named,
    ...bandsOver(hours, occurrences, (drawn, t) => Math.min(t, containedAt(drawn))),
    stopsAtHours: medianOf(stops),
    lossEach: meanOf(losses),
  };
}

/** Nobody notices, nothing is undone. */
function nothing(
  { failure }: CompiledFailure,
  occurrences: readonly Drawn[],
  hours: readonly number[],
): HarmCurve {
  const { time, blast, endsByHours, atMost } = failure.impact;
  const grows =
    time.kind === "linear" ||
    time.kind === "exponential" ||
    (time.kind === "none" && blast.growthPerHour !== undefined);
  const endless = grows && endsByHours === undefined;
  const never = "nothing stops it by itself";
  const stops = occurrences.map(({ shape }) =>
    Math.min(time.kind === "cliff" ? shape.cliffHours : grows ? Infinity : 0, shape.endsByHours),
  );
  const losses = occurrences.map(({ shape }) => Math.min(shape.atMost, harmDone(shape, LONGEST_HOURS)));
  const bounded = !endless || atMost !== undefined || time.kind === "none";
  return {
    id: "nothing",
    name: "nobody notices",
    kind: "nothing",
    ...bandsOver(hours, occurrences, (_, t) => t),
    stopsAtHours: endless ? noFigure(never) : medianOf(Float64Array.from(stops)),
    lossEach: bounded ? meanOf(Float64Array.from(losses)) : noFigure(never),
    cutsOff: null,
  };
}

function bandsOver(
  hours: readonly number[],
  occurrences: readonly Drawn[],
  until: (drawn: Drawn, hours: number) => number,
): Pick<HarmCurve, "mean" | "low" | "high"> {
  const done = new Float64Array(occurrences.length);
  const rows = hours.map((t) => {
    occurrences.forEach((drawn, i) => {
      done[i] = Math.min(drawn.shape.atMost, harmDone(drawn.shape, until(drawn, t)));
    });
    done.sort();
    const mean = done.reduce((sum, harm) => sum + harm, 0) / done.length;
    return { mean, low: quantile(done, 0.05), high: quantile(done, 0.95) };
  });
  return {
    mean: rows.map(({ mean }) => mean),
    low: rows.map(({ low }) => low),
    high: rows.map(({ high }) => high),
  };
}

function medianOf(values: Float64Array): Estimate {
  values.sort();
  return {
    value: quantile(values, 0.5),
    low: quantile(values, 0.05),
    high: quantile(values, 0.95),
    error: 0,
  };
}

function meanOf(values: Float64Array): Estimate {
  values.sort();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = Math.sqrt(squares) / values.length;
  return { value: mean, low: quantile(values, 0.05), high: quantile(values, 0.95), error };
}

function marksOf({ failure }: CompiledFailure, occurrences: readonly Drawn[]): HarmMark[] {
  const mark = (
    what: HarmMark["what"],
    label: string,
    hoursOf: (drawn: Drawn) => number,
    assumed: string | undefined,
  ): HarmMark => ({
    what,
    label,
    atHours: medianOf(Float64Array.from(occurrences, hoursOf)),
    ...(assumed !== undefined && { assumed }),
  });
  const marks = [
    mark("detected", "detected", ({ detected }) => detected, assumedOf(failure.detectedAfter)),
    mark("contained", "contained", ({ contained }) => contained, assumedOf(failure.containedAfter)),
  ];
  if (failure.recoveredAfter !== undefined) {
    const recovered = ({ contained, recovered }: Drawn): number => contained + (recovered ?? 0);
    marks.push(mark("recovered", "recovered", recovered, assumedOf(failure.recoveredAfter)));
  }
  const { time, endsByHours } = failure.impact;
  if (time.kind === "cliff")
    marks.push(mark("cliff", "deadline", ({ shape }) => shape.cliffHours, time.atHours.assumed));
  if (endsByHours !== undefined)
    marks.push(mark("ends", "ends by itself", ({ shape }) => shape.endsByHours, endsByHours.assumed));
  return marks.sort((a, b) => a.atHours.value! - b.atHours.value!);
}

function assumedOf(delay: CompiledFailure["failure"]["detectedAfter"]): string | undefined {
  if (delay.kind === "fixed" || delay.kind === "lognormal") return delay.hours.assumed;
  if (delay.kind === "recorded") return undefined;
  return delay.kind === "checked" ? delay.everyHours.assumed : delay.meanHours.assumed;
}

function undoOf(
  { failure }: CompiledFailure,
  occurrences: readonly Drawn[],
  hours: readonly number[],
): HarmFinding["undo"] {
  const { reversibility } = failure.impact;
  if (reversibility === undefined || reversibility.share.high === 0) return null;
  const windows = Float64Array.from(occurrences, ({ shape }) => shape.windowHours).sort();
  return {
    share: hours.map(
      (t) => occurrences.reduce((sum, { shape }) => sum + undoable(shape, t), 0) / occurrences.length,
    ),
    windowHours: reversibility.windowHours === undefined ? null : quantile(windows, 0.5),
  };
}

function sentences(
  { failure }: CompiledFailure,
  curves: readonly HarmCurve[],
  occurrences: readonly Drawn[],
  currency: string,
): string[] {
  const all = curves[curves.length - 1]!;
  const usual = medianOf(Float64Array.from(occurrences, ({ contained }) => contained));
  const band = sayBand(usual, sayDuration);
  const people = `People usually contain it ${sayDuration(usual.value!)} after onset${band === "" ? "" : `, mostly within ${band}`}`;
  const cost =
    all.lossEach.value === null
      ? `its mean loss is infinite: ${all.lossEach.why}`
      : `one occurrence then costs ${sayMoney(all.lossEach.value, currency)} on average`;
  const best = curves
    .filter(({ cutsOff, kind }) => cutsOff !== null && cutsOff > 0 && kind !== "all")
    .sort((a, b) => b.cutsOff! - a.cutsOff!)[0];
  const cut =
    best === undefined
      ? []
      : [
          `On top of people, “${best.name}” cuts off most: ${sayMoney(best.cutsOff!, currency)} an occurrence.`,
        ];
  const { time } = failure.impact;
  const late =
    occurrences.filter(({ shape, contained }) => contained > shape.cliffHours).length / occurrences.length;
  const cliff =
    time.kind === "cliff"
      ? [`In ${Math.round(late * 100)} of 100 occurrences people alone come too late for the deadline.`]
      : [];
  return [`${people}; ${cost}.`, ...cut, ...cliff, ...cascading(failure)];
}

/** What is drawn is one occurrence; where it sets off others, that one is not all. */
function cascading({ spreads }: CompiledFailure["failure"]): string[] {
  if (spreads === undefined) return [];
  const more = typical(spreads, "share");
  return [
    `Each sets off ${sayCount(more)} more on average, so what begins as one comes to ${sayCount(1 / (1 - more))}; told and drawn here is one.`,
  ];
}
