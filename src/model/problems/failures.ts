import { failure, type ProblemText, shop, shopWith } from "./example-shop.ts";

const inputs = `inputs:
  rush: { happens: 5 to 20 / month }
  short-staff: { holds: 10% to 30% }
`;
/** The shop whose failure grows from this. */
const growing = (from: string, more: Readonly<Record<string, string>> = {}, inputsText = inputs): string =>
  shop + inputsText + failure({ happens: "", "grows from": from, ...more });
const both = "all of: [rush, short-staff]";
const braces = (gate: string): string => `{ ${gate} }`;
const impact = (rest: string): Readonly<Record<string, string>> => ({ impact: `{ ${rest} }` });

const group = (rest: string, second = "happens: 5 to 20 / month"): string =>
  growing(
    "{ any of: [rush, slip] }",
    {},
    `inputs:\n  rush: { happens: 5 to 20 / month }\n  slip: { ${second} }\n${rest}`,
  );

/** Problems of inputs, failures and common causes. */
export const failureProblems = {
  "event-or-condition": {
    severity: "error",
    title: "An event or a condition?",
    explanation:
      "An event happens and has a frequency; a condition holds and has a probability. An input is one of them.",
    example: growing(braces(both), {}, inputs.replace("rush: { happens: 5 to 20 / month }", "«rush»: {}")),
    mended: growing(braces(both)),
  },
  "frequency-missing": {
    severity: "error",
    title: "It is not said how often",
    explanation:
      "A failure has its frequency from `happens`, or from inputs that all carry figures. Here it is neither.",
    example: `${shop}${failure({ happens: "" }).replace("wrong-change", "«wrong-change»")}`,
    mended: shop + failure(),
  },
  "frequency-twice": {
    severity: "error",
    title: "How often, said twice",
    explanation:
      "The frequency is stated, and follows from the inputs as well. They will disagree sooner or later: one of them has to go.",
    example: growing(braces(both), { "«happens»": "2 to 10 / month" }).replace("happens: \n", ""),
    mended: growing(braces(both)),
  },
  "nothing-happens": {
    severity: "error",
    title: "Only conditions, no event",
    explanation: "Conditions hold, but nothing happens without an event, so that no frequency follows.",
    example: growing("short-staff", {}, "inputs:\n  short-staff: { holds: 10% to 30% }\n").replace(
      "grows from:",
      "«grows from»:",
    ),
    mended: growing(
      "short-staff",
      { happens: "2 to 10 / month" },
      "inputs:\n  short-staff: { holds: 10% to 30% }\n",
    ),
  },
  "endless-cascade": {
    severity: "error",
    title: "A cascade that never ends",
    explanation:
      "`spreads` says how many more of its kind each occurrence sets off, on average. Below 100% a cascade dies out; from 100% on it never would. What hits many at once has a wide blast radius instead.",
    example: shopWith({ spreads: "«100%»" }),
    mended: shopWith({ spreads: "60% to 90%" }),
  },
  "one-gate": {
    severity: "error",
    title: "No gate, or two side by side",
    explanation:
      "A gate is one of `all of`, `any of`, `at least 2 of` and `not`. Another one stands inside of it, as an item of its list.",
    example: growing("{ all of: [rush], «any of»: [short-staff] }"),
    mended: growing("{ all of: [rush, any of: [short-staff]] }"),
  },
  "gate-empty": {
    severity: "error",
    title: "A gate with nothing in it",
    explanation: "All of nothing, or any of nothing, says nothing.",
    example: growing("{ any of: «[]» }", { happens: "2 to 10 / month" }, ""),
    mended: shop + failure(),
  },
  "gate-out-of-reach": {
    severity: "error",
    title: "More needed than there are",
    explanation: "At least so many of so few can never be had, and at least none of them always.",
    example: growing("{ «at least 3 of»: [rush, short-staff] }"),
    mended: growing("{ at least 2 of: [rush, short-staff] }"),
  },
  "member-twice": {
    severity: "error",
    title: "Twice in one gate",
    explanation: "The same member twice adds nothing to `all of` and `any of`, and miscounts `at least`.",
    example: growing("{ all of: [rush, short-staff, «rush»] }"),
    mended: growing("{ all of: [rush, short-staff] }"),
  },
  "too-many-members": {
    severity: "error",
    title: "Too many members of one gate",
    explanation: "A gate may have 10,000 members; gates can stand in gates.",
    example: () => growing(`{ any of: «[${Array(10_001).fill("rush").join(", ")}]» }`),
    mended: growing("{ any of: [rush, short-staff] }"),
  },
  "grows-in-circle": {
    severity: "error",
    title: "Growing from itself",
    explanation:
      "A failure that grows, through others, from itself would have a frequency that depends on itself.",
    example:
      shop +
      failure({ happens: "", "grows from": "queue" }).replace("queue", "queue") +
      failure({ happens: "", "grows from": "«wrong-change»" })
        .replace("failures:\n", "")
        .replace("wrong-change", "queue"),
    mended:
      shop +
      failure({ happens: "", "grows from": "queue" }) +
      failure().replace("failures:\n", "").replace("wrong-change", "queue"),
  },
  "harm-does-not-fit": {
    severity: "error",
    title: "Harm that does not fit its time-sensitivity",
    explanation:
      "Linear and exponential harm grow with time, so harm is money a time. `none` and `cliff` come at once, so harm is money.",
    example: shopWith(impact("harm: «2 to 20 EUR», blast radius: 1 customer, time-sensitivity: linear")),
    mended: shopWith(impact("harm: 2 to 20 EUR / h, blast radius: 1 customer, time-sensitivity: linear")),
  },
  "blast-shrinks": {
    severity: "error",
    title: "A blast radius that shrinks",
    explanation:
      "What is affected grows until the failure is contained: it reaches more than it begins with.",
    example: shopWith({
      impact: '{ harm: 20 EUR, blast radius: «"40% to reach 2% of sell, 5% / h"», time-sensitivity: none }',
    }),
    mended: shopWith({
      impact: '{ harm: 20 EUR, blast radius: "2% to reach 40% of sell, 5% / h", time-sensitivity: none }',
    }),
  },
  "infinite-mean": {
    severity: "advice",
    title: "No mean: harm grows faster than it is found",
    explanation:
      "With harm that grows exponentially, at least as fast as the failure is found or contained, rare long cases outweigh all others: the mean is infinite. A cap (`at most`) or an end (`ends by`) makes it finite.",
    example: shopWith({
      "detected after": "about 10h",
      ...impact("harm: 2 to 20 EUR / h, blast radius: 1 customer, time-sensitivity: «exponential 20% / h»"),
    }),
    mended: shopWith({
      "detected after": "about 10h",
      ...impact(
        "harm: 2 to 20 EUR / h, blast radius: 1 customer, time-sensitivity: exponential 20% / h, ends by: 3d",
      ),
    }),
  },
  "cliff-after-end": {
    severity: "advice",
    title: "A cliff beyond the end",
    explanation: "Harm stops growing at `ends by`; a cliff that stands later never does any.",
    example: shopWith(
      impact("harm: 20 EUR, blast radius: 1 customer, time-sensitivity: «cliff at 3d», ends by: 1d"),
    ),
    mended: shopWith(
      impact("harm: 20 EUR, blast radius: 1 customer, time-sensitivity: cliff at 3d, ends by: 7d"),
    ),
  },
  "input-unused": {
    severity: "advice",
    title: "An input that nothing grows from",
    explanation:
      "The input is described, but no failure grows from it. A failure may have been forgotten, or the input may go.",
    example: `${shop}inputs:\n  «rush»: { happens: 5 to 20 / month }\n${failure()}`,
    mended: shop + failure(),
  },
  "common-cause-model": {
    severity: "error",
    title: "No model of a common cause, or several",
    explanation: "How inputs fail together is said by one of β, multiple Greek letters, α or φ.",
    example: group("common causes:\n  «one-clerk»: { inputs: [rush, slip] }\n"),
    mended: group("common causes:\n  one-clerk: { inputs: [rush, slip], beta: 10% }\n"),
  },
  "common-cause-members": {
    severity: "error",
    title: "Too few to fail together",
    explanation: "A common cause takes two or more different inputs.",
    example: group("common causes:\n  one-clerk: { inputs: «[rush]», beta: 10% }\n"),
    mended: group("common causes:\n  one-clerk: { inputs: [rush, slip], beta: 10% }\n"),
  },
  "common-cause-unequal": {
    severity: "error",
    title: "Unequal inputs of a common cause",
    explanation:
      "The models of common cause hold for like inputs: all events or all conditions, with the same figure.",
    example: group(
      "common causes:\n  one-clerk: { inputs: «[rush, slip]», beta: 10% }\n",
      "happens: 1 to 2 / month",
    ),
    mended: group("common causes:\n  one-clerk: { inputs: [rush, slip], beta: 10% }\n"),
  },
  "common-cause-overlap": {
    severity: "error",
    title: "One input in two common causes",
    explanation: "An input is in one common cause, or its failures would be counted twice.",
    example: group(
      "common causes:\n  one-clerk: { inputs: [rush, slip], beta: 10% }\n  one-till: { inputs: «[slip, jam]», beta: 5% }\n",
    )
      .replace("inputs:\n", "inputs:\n  jam: { happens: 5 to 20 / month }\n")
      .replace("any of: [rush, slip]", "any of: [rush, slip, jam]"),
    mended: group("common causes:\n  one-clerk: { inputs: [rush, slip], beta: 10% }\n"),
  },
  "common-cause-parameters": {
    severity: "error",
    title: "Shares that do not fit a common cause",
    explanation:
      "α and φ have one share for each number of inputs that fail together, which make 1. Multiple Greek letters are at most one fewer than the inputs.",
    example: group("common causes:\n  one-clerk: { inputs: [rush, slip], alpha: «[0.9, 0.2]» }\n"),
    mended: group("common causes:\n  one-clerk: { inputs: [rush, slip], alpha: [0.9, 0.1] }\n"),
  },
} as const satisfies Record<string, ProblemText>;
