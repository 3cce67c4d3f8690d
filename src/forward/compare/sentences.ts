import type {
  Answer,
  ComparedExpectation,
  ComparedPair,
  ComparedSide,
  Exchanged,
} from "../../findings/compare.ts";
import { sayMeasured, sayWindow, sideNames } from "../../findings/compare-words.ts";
import { lowered, sayCount, sayDuration, sayList, sayMoney, sayRate, sayShare } from "../../findings/say.ts";

type Sides = readonly [ComparedSide, ComparedSide];

/** The comparison in words; what happens first, then how it is met and why it is met so. */
export function compareSentences(sides: Sides, pairs: readonly ComparedPair[]): string[] {
  return [
    happening(sides),
    ...shown(pairs).flatMap((pair) => [
      came(sides, pair),
      answered(sides, pair),
      ...reasons(sides, pair),
      ...strictest(sides, pair),
      ...breaches(sides, pair),
    ]),
    ...onlyThere(sides, pairs),
    ...nothingExpected(sides),
  ];
}

/** Sentences tell of so many expectations, those first whose answers are farthest apart; tables tell of all. */
const TOLD = 2;

function shown(pairs: readonly ComparedPair[]): ComparedPair[] {
  const apart = ({ answers: [[a], [, b]] }: ComparedPair): number =>
    Math.abs(a.z - b.z) + 1e3 * Math.abs(a.response - b.response);
  return [...pairs].sort((a, b) => apart(b) - apart(a)).slice(0, TOLD);
}

function happening(sides: Sides): string {
  const [a, b] = quoted(sides);
  const one = ({ perYear, loss, hours, currency }: ComparedSide): string =>
    perYear.value === 0
      ? "does not happen"
      : `happens ${often(perYear.value!)}, lasts ${sayDuration(hours.value!)} and costs ${sayMoney(loss.value!, currency)} in the median`;
  return `In ${a} “${sides[0].failure.name}” ${one(sides[0])}; in ${b} ${called(sides)}${one(sides[1])}.`;
}

/** Organizations have names such as “Harbour Bank, start-up”. */
function quoted(sides: Sides): [string, string] {
  const [a, b] = sideNames(sides);
  return [`“${a}”`, `“${b}”`];
}

const often = (perYear: number): string => sayRate(perYear).replace(/^1 in/, "once in");

function called([a, b]: Sides): string {
  return a.failure.name === b.failure.name ? "it " : `“${b.failure.name}” `;
}

function rowOf(side: ComparedSide, id: string): ComparedExpectation {
  return side.expectations.find((row) => row.id === id)!;
}

function rowsOf(sides: Sides, { expectations }: ComparedPair): [ComparedExpectation, ComparedExpectation] {
  return [rowOf(sides[0], expectations[0]), rowOf(sides[1], expectations[1])];
}

/** What was stated and what has come to be expected. */
function came(sides: Sides, pair: ComparedPair): string {
  const [a, b] = quoted(sides);
  const told = rowsOf(sides, pair).map((row, i) => {
    const say = (value: number): string => sayMeasured(value, row, sides[i]!.currency);
    return {
      stated: `${say(row.stated.objective)} ${row.unit === "share" ? "of " : ""}${sayWindow(row)}`,
      come: say(row.ratchet.objective.value!),
      tolerance: say(row.ratchet.tolerance.value!),
      windows: windowsOf(row),
      farther: row.unit === "share" ? "less" : "more",
    };
  });
  const [first, second] = told as [(typeof told)[number], (typeof told)[number]];
  const stated =
    first.stated === second.stated
      ? `${first.stated} in both`
      : `${first.stated} in ${a} and ${second.stated} in ${b}`;
  const after = first.windows === second.windows ? first.windows : "24 windows";
  const [{ name, unit }] = rowsOf(sides, pair);
  const bound = unit === "share" ? "at least" : "at most";
  return `“${name}” (${lowered(pair.audience)}): as stated they expect ${bound} ${stated}. After ${after} of what they are given it has become ${first.come} in ${a} and ${second.come} in ${b}, and they tolerate ${first.tolerance} and ${second.tolerance} ${first.farther}.`;
}

