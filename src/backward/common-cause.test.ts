import fc from "fast-check";
import { expect, test } from "vitest";
import type { CommonCause } from "../model/model.ts";
import { sharedCauses } from "./common-cause.ts";

function group(model: CommonCause["model"], parameters: readonly number[], members: number): CommonCause {
  const place = { file: "", line: 1, column: 1, start: 0, end: 0 };
  const inputs = Array.from({ length: members }, (_, i) => `input-${i}`);
  return { id: "group", name: "Group", place, inputs, model, parameters };
}

/** φ_k: the share of a member's figure from causes that hit k. */
function byNumber(of: CommonCause, k: number): number {
  return sharedCauses(of)
    .filter(({ hits }) => hits.length === k && hits.includes(0))
    .reduce((sum, { share }) => sum + share, 0);
}

test("a beta group of any size has one cause, which hits all", () => {
  const causes = sharedCauses(group("beta", [0.1], 1000));
  expect(causes).toHaveLength(1);
  expect(causes[0]).toMatchObject({ share: 0.1 });
  expect(causes[0]!.hits).toHaveLength(1000);
});

test("Greek letters say how many more go with each: β = .1, γ = .27, δ = .42 of four", () => {
  const of = group("greek", [0.1, 0.27, 0.42], 4);
  expect(byNumber(of, 2)).toBeCloseTo(0.1 * 0.73, 12);
  expect(byNumber(of, 3)).toBeCloseTo(0.1 * 0.27 * 0.58, 12);
  expect(byNumber(of, 4)).toBeCloseTo(0.1 * 0.27 * 0.42, 12);
  // One of the three causes that hit this member and one other.
  expect(sharedCauses(of)[0]!.share).toBeCloseTo((0.1 * 0.73) / 3, 12);
});

test("alpha factors count occasions: .95, .04, .01 of three", () => {
  const total = 0.95 + 2 * 0.04 + 3 * 0.01;
  const of = group("alpha", [0.95, 0.04, 0.01], 3);
  expect(byNumber(of, 2)).toBeCloseTo((2 * 0.04) / total, 12);
  expect(byNumber(of, 3)).toBeCloseTo((3 * 0.01) / total, 12);
});

test("the four models say the same where they can: β is one Greek letter of two, and their φ", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (beta) => {
      const alpha2 = beta / (2 - beta);
      for (const of of [
        group("beta", [beta], 2),
        group("greek", [beta], 2),
        group("phi", [1 - beta, beta], 2),
        group("alpha", [1 - alpha2, alpha2], 2),
      ]) {
        expect(byNumber(of, 2)).toBeCloseTo(beta, 12);
      }
    }),
    { seed: 61 },
  );
});

test("every member is hit alike, and never by more than all of its figure", () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(shares, fc.constantFrom("greek", "phi", "alpha"), (parameters, model) => {
      const sum = parameters.reduce((a, b) => a + b, 0);
      fc.pre(sum > 0);
      const members = model === "greek" ? parameters.length + 1 : parameters.length;
      const of = group(
        model,
        model === "greek" ? parameters : parameters.map((share) => share / sum),
        members,
      );
      const hitting = of.inputs.map((_, member) =>
        sharedCauses(of)
          .filter(({ hits }) => hits.includes(member))
          .reduce((total, { share }) => total + share, 0),
      );
      for (const part of hitting) expect(part).toBeCloseTo(hitting[0]!, 12);
      expect(hitting[0]).toBeLessThan(1 + 1e-12);
    }),
    { seed: 62 },
  );
});

test("a group with too many causes is refused rather than spelled out", () => {
  expect(() => sharedCauses(group("phi", new Array(30).fill(1 / 30), 30))).toThrow(RangeError);
});
