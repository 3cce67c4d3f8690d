import { inWords } from "./named.ts";
import type {
  Audience,
  Control,
  Delay,
  Expectation,
  Failure,
  Impact,
  Input,
  Model,
  OrganizationFunction,
  People,
  Quantity,
  Rate,
} from "./organization.ts";
import { usesOf } from "./words/function.ts";

/** What one step of a figure means. */
export type FigureUnit = "a year" | "hours" | "money" | "share" | "count" | "an hour";

export type FigureOwner = {
  readonly kind:
    | "organization"
    | "function"
    | "input"
    | "failure"
    | "control"
    | "audience"
    | "expectation"
    | "people";
  readonly id: string;
  readonly name: string;
};

/** What a figure says of its owner, and the ends it cannot pass; `most` is infinite where there is none. */
export type FigureSense = {
  readonly what: string;
  readonly unit: FigureUnit;
  readonly least: number;
  readonly most: number;
};

/** Visits a figure: what is returned stands in its place. */
export type Touch = (quantity: Quantity, sense: FigureSense) => Quantity;
/** The visit of the figures of one owner. */
type TouchOf = (owner: FigureOwner) => Touch;

/** Where each occurrence sets off another one, a cascade has no end. */
const mostSpread = 0.999;
/** Nothing that must be above nothing gets below this. */
const tiny = 1e-9;
const sense = (what: string, unit: FigureUnit, least = 0, most = Number.POSITIVE_INFINITY): FigureSense => ({
  what,
  unit,
  least,
  most,
});
const share = (what: string): FigureSense => sense(what, "share", 0, 1);

/**
 * A model after every figure was visited that what failure costs can rest on. What no visit changed is the same object (===) as before,
 * from the figure up to the model itself.
 */
export function touched(model: Model, touchOf: TouchOf): Model {
  const each = <T>(things: readonly T[], of: (thing: T, touchOf: TouchOf) => T): readonly T[] =>
    kept(
      things,
      things.map((thing) => of(thing, touchOf)),
    );
  const { organization } = model;
  const touch = touchOf({ kind: "organization", id: organization.id, name: organization.name });
  const capital = touch(organization.capital, sense("capital", "money", tiny));
  return replaced(model, {
    organization: replaced(organization, { capital }),
    people: each(model.people, touchedPeople),
    functions: each(model.functions, touchedFunction),
    audiences: each(model.audiences, touchedAudience),
    expectations: each(model.expectations, touchedExpectation),
    inputs: each(model.inputs, touchedInput),
    failures: each(model.failures, touchedFailure),
    controls: each(model.controls, touchedControl),
  });
}

/** The same object where nothing is new in it. Parts that are undefined are left out. */
function replaced<T extends object>(whole: T, parts: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const fresh = Object.entries(parts).filter(
    ([key, part]) => part !== undefined && part !== whole[key as keyof T],
  );
  return fresh.length === 0 ? whole : { ...whole, ...Object.fromEntries(fresh) };
}

function kept<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  return after.every((thing, index) => thing === before[index]) ? before : after;
}

function touchedPeople(people: People, touchOf: TouchOf): People {
  const touch = touchOf({ kind: "people", id: people.id, name: people.name });
  return replaced(people, {
    count: touch(people.count, sense("people", "count", 1)),
    costPerHour: people.costPerHour && touch(people.costPerHour, sense("cost an hour", "money")),
  });
}

function touchedFunction(owner: OrganizationFunction, touchOf: TouchOf): OrganizationFunction {
  const touch = touchOf({ kind: "function", id: owner.id, name: owner.name });
  const users = owner.users && touch(owner.users, sense("users", "count"));
  const uses = owner.uses.map((use) => {
    const named = use.id === owner.id ? "uses" : use.name.toLowerCase();
    if (use.perUser === undefined || users === undefined)
      return replaced(use, { perYear: touch(use.perYear, sense(`${named} a year`, "a year")) });
    const perUser = touch(use.perUser, sense(`${named} a user, a year`, "a year"));
    const same = perUser === use.perUser && users === owner.users;
    return same ? use : { ...use, perUser, perYear: usesOf(perUser, users) };
  });
  const dependsOn = owner.dependsOn.map((dependence) =>
    replaced(dependence, {
      share:
        dependence.share &&
        touch(dependence.share, sense(`stops with ${inWords(dependence.functionId)}`, "share", tiny, 1)),
    }),
  );
  return replaced(owner, {
    users,
    uses: kept(owner.uses, uses),
    dependsOn: kept(owner.dependsOn, dependsOn),
  });
}

