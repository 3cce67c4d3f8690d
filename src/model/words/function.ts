import { type Build, inWords, type Reference, reference, thing } from "../named.ts";
import type { OrganizationFunction, Quantity, UseKind } from "../organization.ts";
import { type Figure, type Phrase, readFigure } from "../phrase.ts";
import { quantityOf } from "../quantity.ts";
import { optional, required, type Shape } from "../shape.ts";
import { entryOf } from "../tree.ts";
import { phrase, stated } from "../values.ts";
import { dependences } from "./dependences.ts";
import { count } from "./figures.ts";
import { seasons } from "./seasons.ts";

/** Uses a year, before it is known how many users there are. */
type Uses = { readonly quantity: Quantity; readonly perUser: boolean };

const usesFigure: Shape<Uses> = stated(
  phrase("uses a time: 70M / year, or 26 / user / month", readUses, ["70M / year", "26 / user / month"]),
);

function readUses(words: Phrase): Uses | undefined {
  const figure = readFigure(words);
  if (figure === undefined) return undefined;
  const users = figure.per.filter(({ of }) => of === "user");
  const bare: Figure = { ...figure, per: figure.per.filter(({ of }) => of === "time") };
  const quantity = quantityOf(users.length > 1 ? figure : bare, { dimension: "count", per: "year" }, words);
  return quantity && { quantity, perUser: users.length === 1 };
}

type StatedKind = Uses & Reference & { readonly own: boolean };

/** One figure for all uses, or one a kind of use. */
const uses: Shape<readonly StatedKind[]> = {
  is: "how often the function is used: one figure, or one for each kind of use",
  item: usesFigure,
  ...(usesFigure.fields ? { fields: usesFigure.fields } : {}),
  ...(usesFigure.suggestions ? { suggestions: usesFigure.suggestions } : {}),
  declare(node, tell) {
    if (node.kind !== "mapping" || isStated(node)) return;
    for (const { key, value } of node.entries) tell("kind of use", key, value);
  },
  read(node, reader) {
    if (node.kind !== "mapping" || isStated(node)) {
      const read = usesFigure.read(node, reader);
      return read && [{ ...read, id: "", span: node, own: true }];
    }
    const kinds = node.entries.map(({ key, value }): StatedKind | undefined => {
      const read = usesFigure.read(value, reader);
      return read && { ...read, id: key.text, span: key, own: false };
    });
    return kinds.every((kind) => kind !== undefined) ? kinds : undefined;
  },
  schema: () => ({
    anyOf: [usesFigure.schema(), { type: "object", additionalProperties: usesFigure.schema() }],
  }),
};

/** `{ is: …, source: … }` is one figure, not a kind of use called “is”. */
function isStated(node: {
  readonly entries: readonly { readonly key: { readonly text: string } }[];
}): boolean {
  return node.entries.some(({ key }) => key.text === "is");
}

export const organizationFunction: Shape<Build<OrganizationFunction>> = thing(
  "a function",
  {
    department: required(reference("department"), "The department that owns it."),
    users: optional(count, "How many use it."),
    uses: optional(uses, "How often it is used: one figure, or one for each kind of use."),
    seasons: optional(seasons, "How much busier than an ordinary month some months are."),
    "depends on": optional(
      dependences,
      "The functions it cannot work without: names, or by name the share of its uses that stop while the other fails.",
    ),
  },
  ({ department, users, uses = [], seasons, "depends on": dependsOn = [] }, named, { node, reader }) => {
    const unknown = users === undefined ? uses.find(({ perUser }) => perUser) : undefined;
    if (unknown) {
      reader.tell(
        "users-missing",
        unknown.span,
        "these uses are counted by user, but it is not said how many users there are",
        {
          expected: `“users” beside it, or uses without “/ user”`,
        },
      );
      return undefined;
    }
    if (seasons && uses.length === 0) {
      reader.tell(
        "uses-missing",
        entryOf(node, "seasons")!.key,
        `these are seasons of uses, but it is not said how often “${named.id}” is used`,
        { expected: "`uses` beside it" },
      );
    }
    return {
      ...named,
      department: department.id,
      ...(users ? { users } : {}),
      uses: uses.map(
        ({ quantity, perUser, id, span, own }): UseKind => ({
          id: own ? named.id : id,
          name: own ? named.name : inWords(id),
          perYear: perUser ? usesOf(quantity, users!) : quantity,
          ...(perUser ? { perUser: quantity } : {}),
          place: reader.place(span),
        }),
      ),
      ...seasons,
      dependsOn,
    };
  },
);

/**
 * Uses a user times users. Two lognormal ranges multiply to a lognormal one whose log-widths add in squares, so that two
 * uncertain factors are not both taken at their worst.
 */
export function usesOf(uses: Quantity, users: Quantity): Quantity {
  const center = Math.sqrt(uses.low * uses.high * users.low * users.high);
  const width = Math.hypot(logWidth(uses), logWidth(users));
  const assumed = uses.assumed ?? users.assumed;
  return {
    ...uses,
    low: width === 0 ? uses.low * users.low : center * Math.exp(-width),
    high: width === 0 ? uses.low * users.low : center * Math.exp(width),
    ...(assumed === undefined ? {} : { assumed }),
  };
}

function logWidth({ low, high }: Quantity): number {
  return low === high ? 0 : Math.log(high / low) / 2;
}
