import { type GrowingThing, type GrowthLaw, growingThings } from "../organization.ts";
import type { Phrase } from "../phrase.ts";
import { type Field, mapping, optional, type Shape } from "../shape.ts";
import { phrase } from "../values.ts";

const law: Shape<GrowthLaw> = phrase(
  "constant, or powers of users and functions: users^0.8 × functions^0.2",
  readLaw,
  ["constant", "users", "users^0.9", "users^0.8 × functions^0.2"],
);

function readLaw(words: Phrase): GrowthLaw | undefined {
  const place = words.reader.place(words.span);
  if (words.accept("constant")) return { users: 0, functions: 0, place };
  const powers = { users: 0, functions: 0 };
  do {
    const base = words.take();
    if (base?.text !== "users" && base?.text !== "functions") {
      return words.wrong(
        base
          ? `things grow here with users and functions, not with “${base.text}”`
          : "users or functions are missing",
        base,
      );
    }
    const exponent = words.accept("^") ? words.take() : undefined;
    if (exponent && !(Math.abs(exponent.value) <= 10))
      return words.wrong(`“${exponent.text}” is no power`, exponent);
    powers[base.text] += exponent?.value ?? 1;
  } while (words.accept("×", "*", "x"));
  return { ...powers, place };
}

const abouts: Readonly<Record<GrowingThing, string>> = {
  uses: "How uses grow.",
  failures: "How the frequency of each failure grows.",
  severity: "How the loss of one failure grows.",
  capital: "How capital grows.",
  people: "How the number of people grows.",
  mitigation: "How controls improve: losses fall by this power.",
  coupling: "How far functions depend on one another.",
  kinds: "How many kinds of failure there are.",
  expectations: "How expectations tighten.",
  hatches: "How what escape hatches cost grows.",
};

/** What grows with users, with functions, or with both. */
export const growth = mapping(
  "growth",
  Object.fromEntries(growingThings.map((thing) => [thing, optional(law, abouts[thing])])) as Record<
    GrowingThing,
    Field<GrowthLaw, false>
  >,
  (read): Partial<Record<GrowingThing, GrowthLaw>> => read,
);
