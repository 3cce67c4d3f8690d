/**
 * Plays whole organizations: the bank with all that couples it, 100,000 years in two threads against one; and one of 10,000 failures
 * and 1,000 functions, in a process of its own, with its memory and whether cost grows in proportion. node bench/organization.ts
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { playInThreads } from "../src/cli/play-in-threads.ts";
import type { RunFinding } from "../src/findings/run.ts";
import { createPlayer, losses, startRun, tornado } from "../src/forward/forward.ts";
import { adjusted, type Model, readText, statedFigures } from "../src/model/model.ts";
import { createGenerator } from "../src/numeric/generator.ts";

const seed = 1;
const [, , size] = process.argv;
const MOVES = 12;

if (size === undefined) {
  await bank();
  for (const failures of [2_500, 10_000]) {
    const words = [fileURLToPath(import.meta.url), String(failures)];
    process.stdout.write(execFileSync(process.execPath, words, { encoding: "utf8" }));
  }
} else large(Number(size));

async function bank(): Promise<void> {
  const file = fileURLToPath(new URL("../examples/harbour-bank.yaml", import.meta.url));
  const read = (): Model => modelOf(readFileSync(file, "utf8"));
  const years = 100_000;
  const model = read();
  const exact = medianOf(moved(model), (of) => losses(of, { seed }));
  const quick = medianOf(moved(model), (of) => losses(of, { seed, quick: true }));
  console.log(`bank, exact answer after a figure was moved: ${exact} CPU ms; while it is moved: ${quick}`);
  console.log(`bank, tornado: ${medianOf(moved(model), (of) => tornado(of, { seed }))} CPU ms`);
  const found: string[] = [];
  for (const threads of [1, 2]) {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    const run = startRun(read(), { years, seed });
    await playInThreads(run, { threads, seed, between: () => true, remark: console.error });
    const finding: RunFinding = run.finding();
    found.push(JSON.stringify(finding));
    const seconds = (performance.now() - wall) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    console.log(
      `bank, everything coupled, ${finding.years} years, ${threads === 1 ? "one thread" : "two threads"}: ${seconds.toFixed(2)} s, ${((user + system) / 1e6).toFixed(2)} CPU s`,
    );
  }
  if (found[0] !== found[1]) throw new Error("two threads gave another finding than one");
  console.log("bank, one thread against two: the same finding, bit for bit");
}

function large(failures: number): void {
  const functions = failures / 10;
  const model = modelOf(organization(failures, functions));
  const began = cpuMs();
  const run = startRun(model, { years: 256, seed });
  const player = createPlayer(run.plan, seed);
  const ready = cpuMs();
  for (let block = 0; block < run.blocks; block++) run.add(player(block));
  const played = cpuMs();
  run.finding();
  const each = ((played - ready) * 1e6) / failures / run.years;
  const what = `${failures} failures and ${functions} functions`;
  console.log(`${what}, made ready: ${((ready - began) / 1000).toFixed(2)} CPU s`);
  console.log(
    `${what}, ${run.years} years: ${((played - ready) / 1000).toFixed(2)} CPU s, ${each.toFixed(0)} ns a failure and year`,
  );
  console.log(`${what}, finding: ${((cpuMs() - played) / 1000).toFixed(2)} CPU s`);
  console.log(`${what}, peak memory with its text: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}

function modelOf(text: string): Model {
  const { model, problems } = readText(text, "bench.yaml");
  if (model === null) throw new Error(problems[0]?.message);
  return model;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Each with another figure of the text a little higher, as somebody who moves sliders makes them. */
function moved(model: Model): Model[] {
  const figures = statedFigures(model);
  return Array.from({ length: MOVES }, (_, i) => {
    const { at, low, high } = figures[Math.floor((i * figures.length) / MOVES)]!;
    return adjusted(model, new Map([[at, { low: 1.1 * low, high: 1.1 * high }]]));
  });
}

function medianOf(models: readonly Model[], job: (model: Model) => unknown): string {
  const times = models.map((model) => {
    const since = cpuMs();
    job(model);
    return cpuMs() - since;
  });
  return times.sort((a, b) => a - b)[MOVES / 2]!.toFixed(0);
}

/** Failures by themselves and from inputs, nets, shared hatches, dependences and expectations, in the proportions of a real text. */
function organization(failures: number, functions: number): string {
  const generator = createGenerator(7);
  const between = (low: number, high: number): number => low * (high / low) ** generator.uniform();
  const range = (low: number, times: number): string =>
    `${low.toPrecision(3)} to ${(times * low).toPrecision(3)}`;
  const each = (count: number, step: number, line: (place: number) => string): string =>
    Array.from({ length: Math.ceil(count / step) }, (_, i) => line(i * step)).join("\n");
  const often = (k: number): string =>
    k % 10 < 2
      ? `grows from: { all of: [event-${Math.floor(k / 10)}, state-${Math.floor(k / 10)}] }`
      : `happens: ${range(between(0.01, 100), 3)} / year`;
  const harm = (k: number): string => {
    const amount = `${range(between(100, 1e5), 10)} USD`;
    return k % 3 === 0
      ? `harm: ${amount}, blast radius: 1 unit, time-sensitivity: none`
      : `harm: ${amount} / h, blast radius: 1 unit, time-sensitivity: linear`;
  };
  return `failwell: 1
organization: Large
currency: USD
capital: 5B USD
departments:
${each(20, 1, (d) => `  department-${d}: {}`)}
people:
${each(20, 1, (d) => `  crew-${d}: { department: department-${d}, count: 6, cost: 50 USD / h }`)}
functions:
${each(functions, 1, (f) => `  function-${f}: { department: department-${f % 20}, users: 1000, uses: ${Math.round(between(1e4, 1e6))} / year${f % 10 === 0 ? "" : `, depends on: function-${f - (f % 10)}`} }`)}
audiences: { customers: { count: 1M } }
expectations:
${each(functions, 10, (f) => `  hope-${f}: { audience: customers, function: function-${f}, objective: 10h / month, tolerance: 5h }`)}
inputs:
${each(failures / 10, 1, (i) => `  event-${i}: { happens: ${range(between(0.1, 5), 4)} / year }\n  state-${i}: { holds: 1% to 5% }`)}
failures:
${each(failures, 1, (k) => `  failure-${k}: { function: function-${k % functions}, ${often(k)}, detected after: 10min to 4h, contained after: 1h to 1d, impact: { ${harm(k)} } }`)}
controls:
${each(failures, 4, (k) => `  net-${k}: { safety net: [failure-${k}], catches: 50% to 80%, after: 30min }`)}
${each(failures, 40, (k) => `  hatch-${k}: { escape hatch: [failure-${k + 1}], people: crew-${(k / 40) % 20}, handling: 30min to 2h, works: 60% }`)}
`;
}
