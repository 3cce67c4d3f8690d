import type { LossFinding, TornadoBar, TornadoFinding } from "./losses.ts";
import { sayBand, sayChance, sayCount, sayDuration, sayMoney, sayRange, sayRate, sayShare } from "./say.ts";
import {
  aside,
  estimated,
  estimates,
  figure,
  figures,
  type Sheet,
  type Table,
  word,
  words,
} from "./sheet.ts";

/** The exact answer, laid out. */
export function sheetOfLosses(finding: LossFinding): Sheet {
  return {
    title: `${finding.organization}: what a year costs, without playing it`,
    sentences: finding.sentences,
    tables: [yearTable(finding), curveTable(finding)].filter(({ rows }) => rows.length > 0),
    assumptions: [
      ...finding.leftOut.map((what) => ({ what: `left out: ${what}`, whose: "Failwell" })),
      ...finding.assumptions,
    ],
    remarks: [`seed ${finding.seed}`],
  };
}

function yearTable(finding: LossFinding): Table {
  const money = (amount: number): string => sayMoney(amount, finding.currency);
  const rows = [
    ["a year on average", finding.mean, money],
    ["one year in 2 costs more than", finding.p50, money],
    ["one year in 10", finding.p90, money],
    ["one year in 20", finding.p95, money],
    ["one year in 100", finding.p99, money],
    ["on average in that year of 100", finding.cvar99, money],
    ["chance that a year costs more than the capital", finding.exceedsCapital, sayChance],
  ] as const;
  return {
    title: "What a year costs",
    columns: [words("loss"), estimates("figure", finding.currency), words("between, by what is not known")],
    rows: rows.map(([what, estimate, say]) => [
      word(what),
      estimated(estimate, say),
      word(estimate.value === null ? (estimate.why ?? "") : sayBand(estimate, say)),
    ]),
  };
}

function curveTable({ exceedance, currency }: LossFinding): Table {
  return {
    title: "Chance that a year costs more",
    columns: [figures("than", currency), figures("chance"), words("between, by what is not known")],
    rows: exceedance
      .filter((_, place) => place % 5 === 0)
      .map(({ loss, chance, low, high }) => [
        figure(loss, (amount) => sayMoney(amount, currency)),
        figure(chance, sayChance),
        word(sayRange(low, high, sayChance)),
      ]),
  };
}

/** What matters most, laid out. */
export function sheetOfTornado(finding: TornadoFinding): Sheet {
  const money = (amount: number): string => sayMoney(amount, finding.currency);
  return {
    title: `${finding.organization}: what matters most`,
    sentences: finding.sentences,
    tables: [
      {
        title: "Figures, by how far the mean year moves over their range",
        columns: [
          words("figure"),
          aside(words("range")),
          aside(words("which")),
          figures("mean at low", finding.currency),
          figures("at high", finding.currency),
          aside(figures("1 year in 100 at low", finding.currency)),
          aside(figures("at high", finding.currency)),
        ],
        rows: finding.bars.map((bar) => [
          word(bar.what),
          word(sayRange(bar.low, bar.high, sayIn(bar.unit, finding.currency))),
          word(bar.kind),
          figure(bar.meanAtLow, money),
          figure(bar.meanAtHigh, money),
          figure(bar.p99AtLow, money),
          figure(bar.p99AtHigh, money),
        ]),
      },
    ].filter(({ rows }) => rows.length > 0),
    assumptions: [],
    remarks: [`seed ${finding.seed}`],
  };
}

function sayIn(unit: TornadoBar["unit"], currency: string): (value: number) => string {
  switch (unit) {
    case "money":
      return (value) => sayMoney(value, currency);
    case "hours":
      return sayDuration;
    case "share":
      return sayShare;
    case "a year":
      return sayRate;
    case "an hour":
      return (value) => `${sayCount(value)} an hour`;
    case "count":
      return sayCount;
  }
}
