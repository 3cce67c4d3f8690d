import { namesOf } from "../names.ts";
import type { Whole } from "./whole.ts";

/** What stands in the text and is used by nothing. */
export function checkUnused(whole: Whole): void {
  const { draft, reader, at } = whole;
  const growing = new Set<string>();
  for (const { growsFrom } of draft.failures ?? []) {
    for (const leaf of growsFrom ? whole.leavesOf(growsFrom) : []) growing.add(leaf.id);
  }
  // A failure that could not be read may be the one that grows from it.
  if ((draft.failures?.length ?? 0) === namesOf(reader.names, ["failure"]).length) {
    for (const { id } of draft.inputs ?? []) {
      if (growing.has(id)) continue;
      reader.tell("input-unused", at(id), `nothing grows from “${id}”`, {
        expected: "a failure that grows from it, or the text without it",
      });
    }
  }
  const people = new Set(
    draft.controls?.flatMap((control) =>
      control.kind === "escape hatch" && "id" in control.people ? [control.people.id] : [],
    ),
  );
  tellIdle(whole, "people", people, "no escape hatch is worked by");
  const audiences = [
    ...(draft.expectations ?? []).map(({ audience }) => audience),
    ...(draft.failures ?? []).map(({ impact }) => impact.blast.unit),
  ];
  tellIdle(whole, "audiences", new Set(audiences), "nothing is expected by");
}

function tellIdle(
  { draft, reader, at }: Whole,
  key: "people" | "audiences",
  used: ReadonlySet<string | undefined>,
  message: string,
): void {
  const users = { people: "control", audiences: "expectation" } as const;
  const readers = { people: draft.controls, audiences: draft.expectations }[key]?.length ?? 0;
  if (readers < namesOf(reader.names, [users[key]]).length) return;
  for (const { id } of draft[key] ?? []) {
    if (!used.has(id))
      reader.tell("unused", at(id), `${message} “${id}”`, {
        expected: "something that names it, or the text without it",
      });
  }
}
