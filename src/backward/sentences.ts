import { sayBand, sayCount, sayList, sayRate, sayShare } from "../findings/say.ts";
import type { Combination, WhyFinding } from "../findings/why.ts";

/** What a finding says in words, before its tables: how often, by which ways, and what most hangs on. */
export function sentencesOf(finding: Omit<WhyFinding, "sentences">, fewestTogether: number): string[] {
  return [howOften(finding), ...byWhichWays(finding, fewestTogether), ...whatMost(finding)];
}

function howOften({ failure, perYear, offeredPerYear, rateFrom }: Omit<WhyFinding, "sentences">): string {
  if (perYear.value === null)
    return `How often ${quoted(failure.name)} happens is not known: ${perYear.why}.`;
  const band = sayBand(perYear, sayRate);
  const range = band === "" ? "" : ` (${band})`;
  const from = rateFrom === "stated" ? "as stated" : "by what it grows from";
  const said = `${failure.name} happens ${sayRate(perYear.value)}${range}, ${from}`;
  const offered = offeredPerYear.value ?? perYear.value;
  if (offered <= perYear.value * (1 + 1e-9)) return `${said}.`;
  return `${said}; without its guard rails it would be ${sayRate(offered)}.`;
}

function byWhichWays(
  { combinations, perYear, rateFrom }: Omit<WhyFinding, "sentences">,
  fewest: number,
): string[] {
  const { count, listed, why } = combinations;
  if (why !== undefined) return [`By which ways it comes about cannot be told: ${why}.`];
  const [first] = listed;
  if (first === undefined)
    return count === "0" ? ["The text does not say by which ways it comes about."] : [];
  if (first.inputs.length === 0) return ["It comes about whatever its inputs do."];
  const several = rateFrom === "inputs" && perYear.value === 0 && first.inputs.length > 1;
  const never = several
    ? ["Two events never come in the same instant: one of those that meet here should be a condition."]
    : [];
  if (count === "1") return [`${together(first)}.`, ...never];
  const share = first.share === null ? "" : ` (${sayShare(first.share)})`;
  const ways = `${sayCount(Number(count))} ways`;
  const likeliest = `the ${first.share === null ? "shortest" : "likeliest"} is ${named(first)}${share}`;
  if (fewest === 1) return [`One thing can be enough. There are ${ways}; ${likeliest}.`, ...never];
  return [`At least ${word(fewest)} things must come together. There are ${ways}; ${likeliest}.`, ...never];
}

function together(combination: Combination): string {
  const size = combination.inputs.length;
  if (size === 1) return `One thing is enough: ${named(combination)}`;
  return `${capital(word(size))} things must come together: ${named(combination)}`;
}

function whatMost({ inputs, combinations }: Omit<WhyFinding, "sentences">): string[] {
  if (inputs.some(({ structural }) => structural)) {
    return inputs.length > 1
      ? ["Its inputs carry no figures, so ways are told apart only by how few things they take."]
      : [];
  }
  if (combinations.count === "1") return [];
  const [most] = [...inputs].sort((a, b) => (b.fussellVesely ?? 0) - (a.fussellVesely ?? 0));
  const part = most?.fussellVesely ?? 0;
  if (most === undefined || part < 0.005) return [];
  return [`${capital(quoted(most.name))} has a part in ${sayShare(Math.min(1, part))} of it.`];
}

function named({ inputs }: Combination): string {
  return sayList(inputs.map(({ name, absent }) => (absent ? `no ${lowered(name)}` : lowered(name))));
}

function quoted(name: string): string {
  return `“${name}”`;
}

const words = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

function word(count: number): string {
  return words[count] ?? sayCount(count);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first letter lowered, unless the word is an abbreviation. */
function lowered(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
