/** A failure's id and its name, as far as guessing needs them. */
export type Candidate = { readonly id: string; readonly name: string };

/** Below this two names have little more in common than any two names. */
const least = 0.45;

/**
 * The failures that a source's word for a kind may mean, likeliest first, at most `most`. Likeness is Dice's coefficient over
 * pairs of letters within words (Kondrak, 2003), or of the shorter name's words found whole in the longer one.
 */
export function likelyFailures<T extends Candidate>(kind: string, candidates: readonly T[], most = 3): T[] {
  const wanted = wordsOf(kind);
  if (wanted.length === 0) return [];
  return candidates
    .map((candidate) => ({ candidate, likeness: likeness(wanted, wordsOf(candidate.name)) }))
    .filter(({ likeness }) => likeness >= least)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
}

function likeness(a: readonly string[], b: readonly string[]): number {
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  const whole =
    fewer.filter((word) => word.length > 3 && more.includes(word)).length / Math.max(1, fewer.length);
  return Math.max(0.9 * whole, dice(pairsOf(a), pairsOf(b)));
}

function pairsOf(words: readonly string[]): string[] {
  return words.flatMap((word) => Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2)));
}

function dice(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  const left = new Map<string, number>();
  for (const pair of b) left.set(pair, (left.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of a) {
    const count = left.get(pair) ?? 0;
    if (count > 0) shared += 1;
    left.set(pair, count - 1);
  }
  return (2 * shared) / (a.length + b.length);
}
