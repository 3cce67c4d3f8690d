/**
 * Ours and its peers, by turns, in one run: years of a portfolio of failures, and a queued process. Every figure is a median over
 * rounds, ratios being taken within a round, so that a machine that is busy for a while slows both sides of them.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { meanWait } from "../src/numeric/queue.ts";
import type { Desk } from "./peers/desk.ts";
import type { Measured } from "./peers/measuring.ts";
import { exactOf, portfolioFile, readPortfolio } from "./peers/portfolio.ts";
import { NotHere, needPython, needSquiggle, runProgram } from "./peers/programs.ts";

const rounds = 3;
const years = 100_000;
const squiggleSamples = 50_000;
const desk: Desk = { people: 4, onsetsPerHour: 3.2, latentHours: 2, handlingHours: 1 };

type Answer = Measured & {
  readonly mean: number;
  readonly p99?: number;
  /** Of all bits of all years. */
  readonly digest?: string;
  readonly firstWallSeconds?: number;
};
type Contender = {
  readonly name: string;
  readonly threads: number;
  readonly run: (seed: number) => Answer;
  readonly answers: Answer[];
};

function contender(name: string, run: (seed: number) => Answer, threads = 1): Contender {
  return { name, threads, run, answers: [] };
}

/** One that is not on this machine is told of, and left out. */
function ifHere(name: string, prepare: () => (seed: number) => Answer): Contender[] {
  try {
    return [contender(name, prepare())];
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    console.log(`${name}: ${error.message}`);
    return [];
  }
}

function inPython(module: string, packages: readonly string[], file: string, task: object) {
  const python = needPython(module, packages);
  return (seed: number): Answer => runProgram(python, ["-B", file], { ...task, seed });
}

function inNode(file: string, task: object) {
  return (seed: number): Answer => runProgram(process.execPath, [file], { ...task, seed });
}

function portfolioContenders(file: string): Contender[] {
  const numpy = (name: string, program: string, boxMuller: boolean) =>
    ifHere(name, () => inPython("numpy", ["python3-numpy"], program, { file, years, boxMuller }));
  const ours = (kind: string, workers: number, times: number) =>
    inNode("failwell.ts", { file, years, kind, workers, times });
  return [
    ...numpy("plain NumPy", "plain.py", false),
    contender("ours, scalar, one thread", ours("scalar", 0, 2)),
    ...numpy("tuned NumPy", "tuned.py", false),
    contender("ours, SIMD, one thread", ours("simd", 0, 8)),
    ...numpy("tuned NumPy, Box–Muller", "tuned.py", true),
    contender("ours, SIMD, two threads", ours("simd", 2, 8), 2),
    ...ifHere("Squiggle, losses alone", () => {
      needSquiggle();
      return inNode("squiggle.mjs", { file, samples: squiggleSamples });
    }),
  ];
}

