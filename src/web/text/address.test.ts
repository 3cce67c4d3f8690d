import { expect, test } from "vitest";
import { readTextAddress } from "./address.ts";

test("a revision can be compared with any other; without one there is nothing to compare", () => {
  expect(readTextAddress({ revision: 5, against: 2 })).toEqual({ revision: 5, against: 2 });
  expect(readTextAddress({ against: 2 })).toEqual({});
  expect(readTextAddress({ revision: 5, against: "first" })).toEqual({ revision: 5 });
});
