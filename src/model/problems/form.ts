import { failure, head, type ProblemText, shop } from "./example-shop.ts";

/** Problems of the text as a text, before its words mean anything. */
export const formProblems = {
  unreadable: {
    severity: "error",
    title: "This is not YAML",
    explanation:
      "The text breaks a rule of YAML, the form it is written in. Most often a bracket or a quote was opened and never closed.",
    example: `${head}note: "a quote that is never closed\n«»`,
    mended: `${head}note: "a quote that is closed"\n`,
  },
  "tab-indent": {
    severity: "error",
    title: "A tab at the beginning of a line",
    explanation:
      "YAML sets lines in by spaces. A tab looks like some, but different readers take it for different numbers of them.",
    example: `${head}departments:\n«\t»shop: {}\n`,
    mended: `${head}departments:\n  shop: {}\n`,
  },
  indent: {
    severity: "error",
    title: "Uneven indentation",
    explanation:
      "Entries that belong side by side begin in the same column. A line that begins elsewhere belongs to nothing.",
    example: `${head}departments:\n    shop: {}\n  «store»: {}\n`,
    mended: `${head}departments:\n  shop: {}\n  store: {}\n`,
  },
  "colon-in-value": {
    severity: "error",
    title: "A colon within a value",
    explanation:
      "A colon followed by a space makes a key of what stands before it. Where the colon belongs to the words, the value needs quotes.",
    example: `${head}note: «seen twice»: in May and in June\n`,
    mended: `${head}note: "seen twice: in May and in June"\n`,
  },
  "control-character": {
    severity: "error",
    title: "A character that cannot be seen",
    explanation:
      "Characters that cannot be seen, or that turn the order of letters round, can make a text mean something else than it shows. Only line ends and tabs are read.",
    example: `${head}note: left«\u202e»right\n`,
    mended: `${head}note: left to right\n`,
  },
  "empty-text": {
    severity: "error",
    title: "Nothing is written yet",
    explanation: "There is nothing to read, or nothing but comments. `failwell new` writes a first text.",
    example: `# to be written\n`,
    mended: head,
  },
  "several-documents": {
    severity: "error",
    title: "More than one document",
    explanation: "A line of `---` begins another document. One organization is one text.",
    example: `${head}«-»--\nnote: more of it\n`,
    mended: `${head}note: more of it\n`,
  },
  "yaml-feature": {
    severity: "error",
    title: "A part of YAML that the language leaves out",
    explanation:
      "Tags (`!!float`) and directives (`%YAML`) change how other programs read a value. Here a value says by itself what it is.",
    example: `${head}note: !!str «in May»\n`,
    mended: `${head}note: in May\n`,
  },
  "unknown-alias": {
    severity: "error",
    title: "An alias that stands for nothing",
    explanation:
      "`*name` repeats what was marked `&name` before it. An alias within what it stands for would never end.",
    example: `${head}departments: { shop: «*usual» }\n`,
    mended: `${head}departments: { store: &usual { people: 3 }, shop: *usual }\n`,
  },
  "too-many-aliases": {
    severity: "error",
    title: "Too many aliases",
    explanation:
      "A text may use 100 aliases and anchors together. A few lines of them can stand for more values than a machine can hold.",
    example: () => `${head}note: &a words\nsource: [${"*a, ".repeat(99)}«*a»]\n`,
    mended: `${head}note: words\nsource: words\n`,
  },
  "too-many-values": {
    severity: "error",
    title: "Too many values",
    explanation:
      "A text may hold 1,000,000 values once every alias is replaced by what it stands for, and be made of 6,000,000 words, signs and spaces.",
    example: () => `«f»${bomb().slice(1)}`,
    mended: head,
  },
  "too-deep": {
    severity: "error",
    title: "Nested too deep",
    explanation:
      "Mappings and lists may stand in one another 64 deep. Nobody can read more; inner gates can carry a name of their own.",
    example: () => `${head}note: ${"[".repeat(64)}«[»${"]".repeat(65)}\n`,
    mended: `${head}note: a note\n`,
  },
  "too-large": {
    severity: "error",
    title: "Too large a text",
    explanation:
      "A text may have 16 million characters. A larger organization can be described by several texts.",
    example: () => `«f»${head.slice(1)}# ${"so much to say ".repeat(1_100_000)}\n`,
    mended: head,
  },
  "too-many-failures": {
    severity: "error",
    title: "Too many failures",
    explanation: "A text may hold 20,000 failures.",
    example: () =>
      `${head}«failures»:\n${Array.from({ length: 20_001 }, (_, index) => `  failure-${index}: {}\n`).join("")}`,
    mended: () => shop + failure(),
  },
  "too-many-names": {
    severity: "error",
    title: "Too many named things",
    explanation:
      "A text may name 100,000 things: functions, inputs, failures, controls and all the others together.",
    example: () =>
      `«f»${head.slice(1)}departments:\n${Array.from({ length: 100_001 }, (_, index) => `  d-${index}: {}\n`).join("")}`,
    mended: head,
  },
  "more-problems": {
    severity: "error",
    title: "More problems than are shown",
    explanation: "The first 1,000 problems are shown. Mending the first often mends many others.",
    example: () =>
      `${head}departments:\n${Array.from({ length: 1_001 }, (_, index) => `  d-${index}: { colour: red }\n`).join("")}`,
    mended: `${head}departments:\n  d-0: {}\n`,
  },
} as const satisfies Record<string, ProblemText>;

/** Ten lines that stand for ten million values. */
function bomb(): string {
  const lines = Array.from(
    { length: 7 },
    (_, index) => `x-${index + 1}: &l${index + 1} [${Array(10).fill(`*l${index}`).join(", ")}]`,
  );
  return `${head}x-0: &l0 [a, b, c]\n${lines.join("\n")}\n`;
}
