import { limits } from "../limits.ts";
import { isName, resolve } from "../named.ts";
import { nearest } from "../names.ts";
import type { Gate } from "../organization.ts";
import type { Reader } from "../reader.ts";
import type { JsonSchema } from "../schema.ts";
import { fieldsSchema, type Shape, tellForm } from "../shape.ts";
import { entryOf, isEmpty, type Mapping, type Node, type Scalar, type Sequence } from "../tree.ts";

const is = "an input, another failure, or a gate (`all of`, `any of`, `at least 2 of`, `not`)";
const atLeast = /^at least (\d+) of$/;
const kinds = ["all of", "any of", "at least 2 of", "not"];

/** What a failure grows from: a name, or a gate over names and gates. */
export const gate: Shape<Gate> = {
  is,
  brief: true,
  read: readGate,
  declare: declareGate,
  suggestions: (names) =>
    [...names.all.values()]
      .filter(({ word }) => ["input", "failure", "gate"].includes(word))
      .map(({ id }) => id),
  get fields() {
    return gateFields;
  },
  schema: () => ({ anyOf: [{ $ref: "#/definitions/gate" }] }),
};

const members: Shape<readonly Gate[]> = {
  is: "a list of inputs, failures and gates",
  item: gate,
  read: (node, reader) =>
    node.kind === "sequence" ? readMembers(node, reader) : tellForm(node, members.is, reader),
  declare(node, tell) {
    if (node.kind === "sequence") for (const item of node.items) declareGate(item, tell);
  },
  schema: () => ({ type: "array", items: { $ref: "#/definitions/gate" } }),
};

const gateFields = {
  "all of": { shape: members, about: "All of these have to be there.", required: false },
  "any of": { shape: members, about: "One of these is enough.", required: false },
  "at least 2 of": {
    shape: members,
    about: "So many of these are enough; any number can stand for 2.",
    required: false,
  },
  not: { shape: gate, about: "This one must be absent.", required: false },
  as: {
    shape: {
      is: "a name",
      read: (node: Node) => (node.kind === "scalar" ? node.text : undefined),
      schema: () => ({ type: "string" }),
    },
    about: "A name for this gate, to be used elsewhere.",
    required: false,
  },
} as const;

/** What a gate is in JSON Schema; gates stand in gates, so it refers to itself. */
export function gateSchema(): JsonSchema {
  const { "at least 2 of": counted, ...fixed } = gateFields;
  const gates = fieldsSchema(fixed);
  const count = { "^at least [0-9]+ of$": { description: counted.about, ...counted.shape.schema() } };
  return {
    anyOf: [
      { type: "string", description: is },
      { ...gates, patternProperties: count },
    ],
  };
}

/** Names given to gates by `as`, at any depth. */
function declareGate(node: Node, tell: Parameters<NonNullable<Shape<Gate>["declare"]>>[1]): void {
  if (node.kind !== "mapping") return;
  const named = entryOf(node, "as")?.value;
  if (named?.kind === "scalar" && !isEmpty(named)) tell("gate", named, node);
  for (const { value } of node.entries) {
    if (value.kind === "sequence") for (const item of value.items) declareGate(item, tell);
    else declareGate(value, tell);
  }
}

function readGate(node: Node, reader: Reader): Gate | undefined {
  if (node.kind === "scalar" && !isEmpty(node)) return readMember(node, reader);
  if (node.kind !== "mapping") return tellForm(node, is, reader);
  const gates = node.entries.filter(({ key }) => key.text === "not" || / of$/.test(key.text));
  if (!tellOddKeys(node, reader)) return undefined;
  const [only] = gates;
  if (only === undefined || gates.length > 1) {
    const message = only ? "two gates stand side by side here" : "no gate is named here";
    reader.tell("one-gate", gates[1]?.key ?? node.entries[0]?.key ?? node, message, {
      expected:
        "one of `all of`, `any of`, `at least 2 of` and `not`; the other inside of it, as a list item",
    });
    return undefined;
  }
  const named = entryOf(node, "as")?.value;
  const name = named?.kind === "scalar" && isName(named.text) ? { name: named.text } : {};
  const place = reader.place(only.key);
  if (only.key.text === "not") {
    const of = readGate(only.value, reader);
    return of && { gate: "not", of, place, ...name };
  }
  const of = members.read(only.value, reader);
  if (of === undefined) return undefined;
  const counted = atLeast.exec(only.key.text);
  if (counted === null) return { gate: only.key.text === "all of" ? "all" : "any", of, place, ...name };
  const k = Number(counted[1]);
  if (k < 1 || k > of.length) {
    reader.tell(
      "gate-out-of-reach",
      only.key,
      `at least ${k} of ${of.length} can${k < 1 ? " always be had" : " never be had"}`,
      {
        expected: `a number from 1 to ${of.length}`,
      },
    );
    return undefined;
  }
  return { gate: "atLeast", k, of, place, ...name };
}

/** Whether all keys are those of a gate; tells the others. */
function tellOddKeys(node: Mapping, reader: Reader): boolean {
  let fine = true;
  const seen = new Set<string>();
  for (const { key } of node.entries) {
    if (seen.has(key.text)) {
      reader.tell("double-key", key, `“${key.text}” stands here for the second time`, {
        expected: "each key once",
      });
      fine = false;
    } else if (!["all of", "any of", "not", "as"].includes(key.text) && !atLeast.test(key.text)) {
      reader.tell("unknown-key", key, `“${key.text}” is no key of a gate`, {
        expected: "`all of`, `any of`, `at least 2 of`, `not` or `as`",
        nearest: nearest(key.text, [...kinds, "as"]),
      });
      fine = false;
    }
    seen.add(key.text);
  }
  return fine;
}

function readMembers(node: Sequence, reader: Reader): readonly Gate[] | undefined {
  if (node.items.length === 0) {
    reader.tell("gate-empty", node, "nothing stands in this gate", {
      expected: "at least one input, failure or gate",
    });
    return undefined;
  }
  if (node.items.length > limits.members) {
    reader.tell("too-many-members", node, `this gate has ${node.items.length} members`, {
      expected: `at most ${limits.members} in one gate; a gate can stand in a gate`,
    });
    return undefined;
  }
  const seen = new Set<string>();
  for (const item of node.items) {
    if (item.kind !== "scalar" || isEmpty(item)) continue;
    if (seen.has(item.text)) {
      reader.tell("member-twice", item, `“${item.text}” stands in this gate for the second time`, {
        expected: "each member once",
      });
    }
    seen.add(item.text);
  }
  const read = node.items.map((item) => readGate(item, reader));
  return read.every((member) => member !== undefined) ? read : undefined;
}

function readMember(node: Scalar, reader: Reader): Gate | undefined {
  const found = resolve(node.text, node, ["input", "failure", "gate"], reader);
  if (found === undefined) return undefined;
  const { word } = reader.names.all.get(found.id)!;
  const kind = word === "input" ? "input" : word === "failure" ? "failure" : "named";
  return { gate: kind, id: found.id, place: reader.place(node) };
}
