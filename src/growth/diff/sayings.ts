import {
  sayCount,
  sayDuration,
  sayExactly,
  sayList,
  sayMoney,
  sayRange,
  sayRate,
  sayShare,
} from "../../findings/say.ts";
import type { Delay, Gate, Model, Quantity, Rate } from "../../model/model.ts";

/** One thing that a text says of something. */
export type Saying = {
  /** “detected after”, “stops”. */
  readonly what: string;
  /** The same where the same is meant, whatever the order, unit or form in which it is written. */
  readonly same: string;
  /** As people say it; `exactly`: with all figures, where two are said alike and are not. */
  readonly said: (exactly: boolean) => string;
};

/** Dimension of a figure, as people say it. */
export type SaidIn =
  | "money"
  | "share"
  | "count"
  | "hours"
  | "a year"
  | "an hour"
  | "days"
  | "years"
  | "share a day"
  | "share a year";

/** What a model calls its things, where it is compared with another. */
export type Names = {
  readonly currency: string;
  /** What people see. */
  readonly shown: (id: string) => string;
  /** What both texts call it. */
  readonly called: (id: string) => string;
  readonly gates: Model["gates"];
};

/** Collects what is said of one thing, and where its figures come from. */
export class Sayings {
  readonly all: Saying[] = [];
  private readonly from = new Map<"assumed" | "source" | "note", Map<string, Set<string>>>();
  readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  /** Something said in words. */
  words(what: string, said: string | undefined, same: string = said ?? ""): void {
    if (said !== undefined && said !== "") this.all.push({ what, same, said: () => said });
  }

  figure(what: string, quantity: Quantity | undefined, unit: SaidIn): void {
    if (quantity === undefined) return;
    this.stands(what, quantity);
    this.all.push({
      what,
      same: figureKey(quantity),
      said: (exactly) => sayFigure(quantity, unit, this.names.currency, exactly),
    });
  }

  /** A number that is no figure of anybody's: a slope, a window. */
  number(what: string, value: number | undefined, say: (value: number) => string = sayCount): void {
    if (value === undefined) return;
    this.all.push({ what, same: `${value}`, said: (exactly) => (exactly ? sayExactly(value) : say(value)) });
  }

  /** Other things of the text, in whatever order. */
  things(what: string, ids: readonly string[] | undefined): void {
    if (ids === undefined || ids.length === 0) return;
    const same = ids.map(this.names.called).sort().join(" ");
    this.all.push({ what, same, said: () => sayList(ids.map((id) => `“${this.names.shown(id)}”`)) });
  }

  delay(what: string, delay: Delay | undefined): void {
    if (delay === undefined || delay.kind === "recorded") return;
    const say = (quantity: Quantity, exactly: boolean): string =>
      sayFigure(quantity, "hours", this.names.currency, exactly);
    switch (delay.kind) {
      case "fixed":
      case "lognormal":
        this.figure(what, delay.hours, "hours");
        return;
      case "exponential":
      case "weibull": {
        const shape = delay.kind === "weibull" ? delay.shape : 1;
        this.stands(what, delay.meanHours);
        this.all.push({
          what,
          same: `about ${figureKey(delay.meanHours)} shape ${shape}`,
          said: (exactly) =>
            `about ${say(delay.meanHours, exactly)}${shape === 1 ? "" : `, shape ${sayExactly(shape)}`}`,
        });
        return;
      }
      case "checked":
        this.stands(what, delay.everyHours);
        this.stands(what, delay.found);
        this.all.push({
          what,
          same: `checked ${figureKey(delay.everyHours)} found ${figureKey(delay.found)}`,
          said: (exactly) =>
            `checked every ${say(delay.everyHours, exactly)}, found ${sayFigure(delay.found, "share", this.names.currency, exactly)}`,
        });
    }
  }

  rate(what: string, rate: Rate | undefined): void {
    if (rate === undefined) return;
    const { currency } = this.names;
    const [figure, unit, of] =
      rate.of === "time"
        ? ([rate.perYear, "a year", ""] as const)
        : rate.of === "uses"
          ? ([rate.share, "share", " of uses"] as const)
          : ([rate.sharePerYear, "share", " of users a year"] as const);
    this.stands(what, figure);
    this.all.push({
      what,
      same: `${rate.of} ${figureKey(figure)}`,
      said: (exactly) => `${sayFigure(figure, unit, currency, exactly)}${of}`,
    });
    if (rate.of !== "time") {
      const kind = rate.of === "uses" ? rate.kind : undefined;
      this.things(`${rate.of} of`, [kind ?? rate.functionId]);
      if (kind !== undefined) this.things("uses in", [rate.functionId]);
    }
    this.things("seen despite", rate.despite);
  }

  gate(what: string, gate: Gate | undefined): void {
    if (gate === undefined) return;
    this.all.push({ what, same: gateKey(gate, this.names), said: () => sayGate(gate, this.names) });
  }

