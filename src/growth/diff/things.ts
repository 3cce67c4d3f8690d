import type { ChangedKind } from "../../findings/diff.ts";
import { sayDuration, sayExactly, sayList, sayShare } from "../../findings/say.ts";
import type {
  Audience,
  CommonCause,
  Control,
  Department,
  Expectation,
  Failure,
  Ideas,
  Impact,
  Indicator,
  Input,
  Model,
  Named,
  OrganizationFunction,
  People,
} from "../../model/model.ts";
import { type Names, type SaidIn, type Saying, Sayings } from "./sayings.ts";

/** Something of a text, with all that is said of it. Things of one section that have one id are the same thing. */
export type Thing = {
  readonly section: string;
  readonly kind: ChangedKind;
  readonly id: string;
  readonly name: string;
  readonly says: readonly Saying[];
};

/** Everything of a text, in its order. `called`: what an id is called in both texts. */
export function thingsOf(model: Model, called: (id: string) => string): Thing[] {
  const names = namesOf(model, called);
  const each = <T extends Named>(
    section: ChangedKind | "control",
    all: readonly T[],
    say: (of: Sayings, thing: T) => void,
  ): Thing[] =>
    all.map((thing) => {
      const of = new Sayings(names);
      say(of, thing);
      of.origins(thing);
      return { section, kind: kindOf(section, thing), id: thing.id, name: thing.name, says: of.all };
    });
  const single = (kind: ChangedKind, name: string, say: (of: Sayings) => void): Thing => {
    const of = new Sayings(names);
    say(of);
    return { section: kind, kind, id: kind, name, says: of.all };
  };
  const { organization, ideas } = model;
  return [
    single("organization", organization.name, (of) => {
      of.words("name", organization.name);
      of.words("currency", organization.currency);
      of.figure("capital", organization.capital, "money");
      of.words("an example", organization.example ? "yes" : undefined);
      of.origins(organization);
    }),
    ...each("failure", model.failures, sayFailure),
    ...each("control", model.controls, sayControl),
    ...each("function", model.functions, sayFunction),
    ...each("expectation", model.expectations, sayExpectation),
    ...each("input", model.inputs, sayInput),
    ...each("common cause", model.commonCauses, sayCommonCause),
    ...each("audience", model.audiences, sayAudience),
    ...each("people", model.people, sayPeople),
    ...each("department", model.departments, (of, { people }: Department) =>
      of.figure("people", people, "count"),
    ),
    ...each("indicator", model.indicators, sayIndicator),
    single("growth", "Growth", (of) => {
      for (const [what, law] of Object.entries(model.growth)) of.words(what, sayLaw(law));
    }),
    ...(ideas === undefined ? [] : [single("ideas", "Ideas", (of) => sayIdeas(of, ideas))]),
    single("assumptions", "Assumptions", (of) => {
      const { loading, credibility, halfLifeYears, sharedLeaks } = model.assumptions;
      of.number("loading", loading.value, sayShare);
      of.number("credibility", credibility.value);
      of.number("half-life, in years", halfLifeYears.value);
      of.number("shared leaks", sharedLeaks.value, sayShare);
    }),
  ];
}

function kindOf(section: ChangedKind | "control", thing: Named | Control): ChangedKind {
  if (section !== "control") return section;
  return "protects" in thing ? thing.kind : "guard rail";
}

/** Ids are of one text; no two things of it share one. */
function namesOf(model: Model, called: (id: string) => string): Names {
  const shown = new Map<string, string>();
  for (const section of [
    model.failures,
    model.controls,
    model.functions,
    model.functions.flatMap(({ uses }) => uses),
    model.expectations,
    model.inputs,
    model.audiences,
    model.people,
    model.departments,
  ])
    for (const { id, name } of section) if (!shown.has(id)) shown.set(id, name);
  return {
    currency: model.organization.currency,
    shown: (id) => shown.get(id) ?? id,
    called,
    gates: model.gates,
  };
}

