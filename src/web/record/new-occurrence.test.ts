import { expect, test } from "vitest";
import { newKind, nothingGiven, requestFor } from "./new-occurrence.ts";

const now = new Date(2026, 2, 14, 12).getTime();
const four = {
  ...nothingGiven(now),
  title: "Wrong IBAN",
  failure: "mis-keyed-payment",
  outcome: "happened",
} as const;

test("four answers are enough, and the rest is not known", () => {
  const answer = requestFor(four, null);
  expect(answer).toMatchObject({
    request: {
      title: "Wrong IBAN",
      failureId: "mis-keyed-payment",
      nearMiss: false,
      detected: null,
      loss: null,
      link: null,
    },
  });
});

test("a kind that nobody had thought of keeps its word and its function", () => {
  const given = {
    ...four,
    failure: newKind,
    kind: "swan",
    functionId: "payments",
    outcome: "near miss",
  } as const;
  expect(requestFor(given, null)).toMatchObject({
    request: { failureId: null, kind: "swan", functionId: "payments", nearMiss: true },
  });
});

test("what is missing is said for each field", () => {
  const answer = requestFor({ ...nothingGiven(now), onset: { precision: "day", at: "", until: "" } }, null);
  expect("missing" in answer && Object.keys(answer.missing).sort()).toEqual([
    "failure",
    "onset",
    "outcome",
    "title",
  ]);
});

test("a loss is read as people write amounts", () => {
  const lossOf = (loss: string) => {
    const answer = requestFor({ ...four, loss }, null);
    return "request" in answer ? answer.request.loss : answer.missing.loss;
  };
  expect(lossOf("1,200.50")).toBe(1200.5);
  expect(lossOf("40k")).toBe(40_000);
  expect(lossOf("1.5 M")).toBe(1_500_000);
  expect(lossOf("much")).toBe("An amount, such as 1,200 or 40k.");
});

test("a stage that comes before the one it follows is named", () => {
  const contained = { precision: "day", at: "2026-03-10", until: "" } as const;
  const answer = requestFor({ ...four, contained }, null);
  expect("missing" in answer && answer.missing.contained).toBe("This is before it was begun.");
});

test("a link that runs a script is not taken", () => {
  const answer = requestFor({ ...four, link: "javascript:alert(1)" }, null);
  expect("missing" in answer && Object.keys(answer.missing)).toEqual(["link"]);
});
