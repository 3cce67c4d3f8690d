import fc from "fast-check";
import { expect, test } from "vitest";
import {
  BODY_CELLS,
  constantTable,
  END_CELLS,
  type LossTable,
  lognormalTable,
  sampleTable,
  TAIL_CELLS,
} from "./loss-table.ts";
import { normalCdf } from "./normal.ts";

/** A piece of what a table draws: about `loss` where the chance of less, or in the upper tail of more, is `chance`. */
type Piece = { loss: number; weight: number; chance: number; upper: boolean };

/** All of a table in pieces of its cells, each piece by its middle: what is drawn, without drawing. */
function* piecesOf(table: LossTable, parts: number): Generator<Piece> {
  for (let cell = END_CELLS; cell < BODY_CELLS - END_CELLS; cell++) {
    for (let part = 0; part < parts; part++) {
      const place = ((part + 0.5) / parts) * 4096 - 0.5;
      const chance = (cell + (part + 0.5) / parts) / BODY_CELLS;
      const loss = table.scale * cubic(table.body, cell, place);
      yield { loss, weight: 1 / BODY_CELLS / parts, chance, upper: false };
    }
  }
  for (const side of [0, 1]) {
    for (let cell = 0; cell < TAIL_CELLS; cell++) {
      const [near, far] = [cell === 0 ? 0 : tailEnd(cell - 1), tailEnd(cell)];
      for (let part = 0; part < parts; part++) {
        const place = ((part + 0.5) / parts) * 16384 - 0.5;
        const chance = near + (far - near) * ((part + 0.5) / parts);
        const loss = cubic(table.tails, side * TAIL_CELLS + cell, place);
        yield { loss, weight: (far - near) / parts, chance, upper: side === 1 };
      }
    }
  }
}

function tailEnd(cell: number): number {
  return 2 ** (Math.floor(cell / 8) - 37) * (1 + (cell % 8) / 8);
}

function cubic(of: Float32Array | Float64Array, cell: number, p: number): number {
  const round = of instanceof Float32Array ? Math.fround : Number;
  let value = 0;
  for (let at = 4 * cell + 3; at >= 4 * cell; at--) value = round(round(value * p) + of[at]!);
  return value;
}

function momentOf(table: LossTable, value: (loss: number) => number): number {
  let sum = 0;
  for (const { loss, weight } of piecesOf(table, 64)) sum += weight * value(loss);
  return sum;
}

test.each([0.1, 0.5, 1, 2, 3])("a lognormal's table of sigma %d has its mean", (sigma) => {
  const mean = momentOf(lognormalTable(7, sigma), (loss) => loss);
  expect(Math.abs(mean / Math.exp(7 + (sigma * sigma) / 2) - 1)).toBeLessThan(1e-6);
});

test.each([0.2, 1, 2.5])("the logarithm of its losses has the first four moments of a normal", (sigma) => {
  const table = lognormalTable(-2, sigma);
  const moment = (k: number) => momentOf(table, (loss) => ((Math.log(loss) + 2) / sigma) ** k);
  for (const [k, expected] of [0, 1, 0, 3].entries())
    expect(Math.abs(moment(k + 1) - expected)).toBeLessThan(1e-6);
});

test.each([0.5, 1, 2, 3])(
  "at sigma %d no chance is off by 2e-7, nor one in a tail by 1e-5 of itself",
  (sigma) => {
    const table = lognormalTable(0, sigma);
    let [body, tail] = [0, 0];
    for (const { loss, chance, upper } of piecesOf(table, 16)) {
      if (chance < 2 ** -37) continue;
      const z = Math.log(loss) / sigma;
      const error = Math.abs(normalCdf(upper ? -z : z) - chance);
      if (chance < 1 / 256) tail = Math.max(tail, error / chance);
      else body = Math.max(body, error);
    }
    expect(body).toBeLessThan(2e-7);
    expect(tail).toBeLessThan(1e-5);
  },
);

test("a lognormal without spread is its median, a constant is exact", () => {
  for (const { loss } of piecesOf(constantTable(1000.1), 2)) expect(loss).toBe(1000.1);
  expect(lognormalTable(3, 0).bytes).toEqual(constantTable(lognormalTable(3, 1).scale).bytes);
});

test("a sample's table has its mean, and rises from its least to its greatest loss", () => {
  const losses = fc.array(fc.oneof(fc.nat(3), fc.double({ min: 0, max: 1e6, noNaN: true })), {
    minLength: 1,
    maxLength: 3000,
  });
  fc.assert(
    fc.property(losses, (drawn) => {
      const sorted = Float64Array.from(drawn).sort();
      const [least, most] = [sorted[0]!, sorted.at(-1)!];
      const table = sampleTable(sorted);
      const mean = sorted.reduce((sum, loss) => sum + loss, 0) / sorted.length;
      const width = 1e-6 * most + 1e-300;
      expect(Math.abs(momentOf(table, (loss) => loss) - mean)).toBeLessThan(1e-4 * (most - least) + width);
      for (const { loss } of piecesOf(table, 2)) {
        expect(loss).toBeGreaterThanOrEqual(least - width);
        expect(loss).toBeLessThanOrEqual(most + width);
      }
    }),
    { seed: 3, numRuns: 20 },
  );
});

test("a large sample's table has its quantiles", () => {
  const n = 50_000;
  const sorted = Float64Array.from({ length: n }, (_, i) => -Math.log(1 - (i + 0.5) / n));
  for (const { loss, chance, upper } of piecesOf(sampleTable(sorted), 4)) {
    const rank = (upper ? 1 - chance : chance) * n;
    expect(loss).toBeGreaterThanOrEqual(sorted[Math.max(0, Math.floor(rank) - 2)]! * (1 - 1e-6));
    expect(loss).toBeLessThanOrEqual(sorted[Math.min(n - 1, Math.floor(rank) + 2)]! * (1 + 1e-6));
  }
});

test("two losses are drawn as often as they stand in the sample", () => {
  const chance = (low: number) => {
    let sum = 0;
    for (const { loss, weight } of piecesOf(sampleTable([1, 1, 1, 9]), 4))
      if (Math.abs(loss - low) < 1e-6) sum += weight;
    return sum;
  };
  expect(chance(1)).toBeCloseTo(0.75, 9);
  expect(chance(9)).toBeCloseTo(0.25, 9);
});

test("what is no law is refused", () => {
  for (const [mu, sigma] of [
    [0, -1],
    [0, 31],
    [0, Number.NaN],
    [800, 1],
    [Number.NaN, 1],
  ] as const)
    expect(() => lognormalTable(mu, sigma)).toThrow(RangeError);
  for (const loss of [Infinity, Number.NaN]) {
    expect(() => constantTable(loss)).toThrow(RangeError);
    expect(() => sampleTable([1, loss])).toThrow(RangeError);
  }
  expect(() => sampleTable([])).toThrow(RangeError);
  expect(() => sampleTable([-1, 2])).toThrow(RangeError);
});