function sayFailure(of: Sayings, failure: Failure): void {
  const { failFast } = failure;
  of.things("function", [failure.functionId]);
  of.rate("how often", failure.rate);
  of.gate("grows from", failure.growsFrom);
  of.figure("sets off more of its kind", failure.spreads, "share");
  of.delay("detected after", failure.detectedAfter);
  of.delay("contained after", failure.containedAfter);
  of.delay("recovered after", failure.recoveredAfter);
  sayImpact(of, failure.impact);
  of.words("fails fast", failFast && "yes");
  of.figure("fail fast: stops", failFast?.stops, "share");
  of.delay("fail fast: after", failFast?.after);
  of.figure("fail fast: a stop costs", failFast?.stopCost, "money");
  of.figure("fail fast: false stops", failFast?.falseStops, "share");
  of.figure("fail fast: upkeep a year", failFast?.upkeepPerYear, "money");
  of.words(
    "posture",
    failure.posture && sayList(failure.posture),
    failure.posture && [...failure.posture].sort().join(),
  );
}

function sayImpact(of: Sayings, { harm, blast, time, reversibility, atMost, endsByHours }: Impact): void {
  const hourly = time.kind === "linear" || time.kind === "exponential";
  const blastUnit = blast.of === "share" ? "share" : "count";
  of.figure(`harm${hourly ? " an hour" : ""}`, harm, "money");
  of.words("blast radius in", blast.of === "share" ? "shares of users" : (blast.unit ?? "units"));
  of.figure("blast radius", blast.from, blastUnit);
  of.figure("blast radius reaches", blast.to, blastUnit);
  of.figure("blast radius grows", blast.growthPerHour, "an hour");
  of.words("time-sensitivity", time.kind);
  if (time.kind === "exponential") of.figure("harm grows", time.growthPerHour, "an hour");
  if (time.kind === "cliff") of.figure("harm falls due at", time.atHours, "hours");
  of.figure("can be undone", reversibility?.share, "share");
  of.figure("can be undone within", reversibility?.windowHours, "hours");
  of.figure("harm at most", atMost, "money");
  of.figure("harm ends by", endsByHours, "hours");
}

function sayControl(of: Sayings, control: Control): void {
  of.words("kind", `a${control.kind === "escape hatch" ? "n" : ""} ${control.kind}`);
  of.things("protects", control.protects);
  switch (control.kind) {
    case "guard rail": {
      const { friction, falseAlarms, approval } = control;
      of.figure("stops", control.stops, "share");
      of.figure("friction of a use", friction?.perUse, friction?.unit ?? "hours");
      of.words("friction is of", friction?.of);
      of.things("friction on", control.on === undefined ? undefined : [control.on]);
      of.figure("false alarms", falseAlarms?.share, "share");
      of.figure("a false alarm costs", falseAlarms?.cost, "money");
      of.words("an approval", approval && "yes");
      of.figure("approval: wait", approval?.waitDays, "days");
      of.figure("approval: rejects", approval?.rejected, "share");
      break;
    }
    case "safety net":
      of.figure("catches", control.catches, "share");
      of.delay("catches after", control.after);
      of.figure("a catch costs", control.costPerCatch, "money");
      break;
    case "escape hatch": {
      const { people } = control;
      if ("id" in people) of.things("people of", [people.id]);
      else {
        of.figure("people", people.count, "count");
        of.figure("an hour costs", people.costPerHour, "money");
      }
      of.delay("handling", control.handling);
      of.figure("works", control.works, "share");
      of.figure("exceptions", control.exceptions, "share");
    }
  }
  of.figure("upkeep a year", control.upkeepPerYear, "money");
}

