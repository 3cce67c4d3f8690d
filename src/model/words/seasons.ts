import type { OrganizationFunction } from "../organization.ts";
import { type Phrase, readFigure } from "../phrase.ts";
import { quantityOf } from "../quantity.ts";
import { type Field, mapping, optional, type Shape } from "../shape.ts";
import { phrase, provenanceFields } from "../values.ts";

const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

const factor: Shape<number> = phrase(
  "how much busier than an ordinary month, as one figure: 1.5, or 70%",
  readFactor,
  ["1.5", "70%"],
);

function readFactor(words: Phrase): number | undefined {
  const figure = readFigure(words);
  if (figure === undefined) return undefined;
  // 150% of an ordinary month is a factor, no share of anything.
  const bare = figure.dimension === "share" ? ({ ...figure, dimension: "count" } as const) : figure;
  return quantityOf(bare, { dimension: "count", single: true, most: 1000 }, words)?.low;
}

type Seasons = Required<Pick<OrganizationFunction, "seasons">> & Pick<OrganizationFunction, "seasonsAssumed">;

/** How much busier than an ordinary month each month is; those that are not named are ordinary. */
export const seasons: Shape<Seasons> = mapping(
  "seasons",
  {
    ...(Object.fromEntries(
      months.map((month) => [
        month,
        optional(factor, `How much busier than an ordinary month ${inName(month)} is.`),
      ]),
    ) as Record<(typeof months)[number], Field<number, false>>),
    ...provenanceFields,
  },
  (read, { node, reader }) => {
    const factors = months.map((month) => read[month] ?? 1);
    const most = Math.max(...factors);
    if (most === 0) {
      reader.tell("no-season", node, "there is no month left in which anything is done", {
        expected: "at least one month above 0",
      });
      return undefined;
    }
    // By the largest first, so that the smallest figures a number can have do not vanish in the sum.
    const total = factors.reduce((sum, each) => sum + each / most, 0);
    const outer = read.source === undefined ? reader.provenance.assumed : undefined;
    const assumed = read.assumed ?? outer;
    return {
      seasons: factors.map((each) => ((each / most) * months.length) / total),
      ...(assumed === undefined ? {} : { seasonsAssumed: assumed }),
    };
  },
  { brief: true },
);

function inName(month: string): string {
  return month.charAt(0).toUpperCase() + month.slice(1);
}
