import type { Estimate } from "./estimate.ts";
import type { RunControl, RunExpectation, RunFinding, RunHatch } from "./run.ts";
import { sayBand, sayChance, sayCount, sayDuration, sayExactly, sayMoney, sayRate, sayShare } from "./say.ts";
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

/** A year played forward, laid out: its loss, what it comes from, what controls cost, what was expected. */
export function sheetOfRun(finding: RunFinding): Sheet {
  const money = (amount: number) => sayMoney(amount, finding.currency);
  return {
    title: `${finding.organization}: a year, played ${sayExactly(finding.years)} times`,
    sentences: finding.complete
      ? finding.sentences
      : [`Stopped early: these figures rest on ${sayExactly(finding.years)} years.`, ...finding.sentences],
    tables: [
      lossTable(finding, money),
      failureTable(finding, money),
      shareTable("Functions", "function", finding.functions),
      ...(finding.departments.length < finding.functions.length
        ? [shareTable("Departments", "department", finding.departments)]
        : []),
      shareTable("Disappointed audiences, by what that costs", "audience", finding.audiences),
      worthTable(finding, money),
      controlTable(finding, money),
      hatchTable(finding),
      expectationTable(finding, money),
      settledTable(finding, money),
    ].filter((table) => table.rows.length > 0),
    assumptions: finding.assumptions,
    remarks: [`seed ${finding.seed}`, `${sayExactly(finding.years)} years`, ...precisionOf(finding)],
  };
}

function precisionOf({ precision: { reached } }: RunFinding): string[] {
  return reached === null || reached === 0 ? [] : [`one year in 100 known within ${sayShare(reached)}`];
}

type Say = (value: number) => string;

function lossTable(finding: RunFinding, money: Say): Table {
  const rows: [what: string, estimate: Estimate, say: Say][] = [
    ["a year on average", finding.mean, money],
    ["one year in 2 costs more than", finding.p50, money],
    ["one year in 10", finding.p90, money],
    ["one year in 20", finding.p95, money],
    ["one year in 100", finding.p99, money],
    ["on average in that year of 100", finding.cvar99, money],
    ["dearest single failure of one year in 2", finding.worstSingle.p50, money],
    ["of one year in 20", finding.worstSingle.p95, money],
    ["of one year in 100", finding.worstSingle.p99, money],
    [
      "chance that a year costs more than the capital",
      finding.exceedsCapital,
      chanceWithin(finding.exceedsCapital),
    ],
    ["chance that the capital is used up on the way", finding.ruin, chanceWithin(finding.ruin)],
    ["a year on average, were all figures known", finding.doubt.meanYear, money],
  ];
  return {
    title: "What a year costs",
    columns: [words("loss"), estimates("figure", finding.currency), words("by chance, between")],
    rows: rows.map(([what, estimate, say]) => [
      word(what),
      estimated(estimate, say),
      word(
        estimate.value === null ? (estimate.why ?? "") : estimate.value === 0 ? "" : sayBand(estimate, say),
      ),
    ]),
  };
}

/** No year played is not no chance. */
function chanceWithin({ high }: Estimate): Say {
  const most = high ?? 0;
  return (value) => (value === 0 && most > 0 ? `below ${sayChance(most)}` : sayChance(value));
}

function failureTable(finding: RunFinding, money: Say): Table {
  const dearest = [...finding.failures].sort((a, b) => b.shareOfMean - a.shareOfMean);
  return {
    title: "Failures, dearest first",
    columns: [
      words("failure"),
      aside(words("function")),
      estimates("how often", "a year"),
      estimates("each", finding.currency),
      estimates("a year", finding.currency),
      figures("of mean"),
      figures("of tail"),
      aside(figures("caught")),
    ],
    rows: dearest.map((failure) => [
      word(failure.name),
      word(finding.functions.find(({ id }) => id === failure.functionId)?.name ?? failure.functionId),
      estimated(failure.perYear, sayRate),
      estimated(failure.lossEach, money),
      estimated(failure.lossPerYear, money),
      figure(failure.shareOfMean, sayShare),
      figure(failure.shareOfTail, sayShare),
      figure(failure.caught, sayShare),
    ]),
  };
}

function shareTable(title: string, what: string, shares: RunFinding["functions"]): Table {
  const dearest = [...shares].sort((a, b) => b.shareOfMean - a.shareOfMean);
  return {
    title,
    columns: [words(what), figures("of mean"), figures("of tail")],
    rows: dearest.map(({ name, shareOfMean, shareOfTail }) => [
      word(name),
      figure(shareOfMean, sayShare),
      figure(shareOfTail, sayShare),
    ]),
  };
}

