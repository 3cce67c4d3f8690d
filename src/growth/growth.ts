/** Where an organization stands: the map, ossification, and what a change of its text does to both. The public face of the engine. */
export { changesInWords, diff } from "./diff/diff.ts";
export { type MapOptions, map } from "./map.ts";
export { ossification, ossificationOf } from "./ossification.ts";
