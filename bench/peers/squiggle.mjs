/** Losses of a portfolio in Squiggle, as its documentation teaches: a sample set of each failure's law, and its mean. */
import { readFileSync } from "node:fs";
import { run } from "@quri/squiggle-lang";

/** @typedef {{ lam: number, mu: number, sigma: number }} Failure */

/** @type {{ file: string, samples: number, seed: number }} */
const { file, samples, seed } = JSON.parse(process.argv.at(-1) ?? "");
/** @type {Failure[]} */
const portfolio = JSON.parse(readFileSync(file, "utf8"));
const text = `failures = [${portfolio.map(({ lam, mu, sigma }) => `{ lam: ${lam}, mu: ${mu}, sigma: ${sigma} }`).join(", ")}]
List.map(failures, {|f| f.lam * mean(SampleSet.fromDist(Sym.lognormal(f.mu, f.sigma))) }) -> sum`;

/** @param {number} sampleCount */
async function meanOf(sampleCount) {
  const { result } = await run(text, {
    environment: { sampleCount, xyPointLength: 1000, seed: String(seed) },
  });
  if (!result.ok) throw new Error(String(result.value));
  return Number(result.value.result.value);
}

await meanOf(1_000);
const processor = process.cpuUsage();
const began = performance.now();
const mean = await meanOf(samples);
const wallSeconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(processor);
console.log(
  JSON.stringify({
    failures: samples * portfolio.length,
    mean,
    cpuSeconds: (user + system) / 1e6,
    wallSeconds,
  }),
);
