import { type Build, type Reference, reference, thing } from "../named.ts";
import type { Approval, Control, FalseAlarms } from "../organization.ts";
import { type Phrase, readFigure } from "../phrase.ts";
import { quantityOf, readQuantity } from "../quantity.ts";
import type { Reader } from "../reader.ts";
import { type Fields, mapping, oneOrMore, optional, required, type Shape, tellForm } from "../shape.ts";
import { entryOf, type Node } from "../tree.ts";
import { phrase, stated } from "../values.ts";
import { delay, duration, money, moneyPerYear, share } from "./figures.ts";
import { costPerHour, crew } from "./people.ts";

type GuardRail = Extract<Control, { kind: "guard rail" }>;
type SafetyNet = Extract<Control, { kind: "safety net" }>;
type EscapeHatch = Extract<Control, { kind: "escape hatch" }>;

const upkeep = optional(moneyPerYear, "What it costs a year to keep.");
const failures = oneOrMore(reference("failure"));

const friction: Shape<NonNullable<GuardRail["friction"]>> = stated(
  phrase(
    "time or money on every use: 40s, 40s of users, or 0.05 USD",
    (words: Phrase) => {
      const figure = readFigure(words);
      if (figure === undefined) return undefined;
      const money = figure.dimension === "money";
      const perUse = quantityOf(figure, { dimension: money ? "money" : "duration" }, words);
      if (perUse === undefined) return undefined;
      if (money || !words.accept("of")) return { unit: money ? "money" : "hours", perUse };
      if (!words.accept("users", "user")) return words.wrong("whose time is it? only users can follow here");
      return { unit: "hours", perUse, of: "users" };
    },
    ["40s", "40s of users", "0.05 USD"],
  ),
);

const falseAlarms: Shape<FalseAlarms> = stated(
  phrase(
    "a share of good uses, at a cost: 0.1% at 5 USD",
    (words: Phrase) => {
      const portion = readQuantity(words, { dimension: "share" });
      if (portion === undefined) return undefined;
      if (!words.accept("at")) return words.wrong("what a false alarm costs is missing: “at 5 USD”");
      const cost = readQuantity(words, { dimension: "money" });
      return cost && { share: portion, cost };
    },
    ["0.1% at 5 USD"],
  ),
);

const approval: Shape<Approval> = mapping(
  "an approval",
  {
    wait: optional(duration, "How long an idea waits for it, on average."),
    rejects: optional(share, "The chance that it wrongly rejects an idea, or that the idea is given up."),
  },
  ({ wait, rejects }): Approval => ({
    ...(wait ? { waitDays: { ...wait, low: wait.low / 24, high: wait.high / 24 } } : {}),
    ...(rejects ? { rejected: rejects } : {}),
  }),
  { brief: true },
);

const guardRail: Shape<Build<Control>> = thing(
  "a guard rail",
  {
    "guard rail": required(
      oneOrMore(reference("input", "failure")),
      "The inputs or failures that it keeps out.",
    ),
    stops: required(share, "The share of them that it stops."),
    friction: optional(friction, "Time or money that it takes of every use."),
    on: optional(
      reference("kind of use", "function"),
      "The uses that carry the friction; without it, those of the failures' functions.",
    ),
    "false alarms": optional(falseAlarms, "The share of good uses that it stops too, and what each costs."),
    approval: optional(approval, "It is an approval that ideas pass, too: one of those counted under ideas."),
    upkeep,
  },
  (read, named): GuardRail => ({
    ...named,
    kind: "guard rail",
    protects: ids(read["guard rail"]),
    stops: read.stops,
    ...(read.friction ? { friction: read.friction } : {}),
    ...(read.on ? { on: read.on.id } : {}),
    ...(read["false alarms"] ? { falseAlarms: read["false alarms"] } : {}),
    ...(read.approval ? { approval: read.approval } : {}),
    ...(read.upkeep ? { upkeepPerYear: read.upkeep } : {}),
  }),
);

