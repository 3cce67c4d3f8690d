import { expect, test } from "vitest";
import { filterQuery, readRecordAddress } from "./address.ts";

test("an address keeps what narrows the list, and leaves out what it does not understand", () => {
  const address = readRecordAddress({
    failure: "card-fraud",
    kind: 4711,
    text: "",
    from: "2026-03-14",
    to: "soon",
    nearMiss: false,
    unassigned: "yes",
    page: 1,
    colour: "red",
  });
  expect(address).toEqual({ failure: "card-fraud", kind: "4711", from: "2026-03-14", nearMiss: false });
});

test("the last day of a span is in it: the server is asked up to the next day's beginning", () => {
  const query = filterQuery({ from: "2026-03-14", to: "2026-03-14", nearMiss: true });
  expect(Object.fromEntries(query)).toEqual({
    from: "2026-03-14",
    to: String(Date.UTC(2026, 2, 15)),
    nearMiss: "true",
  });
});
