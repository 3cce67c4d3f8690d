import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exp, expm1, log, log1p, power } from "./elementary.ts";
import { createGenerator } from "./generator.ts";

const bits = new BigInt64Array(1);
const float = new Float64Array(bits.buffer);

function bitsOf(x: number): bigint {
  float[0] = x;
  return bits[0]!;
}

/** How many numbers lie from one to the other, both of the same sign. */
function apart(x: number, y: number): number {
  return x === y ? 0 : Math.abs(Number(bitsOf(x) - bitsOf(y)));
}

const generator = createGenerator(20261125);
const between = (low: number, high: number) => low + (high - low) * generator.uniform();
const nearZero = () => between(-1, 1) * 2 ** -between(0, 60);

// Math's own may be one place off themselves.
test.each([
  ["exp", exp, Math.exp, () => between(-745, 709.7), 1],
  ["exp", exp, Math.exp, () => between(-2, 2), 1],
  ["log", log, Math.log, () => 2 ** between(-1074, 1023.9), 1],
  ["log", log, Math.log, () => between(0.5, 1.5), 1],
  ["expm1", expm1, Math.expm1, () => between(-50, 700), 2],
  ["expm1", expm1, Math.expm1, () => between(-2, 2), 2],
  ["expm1", expm1, Math.expm1, nearZero, 2],
  ["log1p", log1p, Math.log1p, () => between(-1, 10), 2],
  ["log1p", log1p, Math.log1p, () => 2 ** between(0, 1023), 2],
  ["log1p", log1p, Math.log1p, nearZero, 2],
] as const)("%s is that of Math to the last place or so", (_, own, reference, draw, most) => {
  let worst = 0;
  for (let i = 0; i < 100_000; i++) {
    const x = draw();
    worst = Math.max(worst, apart(own(x), reference(x)));
  }
  expect(worst).toBeLessThanOrEqual(most);
});

test("the ends of each are those of Math", () => {
  const ends = [
    0,
    -1,
    1,
    -2,
    5e-324,
    -5e-324,
    1e-310,
    -1e-310,
    2 ** -1022,
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
  ];
  const far = [709.782712893384, 709.7827128933841, 710, -708.5, -745.13, -745.14, -746, -40, 40, 1e308];
  for (const x of [...ends, ...far, Infinity, -Infinity, Number.NaN]) {
    for (const [own, reference] of [
      [exp, Math.exp],
      [log, Math.log],
      [expm1, Math.expm1],
      [log1p, Math.log1p],
    ] as const) {
      const [value, expected] = [own(x), reference(x)];
      if (Number.isFinite(expected)) expect(apart(value, expected), `at ${x}`).toBeLessThanOrEqual(1);
      else expect(value, `at ${x}`).toBe(expected);
    }
  }
});

test("the figures of each never change between versions or engines", () => {
  expect([exp(1.5), log(1.5), expm1(0.01), log1p(0.01)]).toEqual([
    4.4816890703380645, 0.4054651081081644, 0.010050167084168058, 0.009950330853168083,
  ]);
  expect([exp(-3.25), log(1e-300), expm1(-7), log1p(-0.75)]).toEqual([
    0.03877420783172201, -690.7755278982137, -0.9990881180344455, -1.3862943611198906,
  ]);
});

test("a power is that of Math as exactly as its logarithm allows", () => {
  for (let i = 0; i < 100_000; i++) {
    const [x, y] = [2 ** between(-60, 60), between(-8, 8)];
    const most = 3 + 2 * Math.abs(y * Math.log(x));
    expect(apart(power(x, y), x ** y)).toBeLessThanOrEqual(most);
  }
  for (const [x, y, expected] of [
    [0, 0, 1],
    [0, 2, 0],
    [0, -2, Infinity],
    [1, 1e300, 1],
  ] as const)
    expect(power(x, y)).toBe(expected);
});

const drawing = {
  numeric:
    "binomial elementary gamma generator loss-table normal poisson queue range scalar-thrower stirling",
  forward: "arrivals crew delay fate harm impact occurrence pool pools year",
};
const inexact =
  /Math\.(?!abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|[A-Z])\w+|(?<!\b2) \*\* /g;

test.each(
  Object.entries(drawing).flatMap(([folder, files]) =>
    files.split(" ").map((name) => `${folder}/${name}.ts`),
  ),
)("draws are the same bits in every engine: %s asks Math for nothing that may differ", (file) => {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
  const code = text.replaceAll(/\/\*\*.*?\*\//gs, "").replaceAll(/\/\/.*/g, "");
  expect(code.match(inexact) ?? []).toEqual([]);
});