function touchedAudience(audience: Audience, touchOf: TouchOf): Audience {
  const touch = touchOf({ kind: "audience", id: audience.id, name: audience.name });
  return replaced(audience, {
    count: audience.count && touch(audience.count, sense("how many", "count")),
    valuePerYear: audience.valuePerYear && touch(audience.valuePerYear, sense("worth a year", "money")),
  });
}

const unitOfMeasure = { time: "hours", occurrences: "count", loss: "money", share: "share" } as const;

function touchedExpectation(expectation: Expectation, touchOf: TouchOf): Expectation {
  const touch = touchOf({ kind: "expectation", id: expectation.id, name: expectation.name });
  const { objective, tolerance, response, penalty, measure } = expectation;
  const measured = (what: string): FigureSense =>
    measure === "share" ? share(what) : sense(what, unitOfMeasure[measure]);
  return replaced(expectation, {
    objective: touch(objective, measured("objective")),
    tolerance: touch(tolerance, measured("tolerance")),
    response:
      response &&
      replaced(response, {
        leave: touch(response.leave, share("leave at most")),
        value: response.value && touch(response.value, sense("worth of all", "money")),
      }),
    penalty:
      penalty &&
      replaced(penalty, {
        amount: touch(penalty.amount, sense("penalty", "money")),
        above: touch(penalty.above, measured("penalty above")),
      }),
  });
}

function touchedInput(input: Input, touchOf: TouchOf): Input {
  const touch = touchOf({ kind: "input", id: input.id, name: input.name });
  if (input.kind === "event") return replaced(input, { rate: input.rate && touchedRate(input.rate, touch) });
  return replaced(input, { holds: input.holds && touch(input.holds, share("how often it holds")) });
}

function touchedRate(rate: Rate, touch: Touch): Rate {
  switch (rate.of) {
    case "time":
      return replaced(rate, { perYear: touch(rate.perYear, sense("how often", "a year")) });
    case "uses":
      return replaced(rate, { share: touch(rate.share, share("how often, of uses")) });
    case "users":
      return replaced(rate, { sharePerYear: touch(rate.sharePerYear, sense("how often a user", "a year")) });
  }
}

function touchedFailure(failure: Failure, touchOf: TouchOf): Failure {
  const touch = touchOf({ kind: "failure", id: failure.id, name: failure.name });
  const { rate, detectedAfter, containedAfter, impact, failFast } = failure;
  return replaced(failure, {
    rate: rate && touchedRate(rate, touch),
    spreads:
      failure.spreads && touch(failure.spreads, sense("sets off more of its kind", "share", 0, mostSpread)),
    detectedAfter: touchedDelay(detectedAfter, "detected after", touch),
    containedAfter: touchedDelay(containedAfter, "contained after", touch),
    impact: touchedImpact(impact, touch),
    failFast:
      failFast &&
      replaced(failFast, {
        stops: touch(failFast.stops, share("stops at once")),
        after: touchedDelay(failFast.after, "stopped after", touch),
        stopCost: failFast.stopCost && touch(failFast.stopCost, sense("cost of a stop", "money")),
        falseStops: failFast.falseStops && touch(failFast.falseStops, share("false stops")),
        upkeepPerYear:
          failFast.upkeepPerYear && touch(failFast.upkeepPerYear, sense("upkeep a year", "money")),
      }),
  });
}

function touchedDelay(delay: Delay, what: string, touch: Touch): Delay {
  switch (delay.kind) {
    case "fixed":
    case "lognormal": {
      const hours = touch(delay.hours, sense(what, "hours"));
      if (hours === delay.hours) return delay;
      return { kind: hours.low === hours.high ? "fixed" : "lognormal", hours };
    }
    case "exponential":
    case "weibull":
      return replaced(delay, { meanHours: touch(delay.meanHours, sense(what, "hours", tiny)) });
    case "recorded":
      return delay;
    case "checked":
      return replaced(delay, {
        everyHours: touch(delay.everyHours, sense(`${what}: checked every`, "hours", tiny)),
        found: touch(delay.found, sense(`${what}: a check finds it`, "share", tiny, 1)),
      });
  }
}

