/**
 * Years of a portfolio by our kernel, in one thread or several. `node bench/peers/failwell.ts task` prints on one line what it
 * measured: the first job of a fresh process, and the mean of some more.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { createThrower, type ThrowerKind } from "../../src/numeric/thrower.ts";
import { secondsOf, taskOf } from "./measuring.ts";
import { type Failure, readPortfolio } from "./portfolio.ts";
import { createPlayed, type Played, playBlocks } from "./years.ts";

type Task = {
  readonly file: string;
  readonly years: number;
  readonly seed: number;
  readonly kind: ThrowerKind;
  /** 0: in the thread that asks. */
  readonly workers: number;
  readonly times: number;
};
type Order = {
  readonly kind: ThrowerKind;
  readonly portfolio: readonly Failure[];
  readonly seed: number;
  readonly played: Played;
};

function obeying(): (order: Order) => void {
  let thrower: ReturnType<typeof createThrower> | undefined;
  return ({ kind, portfolio, seed, played }) => {
    thrower ??= createThrower(kind);
    playBlocks(thrower, portfolio, seed, played);
  };
}

async function main(): Promise<void> {
  const { file, years, seed, kind, workers: count, times } = taskOf<Task>();
  const portfolio = readPortfolio(file);
  const workers = Array.from({ length: count }, () => new Worker(new URL(import.meta.url)));
  await Promise.all(workers.map((worker) => once(worker, "online")));
  const here = obeying();
  let played = createPlayed(years, portfolio.length);
  const job = async () => {
    played = createPlayed(years, portfolio.length);
    const order = { kind, portfolio, seed, played };
    if (count === 0) return here(order);
    const done = workers.map((worker) => once(worker, "message"));
    for (const worker of workers) worker.postMessage(order);
    await Promise.all(done);
  };
  const first = await secondsOf(1, job);
  const seconds = await secondsOf(times, job);
  console.log(JSON.stringify({ ...described(played), ...seconds, firstWallSeconds: first.wallSeconds }));
  await Promise.all(workers.map((worker) => worker.terminate()));
}

function described({ failures, totals }: Played): object {
  const sorted = totals.slice().sort();
  return {
    failures: failures.reduce((sum, count) => sum + count, 0),
    mean: totals.reduce((sum, loss) => sum + loss, 0) / totals.length,
    p99: sorted[Math.floor(0.99 * sorted.length)],
    digest: createHash("sha256").update(totals).digest("hex"),
  };
}

if (isMainThread) await main();
else {
  const obey = obeying();
  parentPort!.on("message", (order: Order) => {
    obey(order);
    parentPort!.postMessage("done");
  });
}
