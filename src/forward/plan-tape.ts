import type { Delay, Impact, Measure, Quantity } from "../model/model.ts";
import type { Domain } from "../numeric/range.ts";
import type {
  Plan,
  PlannedCoupling,
  PlannedCrew,
  PlannedFailure,
  PlannedFate,
  PlannedRemoval,
  PlannedWatch,
} from "./plan.ts";
import { TapeReader, TapeWriter } from "./tape.ts";

/** Version of the layout below: a plan of another one is refused. */
const VERSION = 1;

/** The plan in one buffer. */
export function packPlan(plan: Plan): ArrayBuffer {
  const tape = new TapeWriter();
  const { program } = plan;
  tape.number(plan.blockYears, plan.rows, plan.capital, plan.earnings);
  tape.list(plan.unknowns, ({ low, high, domain }) => tape.number(low, high, domains.indexOf(domain)));
  tape.number(program.inputs, program.registers).words(program.code).column(program.constants);
  tape.words(program.outputs);
  tape.list(plan.order, (failure) => tape.number(failure));
  tape.list(plan.failures, (failure) => writeFailure(tape, failure));
  tape.list(plan.crews, (crew) => writeCrew(tape, crew));
  tape.list(plan.couplings, (coupling) => writeCoupling(tape, coupling));
  tape.list(plan.watches, (watch) => writeWatch(tape, watch));
  tape.list(plan.removals, ({ row, stream, failure, from, to, rate }) =>
    tape.number(row, stream, failure, from, to, rate),
  );
  return tape.done(VERSION);
}

/** The plan of a buffer; long columns are not copied. Throws RangeError, in words, where it is none or of another version. */
export function openPlan(buffer: ArrayBufferLike): Plan {
  const tape = new TapeReader(buffer, VERSION);
  const [blockYears, rows] = [tape.number(), tape.number()];
  const [capital, earnings] = [tape.number(), tape.number()];
  const unknowns = tape.list(() => ({
    low: tape.number(),
    high: tape.number(),
    domain: domains[tape.number()]!,
  }));
  const [inputs, registers, code] = [tape.number(), tape.number(), tape.words()];
  const [constants, outputs] = [tape.column(), tape.words()];
  return {
    blockYears,
    rows,
    capital,
    earnings,
    unknowns,
    program: { inputs, registers, code, constants, outputs },
    order: tape.list(() => tape.number()),
    failures: tape.list(() => readFailure(tape)),
    crews: tape.list(() => readCrew(tape)),
    couplings: tape.list(() => readCoupling(tape)),
    watches: tape.list(() => readWatch(tape)),
    removals: tape.list(
      (): PlannedRemoval => ({
        row: tape.number(),
        stream: tape.number(),
        failure: tape.number(),
        from: tape.number(),
        to: tape.number(),
        rate: tape.number(),
      }),
    ),
  };
}

const domains: readonly Domain[] = ["positive", "real", "share"];
const fateKinds: readonly PlannedFate["kind"][] = ["none", "fail fast", "safety net", "escape hatch"];
const delayKinds: readonly Delay["kind"][] = [
  "fixed",
  "lognormal",
  "exponential",
  "weibull",
  "checked",
  "recorded",
];
const waysToPlay: readonly PlannedFate["played"][] = ["singly", "dealt", "pooled"];
const times: readonly Impact["time"]["kind"][] = ["none", "linear", "exponential", "cliff"];
const measures: readonly Measure[] = ["time", "occurrences", "loss", "share"];

function writeFailure(tape: TapeWriter, failure: PlannedFailure): void {
  tape.number(failure.stream, failure.total, failure.own, failure.spreads, failure.leak);
  writeDelay(tape, failure.detectedAfter);
  writeDelay(tape, failure.containedAfter);
  writeImpact(tape, failure.impact);
  tape.optional(failure.usersPerUnit ?? undefined, (share) => tape.number(share));
  tape.list(failure.seasons, (share) => tape.number(share));
  tape.list(failure.fates, (fate) => writeFate(tape, fate));
  tape.optional(failure.plain ?? undefined, ({ mu, sigma }) => tape.number(mu, sigma));
}

function readFailure(tape: TapeReader): PlannedFailure {
  return {
    stream: tape.number(),
    total: tape.number(),
    own: tape.number(),
    spreads: tape.number(),
    leak: tape.number(),
    detectedAfter: readDelay(tape),
    containedAfter: readDelay(tape),
    impact: readImpact(tape),
    usersPerUnit: tape.optional(() => tape.number()) ?? null,
    seasons: tape.list(() => tape.number()),
    fates: tape.list(() => readFate(tape)),
    plain: tape.optional(() => ({ mu: tape.number(), sigma: tape.number() })) ?? null,
  };
}

function writeFate(tape: TapeWriter, fate: PlannedFate): void {
  tape.number(fateKinds.indexOf(fate.kind), fate.handlingHours, fate.crew, fate.share);
  tape.number(waysToPlay.indexOf(fate.played), fate.meanLoss);
  writeDelay(tape, fate.after);
}

function readFate(tape: TapeReader): PlannedFate {
  return {
    kind: fateKinds[tape.number()]!,
    handlingHours: tape.number(),
    crew: tape.number(),
    share: tape.number(),
    played: waysToPlay[tape.number()]!,
    meanLoss: tape.number(),
    after: readDelay(tape),
  };
}

