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
 * Plays a run to its end, its blocks divided among this thread and others. The finding is the same, bit for bit, with any number of
 * them. A thread that dies half-way costs nothing but its time: this one plays its blocks again.
 */
export async function playInThreads(run: Run, options: Threads): Promise<void> {
  const others = Math.min(options.threads, run.blocks) - 1;
  const pool = others > 0 ? poolOf(run, others, options.seed) : undefined;
  const blocks = new Blocks(run, options);
  const player = createPlayer(run.plan, options.seed);
  const playHere = async (block: number): Promise<BlockTally> => {
    await turn();
    return player(block);
  };
  const playThere = async (block: number): Promise<BlockTally | undefined> => {
    try {
      return (await pool!.run(block, { name: "playBlock" })) as BlockTally;
    } catch (error) {
      blocks.remark(`a thread ended half-way (${wordsOf(error)}); its years are played again`);
      return undefined;
    }
  };
  try {
    const first = blocks.play(playHere);
    const there = Array.from({ length: others * UNDER_WAY }, () => blocks.play(playThere, FIRST_HERE));
    await Promise.all([first, ...there]);
    await blocks.play(playHere);
  } finally {
    await pool?.destroy();
  }
}

/** Blocks that each other thread has been given: one that it plays, and those that wait for it while this one plays its own. */
const UNDER_WAY = 2;

/** The first blocks tell what controls are worth, too: one thread makes ready for that. */
const FIRST_HERE = 4;

function poolOf(run: Run, threads: number, seed: number): Piscina {
  const shared = new SharedArrayBuffer(run.plan.byteLength);
  new Uint8Array(shared).set(new Uint8Array(run.plan));
  const ending = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
  return new Piscina({
    filename: new URL(`./play-worker${ending}`, import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: UNDER_WAY,
    workerData: { plan: shared, seed } satisfies PlayerData,
  });
}

/** The blocks that are still to be played. */
class Blocks {
  private readonly run: Run;
  private readonly options: Threads;
  private readonly left: number[];
  private goOn = true;
  private readonly remarked = new Set<string>();

  constructor(run: Run, options: Threads) {
    this.run = run;
    this.options = options;
    this.left = Array.from({ length: run.blocks }, (_, block) => block);
  }

  /** Plays blocks from `first` on in a thread until none is left, it answers none, or somebody stops it. */
  async play(playBlock: (block: number) => Promise<BlockTally | undefined>, first = 0): Promise<void> {
    for (let block = this.take(first); block !== undefined; block = this.take(first)) {
      const tally = await playBlock(block);
      if (tally === undefined) {
        this.left.unshift(block);
        return;
      }
      this.run.add(tally);
      if (this.goOn && !this.options.between(this.run.played)) this.goOn = false;
    }
  }

  /** Tells it once. */
  remark(words: string): void {
    if (!this.remarked.has(words)) this.options.remark(words);
    this.remarked.add(words);
  }

  private take(first: number): number | undefined {
    const { run, left } = this;
    if (run.precise || !(this.goOn || run.played === 0)) return undefined;
    const place = left.findIndex((block) => block >= first);
    return place < 0 ? undefined : left.splice(place, 1)[0];
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
