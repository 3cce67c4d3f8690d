import { type BlockTally, createPlayer, type Run } from "../../forward/forward.ts";
import type { ToPlayer } from "./player.ts";

/** One processor is left to the page. */
const mostPlayers = 4;

/** Threads that play, where the browser lets a worker start others. */
let threads: Worker[] | null = null;

function players(): Worker[] {
  threads ??=
    typeof Worker === "undefined"
      ? []
      : Array.from({ length: Math.max(1, Math.min(mostPlayers, navigator.hardwareConcurrency - 1)) }, start);
  return threads;
}

function start(): Worker {
  return new Worker(new URL("./player.ts", import.meta.url), { type: "module" });
}

/**
 * Plays a run, its blocks divided among threads of their own, so that this one goes on answering. The finding is the same, bit for bit,
 * with any number of them. Where a thread breaks down, or none can be had, this one plays what is left.
 *
 * between   told after each block; whether to go on
 */
export async function playRun(run: Run, seed: number, between: () => boolean): Promise<void> {
  const lost: number[] = [];
  let [next, goOn] = [0, true];
  const wanted = (): boolean => goOn && !run.precise && next < run.blocks;
  const playOn = async (thread: Worker): Promise<void> => {
    const plan = run.plan.slice(0);
    thread.postMessage({ say: "plan", plan, seed } satisfies ToPlayer, [plan]);
    while (wanted()) {
      const block = next++;
      const tally = await played(thread, block);
      if (tally === null) {
        lost.push(block);
        thread.terminate();
        threads = players().filter((other) => other !== thread);
        return;
      }
      run.add(tally);
      goOn = goOn && between();
    }
  };
  await Promise.all(players().map(playOn));
  if (lost.length > 0 || wanted()) await playHere(run, seed, [...lost, ...left(next, run.blocks)], between);
}

/** Null where the thread broke down. */
function played(thread: Worker, block: number): Promise<BlockTally | null> {
  return new Promise((resolve) => {
    thread.onmessage = ({ data }: MessageEvent<BlockTally>) => resolve(data);
    thread.onerror = () => resolve(null);
    thread.postMessage({ say: "block", block } satisfies ToPlayer);
  });
}

function left(from: number, blocks: number): number[] {
  return Array.from({ length: blocks - from }, (_, i) => from + i);
}

async function playHere(
  run: Run,
  seed: number,
  blocks: readonly number[],
  between: () => boolean,
): Promise<void> {
  const player = createPlayer(run.plan, seed);
  for (const block of blocks) {
    run.add(player(block));
    // What has been said to this thread meanwhile is heard now.
    await new Promise((resume) => setTimeout(resume, 0));
    if (!between() || run.precise) return;
  }
}
