import { sayBand, sayCount, sayList, sayNumber, sayRate, sayShare } from "../findings/say.ts";
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
  const often = perYear.value > 0 ? `happens ${sayRate(perYear.value)}${range}` : "never happens";
  const said = `${failure.name} ${often}, ${from}`;
  const offered = offeredPerYear.value ?? perYear.value;
  if (offered <= perYear.value * (1 + 1e-9)) return `${said}.`;
  return `${said}; without its guard rails it would be ${sayRate(offered)}.`;
}

function byWhichWays(
  { combinations, graph, perYear, rateFrom }: Omit<WhyFinding, "sentences">,
  fewest: number,
): string[] {
  const { count, listed, why } = combinations;
  if (why !== undefined) return [`By which ways it comes about cannot be told: ${why}.`];
  const [first] = listed;
  if (first === undefined && count === "0") {
    const said = graph.nodes.length > 1;
    return [
      said
        ? "It cannot come about: what it takes excludes itself."
        : "The text does not say by which ways it comes about.",
    ];
  }
  if (first === undefined) return [];
  if (first.inputs.length === 0) return ["It comes about whatever its inputs do."];
  const several = rateFrom === "inputs" && perYear.value === 0 && first.inputs.length > 1;
  const never = several
    ? ["Two events never come in the same instant: one of those that meet here should be a condition."]
    : [];
  if (count === "1") return [`${together(first)}.`, ...never];
  return [...severalWays(combinations, fewest), ...never];
}

function severalWays({ count, listed }: WhyFinding["combinations"], fewest: number): string[] {
  const first = listed[0]!;
  const likeliest = first.share === null ? "" : `the likeliest is ${named(first)} (${sayShare(first.share)})`;
  const single = listed.every(({ inputs }) => inputs.length === 1);
  if (single && String(listed.length) === count && listed.length <= 6) {
    const any = `Any one of ${sayNumber(listed.length)} things is enough: ${sayList(listed.map(named), "or")}`;
    return [likeliest === "" ? `${any}.` : `${any}; ${likeliest}.`];
  }
  const atLeast =
    fewest === 1 ? "One thing can be enough." : `At least ${sayNumber(fewest)} things must come together.`;
  return [
    `${atLeast} There are ${sayCount(Number(count))} ways; ${likeliest === "" ? `one is ${named(first)}` : likeliest}.`,
  ];
}

function together(combination: Combination): string {
  const size = combination.inputs.length;
  if (size === 1) return `One thing is enough: ${named(combination)}`;
  return `${capital(sayNumber(size))} things must come together: ${named(combination)}`;
}

function whatMost({ inputs, combinations }: Omit<WhyFinding, "sentences">): string[] {
  const [first] = combinations.listed;
  if (first === undefined || combinations.count === "1") return [];
  if (inputs.some(({ structural }) => structural)) {
    return ["Its inputs carry no figures, so no way can be called likelier than another."];
  }
  const necessary = inputs.filter(({ fussellVesely }) => (fussellVesely ?? 0) > 1 - 1e-12);
  if (necessary.length > 0)
    return [
      `Each way takes ${sayList(necessary.map((input) => called(input.name, (input.birnbaum ?? 0) < 0)))}.`,
    ];
  const [most] = [...inputs].sort((a, b) => (b.fussellVesely ?? 0) - (a.fussellVesely ?? 0));
  const part = most?.fussellVesely ?? 0;
  // What the likeliest way has said already need not be said again.
  return most === undefined || part < (first.share ?? 0) + 0.005
    ? []
    : [`${capital(quoted(most.name))} has a part in ${sayShare(part)} of it.`];
}

function named({ inputs }: Combination): string {
  return sayList(inputs.map(({ name, absent }) => called(name, absent)));
}

function called(name: string, absent: boolean): string {
  const said = /,| and /.test(name) ? quoted(name) : lowered(name);
  return absent ? `no ${said}` : said;
}

function quoted(name: string): string {
  return `“${name}”`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first letter lowered, unless the word is an abbreviation. */
function lowered(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
