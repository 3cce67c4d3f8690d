import { failure, head, type ProblemText, shop, shopAnd, shopWith } from "./example-shop.ts";

const control = (words: string): string => shopAnd(`controls:\n  counting-twice: { ${words} }\n`);
const hatch = (words: string): string =>
  shopAnd(`controls:\n  go-back: { escape hatch: wrong-change, ${words}, handling: 10min, works: 90% }\n`);
const expect = (lines: string, audience = "value: 900k EUR / year", shopText = shop + failure()): string =>
  `${shopText}audiences: { customers: { ${audience} } }\nexpectations:\n  fair-deal:\n    audience: customers\n${lines}`;
const goals = (objective: string, tolerance: string, more = ""): string =>
  `    function: sell\n    objective: ${objective}\n    tolerance: ${tolerance}\n${more}`;
const bake = "functions:\n  bake: { department: shop }\n";

/** Problems of functions, expectations, controls and indicators. */
export const controlProblems = {
  "depends-in-circle": {
    severity: "error",
    title: "Functions that depend on each other in a circle",
    explanation:
      "If each needs the other, which of them stops first? Usually only a part of one needs the other: a function of its own.",
    example: `${head}departments: { shop: {} }\nfunctions:\n  sell: { department: shop, depends on: bake }\n  bake: { department: shop, depends on: «sell» }\n`,
    mended: `${head}departments: { shop: {} }\nfunctions:\n  sell: { department: shop, depends on: bake }\n  bake: { department: shop }\n`,
  },
  "uses-missing": {
    severity: "error",
    title: "Uses are not known",
    explanation:
      "Something is a share of a function's uses, or falls on each of them, but how often it is used is not said.",
    example: `${shop.replace(", uses: 2 / user / week", "")}${failure({ happens: "«0.1% to 1% of sell»" })}`,
    mended: shopWith({ happens: "0.1% to 1% of sell" }),
  },
  "users-missing": {
    severity: "error",
    title: "Users are not known",
    explanation: "Something is counted by user, but how many there are is not said.",
    example: shop.replace("users: 500, uses: 2 / user / week", "uses: «2 / user / week»"),
    mended: shop,
  },
  "control-kind": {
    severity: "error",
    title: "What kind of control?",
    explanation:
      "A control is a guard rail (keeps inputs from becoming a failure), a safety net (lets it happen and catches it by itself) or an escape hatch (a manual way out). What does two of these is two controls.",
    example: control("«upkeep»: 100 EUR / year"),
    mended: control("guard rail: wrong-change, stops: 60%, upkeep: 100 EUR / year"),
  },
  "protects-nothing": {
    severity: "error",
    title: "A control that protects nothing",
    explanation:
      "The control costs and does nothing: its list is empty, or no failure grows from the inputs in it.",
    example: control("guard rail: «[]», stops: 60%"),
    mended: control("guard rail: wrong-change, stops: 60%"),
  },
  "despite-what": {
    severity: "error",
    title: "Despite what has no part in it",
    explanation:
      "`despite` names the guard rails that were at work when the figure was seen. This one does not keep out what the figure is of, or is no guard rail.",
    example: `${shopWith({ happens: "{ is: 2 to 10 / month, despite: «counting-twice» }" })}controls:\n  counting-twice: { safety net: wrong-change, catches: 60%, after: 1min }\n`,
    mended: `${shopWith({ happens: "{ is: 2 to 10 / month, despite: counting-twice }" })}controls:\n  counting-twice: { guard rail: wrong-change, stops: 60% }\n`,
  },
  "net-too-late": {
    severity: "advice",
    title: "A net that comes too late",
    explanation: "When this net catches, the failure is contained already, so it changes nothing.",
    example: control("safety net: wrong-change, catches: 60%, after: «5h»"),
    mended: control("safety net: wrong-change, catches: 60%, after: 5min"),
  },
  "crew-cost": {
    severity: "error",
    title: "What people cost, twice or not at all",
    explanation:
      "People named under `people` have their cost there. A hatch with a number of people of its own says what an hour costs.",
    example: hatch("people: «2»"),
    mended: hatch("people: 2, cost: 20 EUR / h"),
  },
  "posture-disagrees": {
    severity: "error",
    title: "A posture that the controls do not have",
    explanation:
      "The posture says what was chosen; the controls say what is done. They have to say the same.",
    example: shopWith({ posture: "«safety net»" }),
    mended: shopWith({ posture: "accept" }),
  },
  "posture-accepts-and-acts": {
    severity: "error",
    title: "Accepted, and acted on",
    explanation: "To accept a failure is to do nothing about it.",
    example: shopWith({ posture: "«[accept, guard rail]»" }),
    mended: shopWith({ posture: "accept" }),
  },
  "objective-unit": {
    severity: "error",
    title: "Measured otherwise than the objective",
    explanation:
      "The unit of the objective says what is measured. Tolerance and penalty are distances on the same scale.",
    example: expect(goals("5 / month", "«2h»")),
    mended: expect(goals("5 / month", "2")),
  },
  "nobody-can-miss": {
    severity: "advice",
    title: "An expectation that nobody can miss",
    explanation:
      "No failure of the text reaches this function or one that it depends on. Either a failure is missing, or all is said.",
    example: expect(
      "    function: «bake»\n    objective: 5 / month\n    tolerance: 2\n",
      "value: 900k EUR / year",
      shop.replace("functions:\n", bake) + failure(),
    ),
    mended: expect(goals("5 / month", "2")),
  },
  "covers-its-window": {
    severity: "advice",
    title: "An expectation as wide as its window",
    explanation: "Objective and tolerance together fill the whole window: whatever happens, it is met.",
    example: expect(goals("«20h / day»", "4h")),
    mended: expect(goals("1h / day", "1h")),
  },
  "no-tolerance": {
    severity: "error",
    title: "No tolerance at all",
    explanation:
      "How far an experience is from what was expected is measured in tolerances; without one the smallest departure is infinitely far.",
    example: expect(goals("1h / day", "«0h»")),
    mended: expect(goals("1h / day", "1min")),
  },
  "penalty-below-objective": {
    severity: "advice",
    title: "A penalty for meeting the objective",
    explanation:
      "The penalty's threshold lies below the objective, so that it is due although nothing was missed.",
    example: expect(goals("5 / month", "2", "    penalty: { amount: 100 EUR, above: «3» }\n")),
    mended: expect(goals("5 / month", "2", "    penalty: { amount: 100 EUR, above: 30 }\n")),
  },
  "value-missing": {
    severity: "error",
    title: "What are those who leave worth?",
    explanation:
      "The response is a share of the audience's value, which is said neither here nor with the audience.",
    example: expect(goals("5 / month", "2", "    response: «{ leave: 4%, slope: 0.35 }»\n"), "count: 500"),
    mended: expect(
      goals("5 / month", "2", "    response: { leave: 4%, slope: 0.35, value: 50 EUR }\n"),
      "count: 500",
    ),
  },
  "warning-too-late": {
    severity: "advice",
    title: "A warning that leaves no time",
    explanation: "The indicator shows later than a response takes, so that it makes nothing predictable.",
    example: shopAnd(
      "indicators:\n  queue-grows: { warns of: wrong-change, ahead by: «5min», skill: 40%, respond within: 1h }\n",
    ),
    mended: shopAnd(
      "indicators:\n  queue-grows: { warns of: wrong-change, ahead by: 2h, skill: 40%, respond within: 1h }\n",
    ),
  },
  unused: {
    severity: "advice",
    title: "People or an audience that nothing names",
    explanation: "It is described, but no escape hatch, no expectation and no blast radius names it.",
    example: `${shopAnd("")}people:\n  «clerks»: { count: 2, cost: 20 EUR / h }\n`,
    mended: `${shopAnd("")}people:\n  clerks: { count: 2, cost: 20 EUR / h }\ncontrols:\n  go-back: { escape hatch: wrong-change, people: clerks, handling: 10min, works: 90% }\n`,
  },
} as const satisfies Record<string, ProblemText>;
