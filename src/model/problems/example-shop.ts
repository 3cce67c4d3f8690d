/** What explains one kind of problem. In `example`, «…» stands around what the problem is shown at. */
export type ProblemText = {
  readonly severity: "error" | "advice";
  readonly title: string;
  readonly explanation: string;
  readonly example: string | (() => string);
  readonly mended: string | (() => string);
};

/** The first lines of every example. */
export const head = `failwell: 1
organization: Corner Shop
currency: EUR
capital: 100k EUR
`;

/** A shop that sells. */
export const shop = `${head}departments: { shop: {} }
functions:
  sell: { department: shop, users: 500, uses: 2 / user / week }
`;

/** The shop's one failure; lines by key, an empty one to leave it out. */
export function failure(lines: Readonly<Record<string, string>> = {}): string {
  const all = {
    function: "sell",
    happens: "2 to 10 / month",
    "detected after": "1h",
    "contained after": "10min",
    impact: "{ harm: 2 to 20 EUR, blast radius: 1 customer, time-sensitivity: none }",
    ...lines,
  };
  const written = Object.entries(all).filter(([, value]) => value !== "");
  return `failures:\n  wrong-change:\n${written.map(([key, value]) => `    ${key}: ${value}\n`).join("")}`;
}

/** The shop with its failure changed so. */
export function shopWith(lines: Readonly<Record<string, string>>): string {
  return shop + failure(lines);
}

/** The shop, its failure, and more sections behind. */
export function shopAnd(sections: string): string {
  return shop + failure() + sections;
}
