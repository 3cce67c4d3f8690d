import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lognormalClaims } from "../../src/numeric/claims.ts";
import { compoundPoisson } from "../../src/numeric/compound.ts";
import { createGenerator } from "../../src/numeric/generator.ts";

/** A failure that occurs `lam` times a year on average, each at a loss of exp(Normal(mu, sigma)). */
export type Failure = { readonly lam: number; readonly mu: number; readonly sigma: number };

/** Beside the checkout, or beside the folder of several. */
const kept = ["../../../", "../../../../"].map((above) =>
  fileURLToPath(new URL(`${above}shared/data/portfolio-100.json`, import.meta.url)),
);
const seed = 100;
const failures = 100;
const yearly = 820;

/** A file of 100 failures that all peers read: the reference portfolio where it lies beside the checkout, else one like it. */
export function portfolioFile(folder: string): string {
  const found = kept.find((file) => existsSync(file));
  if (found) return found;
  const generator = createGenerator(seed);
  const between = (low: number, high: number) => low + (high - low) * generator.uniform();
  const drawn = Array.from({ length: failures }, () => ({
    lam: 10 ** between(-2, 2),
    mu: between(5, 9.5),
    sigma: between(0.5, 2.5),
  }));
  const scale = yearly / drawn.reduce((sum, { lam }) => sum + lam, 0);
  const file = join(folder, "portfolio.json");
  writeFileSync(file, JSON.stringify(drawn.map((failure) => ({ ...failure, lam: failure.lam * scale }))));
  return file;
}

export function readPortfolio(file: string): readonly Failure[] {
  return JSON.parse(readFileSync(file, "utf8")) as Failure[];
}

/** Mean and 99th percentile of a year's losses, exactly. */
export function exactOf(portfolio: readonly Failure[]): { readonly mean: number; readonly p99: number } {
  const streams = portfolio.map(({ lam, mu, sigma }) => ({ rate: lam, claims: lognormalClaims(mu, sigma) }));
  const mean = streams.reduce((sum, { rate, claims }) => sum + rate * claims.mean, 0);
  return { mean, p99: compoundPoisson(streams, { upTo: 16 * mean, cells: 2 ** 16 }).quantile(0.99) };
}
