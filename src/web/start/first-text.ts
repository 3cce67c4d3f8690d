/** The answers to the seven questions; empty where not answered yet. */
export type Answers = {
  readonly organization: string;
  readonly capital: string;
  readonly currency: string;
  readonly functionName: string;
  readonly department: string;
  readonly failure: string;
  readonly happens: string;
  readonly noticed: string;
  readonly stopped: string;
  readonly harm: string;
  /** Who answers: whose assumptions these figures are. */
  readonly author: string;
};

export const noAnswers: Answers = {
  organization: "",
  capital: "",
  currency: "USD",
  functionName: "",
  department: "",
  failure: "",
  happens: "",
  noticed: "",
  stopped: "",
  harm: "",
  author: "",
};

/** The text as far as it is answered: a line appears when all that it needs is there. */
export function firstText(answers: Answers): string {
  const { organization, capital, currency, functionName, department } = trimmed(answers);
  const lines = ["failwell: 1"];
  if (organization) lines.push(`organization: ${quoted(organization)}`, `currency: ${currency}`);
  if (capital) lines.push(`capital: ${capital} ${currency}`);
  if (department) {
    const id = idOf(department);
    const isPlain = shownAs(id) === department;
    lines.push("departments:", `  ${id}: ${isPlain ? "{}" : `{ name: ${JSON.stringify(department)} }`}`);
  }
  if (functionName && department) {
    const id = idOf(functionName);
    lines.push(
      "functions:",
      `  ${id}:`,
      ...nameLine(id, functionName),
      `    department: ${idOf(department)}`,
    );
  }
  if (functionName) lines.push(...failureLines(trimmed(answers)));
  return `${lines.join("\n")}\n`;
}

function failureLines(answers: Answers): string[] {
  const { currency, functionName, failure, happens, noticed, stopped, harm, author } = answers;
  if (!failure) return [];
  const functionId = idOf(functionName);
  // One name means one thing: a failure called like its function takes another id, and keeps its name.
  const id = idOf(failure) === functionId ? `${functionId}-fails` : idOf(failure);
  const lines = ["failures:", `  ${id}:`, ...nameLine(id, failure), `    function: ${functionId}`];
  if (happens) lines.push(`    happens: ${happens} / year`);
  if (noticed) lines.push(`    detected after: ${noticed}`);
  if (stopped) lines.push(`    contained after: ${stopped}`);
  if (harm) {
    lines.push("    impact:", `      harm: ${harm} ${currency}`, "      blast radius: 1 case");
    lines.push("      time-sensitivity: none");
  }
  if (author) lines.push(`    assumed: ${quoted(author)}`);
  return lines;
}

/** Names without what cannot be seen, and with single spaces: what a text takes. */
function trimmed(answers: Answers): Answers {
  const clean = (name: string) => name.replace(/\s+/gu, " ").replace(/\p{C}/gu, "").trim();
  return {
    ...answers,
    author: clean(answers.author),
    organization: clean(answers.organization),
    functionName: clean(answers.functionName),
    department: clean(answers.department),
    failure: clean(answers.failure),
  };
}

/** The name as the language writes names: lower case, begun by a letter, hyphens between words, not too long. */
function idOf(name: string): string {
  const words = name.toLowerCase().match(/[\p{Ll}\p{Lo}\p{M}\p{N}]+/gu) ?? ["first"];
  const id = [...words.join("-")].slice(0, 45).join("").replace(/-$/, "");
  return /^[\p{Ll}\p{Lo}]/u.test(id) ? id : `the-${id}`;
}

/** What people would see without a `name`: the id with spaces and a capital. */
function shownAs(id: string): string {
  const words = id.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const nameLine = (id: string, name: string) =>
  shownAs(id) === name ? [] : [`    name: ${JSON.stringify(name)}`];

/** As plain YAML where that is safe, else in double quotes, which JSON shares with YAML. */
function quoted(text: string): string {
  return /^\p{L}[\p{L}\p{N} .&-]*[\p{L}\p{N}.]$/u.test(text) &&
    !/^(yes|no|true|false|null|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
