/**
 * What an organization's text says, once it is understood: every engine reads this and nothing else.
 *
 * Units: times in hours, rates per year of 8,766 hours (365.25 days), money in the organization's currency,
 * shares and probabilities in [0, 1]. A month is a twelfth of a year. Names (`id`) are as written in the text.
 */
import type { Place } from "./place.ts";

/** A number that somebody stated: one value, or a range from its 5th to its 95th percentile. */
export type Quantity = {
  readonly low: number;
  /** Equal to `low` where one value was stated. */
  readonly high: number;
  readonly place: Place;
  /** Where the figure comes from, as stated. */
  readonly source?: string;
  /** Whose assumption it is; absent where it is not marked as one. */
  readonly assumed?: string;
  readonly note?: string;
};

/** What every named thing in a text can carry. */
export type Named = {
  readonly id: string;
  /** For people: the stated `name`, else the id with spaces and a capital. */
  readonly name: string;
  readonly place: Place;
  readonly source?: string;
  readonly assumed?: string;
  readonly note?: string;
};

/**
 * How often something happens: by itself, or as a share of uses or users.
 *
 * `despite` names guard rails that were at work when the figure was seen (`despite: [second-pair-of-eyes]`): the stated
 * figure is then what they let through, and what is offered to them is the figure divided by their joint leak. Guard
 * rails that are not named thin the figure. Without it a figure is read as before all guard rails.
 */
export type Rate = { readonly despite: readonly string[] } & (
  | { readonly of: "time"; readonly perYear: Quantity }
  /** A share of the uses of a function (`kind` absent: all kinds of use together). */
  | { readonly of: "uses"; readonly share: Quantity; readonly functionId: string; readonly kind?: string }
  /** A share of a function's users, a year. */
  | { readonly of: "users"; readonly sharePerYear: Quantity; readonly functionId: string }
);

/** How long something takes, in hours. */
export type Delay =
  | { readonly kind: "fixed"; readonly hours: Quantity }
  /** `30min to 4h`: lognormal between these percentiles. */
  | { readonly kind: "lognormal"; readonly hours: Quantity }
  /** `about 3d`: exponential with this mean. */
  | { readonly kind: "exponential"; readonly meanHours: Quantity }
  /** `about 3d, shape 1.5`: Weibull with this mean. */
  | { readonly kind: "weibull"; readonly meanHours: Quantity; readonly shape: number }
  /** `checked every 1d, found 70%`: audits at equal intervals, each finding with a chance; onset uniform between two. */
  | { readonly kind: "checked"; readonly everyHours: Quantity; readonly found: Quantity }
  /** As recorded, not as stated: no text says it. At least 5 times, ascending, each as likely as the others. */
  | { readonly kind: "recorded"; readonly hours: readonly number[] };

export type Department = Named & { readonly people?: Quantity };

/** People who do something by hand, shared by the escape hatches that name them. */
export type People = Named & {
  readonly department?: string;
  readonly count: Quantity;
  readonly costPerHour?: Quantity;
};

export type UseKind = {
  readonly id: string;
  readonly name: string;
  readonly perYear: Quantity;
  /** Of one user, where the text counts by user: `perYear` is this times users. */
  readonly perUser?: Quantity;
  readonly place: Place;
};

/** Something the organization does again and again for its users. */
export type OrganizationFunction = Named & {
  readonly department: string;
  readonly users?: Quantity;
  /** Uses a year by kind, already multiplied by users where the text says `/ user`. */
  readonly uses: readonly UseKind[];
  /**
   * How busy each month is, from January on, against the mean of all twelve: their mean is 1, so that the year's uses stay as
   * stated. Absent: all alike.
   */
  readonly seasons?: readonly number[];
  readonly seasonsAssumed?: string;
  readonly dependsOn: readonly Dependence[];
};

/** What a function cannot work without. */
export type Dependence = {
  readonly functionId: string;
  /** The share of uses that stop while that one fails; absent: all. */
  readonly share?: Quantity;
};

export type Audience = Named & {
  readonly count?: Quantity;
  /** What the audience is worth to the organization a year, in money. */
  readonly valuePerYear?: Quantity;
};

/** What is measured decides the dimension of `objective` and `tolerance`. */
export type Measure = "time" | "occurrences" | "loss" | "share";