/** `month` of `1 month`; undefined where the window has no name. */
function nameOf({ windowHours }: ComparedExpectation): string | undefined {
  return /^1 (\w+)$/.exec(sayDuration(windowHours))?.[1];
}

function windowsOf(row: ComparedExpectation): string {
  const name = nameOf(row);
  const { windows } = row.ratchet;
  return name === undefined ? `${windows} windows of ${sayDuration(row.windowHours)}` : `${windows} ${name}s`;
}

function answered(sides: Sides, pair: ComparedPair): string {
  const [a, b] = quoted(sides);
  const rows = rowsOf(sides, pair);
  const one = (i: 0 | 1): string => {
    const { unit, bad } = rows[i];
    const adds = unit === "hours" ? `${sayDuration(bad.adds)} more, ` : "";
    return `${adds}${meaning(pair.answers[i][i], sides[i].currency)}`;
  };
  const windows = rows.map((row) => nameOf(row) ?? "window");
  const ordinary = windows[0] === windows[1] ? windows[0] : "window";
  const begin = `A bad one (1 in 20 is worse) in an ordinary ${ordinary} is in`;
  return one(0) === one(1) ? `${begin} both ${one(0)}.` : `${begin} ${a} ${one(0)}; in ${b} ${one(1)}.`;
}

/** What a window means to those who expect. */
function meaning({ z, response, lost, penalty }: Answer, currency: string): string {
  const worse =
    z <= 0
      ? "no worse than they have come to expect"
      : z <= 1
        ? "within what they tolerate"
        : `${sayCount(z)} times what they tolerate`;
  const leaving = response > 0 ? `, at which ${sayShare(response)} of them turn away` : "";
  const money = lost > 0 ? ` (${sayMoney(lost, currency)})` : "";
  const due = penalty > 0 ? `, and a penalty of ${sayMoney(penalty, currency)} is due` : "";
  return `${worse}${leaving}${money}${due}`;
}

/** Below so many tolerances two answers count as alike. */
const ALIKE = 0.05;

function reasons(sides: Sides, pair: ComparedPair): string[] {
  const { answers, parts } = pair;
  const [zA, zB] = [answers[0][0].z, answers[1][1].z];
  if (zA <= 1 && zB <= 1) return [];
  if (Math.abs(zB - zA) < ALIKE) return ["Both answers are about alike.", ...stakes(sides, pair)];
  const [a, b] = quoted(sides);
  const expected = Math.abs(parts.expectation) > Math.abs(parts.failure);
  const [great, small] = expected ? [parts.expectation, parts.failure] : [parts.failure, parts.expectation];
  const names = ["the failure itself", "what is expected"] as const;
  const [what, other] = expected ? [names[1], names[0]] : names;
  const slight = Math.abs(small) < Math.abs(great) / 3;
  const which =
    slight || great * small < 0
      ? `It is ${what} that makes the difference${slight ? "" : `, although ${other} works against it`}`
      : `The failure and what is expected both make the difference, ${what} more`;
  const swapped = `under what is expected in ${b} the bad one of ${a} would be ${sayZ(answers[0][1])}, and the other way round ${sayZ(answers[1][0])}`;
  return [`${which}: ${swapped}.`, ...thingOf(sides, pair), ...stakes(sides, pair)];
}

function sayZ({ z }: Answer): string {
  if (z <= 0) return "no worse than expected";
  return z <= 1 ? "within what is tolerated" : `${sayCount(z)} times what is tolerated`;
}

