import type { Answer, ComparedExpectation, ComparedSide, CompareFinding, Exchanged } from "./compare.ts";
import { sayMeasured, sayWindow, sideNames } from "./compare-words.ts";
import type { Estimate } from "./estimate.ts";
import { lowered, sayBand, sayCount, sayDuration, sayList, sayMoney, sayRate, sayShare } from "./say.ts";
import { aside, type Cell, figure, figures, type Sheet, type Table, word, words } from "./sheet.ts";

/** The same failure in two organizations, laid out: what it does, what is expected, and what makes the difference. */
export function sheetOfCompare(finding: CompareFinding): Sheet {
  const [a, b] = sideNames(finding.sides);
  return {
    title: `${finding.sides[0].failure.name}: ${a} and ${b}`,
    sentences: finding.sentences,
    tables: [
      failureTable(finding),
      expectationTable(finding),
      answerTable(finding),
      exchangeTable(finding),
      thingTable(finding),
    ].filter((table) => table.rows.length > 0),
    assumptions: finding.assumptions,
    remarks: [`seed ${finding.seed}`],
  };
}

function failureTable({ sides }: CompareFinding): Table {
  const rows: [what: string, cell: (side: ComparedSide) => Cell][] = [
    ["how often", ({ perYear }) => cell(perYear, sayRate)],
    ["median loss of one", ({ loss, currency }) => cell(loss, (amount) => sayMoney(amount, currency))],
    [
      "1 in 20 costs more than",
      ({ loss, currency }) => figure(loss.high, (amount) => sayMoney(amount, currency)),
    ],
    [
      "mean loss of one",
      ({ meanLoss, currency }) => cell(meanLoss, (amount) => sayMoney(amount, currency), false),
    ],
    ["of the capital", ({ lossToCapital }) => cell(lossToCapital, sayShare, false)],
    ["onset to containment", ({ hours }) => cell(hours, sayDuration)],
    ["caught before people do", ({ caught }) => figure(caught, sayShare)],
    [
      "kept out or caught by",
      ({ controls }) => word(sayList(controls.map(({ name }) => lowered(name))) || "nothing"),
    ],
  ];
  return {
    title: "One occurrence",
    columns: [words("what"), ...sideNames(sides).map((name) => words(name))],
    rows: rows.map(([what, of]) => [word(what), of(sides[0]), of(sides[1])]),
  };
}

/** Value and band in one cell, since what one column holds is of several units. */
function cell(estimate: Estimate, say: (value: number) => string, banded = true): Cell {
  if (estimate.value === null) return { said: estimate.why ?? "–", exact: null };
  const band = banded ? sayBand(estimate, say) : "";
  return { said: `${say(estimate.value)}${band && ` (${band})`}`, exact: estimate.value };
}

/** Every expectation of every side, those of one name together. */
function rowsOf({ sides }: CompareFinding): { of: string; side: ComparedSide; row: ComparedExpectation }[] {
  const names = sideNames(sides);
  const all = ([0, 1] as const).flatMap((i) =>
    sides[i].expectations.map((row) => ({ of: names[i], side: sides[i], row })),
  );
  const order = [...new Set(all.map(({ row }) => row.id))];
  return all.sort((x, y) => order.indexOf(x.row.id) - order.indexOf(y.row.id));
}

function expectationTable(finding: CompareFinding): Table {
  return {
    title: "What is expected: as stated, and by now, after 24 windows of what is given",
    columns: [
      words("expectation"),
      words("in"),
      aside(words("of whom")),
      figures("stated"),
      aside(figures("tolerated")),
      figures("by now"),
      figures("then tolerated"),
      aside(figures("ordinary")),
      aside(figures("answers cost", "a year")),
      aside(figures("strictest tolerates")),
      aside(figures("budget used up")),
    ],
    rows: rowsOf(finding).map(({ of, side, row }) => {
      const say = (value: number): string => sayMeasured(value, row, side.currency);
      return [
        word(row.name),
        word(of),
        word(lowered(row.audience)),
        figure(row.stated.objective, (value) => `${say(value)} / ${sayWindow(row)}`),
        figure(row.stated.tolerance, say),
        figure(row.ratchet.objective.value, say),
        figure(row.ratchet.tolerance.value, say),
        figure(row.ordinary, say),
        figure(row.aYear.lost + row.aYear.penalty, (amount) =>
          amount === 0 ? "–" : `${sayMoney(amount, side.currency)} a year`,
        ),
        figure(row.strictest?.toleranceHours ?? null, sayDuration),
        figure(row.breach?.chance ?? null, sayShare),
      ];
    }),
  };
}

