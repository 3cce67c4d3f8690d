import { type ProblemText, shopAnd } from "./example-shop.ts";

const rails = (one: string, other: string): string => `controls:
  counting-twice: { guard rail: wrong-change, stops: 90%, approval: { ${one} } }
  asking-ann: { guard rail: wrong-change, stops: 40%, approval: { ${other} } }
`;
const hatch = (share: string): string => `controls:
  go-back: { escape hatch: wrong-change, people: 1, cost: 20 EUR / h, handling: 10min, works: 90%, exceptions: ${share} }
`;
const ideas = (words: string): string => `ideas: { ${words} }\n`;

/** Problems of what ideas pass through. */
export const ideaProblems = {
  "approvals-more": {
    severity: "error",
    title: "More approvals are named than ideas pass",
    explanation:
      "Each control that is an approval counts as one of the approvals under ideas; what is left of them has no name.",
    example: shopAnd(rails("wait: 2d", "wait: 2d") + ideas("approvals: «1», wait: 2d")),
    mended: shopAnd(rails("wait: 2d", "wait: 2d") + ideas("approvals: 3, wait: 2d")),
  },
  "approvals-disagree": {
    severity: "error",
    title: "Approvals that contradict their mean",
    explanation:
      "What is said of single approvals, and what those without a name can have beside them, comes to another mean than that under ideas.",
    example: shopAnd(rails("wait: 9d", "wait: 2d") + ideas("approvals: 3, wait: «2d»")),
    mended: shopAnd(rails("wait: 9d", "wait: 2d") + ideas("approvals: 3, wait: 4d")),
  },
  "exceptions-more": {
    severity: "error",
    title: "More exceptions go through escape hatches than there are",
    explanation: "The exceptions of single escape hatches are a part of the exceptions under ideas.",
    example: shopAnd(hatch("30%") + ideas("exceptions: «20%», exception costs: 50 EUR")),
    mended: shopAnd(hatch("10%") + ideas("exceptions: 20%, exception costs: 50 EUR")),
  },
} as const satisfies Record<string, ProblemText>;
