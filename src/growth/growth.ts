/** The map and what growth does to it: the public face of the engine. */
export { changesInWords, diff } from "./diff/diff.ts";
export { type MapOptions, map } from "./map.ts";
export { ossification, ossificationOf } from "./ossification.ts";
