import { failure, head, type ProblemText, shop } from "./example-shop.ts";
import { problemTexts } from "./problems.ts";

/** What explains one kind of problem: documentation and test at once. */
export type ProblemDoc = {
  readonly code: string;
  readonly severity: "error" | "advice";
  readonly title: string;
  readonly explanation: string;
  /** A text that has this problem and no other. */
  readonly example: string;
  /** Where in the example it is shown; null where it is shown at no place of its own. */
  readonly marked: { readonly start: number; readonly end: number } | null;
  /** The same text without the problem. */
  readonly mended: string;
};

/** Every kind of problem, in the order in which a text is read. Texts of many megabytes are made when asked for. */
export const problemDocs: readonly ProblemDoc[] = Object.entries(problemTexts).map(
  ([code, { severity, title, explanation, example, mended }]: [string, ProblemText]) => ({
    code,
    severity,
    title,
    explanation,
    get example() {
      return written(example).replace("«", "").replace("»", "");
    },
    get marked() {
      const start = written(example).indexOf("«");
      return start < 0 ? null : { start, end: written(example).indexOf("»") - 1 };
    },
    get mended() {
      return written(mended);
    },
  }),
);

function written(text: string | (() => string)): string {
  return typeof text === "string" ? text : text();
}

/** docs/reference/problems.md: every kind of problem with an example, what is said about it, and the mended text. */
export function problemsPage(render: (code: string, example: string) => string): string {
  const sections = problemDocs.map(({ code, severity, title, explanation, example, mended }) =>
    [
      `## ${code}`,
      `**${title}** (${severity === "error" ? "an error" : "advice"}). ${explanation}`,
      fenced("yaml", shown(example)),
      fenced("", brief(render(code, example))),
      "Mended:",
      fenced("yaml", shown(mended)),
    ].join("\n\n"),
  );
  const index = problemDocs.map(
    ({ code, title, severity }) => `| [${code}](#${code}) | ${title} | ${severity} |`,
  );
  const table = ["| code | | |", "|---|---|---|", ...index].join("\n");
  return `${[introduction, table, ...sections].join("\n\n")}\n`;
}

const introduction = `# Problems

What \`failwell check\` can find in a text. An **error** stands in the way of a model; **advice** leaves the model standing.
All problems of a text are told at once, each with its place. This page is made from the registry in
\`src/model/problems/\`, whose examples are tests as well.

The examples leave out their first lines, which are these, or those of them that they need:

${fenced("yaml", `${shop}${failure()}`)}`;

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** An example without the lines that all have in common, and cut where it is long. */
function shown(text: string): string {
  const rest = [shop, head].reduce(
    (left, known) => (left.startsWith(known) && left !== known ? left.slice(known.length) : left),
    text,
  );
  const lines = rest.trimEnd().split("\n");
  return [...lines.slice(0, 14), ...(lines.length > 14 ? ["…"] : [])].map(cut).join("\n");
}

function brief(text: string): string {
  return text.split("\n").map(cut).join("\n");
}

/** Characters that cannot be seen are written as what they are. */
function cut(line: string): string {
  const visible = line.replace(/[\u202a-\u202e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16)}`);
  return visible.length > 160 ? `${visible.slice(0, 150)}…` : visible;
}
