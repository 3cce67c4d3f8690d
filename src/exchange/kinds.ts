/** What the organization's text calls the kinds of a source: from a kind, or a pattern of kinds, to an id. */
export type KindNames = { readonly [pattern: string]: string };

/**
 * Finds the id for a kind; null where no name fits. A name fits as it is written, whatever its capitals; `*` stands for any
 * letters. A name without `*` goes before patterns, and patterns go in the order of the mapping.
 */
export function compileNames(names: KindNames | undefined): (kind: string) => string | null {
  const whole = new Map<string, string>();
  const patterns: { readonly fits: (kind: string) => boolean; readonly id: string }[] = [];
  for (const [name, id] of Object.entries(names ?? {})) {
    if (name.includes("*")) patterns.push({ fits: wildcard(name.toLowerCase()), id });
    else whole.set(name.toLowerCase(), id);
  }
  return (kind) => {
    const lower = kind.toLowerCase();
    return whole.get(lower) ?? patterns.find(({ fits }) => fits(lower))?.id ?? null;
  };
}

/** Matches from left to right, each part as early as it can: linear in the kind's length, whatever the pattern. */
function wildcard(pattern: string): (text: string) => boolean {
  const parts = pattern.split("*");
  const head = parts[0]!;
  const tail = parts.at(-1)!;
  return (text) => {
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail))
      return false;
    let at = head.length;
    for (const part of parts.slice(1, -1)) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at <= text.length - tail.length;
  };
}
