import type { Change } from "../../findings/diff.ts";
import { sayCounted, sayList } from "../../findings/say.ts";

/** So many changes are named one by one. */
const NAMED = 3;

/** In one sentence what was said otherwise; empty where nothing was. */
export function sayChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return "";
  const said = changes.length <= NAMED ? changes.map(sayChange) : counted(changes);
  const sentence = `${said.join("; ")}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function sayChange({ how, kind, name, was, moved }: Change): string {
  const what = singles.has(kind) ? kind : `${kind} “${name}”`;
  switch (how) {
    case "added":
      return `${what} added`;
    case "removed":
      return `${what} removed`;
    case "renamed": {
      const others = moved.length > 0 ? `, and ${sayCounted(moved.length, "figure")} of it changed` : "";
      const old = was!.name === name ? was!.id : `“${was!.name}”`;
      return `${kind} ${old} renamed “${name}”${others}`;
    }
    case "changed": {
      const [first, second] = moved;
      if (second !== undefined)
        return `${what}: ${sayList(moved.slice(0, 3).map((of) => of.what))}${moved.length > 3 ? " and more" : ""} changed`;
      return `${what}: ${first!.what} ${sayMoved(first!)}`;
    }
  }
}

/** `2 a year → 3 a year`; what was not said, or is no longer said, is named so. */
export function sayMoved({ before, after }: Change["moved"][number]): string {
  return `${before ?? "not said"} → ${after ?? "not said"}`;
}

const singles: ReadonlySet<Change["kind"]> = new Set(["organization", "growth", "ideas", "assumptions"]);

/** What is counted one by one; all else is counted together. */
const counts: readonly (readonly [one: string, kinds: readonly Change["kind"][]])[] = [
  ["failure", ["failure"]],
  ["control", ["guard rail", "safety net", "escape hatch"]],
  ["function", ["function"]],
  ["expectation", ["expectation"]],
  ["input", ["input"]],
];

function counted(changes: readonly Change[]): string[] {
  const hows = ["added", "removed", "renamed", "changed"] as const;
  return hows.flatMap((how) => {
    const of = changes.filter((change) => change.how === how);
    const named = counts.flatMap(([one, kinds]) => {
      const count = of.filter(({ kind }) => kinds.includes(kind)).length;
      return count === 0 ? [] : [{ count, said: sayCounted(count, one) }];
    });
    const rest = of.length - named.reduce((sum, { count }) => sum + count, 0);
    const parts = named.map(({ said }) => said);
    if (rest > 0) parts.push(sayCounted(rest, parts.length > 0 ? "other thing" : "thing"));
    return parts.length === 0 ? [] : [`${sayList(parts)} ${how}`];
  });
}
