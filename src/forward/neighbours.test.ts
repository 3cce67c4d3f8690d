import { expect, test } from "vitest";
import { modelOf } from "../../test/small-organizations.ts";
import { run } from "./forward.ts";

const failure = (name: string, impact: string): string => `
  ${name}:
    function: pay
    happens: 2 to 5 / year
    detected after: about 30d
    contained after: 1d to 5d
    impact:
      blast radius: 1 customer
      ${impact}`;

const organization = (...failures: readonly string[]) => {
  return modelOf(`failwell: 1
organization: Two Neighbours
currency: USD
capital: 1B USD
departments: { money: {} }
functions: { pay: { department: money, users: 100, uses: 1k / year } }
failures:${failures.join("")}
`);
};

const unbounded = failure("unbounded", "harm: 1k USD / h\n      time-sensitivity: linear");
const bounded = failure(
  "bounded",
  `harm: 1k USD / h
      time-sensitivity: linear
      reversibility: 90%
      at most: 20k USD
      ends by: 2h`,
);

test("what bounds one failure's harm says nothing of its neighbour's", () => {
  const years = 4000;
  const alone = run(organization(unbounded), { years, seed: 11 }).failures[0]!;
  const beside = run(organization(bounded, unbounded), { years, seed: 11 }).failures[1]!;
  expect(beside.id).toBe("unbounded");
  const [a, b] = [alone.lossPerYear, beside.lossPerYear];
  const z = (a.value! - b.value!) / Math.hypot(a.error!, b.error!);
  expect(Math.abs(z)).toBeLessThan(4);
});
