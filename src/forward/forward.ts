/** Model → futures: the public face of the engine that plays failures forward. */
export { engineAssumptions, frequencyAssumed, statedAssumptions } from "./assumptions.ts";
export { capitalOf, type DelayLaw, delayLaw, survival } from "./delay.ts";
export { type ExpectedHarm, expectedHarm } from "./expected-harm.ts";
export { type HarmShape, harm, harmShape } from "./harm.ts";
export { harmOverTime } from "./harm-over-time.ts";
export { type PlayOptions, play, run } from "./play.ts";
export { grownFrom, protectionOf } from "./protection.ts";
export { type Frequencies, frequencies, type Severity, severities } from "./severities.ts";
