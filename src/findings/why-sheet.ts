import { lowered, sayBand, sayChance, sayCount, sayRate, sayShare } from "./say.ts";
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
import type { Combination, WhyFinding } from "./why.ts";

/** One failure backwards, laid out: how often, by which combinations, and which input matters. */
export function sheetOfWhy(finding: WhyFinding): Sheet {
  return {
    title: `${finding.failure.functionName}: why ${lowered(finding.failure.name)} happens`,
    sentences: finding.sentences,
    tables: [frequencyTable(finding), combinationTable(finding), inputTable(finding)].filter(
      (table) => table.rows.length > 0,
    ),
    assumptions: finding.assumptions,
    remarks: [`seed ${finding.seed}`],
  };
}

function frequencyTable(finding: WhyFinding): Table {
  const rows = [
    ["offered by its inputs", finding.offeredPerYear, sayRate],
    ["let through by guard rails", finding.perYear, sayRate],
    ["chance that it holds", finding.probability, sayChance],
  ] as const;
  return {
    title: finding.rateFrom === "stated" ? "How often, as stated" : "How often, from its inputs",
    columns: [words("what"), estimates("figure"), words("between")],
    rows: rows.map(([what, estimate, say]) => [
      word(what),
      estimated(estimate, say),
      word(estimate.value === null ? (estimate.why ?? "") : sayBand(estimate, say)),
    ]),
  };
}

function combinationTable({ combinations }: WhyFinding): Table {
  const { count, kind, listed } = combinations;
  const all = Number(count) <= 1 ? "The one combination" : `${sayCount(Number(count))} combinations`;
  return {
    title: `${all} that are enough (${kind}), likeliest first`,
    columns: [words("together"), figures("how often", "a year"), aside(figures("chance")), figures("share")],
    rows: listed.map((combination) => [
      word(together(combination)),
      figure(combination.perYear, sayRate),
      figure(combination.probability, sayChance),
      figure(combination.share, sayShare),
    ]),
  };
}

function together({ inputs }: Combination): string {
  return inputs.map(({ name, absent }) => (absent ? `no ${lowered(name)}` : name)).join(" + ");
}

function inputTable(finding: WhyFinding): Table {
  const byWeight = [...finding.inputs].sort((a, b) => weight(b) - weight(a));
  const structural = finding.inputs.some((input) => input.structural);
  return {
    title: structural
      ? "Inputs, by how much hangs on them (every input at one half: figures lack)"
      : "Inputs, by how much hangs on them",
    columns: [
      words("input"),
      aside(words("kind")),
      estimates("how often", "a year"),
      estimates("holds"),
      figures("part in it"),
      figures("if certain ×"),
      aside(figures("if never ÷")),
    ],
    rows: byWeight.map((input) => [
      word(input.name),
      word(input.kind),
      estimated(input.perYear, sayRate),
      estimated(input.holds, sayChance),
      figure(input.fussellVesely, sayShare),
      figure(input.riskAchievementWorth, sayCount),
      figure(input.riskReductionWorth, sayCount),
    ]),
  };
}

function weight(input: WhyFinding["inputs"][number]): number {
  return input.fussellVesely ?? input.criticality ?? input.birnbaum ?? 0;
}
