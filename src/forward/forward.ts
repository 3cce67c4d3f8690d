/** Model → futures: the public face of the engine that plays failures forward. */
export { frequencyAssumed, statedAssumptions } from "./assumptions.ts";
export { compare } from "./compare/compare.ts";
export { type ControlKeeping, type ControlStake, controlKeeping, controlStakes } from "./control-stakes.ts";
export { capitalOf, type DelayLaw, delayLaw, survival } from "./delay.ts";
export { type ExpectedHarm, expectedHarm } from "./expected-harm.ts";
export { type HarmShape, harmShape } from "./harm.ts";
export { harmOverTime } from "./harm-over-time.ts";
export { losses } from "./losses.ts";
export { type PlayOptions, play, type Run, run, startRun, type YearSamples } from "./play.ts";
export { createPlayer } from "./player.ts";
export { protectionOf } from "./protection.ts";
export { roomTaken } from "./room-taken.ts";
export { type Frequencies, frequencies, type Severity, severities } from "./severities.ts";
export type { BlockTally } from "./tally.ts";
export { tornado } from "./tornado.ts";
export { type TrialYear, trialYear } from "./trial-year.ts";
