import fc from "fast-check";
import { expect, test } from "vitest";
import { organizations } from "../../test/any-organization.ts";
import { organization as organizationOf } from "../../test/small-organizations.ts";
import type { Estimate } from "../findings/estimate.ts";
import { adjusted, type Model } from "../model/model.ts";
import { lognormalClaims } from "../numeric/claims.ts";
import { compoundPoisson } from "../numeric/compound.ts";
import { losses, run, tornado } from "./forward.ts";

const seed = 211;
const Z95 = 1.6448536269514722;

/** With people who may expect something. */
const organization = (rest: string): Model =>
  organizationOf(`audiences: { people: { count: 1000, value: 2M USD / year } }\n${rest}`, {
    uses: "120k / year",
  });

const plain = (happens: string): Model =>
  organization(`failures:
  slip: { function: pay, happens: ${happens}, detected after: 1h, contained after: 1h, impact: { harm: 10 to 400 USD, blast radius: 1 payment, time-sensitivity: none } }`);

test("where all is known but chance, a year is the compound Poisson of its losses", () => {
  const sigma = Math.log(40) / (2 * Z95);
  const claims = lognormalClaims(Math.log(4000) / 2, sigma);
  for (const perYear of [0.3, 5, 300]) {
    const found = losses(plain(`${perYear} / year`), { seed });
    const exact = compoundPoisson([{ rate: perYear, claims }], { upTo: 4 * perYear * claims.mean + 2e4 });
    expect(found.shareNotKnown).toBe(0);
    expect(Math.abs(found.mean.value! / (perYear * claims.mean) - 1)).toBeLessThan(0.005);
    for (const [{ value, error }, p] of [
      [found.p90, 0.9],
      [found.p99, 0.99],
    ] as const) {
      expect(Math.abs(value! - exact.quantile(p))).toBeLessThan(4 * error! + 1e-9);
      expect(error!).toBeLessThan(0.03 * value!);
    }
  }
});

test("what is not known has the share in a year's variance that the text's range gives it", () => {
  const [low, high] = [20, 60];
  const sigma = Math.log(40) / (2 * Z95);
  const claims = lognormalClaims(Math.log(4000) / 2, sigma);
  const s = Math.log(high / low) / (2 * Z95);
  const rate = Math.exp(Math.log(low * high) / 2 + s ** 2 / 2);
  const between = rate ** 2 * Math.expm1(s ** 2) * claims.mean ** 2;
  const within = rate * claims.mean ** 2 * Math.exp(sigma ** 2);
  const { shareNotKnown, mean } = losses(plain(`${low} to ${high} / year`), { seed });
  expect(shareNotKnown!).toBeCloseTo(between / (between + within), 1.5);
  expect(mean.low! / (low * claims.mean)).toBeCloseTo(1, 1);
  expect(mean.high! / (high * claims.mean)).toBeCloseTo(1, 1);
});

