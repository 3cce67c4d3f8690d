/**
 * A year's losses of a hundred failures, exactly: time of one processor, and errors against a very fine lattice; then years
 * whose rates are not known. node bench/exact.ts
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lognormalClaims, sampledClaims } from "../src/numeric/claims.ts";
import { type ClaimStream, compoundPoisson } from "../src/numeric/compound.ts";
import { createGenerator } from "../src/numeric/generator.ts";
import { compoundMixture, type UncertainStreams } from "../src/numeric/mixture.ts";
import { sampleNormal } from "../src/numeric/normal.ts";

/** CPU seconds that Python's aggregate took at this error, measured beforehand on such a machine. */
const AGGREGATE_SECONDS = [2.6, 3.1] as const;

const generator = createGenerator(5);

benchPortfolio();
benchMixture("30 streams × 128 draws, 4096 cells", uncertain(30, 128), 4096, 15);
benchMixture("30 streams × 128 draws, cells chosen", uncertain(30, 128), undefined, 15);
benchMixture("30 streams × 128 draws, each a group", uncertain(30, 128, true), undefined, 3);
benchMixture("10,000 streams × 16 draws", uncertain(10_000, 16), undefined, 1);
console.log(`most memory: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);

function benchPortfolio(): void {
  const { streams, source } = portfolio();
  const answer = (): number[] => {
    const year = compoundPoisson(streams);
    return [year.quantile(0.99), year.quantile(0.999)];
  };
  const first = cpuMilliseconds(answer);
  const { figure, milliseconds } = median(answer, 25);
  const fine = compoundPoisson(streams, { upTo: 2 ** 23, cells: 2 ** 16 });
  const errors = [0.99, 0.999].map((p, i) => Math.abs(figure[i]! / fine.quantile(p) - 1));
  console.log(`portfolio: ${streams.length} failures, ${source}`);
  console.log(`first answer of the process: ${first.toFixed(1)} CPU ms`);
  console.log(`an answer, median of 25: ${milliseconds.toFixed(1)} CPU ms`);
  console.log(`error of p99: ${(100 * errors[0]!).toFixed(5)} %`);
  console.log(`error of p99.9: ${(100 * errors[1]!).toFixed(5)} %`);
  const [low, high] = AGGREGATE_SECONDS.map((seconds) => ((1000 * seconds) / milliseconds).toFixed(0));
  console.log(
    `cheaper than Python's aggregate at equal error: ${low} to ${high} × (its ${AGGREGATE_SECONDS.join(" to ")} CPU seconds are a figure given beforehand for such a machine; not run here)`,
  );
}

function benchMixture(
  what: string,
  streams: UncertainStreams,
  cells: number | undefined,
  times: number,
): void {
  const job = (): number =>
    compoundMixture(streams, cells === undefined ? {} : { cells, upTo: 3e7 }).quantile(0.99);
  console.log(`${what}: ${median(job, times).milliseconds.toFixed(1)} CPU ms`);
}

/** Lognormal losses by samples of 8192, thirty kinds of them, at rates known within a factor of two or so. */
function uncertain(streams: number, draws: number, apart = false): UncertainStreams {
  const kinds = Array.from({ length: 30 }, (_, i) => {
    const losses = new Float64Array(8192).map(() => Math.exp(7 + i / 5 + 1.2 * sampleNormal(generator)));
    return sampledClaims({ weight: 1, losses: losses.sort() });
  });
  const claims = Array.from({ length: streams }, (_, i) => kinds[i % 30]!);
  const rates = new Float64Array(streams * draws).map((_, at) =>
    Math.exp(1 - ((at % streams) % 30) / 10 + 0.5 * sampleNormal(generator)),
  );
  return apart ? { claims, rates, groups: claims.map((_, i) => i) } : { claims, rates };
}

function median<T>(job: () => T, times: number): { readonly figure: T; readonly milliseconds: number } {
  const spent = Array.from({ length: times }, () => cpuMilliseconds(job)).sort((a, b) => a - b);
  return { figure: job(), milliseconds: spent[Math.floor(times / 2)]! };
}

function cpuMilliseconds(job: () => unknown): number {
  const start = process.cpuUsage();
  job();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The portfolio lies beside the checkout where there is one; else one like it is made. */
function portfolio(): { readonly streams: ClaimStream[]; readonly source: string } {
  const file = ["../../shared", "../../../shared"]
    .map((place) => fileURLToPath(new URL(`${place}/data/portfolio-100.json`, import.meta.url)))
    .find((path) => existsSync(path));
  if (file === undefined) return { streams: generatedPortfolio(), source: "generated" };
  const rows = JSON.parse(readFileSync(file, "utf8")) as { lam: number; mu: number; sigma: number }[];
  const streams = rows.map(({ lam, mu, sigma }) => ({ rate: lam, claims: lognormalClaims(mu, sigma) }));
  return { streams, source: "as given" };
}

function generatedPortfolio(): ClaimStream[] {
  return Array.from({ length: 100 }, (_, i) => {
    const rate = 0.1 * 500 ** (i / 99);
    const sigma = 0.5 + (1.25 * ((37 * i) % 100)) / 99;
    return { rate, claims: lognormalClaims(9.2 - 3.4 * (i / 99) + 0.2 * Math.sin(i), sigma) };
  });
}
