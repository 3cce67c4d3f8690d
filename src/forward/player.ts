import { playBlock } from "./block.ts";
import { openPlan } from "./plan-tape.ts";
import { setStage } from "./stage.ts";
import type { BlockTally } from "./tally.ts";

/** One who plays blocks of a plan, in this thread. Throws RangeError, in words, where the buffer is no plan of this version. */
export function createPlayer(plan: ArrayBufferLike, seed: number): (block: number) => BlockTally {
  const stage = setStage(openPlan(plan), seed);
  return (block) => playBlock(stage, block);
}
