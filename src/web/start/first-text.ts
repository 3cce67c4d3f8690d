/** The answers to the six questions; empty where not answered yet. */
export type Answers = {
  readonly organization: string;
  readonly capital: string;
  readonly currency: string;
  readonly functionName: string;
  readonly department: string;
  readonly failure: string;
  readonly happens: string;
  readonly noticed: string;
  readonly harm: string;
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
  harm: "",
};

/** The text as far as it is answered: a line appears when all that it needs is there. */
export function firstText(answers: Answers): string {
  const { organization, capital, currency, functionName, department, failure, happens, noticed, harm } =
    answers;
  const lines = ["failwell: 1"];
  if (organization) lines.push(`organization: ${quoted(organization)}`, `currency: ${currency}`);
  if (capital) lines.push(`capital: ${capital} ${currency}`);
  if (department) lines.push("departments:", `  ${idOf(department)}: ${named(department)}`);
  if (functionName && department) {
    lines.push(
      "functions:",
      `  ${idOf(functionName)}:`,
      ...nameLine(functionName),
      `    department: ${idOf(department)}`,
    );
  }
  if (failure && functionName) {
    lines.push(
      "failures:",
      `  ${idOf(failure)}:`,
      ...nameLine(failure),
      `    function: ${idOf(functionName)}`,
    );
    if (happens) lines.push(`    happens: ${happens} / year`);
    if (noticed) lines.push(`    detected after: ${noticed}`, `    contained after: ${noticed}`);
    if (harm) {
      lines.push(
        "    impact:",
        `      harm: ${harm} ${currency}`,
        "      blast radius: 1 case",
        "      time-sensitivity: none",
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

/** The name as the language writes names: lower case, hyphens between words; digits alone would read as a number. */
function idOf(name: string): string {
  const id = name
    .toLowerCase()
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return /^\p{L}/u.test(id) ? id : `the-${id || "first"}`;
}

/** What people would see without a `name`: the id with spaces and a capital. */
function shownAs(id: string): string {
  const words = id.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const named = (name: string) => (shownAs(idOf(name)) === name ? "{}" : `{ name: ${JSON.stringify(name)} }`);
const nameLine = (name: string) =>
  shownAs(idOf(name)) === name ? [] : [`    name: ${JSON.stringify(name)}`];

/** As plain YAML where that is safe, else in double quotes, which JSON shares with YAML. */
function quoted(text: string): string {
  return /^\p{L}[\p{L}\p{N} .&-]*[\p{L}\p{N}.]$/u.test(text) &&
    !/^(yes|no|true|false|null|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