/** Organizations whose failures touch each other in nothing but what is not known. */
const uncoupled = fc
  .array(
    fc.record({
      often: fc.constantFrom("0.05 to 0.3", "1 to 3", "20 to 40", "300", "2k to 3k"),
      harm: fc.constantFrom("200 to 800 USD", "30 USD"),
      time: fc.constantFrom("none", "linear"),
      contained: fc.constantFrom("about 5h", "2h to 20h", "1h"),
      spreads: fc.constantFrom("", "spreads: 40%"),
      control: fc.constantFrom(
        "",
        "guard rail: [NAME], stops: 40% to 80%",
        "safety net: [NAME], catches: 50%, after: 30min",
        "escape hatch: [NAME], people: 40, cost: 50 USD / h, handling: 20min, works: 70%",
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((failures) => {
    const texts = failures.map(
      ({ often, harm, time, contained, spreads }, k) => `
  slip-${k}:
    function: pay
    happens: ${often} / year
    ${spreads === "" ? "" : `${spreads}\n    `}detected after: about 1h
    contained after: ${contained}
    impact: { harm: ${harm}${time === "none" ? "" : " / h"}, blast radius: 1 payment, time-sensitivity: ${time} }`,
    );
    const controls = failures.flatMap(({ control }, k) =>
      control === "" ? [] : [`  control-${k}: { ${control.replace("NAME", `slip-${k}`)} }`],
    );
    return `failures:${texts.join("")}${controls.length > 0 ? `\ncontrols:\n${controls.join("\n")}` : ""}`;
  });

test("years computed and years played agree, for any organization whose failures don't touch", () => {
  fc.assert(
    fc.property(uncoupled, (text) => {
      const model = organization(text);
      const [exact, played] = [losses(model, { seed }), run(model, { years: 8192, seed })];
      for (const key of ["mean", "p50", "p90", "p99"] as const) agree(exact[key], played[key], key);
    }),
    { seed, numRuns: 25 },
  );
});

function agree(a: Estimate, b: Estimate, what: string): void {
  const slack = 5 * Math.hypot(a.error!, b.error!) + 1e-6 * Math.abs(b.value!);
  expect(Math.abs(a.value! - b.value!), `${what}: ${a.value} and ${b.value}`).toBeLessThanOrEqual(slack);
}

/** Where a finding holds a number that is none. */
function faults(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== "object" || value === null) return value === undefined ? [`${path} is undefined`] : [];
  return Object.entries(value).flatMap(([key, part]) => faults(part, `${path}.${key}`));
}

test("any organization whatever has finite, bounded losses, and finite figures that matter", () => {
  fc.assert(
    fc.property(organizations, (model) => {
      const found = losses(model, { seed, quick: true });
      expect(faults(found)).toEqual([]);
      const chances = [...found.exceedance.flatMap(({ chance, low, high }) => [chance, low, high])];
      for (const chance of [...chances, found.exceedsCapital.value!, found.shareNotKnown ?? 0])
        expect(chance >= 0 && chance <= 1).toBe(true);
      expect(faults(tornado(model, { seed }))).toEqual([]);
    }),
    { seed, numRuns: 60 },
  );
});

test("a bar of what matters ends where the year is with that figure moved there", () => {
  const model = organization(`failures:
  slip: { function: pay, happens: 20 to 60 / year, detected after: 1h, contained after: about 5h, impact: { harm: 10 USD / h, blast radius: 1 payment, time-sensitivity: linear } }
  rot: { function: pay, happens: 2 to 3 / year, detected after: 1h, contained after: 1h, impact: { harm: 10 to 400 USD, blast radius: 1 payment, time-sensitivity: none } }`);
  const { bars } = tornado(model, { seed });
  const [widest] = bars;
  expect(widest!.what).toBe("Slip: how often");
  const swings = bars.map(({ meanAtLow, meanAtHigh }) => Math.abs(meanAtHigh - meanAtLow));
  expect(swings).toEqual([...swings].sort((a, b) => b - a));
  for (const bar of bars.filter(({ kind }) => kind === "not known")) {
    for (const [end, told] of [
      [bar.low, bar.meanAtLow],
      [bar.high, bar.meanAtHigh],
    ] as const) {
      const moved = losses(adjusted(model, new Map([[bar.at, { low: end, high: end }]])), { seed });
      expect(Math.abs(told - moved.mean.value!)).toBeLessThan(0.02 * moved.mean.value!);
    }
  }
});

test("a failure without a mean is said in words", () => {
  const { mean, p50, sentences } = losses(
    organization(`failures:
  rot: { function: pay, happens: 1 to 4 / year, detected after: about 4h, contained after: about 1h, impact: { harm: 1 USD / h, blast radius: 1 payment, time-sensitivity: exponential 100% / h } }`),
    { seed },
  );
  expect(mean.value).toBeNull();
  expect(mean.why).toContain("has no mean");
  expect(p50.value).toBeGreaterThan(0);
  expect(sentences.length).toBeGreaterThan(0);
});