/** The one thing that moves z most towards the other side, on average of both sides. */
function thingOf(sides: Sides, { exchanged, answers }: ComparedPair): string[] {
  const names = quoted(sides);
  const apart = answers[1][1].z - answers[0][0].z;
  const towards = ({ side, answer }: Exchanged): number =>
    (answer.z - answers[side][side].z) * Math.sign(apart) * (side === 0 ? 1 : -1);
  const moves = (thing: Exchanged["thing"]): number =>
    exchanged.reduce((sum, of) => sum + (of.thing === thing ? towards(of) : 0), 0);
  const [best] = [...exchanged].sort((x, y) => moves(y.thing) - moves(x.thing) || towards(y) - towards(x));
  if (best === undefined || towards(best) < ALIKE) return [];
  const as = answers[best.side][best.side];
  const instead = as.z > 1 && best.answer.z > 1 ? sayCount(as.z) : sayZ(as);
  return [
    `Most hangs on ${inWords[best.thing]}: with that of ${names[1 - best.side]}, ${names[best.side]} would be ${sayZ(best.answer)} instead of ${instead}.`,
  ];
}

const inWords: Record<Exchanged["thing"], string> = {
  "ordinary window": "what an ordinary window holds already",
  delays: "how long it takes to be detected and contained",
  "blast radius": "how far it reaches",
  harm: "what it costs where it reaches",
  controls: "what contains it before people do",
  objective: "how much has come to be expected",
  tolerance: "how much has come to be tolerated",
  response: "how people respond",
  penalty: "the penalty",
  worth: "what is at stake",
};

/** That there are more of them, not that any of them changed. */
function strictest(sides: Sides, pair: ComparedPair): string[] {
  const [first, second] = rowsOf(sides, pair).map((row) => row.strictest);
  if (!first || !second || first.users === second.users) return [];
  const one = ({ users, toleranceHours }: typeof first): string =>
    `the strictest of ${sayCount(users)} tolerates a wait of ${sayDuration(toleranceHours)}`;
  return [`Although none of them changes, ${one(first)}, ${one(second)}.`];
}

/** A chance to use up the budget that is smaller goes without saying. */
const SELDOM = 0.001;

function breaches(sides: Sides, pair: ComparedPair): string[] {
  const [a, b] = quoted(sides);
  const [first, second] = rowsOf(sides, pair).map((row) => row.breach);
  if (!first || !second || Math.max(first.chance, second.chance) < SELDOM) return [];
  return [
    `The chance that ${sayWindow(rowsOf(sides, pair)[0])} uses up all that may go wrong is ${sayShare(first.chance)} in ${a} with ${sayCount(first.uses)} uses, and ${sayShare(second.chance)} in ${b} with ${sayCount(second.uses)}.`,
  ];
}

/** Money that differs because more is at stake, which z does not show. */
function stakes(sides: Sides, { exchanged, answers }: ComparedPair): string[] {
  const worth = exchanged.find(({ thing, side }) => thing === "worth" && side === 0);
  if (worth === undefined || answers[0][0].lost === 0) return [];
  const [a, b] = quoted(sides);
  const { currency } = sides[0];
  return [
    `With as much at stake as in ${b}, ${a} would lose ${sayMoney(worth.answer.lost, currency)} instead of ${sayMoney(answers[0][0].lost, currency)}.`,
  ];
}

function onlyThere(sides: Sides, pairs: readonly ComparedPair[]): string[] {
  const names = quoted(sides);
  return ([0, 1] as const).flatMap((i) => {
    if (sides[1 - i]!.expectations.length === 0) return [];
    const alone = sides[i].expectations.filter(
      ({ id }) => !pairs.some(({ expectations }) => expectations[i] === id),
    );
    if (alone.length === 0) return [];
    const whose = sayList(alone.map(({ name, audience }) => `“${name}” (${lowered(audience)})`));
    return [`In ${names[i]} alone it touches ${whose}.`];
  });
}

function nothingExpected(sides: Sides): string[] {
  const names = quoted(sides);
  const none = ([0, 1] as const).filter((i) => sides[i].expectations.length === 0);
  if (none.length === 0) return [];
  const where = none.length === 2 ? "in either organization" : `in ${names[none[0]!]}`;
  return [`No expectation is written down ${where} that it misses, so how people would answer is not known.`];
}
