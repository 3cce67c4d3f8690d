/**
 * Throws a portfolio of 100 unlike failures, about 820 losses a year, into blocks of years on one thread: losses a second of CPU, by each
 * kind of thrower; and what it takes to build a law. node bench/throw.ts
 */
import { createGenerator } from "../src/numeric/generator.ts";
import { type LossTable, lognormalTable } from "../src/numeric/loss-table.ts";
import { samplePoisson } from "../src/numeric/poisson.ts";
import { BLOCK_YEARS, createThrower, type ThrowerKind } from "../src/numeric/thrower.ts";

const seed = 1;
const blocks = 64;
const tries = 5;

type Failure = { readonly rate: number; readonly law: LossTable };

/** Rates log-uniform from 0.01 to 100 and brought to 820 together, sigmas from 0.5 to 2.5. */
function portfolio(): readonly Failure[] {
  const generator = createGenerator(seed);
  const rates = Array.from({ length: 100 }, () => 0.01 * 10_000 ** generator.uniform());
  const all = rates.reduce((sum, rate) => sum + rate, 0);
  return rates.map((rate) => ({
    rate: (rate * 820) / all,
    law: lognormalTable(9 + generator.uniform(), 0.5 + 2 * generator.uniform()),
  }));
}

/** Plays all blocks; answers how many losses were thrown and the CPU seconds of playing. */
function play(failures: readonly Failure[], kind: ThrowerKind, worst: boolean): [number, number] {
  const thrower = createThrower(kind, { worst });
  if (thrower.kind !== kind) throw new Error(`no thrower of kind ${kind} here`);
  let thrown = 0;
  const since = process.cpuUsage();
  for (let block = 0; block < blocks; block++) {
    thrower.clear();
    for (const [i, { rate, law }] of failures.entries()) {
      const count = samplePoisson(createGenerator(seed, i, block), rate * BLOCK_YEARS);
      thrower.use(law);
      thrower.begin(seed, i, block);
      thrower.throwEvenly(count);
      thrown += count;
    }
  }
  const { user, system } = process.cpuUsage(since);
  return [thrown, (user + system) / 1e6];
}

function measure(kind: ThrowerKind, worst: boolean): void {
  const failures = portfolio();
  const runs = Array.from({ length: tries }, () => play(failures, kind, worst));
  const [thrown, seconds] = runs.sort((a, b) => a[1] - b[1])[0]!;
  const what = `${kind}${worst ? " with the worst" : ""}, ${(blocks * BLOCK_YEARS).toLocaleString("en")} years`;
  console.log(`${what}: ${(thrown / seconds / 1e6).toFixed(0)} M losses/s, ${seconds.toFixed(3)} s of CPU`);
}

function measureTables(): void {
  const count = 1_000;
  for (let i = 0; i < count; i++) lognormalTable(1, 0.5 + i / count);
  const since = process.cpuUsage();
  for (let i = 0; i < count; i++) lognormalTable(1, 0.5 + i / count);
  console.log(`a lognormal's table: ${(process.cpuUsage(since).user / count).toFixed(0)} µs`);
}

for (const kind of ["simd", "scalar"] as const) for (const worst of [false, true]) measure(kind, worst);
measureTables();