function answerTable(finding: CompareFinding): Table {
  return {
    title:
      "One more in an ordinary window, by what is expected by now (z in tolerances; beyond 1 people answer)",
    columns: [
      words("expectation"),
      words("in"),
      aside(figures("typical")),
      aside(figures("z")),
      aside(figures("bad")),
      figures("z of a bad one"),
      aside(figures("z as stated")),
      figures("turn away"),
      figures("lost"),
      figures("penalty"),
    ],
    rows: rowsOf(finding).map(({ of, side: { currency }, row }) => {
      const { typical, bad } = row;
      const say = (value: number): string => sayMeasured(value, row, currency);
      const money = (amount: number): string => (amount === 0 ? "–" : sayMoney(amount, currency));
      return [
        word(row.name),
        word(of),
        figure(typical.adds, say),
        zOf(typical.ratcheted),
        figure(bad.adds, say),
        zOf(bad.ratcheted),
        zOf(bad.stated),
        figure(bad.ratcheted.response, sayShare),
        figure(bad.ratcheted.lost, money),
        figure(bad.ratcheted.penalty, money),
      ];
    }),
  };
}

function zOf({ z }: Answer): Cell {
  return figure(z, sayCount);
}

/** Two by two: whose failure, under whose expectations. */
function exchangeTable({ sides, pairs }: CompareFinding): Table {
  const names = sideNames(sides);
  return {
    title: "A bad one of each under the expectations of each",
    columns: [
      words("expectation"),
      words("failure of"),
      ...names.map((name) => words(`expected in ${name}`)),
    ],
    rows: pairs.flatMap(({ expectations, answers }) =>
      ([0, 1] as const).map((i) => [
        word(sides[i].expectations.find(({ id }) => id === expectations[i])?.name ?? ""),
        word(names[i]),
        ...([0, 1] as const).map((j) => answerCell(answers[i][j], sides[j].currency)),
      ]),
    ),
  };
}

function answerCell(answer: Answer, currency: string): Cell {
  const { z, response, lost, penalty } = answer;
  const leave = response > 0 ? `, ${sayShare(response)} turn away` : "";
  const money = lost + penalty > 0 ? `, ${sayMoney(lost + penalty, currency)}` : "";
  return { said: `z ${zOf(answer).said}${leave}${money}`, exact: z };
}

function thingTable({ sides, pairs }: CompareFinding): Table {
  const names = sideNames(sides);
  const row = (pair: CompareFinding["pairs"][number], { side, thing, answer }: Exchanged): Cell[] => {
    const as = pair.answers[side][side];
    const { currency } = sides[side];
    const lost = (of: Answer): number => of.lost + of.penalty;
    return [
      word(sides[side].expectations.find(({ id }) => id === pair.expectations[side])?.name ?? ""),
      word(names[side]),
      word(`${thing} of ${names[1 - side]}`),
      { said: `${zOf(as).said} → ${zOf(answer).said}`, exact: answer.z },
      figure(answer.response, (share) => `${sayShare(as.response)} → ${sayShare(share)}`),
      figure(lost(answer), (amount) => `${sayMoney(lost(as), currency)} → ${sayMoney(amount, currency)}`),
    ];
  };
  return {
    title: "One thing exchanged, all else as it is: what it does to a bad one",
    columns: [
      words("expectation"),
      words("in"),
      words("with the"),
      figures("z"),
      figures("turn away"),
      aside(figures("lost")),
    ],
    rows: pairs.flatMap((pair) => pair.exchanged.map((exchange) => row(pair, exchange))),
  };
}
