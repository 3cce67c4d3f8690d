/** What a text may not exceed, so that reading ends soon whatever it is given. Stated in docs/reference/language.md. */
export const limits = {
  /** UTF-16 units of a text. */
  size: 16_000_000,
  /** Mappings and lists inside one another. */
  depth: 64,
  failures: 20_000,
  /** All named things together. */
  names: 100_000,
  /** Members of one gate. */
  members: 10_000,
  /** Aliases and anchors. */
  aliases: 100,
  /** Words, signs, comments, spaces and line ends that a text is made of. */
  pieces: 6_000_000,
  /** Values once every alias is replaced by what it stands for. */
  nodes: 1_000_000,
  /** Problems told at once; what comes after is only counted. */
  problems: 1_000,
  /** Problems for which the nearest name is looked for. */
  nearest: 200,
} as const;