const safetyNet: Shape<Build<Control>> = thing(
  "a safety net",
  {
    "safety net": required(failures, "The failures that it catches by itself."),
    catches: required(share, "The share of them that it catches."),
    after: required(delay, "From onset to the catch; what is caught is contained then."),
    costs: optional(money, "What each catch costs."),
    upkeep,
  },
  (read, named): SafetyNet => ({
    ...named,
    kind: "safety net",
    protects: ids(read["safety net"]),
    catches: read.catches,
    after: read.after,
    ...(read.costs ? { costPerCatch: read.costs } : {}),
    ...(read.upkeep ? { upkeepPerYear: read.upkeep } : {}),
  }),
);

type Crew = Reference | { readonly count: NonNullable<ReturnType<typeof crew.read>> };
const group = reference("people");

/** The name of a group of people, or how many. */
const whom: Shape<Crew> = {
  ...group,
  is: "the name of a group of people, or how many there are",
  read(node: Node, reader: Reader) {
    const named = node.kind === "scalar" && /^\p{L}/u.test(node.text);
    if (named) return group.read(node, reader);
    const count = crew.read(node, reader);
    return count && { count };
  },
  schema: () => ({ anyOf: [group.schema(), crew.schema()] }),
};

const escapeHatch: Shape<Build<Control>> = thing(
  "an escape hatch",
  {
    "escape hatch": required(failures, "The failures that it is a manual way out of."),
    people: required(whom, "Who does it: a group named under people, or a number of a crew of its own."),
    cost: optional(costPerHour, "What an hour of one of the crew costs, where people is a number."),
    handling: required(delay, "How long one takes to handle."),
    works: required(share, "The share of attempts that work."),
    exceptions: optional(share, "The share of ideas that go through it as an exception."),
    upkeep,
  },
  (read, named, { reader, node }): EscapeHatch | undefined => {
    const { people, cost, exceptions } = read;
    const own = "count" in people;
    if (own === (cost === undefined)) {
      const at = entryOf(node, own ? "people" : "cost")!;
      const message = own
        ? "it is not said what an hour of these people costs"
        : "what these people cost is said where they are named";
      const expected = own ? "“cost” beside it, or the name of a group under people" : "no “cost” here";
      reader.tell("crew-cost", own ? at.value : at.key, message, { expected });
      return undefined;
    }
    return {
      ...named,
      kind: "escape hatch",
      protects: ids(read["escape hatch"]),
      people: own ? { count: people.count, costPerHour: cost! } : { id: people.id },
      handling: read.handling,
      works: read.works,
      ...(exceptions ? { exceptions } : {}),
      ...(read.upkeep ? { upkeepPerYear: read.upkeep } : {}),
    };
  },
);

function ids(references: readonly Reference[]): readonly string[] {
  return references.map(({ id }) => id);
}

const kinds = { "guard rail": guardRail, "safety net": safetyNet, "escape hatch": escapeHatch } as const;
type Kind = keyof typeof kinds;
const is = "a control: a guard rail, a safety net or an escape hatch";

/** Which of the three kinds a control says it is. */
function kindsOf(node: Node): readonly Kind[] {
  return (Object.keys(kinds) as Kind[]).filter((kind) => entryOf(node, kind));
}

/** What is done about failures; which of the three keys is there decides what else belongs. */
export const control: Shape<Build<Control>> = {
  is,
  get fields(): Fields {
    return { ...guardRail.fields, ...safetyNet.fields, ...escapeHatch.fields };
  },
  read(node, reader) {
    if (node.kind !== "mapping") return tellForm(node, is, reader);
    const [kind, second] = kindsOf(node);
    if (kind !== undefined && second === undefined) return kinds[kind].read(node, reader);
    const message = second
      ? `this is said to be a ${kind} and ${second === "escape hatch" ? "an" : "a"} ${second}`
      : "it is not said what this protects";
    reader.tell(
      "control-kind",
      (second ? entryOf(node, second)?.key : node.entries[0]?.key) ?? node,
      message,
      {
        expected: "one of `guard rail`, `safety net` and `escape hatch`, with what it protects",
      },
    );
    return undefined;
  },
  schema: () => ({ anyOf: Object.values(kinds).map((kind) => kind.schema()) }),
};
