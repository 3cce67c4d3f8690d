import type { Change, CostPart, DiffEffects, DiffFinding, MovedQueue, QueueLoad, Shift } from "./diff.ts";
import { sayCount, sayMoney, sayRange, sayRate, sayShare } from "./say.ts";
import { aside, type Cell, figure, figures, type Sheet, type Table, word, words } from "./sheet.ts";

/** A change of the text, laid out: what it costs or spares first, then what was said otherwise, then what moves. */
export function sheetOfDiff(finding: DiffFinding): Sheet {
  const { before, after, effects } = finding;
  const same = before.organization === after.organization;
  const title = same ? after.organization : `${before.organization} → ${after.organization}`;
  return {
    title: `${title}: what the change does`,
    sentences: finding.sentences,
    tables: [
      changeTable(finding.changes),
      ...(effects === null ? [] : effectTables(finding, effects)),
    ].filter(({ rows }) => rows.length > 0),
    assumptions: finding.assumptions,
    remarks: finding.changed ? [`seed ${finding.seed}`] : [],
  };
}

function effectTables({ after: { currency } }: DiffFinding, effects: DiffEffects): Table[] {
  return [
    costTable(effects, currency),
    partTable(effects.parts, currency),
    placeTable(effects),
    expectationTable(effects),
    queueTable(effects.queues),
    ossificationTable(effects),
  ];
}

/** What was said otherwise: a row for each figure. */
export function changeTable(changes: readonly Change[]): Table {
  return {
    title: "What the text says otherwise",
    columns: [words("what"), words("change"), words("before"), words("after")],
    rows: changes.flatMap((change) => {
      const what = word(`${change.kind} “${change.name}”`);
      const rows = change.moved.map((moved) => [
        what,
        word(moved.what),
        word(moved.before ?? "–"),
        word(moved.after ?? "–"),
      ]);
      if (change.how === "changed") return rows;
      const { was } = change;
      const old = was === undefined ? "–" : was.name === change.name ? was.id : `“${was.name}”`;
      const fresh = was === undefined ? "–" : was.name === change.name ? change.id : `“${change.name}”`;
      return [[what, word(change.how), word(old), word(fresh)], ...rows];
    }),
  };
}

/** A difference as people say it: with its sign, or that it cannot be told apart. */
export function sayShift({ change, told }: Shift, say: (value: number) => string): string {
  if (change.value === null) return "cannot be compared";
  if (change.value === 0 && change.error === 0) return "none";
  if (!told) return "indistinguishable";
  return `${change.value > 0 ? "+" : ""}${say(change.value)}`;
}

function sayError({ change, told }: Shift, say: (value: number) => string): string {
  if (change.value === null || change.error === 0 || !told) return "";
  return sayRange(change.low!, change.high!, say);
}

/** A difference of shares: in points of a hundred, since a percentage of a percentage is another thing. */
export function sayPoints(difference: number): string {
  const points = sayCount(100 * difference);
  return `${points} ${points === "1" || points === "−1" ? "point" : "points"}`;
}

function shiftCells(
  shift: Shift,
  say: (value: number) => string,
  sayDifference: (value: number) => string = say,
): Cell[] {
  const value = ({ value }: Shift["before"]): Cell => figure(value, say);
  return [
    value(shift.before),
    value(shift.after),
    { said: sayShift(shift, sayDifference), exact: shift.change.value },
    word(sayError(shift, sayDifference)),
  ];
}

const shiftColumns = (unit?: string) => [
  figures("before", unit),
  figures("after", unit),
  figures("difference", unit),
  aside(figures("by the computation’s error")),
];

