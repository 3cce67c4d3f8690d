/** A thread that plays blocks of a plan for `play-in-threads.ts`. */
import { workerData } from "piscina";
import type { BlockTally } from "../forward/forward.ts";
// Not by the door, behind which there is all that a player does not need: a thread is ready sooner.
import { createPlayer } from "../forward/player.ts";

/** What a thread is started with. */
export type PlayerData = { readonly plan: ArrayBufferLike; readonly seed: number };

let player: ((block: number) => BlockTally) | undefined;

export function playBlock(block: number): BlockTally {
  const { plan, seed } = workerData as PlayerData;
  player ??= createPlayer(plan, seed);
  return player(block);
}
