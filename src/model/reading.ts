import { checkAll } from "./checks/checks.ts";
import { createWhole, type Draft, gatesOf } from "./checks/whole.ts";
import { declareNames, nameLike, tellTooMany } from "./declare.ts";
import { noNames } from "./names.ts";
import type { Model } from "./organization.ts";
import type { Problem } from "./problem.ts";
import { createReader, type Reader } from "./reader.ts";
import { type Read, readFields } from "./shape.ts";
import { entryOf, type Node, valueAt } from "./tree.ts";
import { defaultAssumptions } from "./words/assumptions.ts";
import { isCurrency } from "./words/currency.ts";
import { organizationFields } from "./words/organization-text.ts";
import { plant } from "./yaml.ts";

/** What reading a text gives: a model where no error stands in the way, and all problems in the order of their places. */
export type Reading = { readonly model: Model | null; readonly problems: readonly Problem[] };

/**
 * What a text says of an organization. `file` is only named in places.
 *
 * All problems come at once. With an error among them there is no model; advice leaves it standing. Never throws,
 * whatever the text.
 */
export function readText(text: string, file: string): Reading {
  const reader = createReader(text, file, noNames);
  const { root, sound } = plant(reader);
  const broken = sound ? [] : [...reader.problems()];
  const model = root && readRoot(root, sound, reader);
  const problems = withoutFollowUps(reader.problems(), broken);
  return { model: problems.some(({ severity }) => severity === "error") ? null : (model ?? null), problems };
}

/** Where a line's form is broken, what it and the line before it seem to say is not to be taken at its word. */
function withoutFollowUps(problems: readonly Problem[], broken: readonly Problem[]): readonly Problem[] {
  const own = new Set(broken);
  const lines = new Set(broken.flatMap(({ place }) => [place.line - 1, place.line]));
  return problems.filter((problem) => own.has(problem) || !lines.has(problem.place.line));
}

function readRoot(root: Node, sound: boolean, reader: Reader): Model | undefined {
  if (root.kind !== "mapping") {
    reader.tell("wrong-form", root, "this is no text of an organization", {
      expected: "keys and values, beginning with `failwell: 1`",
    });
    return undefined;
  }
  reader.names = declareNames(root, organizationFields, reader);
  if (tellTooMany(root, reader.names, reader)) return undefined;
  const currency = valueAt(root, "currency");
  reader.currency = currency?.kind === "scalar" && isCurrency(currency.text) ? currency.text : null;
  const draft: Draft = {};
  const read = readFields(root, organizationFields, "an organization", reader, draft);
  // Where the form of the text is broken, what lies beyond the break is unknown: nothing is said about the whole.
  if (sound) checkAll(createWhole(draft, root, reader));
  return read && modelOf(read, root, reader);
}

/** The model of what was read. */
function modelOf(read: Read<typeof organizationFields>, root: Node, reader: Reader): Model {
  const name = read.organization;
  const { source, assumed, note } = read;
  const id = nameLike(name) || "organization";
  return {
    organization: {
      id,
      name,
      place: reader.place(entryOf(root, "organization")!.value),
      currency: read.currency,
      capital: read.capital,
      example: read.example ?? false,
      ...(source === undefined ? {} : { source }),
      ...(assumed === undefined ? {} : { assumed }),
      ...(note === undefined ? {} : { note }),
    },
    departments: read.departments ?? [],
    people: read.people ?? [],
    functions: read.functions ?? [],
    audiences: read.audiences ?? [],
    expectations: read.expectations ?? [],
    inputs: read.inputs ?? [],
    commonCauses: read["common causes"] ?? [],
    failures: read.failures ?? [],
    gates: gatesOf(read.failures ?? []),
    controls: read.controls ?? [],
    indicators: read.indicators ?? [],
    growth: read.growth ?? {},
    ...(read.ideas ? { ideas: read.ideas } : {}),
    assumptions: read.assumptions ?? defaultAssumptions,
  };
}
