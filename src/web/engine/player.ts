/** A thread that plays blocks of years: a plan comes first, then the numbers of blocks, each answered with what it came to. */
import { type BlockTally, createPlayer } from "../../forward/forward.ts";

export type ToPlayer =
  | { readonly say: "plan"; readonly plan: ArrayBuffer; readonly seed: number }
  | { readonly say: "block"; readonly block: number };

let player: ((block: number) => BlockTally) | null = null;

globalThis.onmessage = ({ data }: MessageEvent<ToPlayer>): void => {
  if (data.say === "plan") player = createPlayer(data.plan, data.seed);
  else if (player !== null) globalThis.postMessage(player(data.block));
};