function sayFunction(of: Sayings, owner: OrganizationFunction): void {
  of.things("department", [owner.department]);
  of.figure("users", owner.users, "count");
  for (const use of owner.uses) {
    const called = use.id === owner.id ? "uses" : use.name.toLowerCase();
    // Uses that are counted by user follow users: what the text says is how many each has.
    if (use.perUser === undefined) of.figure(`${called} a year`, use.perYear, "count");
    else of.figure(`${called} a user, a year`, use.perUser, "count");
  }
  const { seasons, seasonsAssumed } = owner;
  of.words("seasons", seasons?.map((month) => sayExactly(month)).join(", "));
  of.words("seasons assumed by", seasonsAssumed);
  for (const { functionId, share } of owner.dependsOn) {
    const below = of.names.called(functionId);
    of.words(`depends on ${below}`, share === undefined ? "for all uses" : undefined);
    of.figure(`depends on ${below}`, share, "share");
  }
}

function sayExpectation(of: Sayings, expectation: Expectation): void {
  const { measure, windowHours, response, penalty } = expectation;
  const unit: SaidIn = ({ time: "hours", occurrences: "count", loss: "money", share: "share" } as const)[
    measure
  ];
  of.things("audience", [expectation.audience]);
  of.things("function", [expectation.functionId]);
  of.things("missed by", expectation.missedBy);
  of.words("measures", measure);
  of.words("described as", expectation.describes);
  of.figure("objective", expectation.objective, unit);
  of.number("window", windowHours, sayDuration);
  of.figure("tolerance", expectation.tolerance, unit);
  of.figure("leave at most", response?.leave, "share");
  of.number("slope", response?.slope);
  of.figure("worth of all", response?.value, "money");
  of.figure("penalty", penalty?.amount, "money");
  of.figure("penalty above", penalty?.above, unit);
}

function sayInput(of: Sayings, input: Input): void {
  of.words("kind", input.kind);
  if (input.kind === "event") of.rate("how often", input.rate);
  else of.figure("how often it holds", input.holds, "share");
}

function sayCommonCause(of: Sayings, { inputs, model, parameters }: CommonCause): void {
  of.things("inputs", inputs);
  of.words(model, parameters.map((parameter) => sayExactly(parameter)).join(", "));
}

function sayAudience(of: Sayings, { count, valuePerYear }: Audience): void {
  of.figure("how many", count, "count");
  of.figure("worth a year", valuePerYear, "money");
}

function sayPeople(of: Sayings, { department, count, costPerHour }: People): void {
  of.things("department", department === undefined ? undefined : [department]);
  of.figure("people", count, "count");
  of.figure("an hour costs", costPerHour, "money");
}

function sayIndicator(of: Sayings, { warnsOf, ahead, skill, respondHours }: Indicator): void {
  of.things("warns of", warnsOf);
  of.delay("ahead", ahead);
  of.figure("skill", skill, "share");
  of.figure("time to respond", respondHours, "hours");
}

function sayLaw({ users, functions }: { readonly users: number; readonly functions: number }): string {
  if (users === 0 && functions === 0) return "constant";
  return [
    ...(users === 0 ? [] : [`users^${sayExactly(users)}`]),
    ...(functions === 0 ? [] : [`functions^${sayExactly(functions)}`]),
  ].join(" × ");
}

const ideaSayings: Readonly<Record<Exclude<keyof Ideas, "place">, readonly [what: string, unit: SaidIn]>> = {
  work: ["work", "share"],
  approvals: ["approvals", "count"],
  waitDays: ["wait", "days"],
  fadesPerDay: ["fades", "share a day"],
  rejected: ["rejected", "share"],
  exceptions: ["exceptions", "share"],
  exceptionCost: ["exception costs", "money"],
  value: ["value", "money"],
  irreversible: ["irreversible", "share"],
  hurdle: ["hurdle", "count"],
  tail: ["tail", "count"],
  changesPerYear: ["changes a year", "count"],
  errorBudgetPerYear: ["error budget a year", "count"],
  demandPerChange: ["demand", "count"],
  usefulControls: ["useful controls", "share"],
  controlsLastYears: ["controls last", "years"],
  reviewPerYear: ["review", "share a year"],
};

function sayIdeas(of: Sayings, ideas: Ideas): void {
  for (const [figure, [what, unit]] of Object.entries(ideaSayings))
    of.figure(what, ideas[figure as keyof typeof ideaSayings], unit);
  of.origins({});
}