function writeCrew(tape: TapeWriter, crew: PlannedCrew): void {
  const { waitChance, waitHours } = crew.usualWait;
  tape.number(crew.people, crew.handlingHours, crew.load, crew.overloaded, waitChance, waitHours);
  tape.number(Number(crew.queue === "played"));
}

function readCrew(tape: TapeReader): PlannedCrew {
  return {
    people: tape.number(),
    handlingHours: tape.number(),
    load: tape.number(),
    overloaded: tape.number(),
    usualWait: { waitChance: tape.number(), waitHours: tape.number() },
    queue: tape.number() === 1 ? "played" : "steady",
  };
}

function writeCoupling(tape: TapeWriter, { stream, parent, patterns }: PlannedCoupling): void {
  tape.number(stream, parent);
  tape.list(patterns, ({ failures, how }) =>
    tape.number(how).list(failures, (failure) => tape.number(failure)),
  );
}

function readCoupling(tape: TapeReader): PlannedCoupling {
  const [stream, parent] = [tape.number(), tape.number()];
  const patterns = tape.list(() => ({ how: tape.number(), failures: tape.list(() => tape.number()) }));
  return { stream, parent, patterns };
}

function writeWatch(tape: TapeWriter, watch: PlannedWatch): void {
  tape.number(measures.indexOf(watch.measure), watch.windowHours, watch.objective, watch.tolerance);
  tape.number(watch.leave, watch.slope, watch.worth, watch.penalty, watch.above, watch.usesPerYear);
  tape.list(watch.concerns, ({ failure, weight }) => tape.number(failure, weight));
}

function readWatch(tape: TapeReader): PlannedWatch {
  return {
    measure: measures[tape.number()]!,
    windowHours: tape.number(),
    objective: tape.number(),
    tolerance: tape.number(),
    leave: tape.number(),
    slope: tape.number(),
    worth: tape.number(),
    penalty: tape.number(),
    above: tape.number(),
    usesPerYear: tape.number(),
    concerns: tape.list(() => ({ failure: tape.number(), weight: tape.number() })),
  };
}

function writeDelay(tape: TapeWriter, delay: Delay): void {
  tape.number(delayKinds.indexOf(delay.kind));
  switch (delay.kind) {
    case "fixed":
    case "lognormal":
      writeQuantity(tape, delay.hours);
      return;
    case "exponential":
      writeQuantity(tape, delay.meanHours);
      return;
    case "weibull":
      writeQuantity(tape, delay.meanHours);
      tape.number(delay.shape);
      return;
    case "checked":
      writeQuantity(tape, delay.everyHours);
      writeQuantity(tape, delay.found);
      return;
    case "recorded":
      tape.list(delay.hours, (hours) => tape.number(hours));
      return;
  }
}

function readDelay(tape: TapeReader): Delay {
  const kind = delayKinds[tape.number()]!;
  switch (kind) {
    case "fixed":
    case "lognormal":
      return { kind, hours: readQuantity(tape) };
    case "exponential":
      return { kind, meanHours: readQuantity(tape) };
    case "weibull":
      return { kind, meanHours: readQuantity(tape), shape: tape.number() };
    case "checked":
      return { kind, everyHours: readQuantity(tape), found: readQuantity(tape) };
    case "recorded":
      return { kind, hours: tape.list(() => tape.number()) };
  }
}

function writeImpact(tape: TapeWriter, { harm, blast, time, ...rest }: Impact): void {
  const write = (quantity: Quantity): void => writeQuantity(tape, quantity);
  write(harm);
  tape.number(Number(blast.of === "share"));
  write(blast.from);
  tape.optional(blast.to, write).optional(blast.growthPerHour, write);
  tape.number(times.indexOf(time.kind));
  if (time.kind === "exponential") write(time.growthPerHour);
  if (time.kind === "cliff") write(time.atHours);
  tape.optional(rest.reversibility, ({ share, windowHours }) => {
    write(share);
    tape.optional(windowHours, write);
  });
  tape.optional(rest.atMost, write).optional(rest.endsByHours, write);
}

function readImpact(tape: TapeReader): Impact {
  const read = (): Quantity => readQuantity(tape);
  const [harm, of] = [read(), tape.number() === 1 ? ("share" as const) : ("units" as const)];
  const [from, to, growthPerHour] = [read(), tape.optional(read), tape.optional(read)];
  const time = readTime(times[tape.number()]!, read);
  const reversibility = tape.optional(() => {
    const [share, windowHours] = [read(), tape.optional(read)];
    return windowHours === undefined ? { share } : { share, windowHours };
  });
  const [atMost, endsByHours] = [tape.optional(read), tape.optional(read)];
  return {
    harm,
    blast: { of, from, ...(to && { to }), ...(growthPerHour && { growthPerHour }) },
    time,
    ...(reversibility && { reversibility }),
    ...(atMost && { atMost }),
    ...(endsByHours && { endsByHours }),
  };
}

function readTime(kind: Impact["time"]["kind"], read: () => Quantity): Impact["time"] {
  if (kind === "exponential") return { kind, growthPerHour: read() };
  return kind === "cliff" ? { kind, atHours: read() } : { kind };
}

/** Figures of a plan have left their text. */
const place = { file: "", line: 0, column: 0, start: 0, end: 0 };

function writeQuantity(tape: TapeWriter, { low, high }: Quantity): void {
  tape.number(low, high);
}

function readQuantity(tape: TapeReader): Quantity {
  return { low: tape.number(), high: tape.number(), place };
}