function touchedImpact(impact: Impact, touch: Touch): Impact {
  const { harm, time, reversibility, atMost, endsByHours } = impact;
  const hourly = time.kind === "linear" || time.kind === "exponential";
  const harmOf = impact.blast.of === "units" ? "harm of one" : "harm of all";
  return replaced(impact, {
    harm: touch(harm, sense(hourly ? `${harmOf}, an hour` : harmOf, "money", Number.NEGATIVE_INFINITY)),
    blast: touchedBlast(impact.blast, touch),
    time: touchedTime(time, touch),
    reversibility:
      reversibility &&
      replaced(reversibility, {
        share: touch(reversibility.share, share("can be undone")),
        windowHours:
          reversibility.windowHours &&
          touch(reversibility.windowHours, sense("can be undone within", "hours", tiny)),
      }),
    atMost: atMost && touch(atMost, sense("harm at most", "money", tiny)),
    endsByHours: endsByHours && touch(endsByHours, sense("harm ends by", "hours", tiny)),
  });
}

/** A blast radius that would no longer grow to what it reaches stays as it was. */
function touchedBlast(blast: Impact["blast"], touch: Touch): Impact["blast"] {
  const { of, from, to, growthPerHour } = blast;
  const most = of === "share" ? 1 : Number.POSITIVE_INFINITY;
  const unit = of === "share" ? "share" : "count";
  const after = replaced(blast, {
    from: touch(from, sense("blast radius", unit, 0, most)),
    to: to && touch(to, sense("blast radius reaches", unit, tiny, most)),
    growthPerHour: growthPerHour && touch(growthPerHour, sense("blast radius grows", "an hour", tiny)),
  });
  return after.to === undefined || after.to.high > after.from.low ? after : blast;
}

function touchedTime(time: Impact["time"], touch: Touch): Impact["time"] {
  switch (time.kind) {
    case "none":
    case "linear":
      return time;
    case "exponential":
      return replaced(time, {
        growthPerHour: touch(time.growthPerHour, sense("harm grows", "an hour", tiny)),
      });
    case "cliff":
      return replaced(time, { atHours: touch(time.atHours, sense("harm falls due at", "hours")) });
  }
}

function touchedControl(control: Control, touchOf: TouchOf): Control {
  const touch = touchOf({ kind: "control", id: control.id, name: control.name });
  const upkeepPerYear =
    control.upkeepPerYear && touch(control.upkeepPerYear, sense("upkeep a year", "money"));
  switch (control.kind) {
    case "guard rail": {
      const { friction, falseAlarms } = control;
      return replaced(control, {
        upkeepPerYear,
        stops: touch(control.stops, share("stops")),
        friction:
          friction &&
          replaced(friction, { perUse: touch(friction.perUse, sense("friction of a use", friction.unit)) }),
        falseAlarms:
          falseAlarms &&
          replaced(falseAlarms, {
            share: touch(falseAlarms.share, share("false alarms")),
            cost: touch(falseAlarms.cost, sense("cost of a false alarm", "money")),
          }),
      });
    }
    case "safety net":
      return replaced(control, {
        upkeepPerYear,
        catches: touch(control.catches, share("catches")),
        after: touchedDelay(control.after, "catches after", touch),
        costPerCatch: control.costPerCatch && touch(control.costPerCatch, sense("cost of a catch", "money")),
      });
    case "escape hatch":
      return replaced(control, {
        upkeepPerYear,
        people: touchedCrew(control.people, touch),
        handling: touchedDelay(control.handling, "handling", touch),
        works: touch(control.works, share("works")),
      });
  }
}

type Crew = Extract<Control, { kind: "escape hatch" }>["people"];

function touchedCrew(people: Crew, touch: Touch): Crew {
  if ("id" in people) return people;
  return replaced(people, {
    count: touch(people.count, sense("people", "count", 1)),
    costPerHour: touch(people.costPerHour, sense("cost an hour", "money")),
  });
}
