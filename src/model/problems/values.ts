import { head, type ProblemText, shop, shopAnd, shopWith } from "./example-shop.ts";

const noMonth =
  "january: 0, february: 0, march: 0, april: 0, may: 0, june: 0, july: 0, august: 0, september: 0, october: 0, november: 0, december: 0";
const people = (value: string): string => `${head}departments: { shop: { people: ${value} } }\n`;
const audience = (value: string): string =>
  shopAnd(
    `audiences: { customers: { value: ${value} } }\nexpectations:\n  right-change:\n    audience: customers\n    function: sell\n    objective: 5 / month\n    tolerance: 2\n`,
  );

/** Problems of figures, units and ranges. */
export const valueProblems = {
  "not-understood": {
    severity: "error",
    title: "A value that is not understood",
    explanation:
      "These words make no value of the kind that stands here. The reference lists the forms of each kind.",
    example: people("«some»"),
    mended: people("3 to 5"),
  },
  "unknown-unit": {
    severity: "error",
    title: "A unit that is not known",
    explanation:
      "Units of time are s, min, h, d, weeks, months and years; figures take k, M and B; a slash is followed by a time or by `user`.",
    example: `${shop.replace("/ week", "/ «wek»")}`,
    mended: shop,
  },
  "wrong-dimension": {
    severity: "error",
    title: "Another kind of figure",
    explanation:
      "Figures are counts, shares, money or durations, by their unit. One of them stands where another is needed.",
    example: shopWith({ "detected after": "«20 EUR»" }),
    mended: shopWith({ "detected after": "20min" }),
  },
  "wrong-currency": {
    severity: "error",
    title: "Another currency",
    explanation:
      "All money of a text is in the organization's currency: rates of exchange move, and a text should not.",
    example: audience("«900k USD / year»"),
    mended: audience("900k EUR / year"),
  },
  "unknown-currency": {
    severity: "error",
    title: "A currency that is not known",
    explanation: "A currency is written by its code of three letters in ISO 4217.",
    example: "failwell: 1\norganization: Corner Shop\ncurrency: «Euro»\ncapital: 100k EUR\n",
    mended: head,
  },
  "per-missing": {
    severity: "error",
    title: "It is not said in what time",
    explanation: "A frequency, a yearly value or an upkeep is so much in some time, behind a slash.",
    example: audience("«900k EUR»"),
    mended: audience("900k EUR / year"),
  },
  "per-unexpected": {
    severity: "error",
    title: "A slash too many",
    explanation:
      "Something is said to be per time or per user that is not: the friction of one use, the people of a department.",
    example: people("3 «/ year»"),
    mended: people("3"),
  },
  "range-upside-down": {
    severity: "error",
    title: "A range upside down",
    explanation: "A range goes from its 5th percentile to its 95th, so the lower figure stands first.",
    example: shopWith({ happens: "«10 to 2 / month»" }),
    mended: shopWith({ happens: "2 to 10 / month" }),
  },
  "range-of-one": {
    severity: "error",
    title: "A range without width",
    explanation:
      "Both ends are the same. One figure says that it is known exactly; a range says how far it is not.",
    example: people("«3 to 3»"),
    mended: people("3"),
  },
  "range-from-zero": {
    severity: "error",
    title: "A range that begins at nothing",
    explanation:
      "A range of positive figures is read as lognormal, one of shares as logit-normal: neither ever reaches 0. Say what is passed in 19 cases of 20, however small.",
    example: shopWith({ happens: "«0 to 10 / month»" }),
    mended: shopWith({ happens: "0.1 to 10 / month" }),
  },
  "range-to-whole": {
    severity: "error",
    title: "A range that ends at all",
    explanation:
      "A range of shares is read as logit-normal, which never reaches 100%. Say what is not passed in 19 cases of 20.",
    example: shopAnd("controls:\n  counting-twice: { guard rail: wrong-change, stops: «60% to 100%» }\n"),
    mended: shopAnd("controls:\n  counting-twice: { guard rail: wrong-change, stops: 60% to 99% }\n"),
  },
  "range-not-allowed": {
    severity: "error",
    title: "A range where one figure is needed",
    explanation:
      "Some figures are settings rather than facts: the slope of a response, the shape of a Weibull time. They are one figure.",
    example: `${head}assumptions: { credibility: «1 to 2» }\n`,
    mended: `${head}assumptions: { credibility: 2 }\n`,
  },
  "share-beyond-whole": {
    severity: "error",
    title: "More than all",
    explanation: "A share lies between 0% and 100%.",
    example: shopAnd("controls:\n  counting-twice: { guard rail: wrong-change, stops: «120%» }\n"),
    mended: shopAnd("controls:\n  counting-twice: { guard rail: wrong-change, stops: 60% }\n"),
  },
  negative: {
    severity: "error",
    title: "Less than nothing",
    explanation:
      "Counts, durations and costs are 0 or more. Only harm may be less than nothing, where a failure can do good.",
    example: people("«-3»"),
    mended: people("3"),
  },
  "must-be-positive": {
    severity: "error",
    title: "Nothing where there must be something",
    explanation: "Here 0 has no meaning: a capital of nothing, a mean time of no length.",
    example: head.replace("100k EUR", "«0 EUR»"),
    mended: head,
  },
  "no-season": {
    severity: "error",
    title: "No month in which anything is done",
    explanation:
      "`seasons` says how the year's uses are spread over its months. Where every month is 0, they are nowhere.",
    example: shop.replace("/ week }", `/ week, seasons: «{ ${noMonth} }» }`),
    mended: shop.replace("/ week }", "/ week, seasons: { november: 1.5, december: 250% } }"),
  },
  "too-great": {
    severity: "error",
    title: "Too great a figure",
    explanation: "The figure passes what can be computed with.",
    example: shopWith({ "detected after": "about 3d, shape «500»" }),
    mended: shopWith({ "detected after": "about 3d, shape 5" }),
  },
  "single-figure": {
    severity: "advice",
    title: "One figure for how often",
    explanation:
      "One figure says that the frequency is known exactly. Hardly anybody does: a range says how far it is known, and decides how predictable the failure is.",
    example: shopWith({ happens: "«5 / month»" }),
    mended: shopWith({ happens: "2 to 10 / month" }),
  },
} as const satisfies Record<string, ProblemText>;
