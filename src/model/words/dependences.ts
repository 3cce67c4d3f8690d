import { reference, resolve } from "../named.ts";
import { namesOf } from "../names.ts";
import type { Dependence } from "../organization.ts";
import type { Reader } from "../reader.ts";
import { oneOrMore, type Shape } from "../shape.ts";
import type { Mapping } from "../tree.ts";
import { quantity } from "./figures.ts";

const whole = oneOrMore(reference("function"));
const stopped = quantity({ dimension: "share", positive: true }, ["60%", "40% to 80%"]);

/** The functions that one cannot work without: names, or names with the share of its uses that stop while each fails. */
export const dependences: Shape<readonly Dependence[]> = {
  ...whole,
  is: "the name of a function, a list of such, or shares by name: { ledger: 60% }",
  brief: true,
  keyed: { names: (names) => namesOf(names, ["function"]), item: stopped },
  read(node, reader) {
    if (node.kind === "mapping") return readShares(node, reader);
    return whole.read(node, reader)?.map(({ id }) => ({ functionId: id }));
  },
  schema: () => ({
    anyOf: [whole.schema(), { type: "object", additionalProperties: stopped.schema() }],
  }),
};

function readShares(node: Mapping, reader: Reader): readonly Dependence[] | undefined {
  const seen = new Set<string>();
  const read = node.entries.map(({ key, value }): Dependence | undefined => {
    if (seen.has(key.text)) {
      reader.tell("double-key", key, `“${key.text}” stands here for the second time`, {
        expected: "each key once",
      });
      return undefined;
    }
    seen.add(key.text);
    const found = resolve(key.text, key, ["function"], reader);
    const share = stopped.read(value, reader);
    return found && share && { functionId: found.id, share };
  });
  return read.every((dependence) => dependence !== undefined) ? read : undefined;
}