  /** Whose assumption, from which source, with which note: of the thing and of its figures. */
  origins(of: { readonly assumed?: string; readonly source?: string; readonly note?: string }): void {
    this.stands("", of);
    for (const key of ["assumed", "source", "note"] as const) {
      const by = this.from.get(key);
      if (by === undefined) continue;
      const all = [...by].sort(([a], [b]) => (a < b ? -1 : 1));
      const said = all.map(([who, figures]) => {
        const whats = figures.has("") ? [] : [...figures];
        return `${who}${whats.length > 0 ? ` (${whats.join(", ")})` : ""}`;
      });
      this.words({ assumed: "assumed by", source: "source", note: "note" }[key], said.join("; "));
    }
  }

  private stands(
    what: string,
    of: { readonly assumed?: string; readonly source?: string; readonly note?: string },
  ): void {
    for (const key of ["assumed", "source", "note"] as const) {
      const who = of[key];
      if (who === undefined) continue;
      const by = this.from.get(key) ?? new Map<string, Set<string>>();
      by.set(who, (by.get(who) ?? new Set()).add(what));
      this.from.set(key, by);
    }
  }
}

/** Units are brought to one where a text is read, which leaves the last digits to chance. */
function figureKey({ low, high }: Quantity): string {
  return `${low.toPrecision(12)} ${high.toPrecision(12)}`;
}

function sayFigure({ low, high }: Quantity, unit: SaidIn, currency: string, exactly: boolean): string {
  return sayRange(low, high, exactly ? sayerExactly(unit, currency) : sayer(unit, currency));
}

function sayer(unit: SaidIn, currency: string): (value: number) => string {
  switch (unit) {
    case "money":
      return (value) => sayMoney(value, currency);
    case "share":
      return sayShare;
    case "count":
      return sayCount;
    case "hours":
      return sayDuration;
    case "days":
      return (value) => sayDuration(24 * value);
    case "years":
      return (value) => sayDuration(8766 * value);
    case "a year":
      return sayRate;
    case "an hour":
      return (value) => `${sayCount(value)} an hour`;
    case "share a day":
      return (value) => `${sayShare(value)} a day`;
    case "share a year":
      return (value) => `${sayShare(value)} a year`;
  }
}

function sayerExactly(unit: SaidIn, currency: string): (value: number) => string {
  switch (unit) {
    case "money":
      return (value) => `${sayExactly(value)} ${currency}`;
    case "share":
      return (value) => `${sayExactly(100 * value)}%`;
    case "share a day":
    case "share a year":
      return (value) => `${sayExactly(100 * value)}% a ${unit.endsWith("day") ? "day" : "year"}`;
    case "count":
      return sayExactly;
    case "hours":
    case "days":
    case "years":
      return (value) => `${sayExactly(value)} ${unit}`;
    case "a year":
    case "an hour":
      return (value) => `${sayExactly(value)} ${unit}`;
  }
}

/** So long a gate is spelled out; of a longer one its named parts stay names. */
const LONGEST_GATE = 4000;

/** The same for gates that mean the same, but for laws of logic: order and names of parts don't matter. */
function gateKey(gate: Gate, names: Names): string {
  switch (gate.gate) {
    case "input":
    case "failure":
      return `${gate.gate} ${names.called(gate.id)}`;
    case "named": {
      const meant = names.gates.get(gate.id);
      const key = meant === undefined ? undefined : keyOf(meant, names);
      return key === undefined || key.length > LONGEST_GATE ? `named ${gate.id}` : key;
    }
    case "not":
      return `not (${gateKey(gate.of, names)})`;
    default: {
      const parts = gate.of.map((part) => gateKey(part, names)).sort();
      return `${gate.gate === "atLeast" ? `at least ${gate.k}` : gate.gate} (${parts.join(", ")})`;
    }
  }
}

const keys = new WeakMap<Names, Map<Gate, string>>();

/** Named gates may stand in each other many times over; each is spelled out once. */
function keyOf(gate: Gate, names: Names): string {
  const known = keys.get(names) ?? new Map<Gate, string>();
  keys.set(names, known);
  const key = known.get(gate) ?? gateKey(gate, names);
  known.set(gate, key);
  return key;
}

function sayGate(gate: Gate, names: Names): string {
  switch (gate.gate) {
    case "input":
    case "failure":
      return `“${names.shown(gate.id)}”`;
    case "named":
      return `“${gate.id}”`;
    case "not":
      return `not ${sayGate(gate.of, names)}`;
    default: {
      const how = gate.gate === "atLeast" ? `at least ${gate.k} of` : `${gate.gate} of`;
      return `${how} (${gate.of.map((part) => sayGate(part, names)).join(", ")})`;
    }
  }
}
