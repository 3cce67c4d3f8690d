import { failure, head, type ProblemText, shop, shopAnd, shopWith } from "./example-shop.ts";

/** Problems of keys, of forms, and of names. */
export const keyProblems = {
  "unknown-key": {
    severity: "error",
    title: "A key that is not known here",
    explanation:
      "Every key of the language is listed in the reference. What is not known is never passed over: a slip of the pen would change an answer in silence.",
    example: shop + failure().replace("detected after", "«detecetd after»"),
    mended: shop + failure(),
  },
  "missing-key": {
    severity: "error",
    title: "Something is missing",
    explanation: "Some things have to be said: without them nothing can be computed.",
    example: `${head}departments: { shop: {} }\nfunctions:\n  sell: { «users»: 500 }\n`,
    mended: `${head}departments: { shop: {} }\nfunctions:\n  sell: { department: shop, users: 500 }\n`,
  },
  "double-key": {
    severity: "error",
    title: "The same key twice",
    explanation: "A key stands once. Which of the two would hold?",
    example: `${head}«capital»: 200k EUR\n`,
    mended: head,
  },
  "wrong-form": {
    severity: "error",
    title: "A list, a mapping or a value in the wrong place",
    explanation:
      "A single value was expected where a list or a mapping of keys stands, or the other way round.",
    example: `${head}departments: «[shop, store]»\n`,
    mended: `${head}departments: { shop: {}, store: {} }\n`,
  },
  "empty-value": {
    severity: "error",
    title: "Nothing behind a key",
    explanation: "A key stands here without a value. What is not known can be left out.",
    example: `${head}departments:\n  shop: { people: «»}\n`,
    mended: `${head}departments:\n  shop: { people: 3 }\n`,
  },
  "unknown-version": {
    severity: "error",
    title: "Another version of the language",
    explanation:
      "The text says that it is written in a version of the language that this Failwell does not know. A newer one may.",
    example: head.replace("failwell: 1", "failwell: «7»"),
    mended: head,
  },
  "odd-name": {
    severity: "error",
    title: "A name not written as names are",
    explanation:
      "Names are written in lower case with hyphens, begun by a letter: letters of any script, digits, `-`. What people see can be said by `name`.",
    example: `${head}departments: { «Corner_Shop»: {} }\n`,
    mended: `${head}departments: { corner-shop: { name: Corner Shop } }\n`,
  },
  "name-twice": {
    severity: "error",
    title: "One name for two things",
    explanation:
      "One name means one thing in the whole text, so that it can be used without saying what it is. Only a department may be called like its function.",
    example: shopAnd("controls:\n  «wrong-change»: { guard rail: wrong-change, stops: 60% }\n"),
    mended: shopAnd("controls:\n  counting-twice: { guard rail: wrong-change, stops: 60% }\n"),
  },
  "comma-in-braces": {
    severity: "error",
    title: "A figure's comma within braces",
    explanation:
      "Within braces and brackets a comma ends a value, so that `2,400` becomes a 2 and a key 400. Write the figure without the comma, or with k, M or B.",
    example: `${head}departments:\n  shop: { people: 2,«400» }\n`,
    mended: `${head}departments:\n  shop: { people: 2.4k }\n`,
  },
  "unknown-name": {
    severity: "error",
    title: "A name that stands for nothing",
    explanation: "Nothing in the text has this name. Where a name is near to it, that one is offered.",
    example: shopWith({ function: "«sel»" }),
    mended: shopWith({ function: "sell" }),
  },
  "wrong-word": {
    severity: "error",
    title: "A name of something else",
    explanation: "The name is known, but it stands for another kind of thing than is expected here.",
    example: shopAnd("controls:\n  counting-twice:\n    guard rail: «sell»\n    stops: 60%\n"),
    mended: shopAnd("controls:\n  counting-twice:\n    guard rail: wrong-change\n    stops: 60%\n"),
  },
  "not-a-choice": {
    severity: "error",
    title: "A word that cannot stand here",
    explanation: "Only some words can stand here; they are listed.",
    example: shopWith({ posture: "«ignore»" }),
    mended: shopWith({ posture: "accept" }),
  },
} as const satisfies Record<string, ProblemText>;
