import { expect, test, vi } from "vitest";
import { compileKernel } from "../../tools/tasks/kernel.mjs";
import { constantTable, lognormalTable, sampleTable } from "./loss-table.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { throwBytes } from "./throw-bytes.ts";
import { BLOCK_YEARS, createThrower, type Thrower } from "./thrower.ts";

const seed = 20261124;

function chiSquareZ(counts: ArrayLike<number>, expected: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += (counts[i]! - expected) ** 2 / expected;
  return (sum - (counts.length - 1)) / Math.sqrt(2 * (counts.length - 1));
}

/** Single losses, one to a year: throwInto gives each year its own. */
function* losses(thrower: Thrower, blocks: number): Generator<number> {
  const one = new Uint32Array(BLOCK_YEARS).fill(1);
  for (let block = 0; block < blocks; block++) {
    thrower.clear();
    thrower.begin(seed, block);
    thrower.throwInto(one);
    yield* thrower.sums;
  }
}

/** Losses that were thrown evenly into years, with their years: each alone, so that its sum is the loss. */
function* thrownOne(thrower: Thrower, count: number): Generator<{ loss: number; year: number }> {
  for (let i = 0; i < count; i++) {
    thrower.clear();
    thrower.begin(seed, i);
    thrower.throwEvenly(1);
    const year = thrower.sums.findIndex((sum) => sum > 0);
    yield { loss: thrower.sums[year]!, year };
  }
}

test("the bytes of the kernel are what its source compiles to", async () => {
  expect(throwBytes).toEqual(new Uint8Array(await compileKernel()));
});

test.each([false, true])("four at a time and one by one give the same bits, worst kept: %s", (worst) => {
  const [simd, scalar] = [createThrower("simd", { worst }), createThrower("scalar", { worst })];
  expect([simd.kind, scalar.kind]).toEqual(["simd", "scalar"]);
  const laws = [
    lognormalTable(3, 2.2),
    constantTable(12.34),
    sampleTable(Float64Array.from({ length: 999 }, (_, i) => i * i)),
    lognormalTable(0, 0.05),
  ];
  const counts = Uint32Array.from({ length: BLOCK_YEARS }, (_, year) => (year * 37) % 11);
  for (const n of [0, 1, 2, 3, 4, 5, 1023, 1_000_000]) {
    for (const [which, law] of laws.entries()) {
      for (const thrower of [simd, scalar]) {
        thrower.use(law);
        thrower.begin(seed, n, which);
        thrower.throwEvenly(n);
        thrower.throwInto(counts);
        thrower.throwEvenly(n + 1);
      }
    }
    expect(simd.sums).toEqual(scalar.sums);
    expect(simd.worst).toEqual(scalar.worst);
    expect(Math.max(...simd.worst) > 0).toBe(worst);
  }
  simd.clear();
  expect(simd.sums).toEqual(new Float64Array(BLOCK_YEARS));
  expect(simd.worst).toEqual(new Float64Array(BLOCK_YEARS));
});

test("where WebAssembly or its memory is denied, losses are thrown one by one", () => {
  for (const denied of [undefined, { Module: Object, Instance: refuse }]) {
    vi.stubGlobal("WebAssembly", denied);
    expect(createThrower().kind).toBe("scalar");
    vi.unstubAllGlobals();
  }
  expect(createThrower().kind).toBe("simd");
  function refuse(): never {
    throw new RangeError("could not allocate memory");
  }
});

test("a throw never changes between versions", () => {
  const thrower = createThrower();
  thrower.use(lognormalTable(1, 1));
  thrower.begin(1, 2, 3);
  thrower.throwEvenly(10_000);
  expect([thrower.sums[0], thrower.sums[500], thrower.sums[1023]]).toEqual([
    21.924101236912, 26.465501631750207, 52.24896788129932,
  ]);
});

test("more laws than fit in memory are drawn from as well as few", () => {
  const [simd, scalar] = [createThrower("simd"), createThrower("scalar")];
  const laws = Array.from({ length: 700 }, (_, i) => constantTable(i + 1));
  for (const law of [...laws, laws[0]!, laws[650]!, laws[1]!]) {
    for (const thrower of [simd, scalar]) {
      thrower.use(law);
      thrower.begin(seed);
      thrower.throwEvenly(5);
    }
  }
  expect(simd.sums).toEqual(scalar.sums);
});

test("the dearest loss of a year stays until one is dearer", () => {
  const thrower = createThrower("simd", { worst: true });
  thrower.begin(seed);
  for (const loss of [5, 9, 7]) {
    thrower.use(constantTable(loss));
    thrower.throwInto(new Uint32Array(BLOCK_YEARS).fill(2));
  }
  expect(thrower.worst).toEqual(new Float64Array(BLOCK_YEARS).fill(9));
  expect(thrower.sums).toEqual(new Float64Array(BLOCK_YEARS).fill(42));
});

