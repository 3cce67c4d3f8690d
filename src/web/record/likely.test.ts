import { expect, test } from "vitest";
import { likelyFailures } from "./likely.ts";

const failures = [
  { id: "card-fraud", name: "Card fraud" },
  { id: "mis-keyed-payment", name: "Mis-keyed payment" },
  { id: "data-centre-outage", name: "Data centre outage" },
];
const names = (kind: string) => likelyFailures(kind, failures).map(({ name }) => name);

test("a source's word leads to the failure of nearly the same name", () => {
  expect(names("MISKEYED_PAYMENTS")[0]).toBe("Mis-keyed payment");
  expect(names("outage")[0]).toBe("Data centre outage");
  expect(names("Fraud (card)")[0]).toBe("Card fraud");
});

test("a word that is like none of them suggests none", () => {
  expect(names("MUIS")).toEqual([]);
  expect(names("")).toEqual([]);
  expect(names("4711")).toEqual([]);
});
