import type { LearnFinding } from "./learn.ts";
import { sayBand, sayChance, sayCount, sayCounted, sayDay, sayRate } from "./say.ts";
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

/** What the record says against what the text stated, laid out: the greatest surprise first. */
export function sheetOfLearn(finding: LearnFinding): Sheet {
  return {
    title: `What ${sayCounted(finding.occurrences, "occurrence")} say, ${sayDay(finding.from)} to ${sayDay(finding.to)}`,
    sentences: finding.sentences,
    tables: [failureTable(finding), unknownTable(finding)].filter((table) => table.rows.length > 0),
    assumptions: finding.assumptions,
    remarks: [],
  };
}

function failureTable(finding: LearnFinding): Table {
  const surprising = [...finding.failures].sort((a, b) => a.surprise - b.surprise);
  return {
    title: "Stated against learned, greatest surprise first",
    columns: [
      words("failure"),
      figures("counted"),
      aside(figures("watched", "years")),
      estimates("stated", "a year"),
      estimates("learned", "a year"),
      aside(words("between")),
      aside(figures("next year")),
      figures("surprise"),
    ],
    rows: surprising.map((failure) => [
      word(failure.name),
      figure(failure.counted, sayCount),
      figure(failure.exposureYears, (years) => `${sayCount(years)} y`),
      estimated(failure.statedPerYear, sayRate),
      estimated(failure.learnedPerYear, sayRate),
      word(sayBand(failure.learnedPerYear, sayRate)),
      figure(failure.nextYear.mean, sayCount),
      figure(failure.surprise, sayChance),
    ]),
  };
}

function unknownTable(finding: LearnFinding): Table {
  return {
    title: "Kinds in the record that the text does not know",
    columns: [words("kind"), figures("count"), words("last seen")],
    rows: finding.unknownKinds.map(({ kind, count, lastSeen }) => [
      word(kind === "" ? "(no kind given)" : kind),
      figure(count, sayCount),
      word(sayDay(lastSeen)),
    ]),
  };
}
