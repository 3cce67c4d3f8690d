import { availableParallelism } from "node:os";
import { setImmediate as turn } from "node:timers/promises";
import { Piscina } from "piscina";
import { type BlockTally, createPlayer, type Run } from "../forward/forward.ts";
import type { PlayerData } from "./play-worker.ts";

export type Threads = {
  /** Most threads; 1 plays in this one. */
  readonly threads: number;
  readonly seed: number;
  /** Told after each block; whether to go on. */
  readonly between: (played: number) => boolean;
  /** Told in words what went wrong and was made good. */
  readonly remark: (words: string) => void;
};

/** As many threads as the machine runs at once. */
export const threadsHere = (): number => availableParallelism();

/**
 * Plays a run to its end, its blocks divided among threads. The finding is the same, bit for bit, with any number of them. A thread
 * that dies half-way costs nothing but its time: this one plays its block again, and those that are left.
 */
export async function playInThreads(run: Run, options: Threads): Promise<void> {
  const threads = Math.min(options.threads, run.blocks);
  const left = threads > 1 ? await playByPool(run, threads, options) : everyBlock(run);
  if (left.length === 0) return;
  const player = createPlayer(run.plan, options.seed);
  for (const block of left) {
    if (run.precise) return;
    run.add(player(block));
    if (!options.between(run.played)) return;
    await turn();
  }
}

function everyBlock(run: Run): number[] {
  return Array.from({ length: run.blocks }, (_, block) => block);
}

/** Answers the blocks that could not be played there. */
async function playByPool(run: Run, threads: number, { seed, between, remark }: Threads): Promise<number[]> {
  const shared = new SharedArrayBuffer(run.plan.byteLength);
  new Uint8Array(shared).set(new Uint8Array(run.plan));
  const pool = new Piscina({
    filename: new URL(`./play-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url)
      .href,
    minThreads: threads,
    maxThreads: threads,
    workerData: { plan: shared, seed } satisfies PlayerData,
  });
  const lost: number[] = [];
  let [next, goOn] = [0, true];
  const playOn = async (): Promise<void> => {
    while (goOn && !run.precise && next < run.blocks) {
      const block = next++;
      try {
        run.add((await pool.run(block, { name: "playBlock" })) as BlockTally);
      } catch (error) {
        lost.push(block);
        if (lost.length === 1)
          remark(`a thread ended half-way (${wordsOf(error)}); its years are played again`);
      }
      if (goOn && !between(run.played)) goOn = false;
    }
  };
  // One block more than threads under way, so that none of them waits.
  await Promise.all(Array.from({ length: threads + 1 }, playOn));
  await pool.destroy();
  return (goOn && !run.precise) || run.played === 0 ? lost : [];
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