function costTable(
  { costPerYear, lossPerYear, badYear, frictionHours }: DiffEffects,
  currency: string,
): Table {
  const money = (amount: number): string => sayMoney(amount, currency);
  const hours = frictionHours.after - frictionHours.before;
  const friction =
    Math.abs(hours) <= 1e-9 * Math.max(frictionHours.before, frictionHours.after)
      ? []
      : [
          [
            word("hours of friction a year"),
            figure(frictionHours.before, sayCount),
            figure(frictionHours.after, sayCount),
            { said: `${hours > 0 ? "+" : ""}${sayCount(hours)}`, exact: hours },
            word(""),
          ],
        ];
  return {
    title: "What a year costs",
    columns: [words("of a year"), ...shiftColumns()],
    rows: [
      [word("cost on average"), ...shiftCells(costPerYear, money)],
      [word("losses on average"), ...shiftCells(lossPerYear, money)],
      [word("losses pass in 1 year of 100"), ...shiftCells(badYear, money)],
      ...friction,
    ],
  };
}

const partNames: Readonly<Record<CostPart["of"], string>> = {
  failure: "loss by",
  control: "keeping",
  expectation: "unmet",
};

function partTable(parts: readonly CostPart[], currency: string): Table {
  return {
    title: "Where the difference comes from",
    columns: [words("part"), ...shiftColumns(currency)],
    rows: parts.map(({ of, name, cost }) => [
      word(`${partNames[of]} “${name}”`),
      ...shiftCells(cost, (amount) => sayMoney(amount, currency)),
    ]),
  };
}

function placeTable({ places }: DiffEffects): Table {
  const both = <T>(before: T | undefined, after: T | undefined, say: (value: T) => string): string => {
    const [from, to] = [before, after].map((value) => (value === undefined ? "–" : say(value)));
    return from === to ? from! : `${from} → ${to}`;
  };
  return {
    title: "On the map",
    columns: [
      words("failure"),
      aside(figures("how often")),
      figures("predictable"),
      figures("risk of one"),
      figures("difference of risk"),
    ],
    rows: places.map(({ name, before, after, criticality }) => [
      word(name),
      word(both(before?.perYear, after?.perYear, sayRate)),
      word(both(before?.predictability, after?.predictability, sayShare)),
      word(
        both(
          before === null ? undefined : (criticality.before.value ?? 0),
          after === null ? undefined : (criticality.after.value ?? 0),
          sayShare,
        ),
      ),
      { said: sayShift(criticality, sayPoints), exact: criticality.change.value },
    ]),
  };
}

function expectationTable({ expectations }: DiffEffects): Table {
  return {
    title: "Windows in which expectations are met",
    columns: [words("expectation"), ...shiftColumns()],
    rows: expectations.map(({ name, met }) => [word(name), ...shiftCells(met, sayShare, sayPoints)]),
  };
}

function queueTable(queues: readonly MovedQueue[]): Table {
  const load = (of: QueueLoad | null): Cell =>
    of === null
      ? word("–")
      : { said: `${sayCount(of.load)} of ${sayCount(of.people)} people`, exact: of.load };
  const over = (of: QueueLoad | null): Cell => figure(of?.overloaded ?? null, sayShare);
  return {
    title: "Queues at escape hatches",
    columns: [
      words("escape hatch"),
      figures("busy before"),
      figures("after"),
      figures("overloaded before"),
      figures("after"),
    ],
    rows: queues.map(({ name, before, after }) => [
      word(name),
      load(before),
      load(after),
      over(before),
      over(after),
    ]),
  };
}

function ossificationTable({ ossification: { before, after, stages } }: DiffEffects): Table {
  const row = (name: string, from: number | null, to: number | null): Cell[] => {
    const change = from === null || to === null ? null : to - from;
    return [
      word(name),
      figure(from, sayShare),
      figure(to, sayShare),
      figure(change, (value) => `${value > 0 ? "+" : ""}${sayPoints(value)}`),
    ];
  };
  return {
    title: "What ideas lose of their worth",
    columns: [words("stage"), figures("before"), figures("after"), figures("difference")],
    rows:
      stages.length === 0
        ? []
        : [row("all stages", before, after), ...stages.map((of) => row(of.name, of.before, of.after))],
  };
}