test("losses spread as a lognormal's do: moments, tails, a thousand cells, and the greatest gap", () => {
  const sigma = 1.7;
  const thrower = createThrower();
  thrower.use(lognormalTable(2, sigma));
  const blocks = 2_000;
  const n = blocks * BLOCK_YEARS;
  const [moments, cells] = [[0, 0, 0, 0], new Float64Array(1000)];
  const chances = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6];
  const [below, above] = [chances.map(() => 0), chances.map(() => 0)];
  const fine = new Float64Array(65_536);
  for (const loss of losses(thrower, blocks)) {
    const z = (Math.log(loss) - 2) / sigma;
    for (let k = 0; k < 4; k++) moments[k]! += z ** (k + 1);
    const u = normalCdf(z);
    cells[Math.floor(u * 1000)]!++;
    fine[Math.floor(u * 65_536)]!++;
    for (let i = 0; i < 5 && u < chances[i]!; i++) below[i]!++;
    for (let i = 0; i < 5 && 1 - u < chances[i]!; i++) above[i]!++;
  }
  const exact = [
    [0, 1],
    [1, 2],
    [0, 15],
    [3, 96],
  ] as const;
  for (const [k, [mean, variance]] of exact.entries())
    expect(Math.abs(moments[k]! - n * mean) / Math.sqrt(n * variance)).toBeLessThan(4);
  for (const [i, chance] of chances.entries())
    for (const count of [below[i]!, above[i]!])
      expect(Math.abs(count - n * chance) / Math.sqrt(n * chance)).toBeLessThan(4);
  expect(Math.abs(chiSquareZ(cells, n / 1000))).toBeLessThan(4);
  // Kolmogorov and Smirnov: 2.2 is passed once in ten thousand.
  let [seen, gap] = [0, 0];
  for (let i = 0; i < fine.length; i++) {
    seen += fine[i]!;
    gap = Math.max(gap, Math.abs(seen / n - (i + 1) / fine.length));
  }
  expect(gap * Math.sqrt(n)).toBeLessThan(2.2);
});

test("losses that come once in a million, of either kind, come so often", () => {
  const thrower = createThrower();
  thrower.use(lognormalTable(0, 1));
  const blocks = 2 ** 16;
  const limits = [1e-4, 1e-5, 1e-6].map((chance) => ({ chance, beyond: Math.exp(-normalQuantile(chance)) }));
  const [below, above] = [limits.map(() => 0), limits.map(() => 0)];
  const one = new Uint32Array(BLOCK_YEARS).fill(1);
  thrower.begin(seed);
  for (let block = 0; block < blocks; block++) {
    thrower.clear();
    thrower.throwInto(one);
    for (const loss of thrower.sums) {
      if (loss > limits[0]!.beyond) for (let i = 0; i < 3 && loss > limits[i]!.beyond; i++) above[i]!++;
      else if (loss * limits[0]!.beyond < 1)
        for (let i = 0; i < 3 && loss * limits[i]!.beyond < 1; i++) below[i]!++;
    }
  }
  for (const [i, { chance }] of limits.entries()) {
    const expected = blocks * BLOCK_YEARS * chance;
    for (const count of [below[i]!, above[i]!])
      expect(Math.abs(count - expected) / Math.sqrt(expected)).toBeLessThan(4);
  }
});

test("a loss knows nothing of the next one, which is of another lane, nor of the next of its own", () => {
  const thrower = createThrower();
  thrower.use(lognormalTable(0, 1));
  const classes = Array.from(losses(thrower, 400), (loss) => Math.floor(normalCdf(Math.log(loss)) * 16));
  for (const distance of [1, 2, 3, 4]) {
    const table = new Float64Array(256);
    for (let i = distance; i < classes.length; i++) table[classes[i - distance]! * 16 + classes[i]!]!++;
    expect(Math.abs(chiSquareZ(table, (classes.length - distance) / 256))).toBeLessThan(4);
  }
});

test("every year is chosen equally often", () => {
  const thrower = createThrower();
  thrower.use(constantTable(1));
  thrower.begin(seed);
  thrower.throwEvenly(10_000_000);
  expect(thrower.sums.reduce((sum, count) => sum + count, 0)).toBe(10_000_000);
  expect(Math.abs(chiSquareZ(thrower.sums, 10_000_000 / BLOCK_YEARS))).toBeLessThan(4);
});

test("a loss knows nothing of its year", () => {
  const thrower = createThrower();
  thrower.use(lognormalTable(0, 1));
  const count = 50_000;
  const table = new Float64Array(256);
  for (const { loss, year } of thrownOne(thrower, count)) {
    table[(year >> 6) * 16 + Math.floor(normalCdf(Math.log(loss)) * 16)]!++;
  }
  expect(Math.abs(chiSquareZ(table, count / 256))).toBeLessThan(4);
});