/** What a year would cost more without each control, the dearest to lose first. */
function worthTable(finding: RunFinding, money: Say): Table {
  const controls = finding.controls.filter(({ worthPerYear: { value } }) => value !== null);
  return {
    title: "What controls are worth a year",
    columns: [
      words("control"),
      words("kind"),
      estimates("spares", finding.currency),
      aside(words("between, by what is not known")),
      estimates("in one year of 100", finding.currency),
      figures("costs", finding.currency),
    ],
    rows: [...controls]
      .sort((a, b) => b.worthPerYear.value! - a.worthPerYear.value!)
      .map((control) => [
        word(control.name),
        word(control.kind),
        estimated(control.worthPerYear, money),
        word(sayBand(control.worthPerYear, money)),
        estimated(control.worthInBadYear, money),
        figure(costOf(control), money),
      ]),
  };
}

function costOf(control: RunControl): number {
  return (
    control.upkeepPerYear +
    control.frictionMoneyPerYear +
    control.falseAlarmMoneyPerYear +
    control.useMoneyPerYear
  );
}

function controlTable(finding: RunFinding, money: Say): Table {
  return {
    title: "What controls cost a year",
    columns: [
      words("control"),
      words("kind"),
      figures("money", finding.currency),
      aside(figures("people's time", "hours")),
      aside(figures("false alarms", finding.currency)),
    ],
    rows: finding.controls.map((control) => [
      word(control.name),
      word(control.kind),
      figure(costOf(control), money),
      figure(control.frictionHoursPerYear, (hours) => (hours === 0 ? "–" : `${sayCount(hours)} hours`)),
      figure(control.falseAlarmMoneyPerYear, (amount) => (amount === 0 ? "–" : money(amount))),
    ]),
  };
}

/** People at escape hatches: how busy, how long work waits, how much more they could take. */
function hatchTable(finding: RunFinding): Table {
  return {
    title: "Escape hatches",
    columns: [words("hatch"), words("queue"), figures("breaks down at")],
    rows: finding.controls.flatMap((control) =>
      control.hatch === null
        ? []
        : [
            [
              word(control.name),
              word(queueOf(control.hatch)),
              control.hatch.breaksDownAt === null
                ? word("")
                : figure(control.hatch.breaksDownAt, (factor) => `×${sayCount(factor)} the work`),
            ],
          ],
    ),
  };
}

function queueOf({ load, people, meanWaitHours: wait }: RunHatch): string {
  const busy = load < 0.01 ? "hardly ever needed" : `${sayCount(load)} of ${sayCount(people)} people busy`;
  if (wait.value === null) return `${busy}, ${wait.why ?? "no steady wait"}`;
  return wait.value < 1 / 3600 ? `${busy}, no wait` : `${busy}, wait ${sayDuration(wait.value)}`;
}

const measures = (money: Say): Record<RunExpectation["unit"], Say> => ({
  hours: sayDuration,
  occurrences: sayCount,
  money,
  share: sayShare,
});

function expectationTable(finding: RunFinding, money: Say): Table {
  return {
    title: "What is expected",
    columns: [
      words("expectation"),
      aside(words("of whom")),
      figures("expected"),
      estimates("experienced"),
      estimates("missed"),
      aside(estimates("beyond tolerance")),
    ],
    rows: finding.expectations.map((expectation) => {
      const say = measures(money)[expectation.unit];
      const window = sayDuration(expectation.windowHours).replace(/^1 /, "a ");
      return [
        word(expectation.name),
        word(expectation.audience),
        figure(expectation.objective, (value) => `${say(value)} / ${window}`),
        estimated(expectation.experienced, say),
        estimated(expectation.missed, sayChance),
        estimated(expectation.beyondTolerance, sayChance),
      ];
    }),
  };
}

/** Where expectations settle by what the organization gives, and what disappointment costs. */
function settledTable(finding: RunFinding, money: Say): Table {
  return {
    title: "What is expected after 24 windows of this",
    columns: [
      words("expectation"),
      estimates("expected by then"),
      estimates("tolerance by then"),
      aside(figures("strictest of all")),
      estimates("response and penalty a year", finding.currency),
    ],
    rows: finding.expectations.map(({ name, unit, ratchet, strictest, costPerYear }) => {
      const say = measures(money)[unit];
      return [
        word(name),
        estimated(ratchet.objective, say),
        estimated(ratchet.tolerance, say),
        strictest === null ? word("") : figure(strictest.toleranceHours, sayDuration),
        estimated(costPerYear, money),
      ];
    }),
  };
}