export type Expectation = Named & {
  readonly audience: string;
  readonly functionId: string;
  /** The failures that miss it; absent: all of the function. */
  readonly missedBy?: readonly string[];
  /** time: hours a window in which the function fails; occurrences: count a window; loss: money a window; share: of uses that go well. */
  readonly measure: Measure;
  readonly describes?: string;
  readonly objective: Quantity;
  /** Length of the window, hours. */
  readonly windowHours: number;
  /** Half-width ω, in the objective's unit. */
  readonly tolerance: Quantity;
  /** Response Rmax·(1 − exp(−2.25·slope·(z − 1))) of `value` once z > 1. */
  readonly response?: { readonly leave: Quantity; readonly slope: number; readonly value?: Quantity };
  /** Money due once the measure passes `above` (unit of the objective). */
  readonly penalty?: { readonly amount: Quantity; readonly above: Quantity };
};

/** An event happens (a rate); a condition holds (a probability). Both may be named without a figure. */
export type Input = Named &
  (
    | { readonly kind: "event"; readonly rate?: Rate }
    | { readonly kind: "condition"; readonly holds?: Quantity }
  );

/** Inputs that fail together. `model` parameters as in the field: beta [β]; greek [β, γ, δ…]; alpha [α1, α2…]; phi [φ1, φ2…]. */
export type CommonCause = Named & {
  readonly inputs: readonly string[];
  readonly model: "beta" | "greek" | "alpha" | "phi";
  readonly parameters: readonly number[];
};

/** What a failure grows from: gates over inputs, other failures, and named gates of the same organization. */
export type Gate =
  | {
      readonly gate: "all" | "any";
      readonly of: readonly Gate[];
      readonly name?: string;
      readonly place: Place;
    }
  | {
      readonly gate: "atLeast";
      readonly k: number;
      readonly of: readonly Gate[];
      readonly name?: string;
      readonly place: Place;
    }
  | { readonly gate: "not"; readonly of: Gate; readonly name?: string; readonly place: Place }
  | { readonly gate: "input"; readonly id: string; readonly place: Place }
  /** Another failure, as an event: its occurrences after its guard rails. */
  | { readonly gate: "failure"; readonly id: string; readonly place: Place }
  /** A gate that carries a name elsewhere in the text (`as:`). Resolved through `Model.gates`. */
  | { readonly gate: "named"; readonly id: string; readonly place: Place };

/** dH/dt = v·b(t)·g(t); see theory of impact in docs/concepts. */
export type Impact = {
  /** v: money for the whole blast radius's unit; an amount for `none` and `cliff`, an amount an hour for `linear` and `exponential`. */
  readonly harm: Quantity;
  readonly blast: {
    /** `units`: so many units are affected; `share`: a share of `population`. Harm is multiplied by it. */
    readonly of: "units" | "share";
    readonly from: Quantity;
    /** Saturating growth b(t) = to − (to − from)·exp(−β·t); absent: constant. */
    readonly to?: Quantity;
    readonly growthPerHour?: Quantity;
    /** What one unit is, in the text's words (`customer`, `batch`). */
    readonly unit?: string;
  };
  readonly time:
    | { readonly kind: "none" }
    | { readonly kind: "linear" }
    | { readonly kind: "exponential"; readonly growthPerHour: Quantity }
    | { readonly kind: "cliff"; readonly atHours: Quantity };
  /** Share r0 that can be undone at once, fading with window τr (hours; absent: it does not fade). */
  readonly reversibility?: { readonly share: Quantity; readonly windowHours?: Quantity };
  /** No occurrence costs more than this. */
  readonly atMost?: Quantity;
  /** Maximum tolerable period: harm stops growing here, hours. */
  readonly endsByHours?: Quantity;
};

export type Posture = "accept" | "fail fast" | "guard rail" | "safety net" | "escape hatch";

/** A way in which a function's outcome departs from an expectation. */
export type Failure = Named & {
  readonly functionId: string;
  /** Stated frequency; absent where it follows from the inputs. */
  readonly rate?: Rate;
  readonly growsFrom?: Gate;
  /**
   * How many more of its kind each occurrence sets off, on average; below 1 (at once each, Poisson many: the size of a
   * cascade is Borel). Absent: none.
   */
  readonly spreads?: Quantity;
  /** onset → detected */
  readonly detectedAfter: Delay;
  /** detected → contained */
  readonly containedAfter: Delay;
  /** contained → recovered */
  readonly recoveredAfter?: Delay;
  readonly impact: Impact;
  /** Stops at once what shows itself as failing. */
  readonly failFast?: {
    /** Share of occurrences stopped. */
    readonly stops: Quantity;
    readonly after: Delay;
    /** What a stop costs, money. */
    readonly stopCost?: Quantity;
    readonly falseStops?: Quantity;
    readonly upkeepPerYear?: Quantity;
  };
  readonly posture?: readonly Posture[];
};

export type FalseAlarms = { readonly share: Quantity; readonly cost: Quantity };

/** What an idea meets at one approval: how long it waits, and the chance to be wrongly rejected or given up. */
export type Approval = { readonly waitDays?: Quantity; readonly rejected?: Quantity };

