import type { Estimate } from "./estimate.ts";
import type { ControlBuildUp, OssificationFinding, OssificationSource } from "./ossification.ts";
import { sayBand, sayDuration, sayMoney, sayShare } from "./say.ts";
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

/** What ideas lose, laid out: the whole, the stages, what they consist of, and obsolete controls over years. */
export function sheetOfOssification(finding: OssificationFinding): Sheet {
  const { buildUp } = finding;
  return {
    title: `${finding.organization}: what ideas lose between having them and their effect`,
    sentences: [...finding.sentences, ...(buildUp === undefined ? [] : [buildUp.sentence])],
    tables: [
      stageTable(finding),
      sourceTable(finding),
      ...(buildUp === undefined ? [] : [yearsTable(buildUp)]),
    ].filter(({ rows }) => rows.length > 0),
    assumptions: finding.assumptions,
    remarks: [`seed ${finding.seed}`],
  };
}

function stageTable({ stages, ossification }: OssificationFinding): Table {
  const rows = stages.map(({ name, kept, share, lost, says }) => [
    word(name),
    figure(lost, sayShare),
    figure(share, sayShare),
    estimated(kept, sayShare),
    word(sayBand(kept, sayShare)),
    word(says),
  ]);
  const all = [
    word("all together"),
    figure(ossification.value, sayShare),
    figure(1, sayShare),
    estimated(kept(ossification), sayShare),
    word(sayBand(kept(ossification), sayShare)),
    word(""),
  ];
  return {
    title: "Of what a good idea is worth",
    columns: [
      words("stage"),
      figures("lost"),
      figures("of all lost"),
      estimates("outlives it"),
      aside(words("between")),
      aside(words("what it is here")),
    ],
    rows: rows.length === 0 ? [] : [...rows, all],
  };
}

/** What is left where this share is lost. */
function kept({ value, low, high, error }: Estimate): Estimate {
  const left = (share: number | null): number | null => (share === null ? null : 1 - share);
  return { value: left(value), low: left(high), high: left(low), error };
}

function sourceTable({ sources, currency }: OssificationFinding): Table {
  const money = (amount: number): string => sayMoney(amount, currency);
  return {
    title: "What it comes from, dearest first: lost of an idea's worth, avoided a year, and without it",
    columns: [
      words("source"),
      words("kind"),
      figures("lost"),
      aside(figures("in money", currency)),
      estimates("avoids", currency),
      aside(words("between")),
      figures("keeping", currency),
      figures("less lost"),
      aside(figures("ideas keep", currency)),
      estimates("costs more", currency),
      aside(words("why not")),
    ],
    rows: sources.map((source) => {
      const { name, kind, lost, lostPerYear, avoids, keeping, without } = source;
      return [
        word(name),
        word(kind),
        figure(lost, sayShare),
        figure(lostPerYear, money),
        estimated(avoids, money),
        word(sayBand(avoids, money)),
        figure(isControl(source) ? keeping : null, money),
        figure(without === undefined ? null : -without.change.value!, sayShare),
        figure(without?.ideasKeep ?? null, money),
        estimated(without?.costsMore ?? { value: null, low: null, high: null, error: null }, money),
        word(avoids.why ?? ""),
      ];
    }),
  };
}

function isControl({ kind }: OssificationSource): boolean {
  return kind === "guard rail" || kind === "approval" || kind === "escape hatch";
}

function yearsTable({ path }: ControlBuildUp): Table {
  return {
    title: "Hours in controls that are no longer needed, of all hours",
    columns: [words("from now"), figures("share"), aside(words("between"))],
    rows: path
      .filter(({ years }) => years % 5 === 0)
      .map(({ years, load, low, high }) => [
        word(years === 0 ? "now" : sayDuration(8766 * years)),
        figure(load, sayShare),
        word(sayBand({ value: load, low, high, error: 0 }, sayShare)),
      ]),
  };
}