function deskContenders(): Contender[] {
  return [
    // Debian's python3-simpy may be SimPy 2, whose module has another name and another way.
    ...ifHere("SimPy", () =>
      inPython("simpy", ["python3-simpy3", "python3-simpy"], "desk.py", { ...desk, failures: 200_000 }),
    ),
    contender("ours, queued, one thread", inNode("desk.ts", { ...desk, failures: 10_000_000 })),
  ];
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** How many times as many failures a second as a peer: on the wall, and had each thread a core of its own all the while. */
function ratiosOf(one: Contender, peer: Contender): { readonly wall: number; readonly free: number } {
  const cost = ({ cpuSeconds, failures }: Answer) => cpuSeconds / failures;
  const time = ({ wallSeconds, failures }: Answer) => wallSeconds / failures;
  const median = (of: (answer: Answer) => number) =>
    medianOf(one.answers.map((answer, round) => of(peer.answers[round]!) / of(answer)));
  return { wall: median(time), free: (median(cost) * one.threads) / peer.threads };
}

function rateOf({ answers }: Contender): number {
  return medianOf(answers.map(({ failures, wallSeconds }) => failures / wallSeconds));
}

function percent(values: readonly number[], exact: number): string {
  const off = 100 * (medianOf(values) / exact - 1);
  return `${off < 0 ? "−" : "+"}${Math.abs(off).toFixed(3)}%`;
}

type Exact = { readonly mean: number; readonly p99?: number };

function printTable(title: string, all: readonly Contender[], peers: readonly string[], exact: Exact): void {
  const columns = ["failures/s", "wall s", "cpu s", ...peers.map((name) => `× ${name}`), "mean", "p99"];
  const rows = all.map((one) => {
    const of = (key: "wallSeconds" | "cpuSeconds") => medianOf(one.answers.map((answer) => answer[key]));
    const against = peers.map((name) => {
      const peer = all.find((other) => other.name === name);
      if (!peer) return "–";
      const { wall, free } = ratiosOf(one, peer);
      return `${wall.toFixed(2)} (${free.toFixed(2)})`;
    });
    const p99s = one.answers.flatMap(({ p99 }) => p99 ?? []);
    return [
      `${(rateOf(one) / 1e6).toFixed(2)} M`,
      of("wallSeconds").toFixed(3),
      of("cpuSeconds").toFixed(3),
      ...against,
      percent(
        one.answers.map(({ mean }) => mean),
        exact.mean,
      ),
      exact.p99 === undefined || p99s.length === 0 ? "–" : percent(p99s, exact.p99),
    ];
  });
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]!.length)));
  const laid = (cells: readonly string[]) => cells.map((cell, at) => cell.padStart(widths[at]!)).join("  ");
  console.log(`${title}: ${laid(columns)}`);
  for (const [at, { name }] of all.entries()) console.log(`${name}: ${laid(rows[at]!)}`);
}

function printOurs(all: readonly Contender[], ceiling: Contender): void {
  const find = (name: string) => all.find((one) => one.name === name)!;
  const scalar = find("ours, scalar, one thread");
  const single = find("ours, SIMD, one thread");
  const double = find("ours, SIMD, two threads");
  const alike = (one: Contender) => {
    if (one.answers.every(({ digest }, round) => digest === single.answers[round]!.digest))
      return "the same, bit for bit";
    process.exitCode = 1;
    return "NOT the same";
  };
  console.log(`years of two threads and of one: ${alike(double)}`);
  console.log(`years of scalar and of SIMD: ${alike(scalar)}`);
  const first = medianOf(double.answers.map(({ firstWallSeconds }) => firstWallSeconds!));
  console.log(`two threads, the first time in a fresh process: ${first.toFixed(3)} s`);
  const most = `${(rateOf(ceiling) / 1e6).toFixed(0)} M losses/s a core`;
  const shares = [single, double].map((one) => (100 * ratiosOf(one, ceiling).free) / one.threads);
  console.log(
    `ceiling, if a loss cost nothing to draw: ${most}; one thread reaches ${shares[0]!.toFixed(0)}% of it, each of two ${shares[1]!.toFixed(0)}%, by processor time`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "failwell-peers-"));
try {
  const file = portfolioFile(folder);
  const portfolio = portfolioContenders(file);
  const queued = deskContenders();
  const ceiling = contender("ceiling", inNode("ceiling.ts", { losses: 400_000_000 }));
  for (let round = 1; round <= rounds; round++)
    for (const one of [...portfolio, ...queued, ceiling]) one.answers.push(one.run(round));
  console.log(
    `portfolio: ${file.startsWith(folder) ? "generated, seed 100" : "the reference of 100 failures"}`,
  );
  const exactYears = exactOf(readPortfolio(file));
  const peers = ["plain NumPy", "tuned NumPy", "tuned NumPy, Box–Muller"];
  printTable(`${years.toLocaleString("en")} years`, portfolio, peers, exactYears);
  printOurs(portfolio, ceiling);
  const load = desk.onsetsPerHour * desk.handlingHours;
  const wait = meanWait(desk.people, load, desk.handlingHours);
  printTable(`${desk.people} people, ${load} erlang`, queued, ["SimPy"], {
    mean: desk.latentHours + desk.handlingHours + wait,
  });
  console.log("in brackets: had each thread a core of its own all the while, by processor time");
  console.log(
    `each figure: the median of ${rounds} rounds, all by turns; mean and p99 against the exact ones`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
