import type { MapFailure, MapFinding, MapPlace } from "./map.ts";
import { sayBand, sayChance, sayCount, sayMoney, sayRate, sayShare } from "./say.ts";
import {
  aside,
  type Cell,
  estimated,
  estimates,
  figure,
  figures,
  type Sheet,
  type Table,
  word,
  words,
} from "./sheet.ts";

/** Every failure's place on the map, laid out: what deserves thought first. */
export function sheetOfMap(finding: MapFinding): Sheet {
  const learned = finding.failures.some((failure) => failure.learned);
  return {
    title: `${finding.organization}: how predictable, how dangerous (${finding.shows})`,
    sentences: finding.sentences,
    tables: [wholeTable(finding), failureTable(finding), ...(learned ? [movedTable(finding)] : [])],
    assumptions: finding.assumptions,
    remarks: [`seed ${finding.seed}`],
  };
}

const now = (failure: MapFailure): MapPlace => failure.learned ?? failure.stated;

function wholeTable({ whole, currency }: MapFinding): Table {
  const money = (amount: number) => sayMoney(amount, currency);
  const rows = [
    ["predictability", whole.predictability, sayShare],
    ["chance ever to be ruined", whole.ruin, sayChance],
    ["cost a year", whole.costPerYear, money],
    ["occurrences", whole.occurrencesPerYear, sayRate],
  ] as const;
  return {
    title: "The organization",
    columns: [words("all failures together"), estimates("figure"), words("between")],
    rows: rows.map(([what, estimate, say]) => [
      word(what),
      estimated(estimate, say),
      word(estimate.value === null ? (estimate.why ?? "") : sayBand(estimate, say)),
    ]),
  };
}

function failureTable(finding: MapFinding): Table {
  const money = (amount: number) => sayMoney(amount, finding.currency);
  const byRisk = [...finding.failures].sort(
    (a, b) => (now(b).criticality.value ?? 2) - (now(a).criticality.value ?? 2),
  );
  return {
    title: "Failures, most critical first (* how often is assumed)",
    columns: [
      words("failure"),
      aside(words("department")),
      estimates("risk of one"),
      aside(estimates("of capital")),
      figures("predictable"),
      estimates("how often", "a year"),
      estimates("a year", finding.currency),
      aside(figures("controls")),
    ],
    rows: byRisk.map((failure) => {
      const place = now(failure);
      return [
        { said: failure.assumed ? `${failure.name} *` : failure.name, exact: failure.name },
        word(failure.department),
        estimated(place.criticality, sayChance),
        estimated(place.lossToCapital, sayShare),
        figure(place.predictability, sayShare),
        estimated(place.perYear, sayRate),
        estimated(place.costPerYear, money),
        figure(failure.protectedBy.length, (count) => (count === 0 ? "none" : sayCount(count))),
      ];
    }),
  };
}

/** What the record moved, farthest first. */
function movedTable(finding: MapFinding): Table {
  const moved = finding.failures.flatMap((failure) =>
    failure.learned ? [{ name: failure.name, stated: failure.stated, learned: failure.learned }] : [],
  );
  const distance = ({ stated, learned }: (typeof moved)[number]) =>
    Math.abs(Math.log((learned.perYear.value || 1e-12) / (stated.perYear.value || 1e-12)));
  const both = (stated: Cell, learned: Cell): Cell => ({
    said: `${stated.said} → ${learned.said}`,
    exact: learned.exact,
  });
  return {
    title: "What the record moved: stated → learned",
    columns: [words("failure"), figures("sightings"), figures("how often", "a year"), figures("predictable")],
    rows: moved
      .sort((a, b) => distance(b) - distance(a))
      .map(({ name, stated, learned }) => [
        word(name),
        figure(learned.seenSightings, sayCount),
        both(estimated(stated.perYear, sayRate), estimated(learned.perYear, sayRate)),
        both(figure(stated.predictability, sayShare), figure(learned.predictability, sayShare)),
      ]),
  };
}