export type Control = Named & {
  readonly upkeepPerYear?: Quantity;
} & (
    | {
        readonly kind: "guard rail";
        /** Inputs or failures it keeps out. */
        readonly protects: readonly string[];
        readonly stops: Quantity;
        /** On every use: hours or money. Hours are those of the organization's own people, unless they are its users'. */
        readonly friction?: {
          readonly unit: "hours" | "money";
          readonly perUse: Quantity;
          readonly of?: "users";
        };
        /** The uses that carry the friction: a function or a kind of use; absent: those of the failures it protects. */
        readonly on?: string;
        readonly falseAlarms?: FalseAlarms;
        /** It is an approval that ideas pass, too. */
        readonly approval?: Approval;
      }
    | {
        readonly kind: "safety net";
        readonly protects: readonly string[];
        readonly catches: Quantity;
        /** onset → caught; what is caught is contained then, unless it was contained before. */
        readonly after: Delay;
        /** Money each time it catches. */
        readonly costPerCatch?: Quantity;
      }
    | {
        readonly kind: "escape hatch";
        readonly protects: readonly string[];
        /** A `people` entry, or a crew of its own. */
        readonly people:
          | { readonly id: string }
          | { readonly count: Quantity; readonly costPerHour: Quantity };
        readonly handling: Delay;
        readonly works: Quantity;
        /** Share of ideas that go through it as an exception. */
        readonly exceptions?: Quantity;
      }
  );

/** A leading indicator: it shows ahead of a failure. */
export type Indicator = Named & {
  readonly warnsOf: readonly string[];
  readonly ahead: Delay;
  /** Brier skill in [0, 1]. */
  readonly skill: Quantity;
  /** Time to respond, hours. */
  readonly respondHours: Quantity;
};

/** value ∝ users^a × functions^b. */
export type GrowthLaw = { readonly users: number; readonly functions: number; readonly place: Place };

export const growingThings = [
  "uses",
  "failures",
  "severity",
  "capital",
  "people",
  "mitigation",
  "coupling",
  "kinds",
  "expectations",
  "hatches",
] as const;
export type GrowingThing = (typeof growingThings)[number];

/** What an idea passes through between having it and its effect. */
export type Ideas = {
  readonly work?: Quantity;
  readonly approvals?: Quantity;
  readonly waitDays?: Quantity;
  readonly fadesPerDay?: Quantity;
  readonly rejected?: Quantity;
  readonly exceptions?: Quantity;
  readonly exceptionCost?: Quantity;
  readonly value?: Quantity;
  readonly irreversible?: Quantity;
  readonly hurdle?: Quantity;
  readonly tail?: Quantity;
  readonly changesPerYear?: Quantity;
  readonly errorBudgetPerYear?: Quantity;
  readonly demandPerChange?: Quantity;
  /** U: share of all hours that goes into controls that are still needed. */
  readonly usefulControls?: Quantity;
  /** T: how long a control stays needed, years. */
  readonly controlsLastYears?: Quantity;
  /** π: share of the controls no longer needed that is let go in a year, were all hours free for it. */
  readonly reviewPerYear?: Quantity;
  readonly place: Place;
};

/** An assumption of the theory, with the text's own value or Failwell's. */
export type Assumption = { readonly value: number; readonly stated: boolean; readonly place?: Place };

export type Assumptions = {
  /** θ: what the organization earns beyond its expected losses, as a share of them. Default 0.25. */
  readonly loading: Assumption;
  /** κ: sightings at which a failure's frequency is half known. Default 1. */
  readonly credibility: Assumption;
  /** Half-life of a sighting in the record, years. Default 3. */
  readonly halfLifeYears: Assumption;
  /** β: share of leaks that controls of the same failure have in common. Default 0. */
  readonly sharedLeaks: Assumption;
};

export type Model = {
  readonly organization: Named & {
    readonly currency: string;
    readonly capital: Quantity;
    readonly example: boolean;
  };
  readonly departments: readonly Department[];
  readonly people: readonly People[];
  readonly functions: readonly OrganizationFunction[];
  readonly audiences: readonly Audience[];
  readonly expectations: readonly Expectation[];
  readonly inputs: readonly Input[];
  readonly commonCauses: readonly CommonCause[];
  readonly failures: readonly Failure[];
  /** Named gates (`as:`), by name. */
  readonly gates: ReadonlyMap<string, Gate>;
  readonly controls: readonly Control[];
  readonly indicators: readonly Indicator[];
  readonly growth: Partial<Record<GrowingThing, GrowthLaw>>;
  readonly ideas?: Ideas;
  readonly assumptions: Assumptions;
};
